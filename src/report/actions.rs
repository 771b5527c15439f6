//! Action items: what was agreed, who owns it, where it stands.

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::status::DueStatus;
use super::table::{Column, Table};
use crate::program::qbr::ActionItem;

/// Action items by due date.
pub const REPORT: Report = Report { name: "actions", title: "Action items of the reviews", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::new("id", "Id", CellKind::Text),
    Column::new("partner", "Partner", CellKind::Text),
    Column::new("text", "Action", CellKind::Text),
    Column::new("side", "Side", CellKind::Word),
    Column::new("person", "Person", CellKind::Text),
    Column::new("due", "Due", CellKind::Date),
    Column::new("status", "Status", CellKind::Word),
    Column::further("days_late", "Days late", CellKind::Count),
    Column::further("qbr", "Review", CellKind::Text),
    Column::further("quarter", "Quarter", CellKind::Quarter),
    Column::further("created_on", "Agreed on", CellKind::Date),
    Column::further("done_on", "Done on", CellKind::Date),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let as_of = view.derived.as_of();
    let mut actions: Vec<&ActionItem> = view.program.actions.iter().collect();
    actions.sort_by(|a, b| {
        let no_date = |action: &ActionItem| action.due.is_none();
        (no_date(a), a.due).cmp(&(no_date(b), b.due)).then_with(|| a.id.cmp(&b.id))
    });
    for action in actions {
        let quarter = action.qbr.as_ref().and_then(|id| view.program.qbrs.get(id)).map(|qbr| qbr.quarter);
        let of_quarter = view.quarter.is_none() || quarter == view.quarter || view.wants_day(action.due);
        if !view.wants(Some(&action.partner)) || !of_quarter {
            continue;
        }
        table.push(vec![
            (&action.id).into(),
            (&action.partner).into(),
            (&action.text).into(),
            Cell::word(action.side),
            action.person.as_ref().into(),
            action.due.into(),
            Cell::word(DueStatus::of_action(action, as_of)),
            DueStatus::days_late(action.due, action.done_on, as_of).into(),
            action.qbr.as_ref().into(),
            quarter.into(),
            action.created_on.into(),
            action.done_on.into(),
        ]);
    }
}
