//! Escalations against the hours in which they are to be answered (R-47, F117).

use crate::analysis::operations::escalation::{EscalationPath, EscalationState, ResponseClock};
use crate::program::choice::{Choice, choice};
use crate::program::moment::Moment;
use crate::program::period::days_after;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

choice! {
    /// Where a case stands.
    pub enum CaseState {
        Breached = "breached" => "Late",
        Open = "open" => "Open",
        Met = "met" => "Answered in time",
        Resolved = "resolved" => "Resolved",
    }
}

/// Every case.
pub const REPORT: Report =
    Report { name: "escalations", title: "Escalations and whether they were answered in time", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("trigger", "What", CellKind::Text),
    Column::further("partner", "Partner id", CellKind::Text),
    Column::new("partner_name", "Partner", CellKind::Text),
    Column::new("severity", "Severity", CellKind::Word),
    Column::new("state", "State", CellKind::Word),
    Column::new("opened_at", "Opened", CellKind::Text),
    Column::new("due_at", "Answer by", CellKind::Text),
    Column::new("hours", "Hours", CellKind::Count),
    Column::new("limit", "Of", CellKind::Count),
    Column::new("path", "Goes to", CellKind::Text),
    Column::new("responded_at", "Answered", CellKind::Text),
    Column::new("resolved_at", "Resolved", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let policy = &view.derived.policy().escalation;
    let end_of_day = Moment::start_of(days_after(view.derived.as_of(), 1));
    for case in view.program.escalations.iter().filter(|case| view.wants(Some(&case.partner))) {
        let limit = policy.hours(case.severity);
        let clock = ResponseClock::of(case.opened_at, case.responded_at, end_of_day, limit);
        let state = match clock.state {
            EscalationState::Breached if case.responded_at.is_none() => CaseState::Breached,
            _ if case.resolved_at.is_some() => CaseState::Resolved,
            EscalationState::Breached => CaseState::Breached,
            EscalationState::Met => CaseState::Met,
            EscalationState::Open => CaseState::Open,
        };
        let path = case.path.clone().unwrap_or_else(|| EscalationPath::of(case.severity).label().to_owned());
        table.push(vec![
            (&case.id).into(),
            case.trigger.as_str().into(),
            (&case.partner).into(),
            view.partner_name(&case.partner).into(),
            Cell::Word(case.severity.word(), case.severity.label()),
            Cell::word(state),
            case.opened_at.to_string().into(),
            clock.due_at.to_string().into(),
            (clock.elapsed_minutes / 60).into(),
            limit.into(),
            path.into(),
            case.responded_at.map(|at| at.to_string()).into(),
            case.resolved_at.map(|at| at.to_string()).into(),
        ]);
    }
}
