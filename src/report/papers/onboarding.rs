//! Plans with dates: the first 90 days of a partner, and the launch of the program (R-30, F57, F159).

use super::blank::{blank, or_blank};
use crate::analysis::derived::Derived;
use crate::analysis::plans::generator::generate;
use crate::program::Program;
use crate::program::choice::Choice;
use crate::program::partner::Partner;
use crate::program::period::days_after;
use crate::program::side::Side;
use crate::program::task::{Plan, PlanTemplate, Task};
use crate::report::catalogue::View;
use crate::report::cell::{Cell, CellKind};
use crate::report::document::Document;
use crate::report::enablement::plans::{group_words, phase, plans, tasks};
use crate::report::qbr::Audience;
use crate::report::status::DueStatus;
use crate::report::table::{Column, Table};

const TASKS: &[Column] = &[
    Column::new("due", "Due", CellKind::Date),
    Column::new("task", "Task", CellKind::Text),
    Column::new("side", "Side", CellKind::Text),
    Column::new("owner", "Owner", CellKind::Text),
    Column::new("state", "State", CellKind::Text),
];

const CHECKPOINTS: &[Column] = &[
    Column::new("day", "Day", CellKind::Count),
    Column::new("on", "On", CellKind::Date),
    Column::new("asks", "What is to be true by then", CellKind::Text),
];

/// What is to be true at the checkpoints of the first 90 days.
const GATES: [(i32, &str); 3] = [
    (30, "The portal is in use and the basic training is done"),
    (60, "Somebody is certified and the first deal is registered"),
    (90, "A first deal is worked on together and the first business review has a date"),
];

/// A task as a reader of the plan sees it.
struct Row {
    phase: String,
    cells: Vec<Cell>,
}

/// The first 90 days: the tasks of the partner's plan, else the standard ones from the day of signing.
pub(super) fn onboarding(program: &Program, derived: &Derived, partner: &Partner, audience: Audience) -> Document {
    let view = View { program, derived, partner: Some(&partner.id), quarter: None };
    let plan = plans(&view).into_iter().rfind(|plan| {
        matches!(plan.template, PlanTemplate::Onboarding90 | PlanTemplate::Rollout) && plan.partner.is_some()
    });
    let mut doc = Document::titled(format!("{}: the first 90 days", partner.name));
    let Some(start) = plan.map(|plan| plan.start).or(partner.signed_on) else {
        doc.say(format!(
            "There is no plan yet, and no day of signing to begin with: {}.",
            blank("start of onboarding")
        ));
        return doc;
    };
    let first_deal = days_after(start, i32::from(derived.policy().target.first_deal_days));
    doc.facts([
        ("Begins", Cell::from(start)),
        ("Ends", days_after(start, 90).into()),
        ("First deal by", first_deal.into()),
    ]);
    let mut table = Table::new(CHECKPOINTS);
    for (day, asks) in GATES {
        table.push(vec![day.into(), days_after(start, day).into(), asks.into()]);
    }
    doc.section("Checkpoints").table(table, "");
    doc.section("Tasks");
    let rows = if let Some(plan) = plan {
        recorded(&view, plan, audience)
    } else {
        doc.say("No plan is recorded; these are the standard tasks, counted from the day of signing.");
        standard(PlanTemplate::Onboarding90, start, derived)
    };
    by_phase(&mut doc, rows);
    doc
}

/// The launch: the tasks of its plan, else the standard ones from the day that the program names.
pub(super) fn launch(program: &Program, derived: &Derived, _: Audience) -> Document {
    let view = View { program, derived, partner: None, quarter: None };
    let plan = plans(&view).into_iter().rfind(|plan| plan.template == PlanTemplate::Launch);
    let mut doc = Document::titled(format!("{}: launch plan", program.profile.name));
    let Some(start) = plan.map(|plan| plan.start).or(program.profile.launch_start) else {
        doc.say(format!("The launch has no date yet: {}.", blank("start of the launch")));
        return doc;
    };
    doc.facts([("Begins", Cell::from(start))]);
    let recorded = plan.map(|plan| recorded(&view, plan, Audience::Internal)).filter(|rows| !rows.is_empty());
    let rows = recorded.unwrap_or_else(|| {
        doc.say("No tasks are recorded; these are the standard ones, counted from the start.");
        standard(PlanTemplate::Launch, start, derived)
    });
    by_phase(&mut doc, rows);
    doc
}

/// The tasks of a plan; for a partner its own and the joint ones, without names and without how late they are.
fn recorded(view: &View<'_>, plan: &Plan, audience: Audience) -> Vec<Row> {
    let ours = audience == Audience::Internal;
    let all = tasks(view, plan);
    let row = |task: &Task| {
        let state = match (ours, task.done_on) {
            (true, _) => DueStatus::of_task(task, None, view.derived.as_of()).label(),
            (false, Some(_)) => "Done",
            (false, None) => "Open",
        };
        let owner = if ours {
            Cell::from(or_blank(task.person.as_deref(), &format!("owner of \"{}\"", task.title)))
        } else {
            Cell::Unknown
        };
        let cells = vec![task.due.into(), task.title.as_str().into(), task.side.label().into(), owner, state.into()];
        Row { phase: phase(plan, task), cells }
    };
    all.into_iter().filter(|task| ours || task.side != Side::Us).map(row).collect()
}

fn standard(template: PlanTemplate, start: jiff::civil::Date, derived: &Derived) -> Vec<Row> {
    let planned = generate(template, start, derived.as_of(), derived.policy().enablement.activation_tasks);
    let row = |task: crate::analysis::plans::generator::PlannedTask| Row {
        phase: group_words(&task.row.group),
        cells: vec![
            task.due.into(),
            task.row.title.as_str().into(),
            Cell::Unknown,
            blank("owners of the tasks").into(),
            "Not planned".into(),
        ],
    };
    planned.into_iter().map(row).collect()
}

fn by_phase(doc: &mut Document, rows: Vec<Row>) {
    let mut phases: Vec<(String, Table)> = Vec::new();
    for row in rows {
        if let Some((_, table)) = phases.iter_mut().find(|(phase, _)| *phase == row.phase) {
            table.push(row.cells);
        } else {
            let mut table = Table::new(TASKS);
            table.push(row.cells);
            phases.push((row.phase, table));
        }
    }
    if phases.is_empty() {
        doc.say("There are no tasks.");
    }
    for (phase, table) in phases {
        doc.part(phase).table(table, "");
    }
}
