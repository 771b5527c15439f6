//! What is wrong with the ladder as a whole, and with campaigns, as rows.

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::table::{Column, Table};
use crate::analysis::campaign_checks::campaign_checks;
use crate::analysis::findings::{Finding, findings};
use crate::analysis::ladder_checks::ladder_checks;

/// Everything the advisor finds, worst first.
pub const ADVISOR: Report = Report {
    name: "findings",
    title: "What the advisor finds, worst first",
    columns: COLUMNS,
    fill: |view, table| fill(view, table, findings(view.program, view.derived)),
};

/// Findings on the ladders, base tier first.
pub const LADDER: Report = Report {
    name: "ladder-checks",
    title: "What is wrong with the ladder, with the numbers",
    columns: COLUMNS,
    fill: |view, table| fill(view, table, ladder_checks(view.program, view.derived)),
};

/// Findings on campaigns, by launch.
pub const CAMPAIGNS: Report = Report {
    name: "campaign-checks",
    title: "What is wrong with campaigns, and between them",
    columns: COLUMNS,
    fill: |view, table| fill(view, table, campaign_checks(view.program, view.derived)),
};

const COLUMNS: &[Column] = &[
    Column::new("code", "Rule", CellKind::Text),
    Column::new("severity", "Severity", CellKind::Word),
    Column::new("subject", "About", CellKind::Text),
    Column::new("message", "What", CellKind::Text),
    Column::further("fix", "What to do", CellKind::Text),
    Column::further("evidence", "Evidence", CellKind::List),
    Column::further("waived", "Accepted", CellKind::Flag),
];

fn fill(view: &View<'_>, table: &mut Table, findings: Vec<Finding>) {
    for found in findings {
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
