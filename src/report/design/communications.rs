//! What is sent regularly, to whom and when next (R-52, F64, F103).

use crate::analysis::cadence::{DueState, distance, next_due};
use crate::program::choice::Choice;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// Every line.
pub const REPORT: Report =
    Report { name: "communications", title: "Regular communication and when it is next due", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("kind", "What", CellKind::Text),
    Column::new("audience", "To whom", CellKind::Word),
    Column::new("cadence", "How often", CellKind::Word),
    Column::new("last_sent", "Last", CellKind::Date),
    Column::new("due", "Next", CellKind::Date),
    Column::new("state", "State", CellKind::Word),
    Column::new("days_late", "Days late", CellKind::Count),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let as_of = view.derived.as_of();
    let days = &view.derived.policy().cadence.intervals;
    for line in view.program.communications.iter() {
        let from = line.last_sent.or(view.program.profile.launch_start);
        let due = from.map(|from| next_due(from, line.cadence, days));
        table.push(vec![
            (&line.id).into(),
            line.kind.as_str().into(),
            Cell::Word(line.audience.word(), line.audience.label()),
            Cell::Word(line.cadence.word(), line.cadence.label()),
            line.last_sent.into(),
            due.into(),
            due.map_or(Cell::Unknown, |due| Cell::word(DueState::of(due, as_of))),
            due.map(|due| distance(due, as_of).0).filter(|late| *late > 0).into(),
        ]);
    }
}
