//! What is to be done around each review that is ahead or was just held, with dates counted back from the meeting.

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::table::{Column, Table};
use crate::analysis::qbr_preparation::{Step, steps};
use crate::program::qbr::{Qbr, QbrState};

/// The checklist of every review that is scheduled, and of held ones while something is open.
pub const REPORT: Report = Report {
    name: "preparation",
    title: "What is to be done before and after reviews, by date",
    columns: COLUMNS,
    fill,
};

const COLUMNS: &[Column] = &[
    Column::new("due", "By", CellKind::Date),
    Column::new("partner", "Partner", CellKind::Text),
    Column::further("qbr", "Review", CellKind::Text),
    Column::further("step", "Step", CellKind::Text),
    Column::new("text", "What", CellKind::Text),
    Column::new("status", "Status", CellKind::Text),
    Column::further("done_on", "Done on", CellKind::Date),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let as_of = view.derived.as_of();
    let mut rows: Vec<(Step, &Qbr)> = Vec::new();
    for qbr in view.program.qbrs.iter().filter(|qbr| view.wants(Some(&qbr.partner))) {
        if view.quarter.is_some_and(|quarter| quarter != qbr.quarter) {
            continue;
        }
        let steps = steps(view.program, qbr, &view.derived.qbr_dates(qbr));
        match qbr.state {
            QbrState::Scheduled => rows.extend(steps.into_iter().map(|step| (step, qbr))),
            // what came before a meeting is over with it
            QbrState::Held => {
                let open = steps.into_iter().filter(|step| step.key == "recap" && step.done == Some(false));
                rows.extend(open.map(|step| (step, qbr)));
            }
            QbrState::Cancelled | QbrState::Rescheduled => {}
        }
    }
    rows.sort_by(|(a, x), (b, y)| (a.due, &x.id).cmp(&(b.due, &y.id)));
    for (step, qbr) in rows {
        table.push(vec![
            step.due.into(),
            (&qbr.partner).into(),
            (&qbr.id).into(),
            Cell::text(step.key),
            Cell::text(step.text.as_str()),
            Cell::text(status(&step, as_of)),
            step.done_on.into(),
        ]);
    }
}

/// Where a step stands on a day.
pub fn status(step: &Step, as_of: jiff::civil::Date) -> &'static str {
    match step.done {
        Some(true) => "done",
        Some(false) if step.is_late(as_of) => "overdue",
        Some(false) => "open",
        None if step.due < as_of => "past",
        None => "to do",
    }
}
