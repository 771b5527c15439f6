//! Every won deal as a row: its class, who is credited, and the evidence in words.

use super::book::{CfoBook, Ledgers, days_of};
use crate::analysis::attribution::{CriterionResult, DealClass};
use crate::analysis::cfo::CfoLine;
use crate::analysis::derived::PartEvidence;
use crate::analysis::periods::Days;
use crate::program::choice::Choice;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind, money_plain};
use crate::report::partners::id;
use crate::report::table::{Column, Table};

/// Won deals as finance counts them.
pub const REPORT: Report =
    Report { name: "cfo", title: "Won deals as finance counts them, with the evidence", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::new("closed_on", "Closed", CellKind::Date),
    Column::further("quarter", "Quarter", CellKind::Quarter),
    Column::further("id", "Id", CellKind::Text),
    Column::new("name", "Deal", CellKind::Text),
    Column::new("amount", "Amount", CellKind::Money),
    Column::new("line", "Counted as", CellKind::Word),
    Column::further("class", "Class", CellKind::Word),
    Column::new("sourced_by", "Sourced by", CellKind::Text),
    Column::new("credited", "Credited", CellKind::Money),
    Column::further("credits", "Credit by partner", CellKind::List),
    Column::further("evidence", "Evidence", CellKind::List),
    Column::further("unknown", "Not known", CellKind::List),
    Column::further("source_attribution", "Source's word", CellKind::Word),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let period = match view.quarter {
        Some(quarter) => days_of(view.derived, quarter),
        None => Some(Days { first: jiff::civil::Date::MIN, last: view.derived.as_of() }),
    };
    let Some(period) = period else { return };
    let book = CfoBook::of(view.program, view.derived, period, &Ledgers::default());
    for line in &book.found.lines {
        let parts = book.deals.get(line.deal).map(|(_, measures)| &measures.parts);
        let concerned = parts.into_iter().flatten().any(|part| view.partner == Some(&part.partner));
        if view.partner.is_none() || concerned {
            table.push(row(&book, line));
        }
    }
}

fn row(book: &CfoBook<'_>, line: &CfoLine) -> Vec<Cell> {
    let Some((deal, measures)) = book.deals.get(line.deal) else { return Vec::new() };
    let credits = line
        .credits
        .iter()
        .filter_map(|(place, amount)| Some(format!("{} {}", book.partners.get(*place)?, money_plain(*amount))));
    let parts = book.derived.evidence(&deal.id);
    let calendar = book.derived.periods().calendar;
    vec![
        deal.closed_on.into(),
        deal.closed_on.map(|on| calendar.quarter_of(on)).into(),
        (&deal.id).into(),
        (&deal.name).into(),
        deal.amount.into(),
        Cell::word(line.line),
        Cell::word(measures.class),
        id(measures.sourcing.as_ref()),
        line.credited.into(),
        Cell::list(credits),
        Cell::list(parts.iter().flat_map(sentences)),
        Cell::list(parts.iter().flat_map(unknowns)),
        deal.source_attribution.map_or(Cell::Unknown, Cell::word),
    ]
}

/// What proves the part of a partner: the criteria of a sourced deal, the touches of an influenced one.
fn sentences(part: &PartEvidence) -> Vec<String> {
    match part.class {
        DealClass::Sourced => {
            let passed = part.criteria.iter().filter(|found| found.result == CriterionResult::Pass);
            passed.map(|found| format!("{} ({})", found.criterion.label(), super::proof::proved_by(found))).collect()
        }
        DealClass::Influenced => part.touches.iter().map(|touch| super::proof::touch_words(touch)).collect(),
        DealClass::None | DealClass::Unknown => Vec::new(),
    }
}

/// The criteria of a partner that nobody can judge.
pub(super) fn unknowns(part: &PartEvidence) -> Vec<String> {
    let open = part.criteria.iter().filter(|found| found.result == CriterionResult::Unknown);
    open.map(|found| format!("{}: {}", part.partner, found.criterion.label())).collect()
}
