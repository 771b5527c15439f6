//! The tasks of plans as one checklist.

use super::plans::{phase, plans, tasks};
use crate::program::choice::Choice;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::status::DueStatus;
use crate::report::table::{Column, Table};

/// Every task of every plan.
pub const REPORT: Report =
    Report { name: "plan-tasks", title: "Tasks of onboarding, rollout and launch plans", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("title", "Task", CellKind::Text),
    Column::new("due", "Due", CellKind::Date),
    Column::new("status", "Status", CellKind::Word),
    Column::further("plan", "Plan id", CellKind::Text),
    Column::new("plan_name", "Plan", CellKind::Text),
    Column::new("phase", "Part", CellKind::Text),
    Column::new("side", "Side", CellKind::Word),
    Column::new("person", "Who", CellKind::Text),
    Column::further("partner", "Partner id", CellKind::Text),
    Column::further("partner_name", "Partner", CellKind::Text),
    Column::further("done_on", "Done", CellKind::Date),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let as_of = view.derived.as_of();
    for plan in plans(view) {
        for task in tasks(view, plan) {
            let partner = task.partner.as_ref().or(plan.partner.as_ref());
            table.push(vec![
                (&task.id).into(),
                task.title.as_str().into(),
                task.due.into(),
                Cell::word(DueStatus::of_task(task, None, as_of)),
                (&plan.id).into(),
                plan.name.as_str().into(),
                phase(plan, task).into(),
                Cell::Word(task.side.word(), task.side.label()),
                task.person.as_deref().into(),
                partner.into(),
                partner.and_then(|id| view.partner_name(id)).into(),
                task.done_on.into(),
            ]);
        }
    }
}
