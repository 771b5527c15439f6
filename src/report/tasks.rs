//! Tasks of campaigns, plans and partners, by due date.

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::status::DueStatus;
use super::table::{Column, Table};
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::task::Task;

/// Tasks by due date.
pub const REPORT: Report = Report { name: "tasks", title: "Tasks by due date", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::new("id", "Id", CellKind::Text),
    Column::new("due", "Due", CellKind::Date),
    Column::new("status", "Status", CellKind::Word),
    Column::further("days_late", "Days late", CellKind::Count),
    Column::new("title", "Task", CellKind::Text),
    Column::new("side", "Side", CellKind::Word),
    Column::new("person", "Person", CellKind::Text),
    Column::further("role", "Role", CellKind::Text),
    Column::new("campaign", "Campaign", CellKind::Text),
    Column::further("plan", "Plan", CellKind::Text),
    Column::new("partners", "Partners", CellKind::List),
    Column::further("offset", "Days from launch", CellKind::Count),
    Column::further("done_on", "Done on", CellKind::Date),
    Column::further("blocked", "Blocked by", CellKind::Text),
    Column::further("depends_on", "After", CellKind::List),
    Column::further("late_at_start", "Late at start", CellKind::Flag),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let as_of = view.derived.as_of();
    let mut tasks: Vec<&Task> = view.program.tasks.iter().collect();
    tasks.sort_by(|a, b| a.due.cmp(&b.due).then_with(|| a.id.cmp(&b.id)));
    for task in tasks {
        let partners = partners_of(view, task);
        if !view.wants_any(&partners) || !view.wants_day(Some(task.due)) {
            continue;
        }
        let campaign = task.campaign.as_ref().and_then(|id| view.program.campaigns.get(id));
        let status = DueStatus::of_task(task, campaign, as_of);
        let late = DueStatus::days_late(Some(task.due), task.done_on, as_of);
        table.push(vec![
            (&task.id).into(),
            task.due.into(),
            Cell::word(status),
            late.filter(|_| status != DueStatus::Cancelled).into(),
            (&task.title).into(),
            Cell::word(task.side),
            task.person.as_ref().into(),
            task.role.as_ref().into(),
            task.campaign.as_ref().into(),
            task.plan.as_ref().into(),
            Cell::list(partners.iter().map(Id::shared)),
            task.offset.map(i32::from).into(),
            task.done_on.into(),
            task.blocked.as_ref().into(),
            Cell::list(task.depends_on.iter().map(Id::shared)),
            task.late_at_start.into(),
        ]);
    }
}

/// Its own partner, those of its campaign, and that of its plan.
fn partners_of(view: &View<'_>, task: &Task) -> Vec<Id<Partner>> {
    let campaign = task.campaign.as_ref().and_then(|id| view.program.campaigns.get(id));
    let plan = task.plan.as_ref().and_then(|id| view.program.plans.get(id));
    let mut partners: Vec<Id<Partner>> = task.partner.iter().cloned().collect();
    let further = campaign.into_iter().flat_map(|campaign| &campaign.partners);
    for partner in further.chain(plan.and_then(|plan| plan.partner.as_ref())) {
        if !partners.contains(partner) {
            partners.push(partner.clone());
        }
    }
    partners
}
