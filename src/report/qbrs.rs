//! Quarterly business reviews: when, with whom, what is still to be done around them.

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::status::DueStatus;
use super::table::{Column, Table};
use crate::analysis::qbr::{QbrDates, dates, notes_on_time};
use crate::program::choice::Choice;
use crate::program::qbr::{Qbr, QbrState};

/// Reviews by date.
pub const REPORT: Report = Report { name: "qbrs", title: "Quarterly business reviews by date", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::new("id", "Id", CellKind::Text),
    Column::new("scheduled_for", "Date", CellKind::Date),
    Column::new("partner", "Partner", CellKind::Text),
    Column::new("quarter", "Quarter", CellKind::Quarter),
    Column::new("state", "State", CellKind::Word),
    Column::new("minutes", "Minutes", CellKind::Count),
    Column::new("overdue", "Overdue", CellKind::Flag),
    Column::new("actions.total", "Actions", CellKind::Count),
    Column::new("actions.open", "Open", CellKind::Count),
    Column::new("actions.overdue", "Late", CellKind::Count),
    Column::further("prep_pack", "Pack by", CellKind::Date),
    Column::further("agenda_shared", "Agenda by", CellKind::Date),
    Column::further("agenda_shared_on", "Agenda sent", CellKind::Date),
    Column::further("follow_up_due", "Notes by", CellKind::Date),
    Column::further("notes_on_time", "Notes in time", CellKind::Flag),
    Column::further("next_qbr", "Next review", CellKind::Date),
    Column::further("temperature", "Temperature", CellKind::Count),
    Column::further("partner_temperature", "Partner's temperature", CellKind::Count),
    Column::further("sections", "Sections with notes", CellKind::List),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let rules = view.derived.policy().qbr.rules;
    let mut qbrs: Vec<&Qbr> = view.program.qbrs.iter().collect();
    qbrs.sort_by(|a, b| a.scheduled_for.cmp(&b.scheduled_for).then_with(|| a.id.cmp(&b.id)));
    for qbr in qbrs {
        if view.wants(Some(&qbr.partner)) && view.quarter.is_none_or(|quarter| quarter == qbr.quarter) {
            table.push(row(view, qbr, &dates(qbr.scheduled_for, qbr.ended_at, &rules)));
        }
    }
}

fn row(view: &View<'_>, qbr: &Qbr, dates: &QbrDates) -> Vec<Cell> {
    let as_of = view.derived.as_of();
    let actions = view.program.actions.iter().filter(|action| action.qbr.as_ref() == Some(&qbr.id));
    let statuses: Vec<DueStatus> = actions.map(|action| DueStatus::of_action(action, as_of)).collect();
    let written = qbr.sections.iter().filter(|section| section.text.is_some()).map(|section| section.section.word());
    vec![
        (&qbr.id).into(),
        qbr.scheduled_for.into(),
        (&qbr.partner).into(),
        qbr.quarter.into(),
        Cell::word(qbr.state),
        qbr.minutes.into(),
        (qbr.state == QbrState::Scheduled && qbr.scheduled_for < as_of).into(),
        statuses.len().into(),
        statuses.iter().filter(|status| !status.is_done()).count().into(),
        statuses.iter().filter(|status| **status == DueStatus::Overdue).count().into(),
        dates.prep_pack.into(),
        dates.agenda_shared.into(),
        qbr.agenda_shared_on.into(),
        dates.follow_up_due.into(),
        notes_on_time(qbr.notes_sent_at, dates.follow_up_due_at).into(),
        dates.next_qbr.into(),
        qbr.temperature.into(),
        qbr.partner_temperature.into(),
        Cell::list(written),
    ]
}
