//! Payments to partners as they are recorded: planned, late, made.

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::partners::id;
use super::status::DueStatus;
use super::table::{Column, Table};
use crate::program::compensation::Payment;

/// Payments, as recorded.
pub const REPORT: Report =
    Report { name: "payments", title: "Payments to partners, planned and made", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("partner", "Partner", CellKind::Text),
    Column::further("partner_name", "Partner", CellKind::Text),
    Column::new("kind", "For", CellKind::Word),
    Column::new("amount", "Amount", CellKind::Money),
    Column::new("due_on", "Due", CellKind::Date),
    Column::new("paid_on", "Paid", CellKind::Date),
    Column::new("status", "Status", CellKind::Word),
    Column::further("days_late", "Days late", CellKind::Count),
    Column::new("deal", "Deal", CellKind::Text),
    Column::further("evidence", "Evidence", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for payment in view.program.payments.iter() {
        if view.wants(Some(&payment.partner)) && view.wants_day(payment.paid_on.or(payment.due_on)) {
            table.push(row(view, payment));
        }
    }
}

fn row(view: &View<'_>, payment: &Payment) -> Vec<Cell> {
    let as_of = view.derived.as_of();
    let late = payment.due_on.and_then(|due| DueStatus::days_late(Some(due), payment.paid_on, as_of));
    vec![
        (&payment.id).into(),
        (&payment.partner).into(),
        view.partner_name(&payment.partner).into(),
        Cell::word(payment.kind),
        payment.amount.into(),
        payment.due_on.into(),
        payment.paid_on.into(),
        Cell::word(DueStatus::of(payment.due_on, payment.paid_on, as_of)),
        late.into(),
        id(payment.deal.as_ref()),
        payment.evidence.as_ref().into(),
    ]
}
