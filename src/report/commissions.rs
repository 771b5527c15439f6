//! What each partner earned, was paid and is owed, quarter by quarter.

use std::collections::BTreeSet;

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::cfo::Ledgers;
use super::table::{Column, Table};
use crate::analysis::money::ledger::LineKind;
use crate::analysis::money::statement::{Statement, statement_of};
use crate::analysis::periods::Days;
use crate::program::money::Money;
use crate::program::period::Quarter;

/// Statements by partner and quarter.
pub const REPORT: Report =
    Report { name: "commissions", title: "Earned, paid and owed by partner and quarter", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::new("partner", "Partner", CellKind::Text),
    Column::further("partner_name", "Partner", CellKind::Text),
    Column::new("quarter", "Quarter", CellKind::Quarter),
    Column::new("opening", "Owed before", CellKind::Money),
    Column::new("accrued", "Accrued", CellKind::Money),
    Column::further("commission", "Commission", CellKind::Money),
    Column::further("spiff", "SPIFF", CellKind::Money),
    Column::further("rebate", "Rebate", CellKind::Money),
    Column::further("affiliate", "Affiliate", CellKind::Money),
    Column::further("mdf", "MDF", CellKind::Money),
    Column::further("clawback", "Clawback", CellKind::Money),
    Column::new("paid", "Paid", CellKind::Money),
    Column::new("balance", "Balance", CellKind::Money),
    Column::new("due", "Due", CellKind::Money),
    Column::further("held", "Held back", CellKind::Money),
    Column::further("not_due", "Not due yet", CellKind::Money),
    Column::further("payable", "Payable now", CellKind::Money),
    Column::further("open_questions", "Open questions", CellKind::Count),
];

/// The statements that the rows are made from, in the same order: by partner, then quarter, latest first.
pub fn statements(view: &View<'_>) -> Vec<(Quarter, Statement)> {
    let calendar = view.derived.periods().calendar;
    let as_of = view.derived.as_of();
    let mut found = Vec::new();
    for (partner, ledger) in &Ledgers::of(view.program, view.derived).0 {
        if !view.wants(Some(partner)) {
            continue;
        }
        let mut quarters: BTreeSet<Quarter> = ledger.lines.iter().map(|line| calendar.quarter_of(line.on)).collect();
        quarters.insert(calendar.quarter_of(as_of));
        for quarter in quarters.into_iter().rev().filter(|quarter| view.quarter.is_none_or(|only| only == *quarter)) {
            let period = Days { first: calendar.first_day(quarter), last: calendar.last_day(quarter) };
            let statement = statement_of(partner, ledger.clone(), period, as_of);
            if !statement.is_empty() {
                found.push((quarter, statement));
            }
        }
    }
    found
}

fn fill(view: &View<'_>, table: &mut Table) {
    for (quarter, statement) in statements(view) {
        table.push(row(view, quarter, &statement));
    }
}

/// The row of a statement.
pub fn row(view: &View<'_>, quarter: Quarter, statement: &Statement) -> Vec<Cell> {
    let total = |kinds: &[LineKind]| Cell::Money(kinds.iter().map(|kind| statement.total(*kind)).sum::<Money>());
    vec![
        (&statement.partner).into(),
        view.partner_name(&statement.partner).into(),
        quarter.into(),
        statement.opening.into(),
        statement.earned().into(),
        total(&[LineKind::Commission, LineKind::Cap, LineKind::AsPaid]),
        total(&[LineKind::Incentive]),
        total(&[LineKind::Rebate]),
        total(&[LineKind::Affiliate]),
        total(&[LineKind::Mdf]),
        total(&[LineKind::Clawback]),
        statement.paid().into(),
        statement.closing.into(),
        statement.due.into(),
        statement.held.into(),
        statement.not_due.into(),
        statement.payable.into(),
        Cell::count(statement.gaps().count() + statement.open_spiffs.len()),
    ]
}
