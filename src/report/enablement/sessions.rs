//! Training sessions held and planned (F55, ENB-05).

use crate::program::choice::{Choice, choice};
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

choice! {
    /// Whether a session lies behind or ahead.
    pub enum SessionState {
        Held = "held" => "Held",
        Today = "today" => "Today",
        Planned = "planned" => "Planned",
    }
}

/// Every session.
pub const REPORT: Report =
    Report { name: "sessions", title: "Training sessions, held and planned", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("on", "On", CellKind::Date),
    Column::new("level", "Level", CellKind::Word),
    Column::new("live", "Live", CellKind::Flag),
    Column::new("state", "State", CellKind::Word),
    Column::new("attendees", "People", CellKind::Count),
    Column::new("who", "Who came", CellKind::List),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let as_of = view.derived.as_of();
    for session in view.program.sessions.iter().filter(|session| view.wants_day(Some(session.on))) {
        let state = match session.on.cmp(&as_of) {
            std::cmp::Ordering::Less => SessionState::Held,
            std::cmp::Ordering::Equal => SessionState::Today,
            std::cmp::Ordering::Greater => SessionState::Planned,
        };
        let name = |id| view.program.contacts.get(id).map(|contact| contact.name.as_str());
        table.push(vec![
            (&session.id).into(),
            session.on.into(),
            Cell::Word(session.level.word(), session.level.label()),
            session.live.into(),
            Cell::word(state),
            session.attendees.len().into(),
            Cell::list(session.attendees.iter().filter_map(name)),
        ]);
    }
}
