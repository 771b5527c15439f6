//! What is done to make a listing known: three tactics each, with owner, date and target (F5).

use crate::program::listing::LaunchTactic;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::status::DueStatus;
use crate::report::table::{Column, Table};

/// Tactics that a launch has.
const WANTED: usize = 3;

/// Every tactic, and the places left of those wanted.
pub const REPORT: Report =
    Report { name: "launch-tactics", title: "Launch tactics of each listing", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::further("listing_id", "Listing id", CellKind::Text),
    Column::new("listing", "Listing", CellKind::Text),
    Column::new("number", "No.", CellKind::Count),
    Column::new("kind", "Tactic", CellKind::Word),
    Column::new("text", "In words", CellKind::Text),
    Column::new("owner", "Owner", CellKind::Text),
    Column::new("on", "On", CellKind::Date),
    Column::new("target", "Target", CellKind::Text),
    Column::new("status", "Status", CellKind::Word),
    Column::new("lacks", "Lacks", CellKind::List),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let as_of = view.derived.as_of();
    for listing in view.program.listings.iter() {
        let mut own: Vec<&LaunchTactic> =
            view.program.launch_tactics.iter().filter(|tactic| tactic.listing == listing.id).collect();
        own.sort_by(|a, b| (a.on.is_none(), a.on, &a.id).cmp(&(b.on.is_none(), b.on, &b.id)));
        for number in 0..own.len().max(WANTED) {
            let mut row = vec![Cell::Unknown; COLUMNS.len()];
            let head = [(&listing.id).into(), listing.name.as_str().into(), (number + 1).into()];
            row.splice(1..4, head);
            let filled: Vec<Cell> = if let Some(tactic) = own.get(number) {
                row.splice(0..1, [(&tactic.id).into()]);
                vec![
                    Cell::word(tactic.kind),
                    tactic.text.as_deref().into(),
                    tactic.owner.as_deref().into(),
                    tactic.on.into(),
                    tactic.target.as_deref().into(),
                    Cell::word(DueStatus::of(tactic.on, tactic.done_on, as_of)),
                    Cell::list(lacks(tactic)),
                ]
            } else {
                let mut empty = vec![Cell::Unknown; 6];
                empty.push(Cell::list(["a tactic"]));
                empty
            };
            row.splice(4.., filled);
            table.push(row);
        }
    }
}

fn lacks(tactic: &LaunchTactic) -> Vec<&'static str> {
    let facts = [("owner", tactic.owner.is_none()), ("date", tactic.on.is_none()), ("target", tactic.target.is_none())];
    facts.into_iter().filter(|(_, missing)| *missing).map(|(what, _)| what).collect()
}
