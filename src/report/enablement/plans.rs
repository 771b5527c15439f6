//! Onboarding, enablement, rollout and launch plans with how far they are (R-30, F57).

use super::metrics::days_to_first_deal;
use crate::analysis::plans::generator::{self, PlannedTask};
use crate::program::choice::Choice;
use crate::program::period::days_between;
use crate::program::task::{Plan, PlanTemplate, Task};
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::status::DueStatus;
use crate::report::table::{Column, Table};

/// Every plan.
pub const REPORT: Report =
    Report { name: "plans", title: "Onboarding, rollout and launch plans", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("name", "Plan", CellKind::Text),
    Column::new("template", "Kind", CellKind::Word),
    Column::further("partner", "Partner id", CellKind::Text),
    Column::new("partner_name", "Partner", CellKind::Text),
    Column::new("wave", "Wave", CellKind::Count),
    Column::new("start", "Start", CellKind::Date),
    Column::new("day", "Day", CellKind::Count),
    Column::new("done", "Done", CellKind::Count),
    Column::new("tasks", "Tasks", CellKind::Count),
    Column::new("overdue", "Late", CellKind::Count),
    Column::new("next_due", "Next", CellKind::Date),
    Column::new("next_task", "What is next", CellKind::Text),
    Column::new("ends", "Ends", CellKind::Date),
    Column::new("first_deal_days", "Days to deal", CellKind::Count),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for plan in plans(view) {
        table.push(row(view, plan));
    }
}

/// The plans asked for, by start and wave.
pub fn plans<'a>(view: &View<'a>) -> Vec<&'a Plan> {
    let wanted = |plan: &&Plan| view.wants(plan.partner.as_ref());
    let mut plans: Vec<&Plan> = view.program.plans.iter().filter(wanted).collect();
    plans.sort_by(|a, b| (a.start, a.wave, &a.name, &a.id).cmp(&(b.start, b.wave, &b.name, &b.id)));
    plans
}

/// The tasks of a plan by due date.
pub fn tasks<'a>(view: &View<'a>, plan: &Plan) -> Vec<&'a Task> {
    let mut tasks: Vec<&Task> = view.program.tasks.iter().filter(|task| task.plan.as_ref() == Some(&plan.id)).collect();
    tasks.sort_by(|a, b| (a.due, &a.title, &a.id).cmp(&(b.due, &b.title, &b.id)));
    tasks
}

/// The week or phase of a plan that a task belongs to, in words.
pub fn phase(plan: &Plan, task: &Task) -> String {
    let row = generator::rows(plan.template, true).find(|row| row.title == task.title);
    let word = row.map(|row| row.group.as_str()).or_else(|| by_day(plan, task));
    word.map_or_else(String::new, group_words)
}

/// A task of one's own stands where its date lies.
fn by_day(plan: &Plan, task: &Task) -> Option<&'static str> {
    let planned: Vec<PlannedTask> = generator::generate(plan.template, plan.start, plan.start, true);
    let groups = generator::groups(&planned);
    let due = |due: Option<jiff::civil::Date>| due.is_none_or(|due| task.due <= due);
    groups.iter().find(|group| due(group.due)).or(groups.last()).map(|group| group.group)
}

/// `days_1_30` is "Days 1-30", `week_2` is "Week 2".
pub fn group_words(group: &str) -> String {
    let mut words: Vec<String> = group.split('_').map(str::to_owned).collect();
    if words.len() == 3 {
        let last = words.pop().unwrap_or_default();
        if let Some(first) = words.last_mut() {
            first.push('-');
            first.push_str(&last);
        }
    }
    let text = words.join(" ");
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn row(view: &View<'_>, plan: &Plan) -> Vec<Cell> {
    let as_of = view.derived.as_of();
    let tasks = tasks(view, plan);
    let open: Vec<&&Task> = tasks.iter().filter(|task| task.done_on.is_none()).collect();
    let late = open.iter().filter(|task| DueStatus::of_task(task, None, as_of) == DueStatus::Overdue).count();
    let partner = plan.partner.as_ref().and_then(|id| view.program.partners.get(id));
    let next = open.first();
    vec![
        (&plan.id).into(),
        plan.name.as_str().into(),
        Cell::word(plan.template),
        plan.partner.as_ref().into(),
        partner.map(|partner| partner.name.as_str()).into(),
        plan.wave.into(),
        plan.start.into(),
        (as_of >= plan.start).then(|| days_between(plan.start, as_of) + 1).into(),
        (tasks.len() - open.len()).into(),
        tasks.len().into(),
        late.into(),
        next.map(|task| task.due).into(),
        next.map(|task| task.title.as_str()).into(),
        tasks.iter().map(|task| task.due).max().into(),
        partner.and_then(|partner| days_to_first_deal(view, partner)).into(),
    ]
}

/// The checklist of each plan, and what a rollout has come to.
pub fn notes(view: &View<'_>) -> Vec<Vec<(String, String)>> {
    plans(view).into_iter().map(|plan| checklist(view, plan)).collect()
}

fn checklist(view: &View<'_>, plan: &Plan) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    if plan.template == PlanTemplate::Rollout {
        lines.push(("Rollout".to_owned(), String::new()));
        lines.push(("With a deal".to_owned(), activation(view)));
    }
    let as_of = view.derived.as_of();
    let mut last = String::new();
    for task in tasks(view, plan) {
        let phase = phase(plan, task);
        if phase != last {
            lines.push((phase.clone(), String::new()));
            last = phase;
        }
        let status = DueStatus::of_task(task, None, as_of).label().to_lowercase();
        let mark = if task.done_on.is_some() { "[x]" } else { "[ ]" };
        lines.push((format!("{mark} {}", task.due), format!("{} ({status})", task.title)));
    }
    lines
}

/// Partners of rollouts with a won deal, out of all of them.
fn activation(view: &View<'_>) -> String {
    let of = view.program.plans.iter().filter(|plan| plan.template == PlanTemplate::Rollout);
    let partners: Vec<_> = of.filter_map(|plan| view.program.partners.get(plan.partner.as_ref()?)).collect();
    let with = partners.iter().filter(|partner| days_to_first_deal(view, partner).is_some()).count();
    format!("{with} of {} partners", partners.len())
}
