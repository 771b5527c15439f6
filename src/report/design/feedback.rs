//! What partners say of the program, and what waits for an answer (F118, ENB-09).

use crate::program::choice::{Choice, choice};
use crate::program::period::days_between;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

choice! {
    /// Whether feedback was answered.
    pub enum FeedbackState {
        Overdue = "overdue" => "Answer late",
        Open = "open" => "No answer",
        Answered = "answered" => "Answered",
    }
}

/// Every piece of feedback.
pub const REPORT: Report =
    Report { name: "feedback", title: "Feedback of partners and its answers", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("on", "On", CellKind::Date),
    Column::further("partner", "Partner id", CellKind::Text),
    Column::new("partner_name", "Partner", CellKind::Text),
    Column::new("method", "How", CellKind::Word),
    Column::new("state", "State", CellKind::Word),
    Column::new("text", "What", CellKind::Text),
    Column::new("answered_on", "Answered", CellKind::Date),
    Column::new("days_open", "Days open", CellKind::Count),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let as_of = view.derived.as_of();
    let limit = i32::from(view.derived.policy().enablement.feedback_days);
    for one in view.program.feedback.iter() {
        if !view.wants(one.partner.as_ref()) || !view.wants_day(Some(one.on)) {
            continue;
        }
        let age = days_between(one.on, as_of);
        let state = match one.answered_on {
            Some(_) => FeedbackState::Answered,
            None if age > limit => FeedbackState::Overdue,
            None => FeedbackState::Open,
        };
        table.push(vec![
            (&one.id).into(),
            one.on.into(),
            one.partner.as_ref().into(),
            one.partner.as_ref().and_then(|id| view.partner_name(id)).into(),
            Cell::Word(one.method.word(), one.method.label()),
            Cell::word(state),
            one.text.as_str().into(),
            one.answered_on.into(),
            one.answered_on.is_none().then_some(age).into(),
        ]);
    }
}
