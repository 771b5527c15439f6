//! What is wrong with the ladder as a whole, as rows.

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::table::{Column, Table};
use crate::analysis::ladder_checks::ladder_checks;

/// Findings on the ladders, base tier first.
pub const REPORT: Report =
    Report { name: "ladder-checks", title: "What is wrong with the ladder, with the numbers", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::new("code", "Rule", CellKind::Text),
    Column::new("severity", "Severity", CellKind::Word),
    Column::new("subject", "About", CellKind::Text),
    Column::new("message", "What", CellKind::Text),
    Column::further("fix", "What to do", CellKind::Text),
    Column::further("evidence", "Evidence", CellKind::List),
    Column::further("waived", "Accepted", CellKind::Flag),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for found in ladder_checks(view.program, view.derived) {
        let waived = found.is_waived(view.program, view.derived.as_of());
        table.push(vec![
            found.code.into(),
            Cell::word(found.severity),
            found.subject.into(),
            found.message.into(),
            found.fix.into(),
            Cell::list(found.evidence),
            waived.into(),
        ]);
    }
}
