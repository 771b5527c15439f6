//! Everything that comes again, with its next due date.

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::table::{Column, Table};
use crate::analysis::cadence::distance;
use crate::analysis::regular::regular;

/// What comes again, the most urgent first.
pub const REPORT: Report = Report {
    name: "cadence",
    title: "Newsletters, trainings, surveys, reviews and check-ins with their next due dates",
    columns: COLUMNS,
    fill,
};

const COLUMNS: &[Column] = &[
    Column::new("due", "Due", CellKind::Date),
    Column::new("state", "State", CellKind::Word),
    Column::new("what", "What", CellKind::Text),
    Column::new("kind", "Kind", CellKind::Word),
    Column::new("every", "Every", CellKind::Text),
    Column::new("last", "Last", CellKind::Date),
    Column::further("days_late", "Days late", CellKind::Count),
    Column::further("partner", "Partner", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let as_of = view.derived.as_of();
    for one in regular(view.program, view.derived) {
        if !view.wants(one.partner.as_ref()) || !view.wants_day(one.due) {
            continue;
        }
        table.push(vec![
            one.due.into(),
            Cell::word(one.state),
            one.what(view.program).into(),
            Cell::word(one.kind),
            one.every(view.program, view.derived).into(),
            one.last.into(),
            one.due.map(|due| distance(due, as_of).0).filter(|late| *late > 0).into(),
            one.partner.as_ref().into(),
        ]);
    }
}
