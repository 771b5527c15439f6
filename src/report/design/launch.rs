//! The launch checklist in three phases (F159, R-30).

use crate::program::choice::Choice;
use crate::program::task::PlanTemplate;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::enablement::plans::{phase, plans, tasks};
use crate::report::status::DueStatus;
use crate::report::table::{Column, Table};

/// Every task of the launch.
pub const REPORT: Report =
    Report { name: "launch", title: "The launch of the program in three phases", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("title", "Task", CellKind::Text),
    Column::new("phase", "Phase", CellKind::Text),
    Column::new("due", "Due", CellKind::Date),
    Column::new("status", "Status", CellKind::Word),
    Column::new("person", "Who", CellKind::Text),
    Column::new("side", "Side", CellKind::Word),
    Column::further("plan_name", "Plan", CellKind::Text),
    Column::further("done_on", "Done", CellKind::Date),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for plan in plans(view).into_iter().filter(|plan| plan.template == PlanTemplate::Launch) {
        for task in tasks(view, plan) {
            table.push(vec![
                (&task.id).into(),
                task.title.as_str().into(),
                phase(plan, task).into(),
                task.due.into(),
                Cell::word(DueStatus::of_task(task, None, view.derived.as_of())),
                task.person.as_deref().into(),
                Cell::Word(task.side.word(), task.side.label()),
                plan.name.as_str().into(),
                task.done_on.into(),
            ]);
        }
    }
}
