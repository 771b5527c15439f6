//! Closed-won revenue quarter by quarter, with what it cost and whether its sums hold.

use std::collections::BTreeSet;

use super::book::{CfoBook, Ledgers, days_of, won_on};
use super::document::percent;
use crate::analysis::revenue_kpis::RevenueShare;
use crate::program::choice::Choice;
use crate::program::period::Quarter;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// Closed-won revenue by quarter.
pub const REPORT: Report =
    Report { name: "quarters", title: "Closed-won revenue by quarter, with its sum checks", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::new("quarter", "Quarter", CellKind::Quarter),
    Column::further("deals", "Deals", CellKind::Count),
    Column::new("total", "Closed-won", CellKind::Money),
    Column::new("sourced", "Sourced", CellKind::Money),
    Column::new("sourced_share", "Sourced %", CellKind::Percent),
    Column::new("influenced", "Influenced", CellKind::Money),
    Column::new("none", "None", CellKind::Money),
    Column::further("unclassified", "Unclassified", CellKind::Money),
    Column::new("credited", "Credited", CellKind::Money),
    Column::further("any_share", "Any partner %", CellKind::Percent),
    Column::further("credited_share", "Credited %", CellKind::Percent),
    Column::new("paid", "Paid", CellKind::Money),
    Column::new("cost_share", "Cost %", CellKind::Percent),
    Column::new("checks", "Checks", CellKind::Text),
];

/// Every quarter with a won deal, latest first, with its book.
pub fn books<'a>(view: &View<'a>) -> Vec<(Quarter, CfoBook<'a>)> {
    let calendar = view.derived.periods().calendar;
    let won = view.derived.deals().filter_map(|(deal, _)| won_on(deal)).filter(|on| *on <= view.derived.as_of());
    let quarters: BTreeSet<Quarter> = won.map(|on| calendar.quarter_of(on)).collect();
    let ledgers = Ledgers::of(view.program, view.derived);
    let wanted = quarters.into_iter().rev().filter(|quarter| view.quarter.is_none_or(|only| only == *quarter));
    wanted
        .filter_map(|quarter| {
            let period = days_of(view.derived, quarter)?;
            Some((quarter, CfoBook::of(view.program, view.derived, period, &ledgers)))
        })
        .collect()
}

fn fill(view: &View<'_>, table: &mut Table) {
    for (quarter, book) in books(view) {
        table.push(row(quarter, &book));
    }
}

/// The row of a quarter.
pub fn row(quarter: Quarter, book: &CfoBook<'_>) -> Vec<Cell> {
    let (found, parts) = (&book.found, &book.found.parts);
    let (held, all) = book.checks_held();
    let share = |share: RevenueShare| percent(parts.share(share).as_ref());
    vec![
        quarter.into(),
        Cell::count(found.lines.len()),
        parts.total.into(),
        parts.sourced.into(),
        share(RevenueShare::Sourced),
        parts.influenced.into(),
        found.none.into(),
        found.unclassified.into(),
        parts.credited.into(),
        share(RevenueShare::AnyInvolvement),
        share(RevenueShare::Credited),
        book.total_paid().into(),
        percent(book.cost_share().as_ref()),
        Cell::text(if held == all { format!("all {all} hold") } else { format!("{} of {all} FAIL", all - held) }),
    ]
}

/// The sum checks of a quarter, its credit by partner under the program's model, and what was paid by kind: a name and
/// its value, or a heading without one.
pub fn notes(book: &CfoBook<'_>) -> Vec<(String, String)> {
    let heading = |text: &str| (text.to_owned(), String::new());
    let mut lines = vec![heading("Sum checks")];
    for check in book.found.checks(None, None) {
        let verdict = if check.holds() { "holds".to_owned() } else { format!("FAILS by {}", check.difference) };
        lines.push((check.kind.label().to_owned(), verdict));
    }
    lines.push(heading("Credit by partner"));
    let of_model = book.found.models.iter().find(|(model, _)| *model == book.rules.model);
    let mut credits: Vec<_> = of_model.into_iter().flat_map(|(_, credits)| credits).collect();
    credits.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    for (place, amount) in credits {
        lines.push((book.name_at(*place), Cell::Money(*amount).display().into_owned()));
    }
    lines.push(heading("Paid"));
    for (kind, amount) in &book.paid {
        lines.push((kind.label().to_owned(), Cell::Money(*amount).display().into_owned()));
    }
    let open = book.found.unclassifiable.iter().filter_map(|&place| book.deals.get(place));
    let mut open: Vec<(String, String)> =
        open.map(|(deal, _)| (deal.name.clone(), "cannot be classified".to_owned())).collect();
    open.extend(book.without_amount.iter().map(|deal| (deal.name.clone(), "no amount, not counted".to_owned())));
    if !open.is_empty() {
        lines.push(heading("Unresolved"));
        lines.extend(open);
    }
    lines
}
