//! The versions of the tier program as rows; the live one first.

use super::catalogue::{Report, View};
use super::cell::CellKind;
use super::table::{Column, Table};
use crate::analysis::ladder_diff::ladder_diff;

/// What each version asks and gives otherwise than the live one.
pub const REPORT: Report =
    Report { name: "versions", title: "Versions of the tier program against the live one", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::new("id", "Id", CellKind::Text),
    Column::new("name", "Version", CellKind::Text),
    Column::new("announced_on", "Announced", CellKind::Date),
    Column::new("effective_from", "In force from", CellKind::Date),
    Column::new("tiers", "Tiers", CellKind::Count),
    Column::new("changes", "Otherwise than live", CellKind::Count),
    Column::new("note", "Note", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let live = view.program.tiers.len();
    table.push(vec![
        "live".into(),
        "Live".into(),
        None::<jiff::civil::Date>.into(),
        None::<jiff::civil::Date>.into(),
        live.into(),
        0_usize.into(),
        "".into(),
    ]);
    for version in view.program.program_versions.iter() {
        table.push(vec![
            (&version.id).into(),
            (&version.name).into(),
            version.announced_on.into(),
            version.effective_from.into(),
            version.tiers.len().into(),
            ladder_diff(view.program, &version.applied(view.program)).len().into(),
            version.note.clone().into(),
        ]);
    }
}
