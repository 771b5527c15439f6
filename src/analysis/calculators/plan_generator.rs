//! R-30 `plan-generator`: the dated tasks of a launch, an enablement or an onboarding.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::plans::generator::{PlannedGroup, PlannedTask, generate, groups};
use crate::program::task::PlanTemplate;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "plan-generator",
    rule: "R-30, C-41",
    about: "The dated tasks of a program launch, a four-week enablement or a 90-day onboarding",
    grammar: Grammar::Operations,
    inputs: &[
        Field::required("kind", Kind::Enum(&["launch", "enablement_4w", "onboarding_90"]), "which plan"),
        Field::required("start", Kind::Date, "first day of the plan"),
        Field::required("as_of", Kind::Date, "the day the plan is made"),
        Field::settings(&[Field::default(
            "activation_tasks",
            Kind::Flag,
            "true",
            "whether the onboarding has the three assumed tasks of days 31 to 60",
        )]),
    ],
    outputs: &[
        ("kind", "as given"),
        ("start", "as given"),
        ("task_count", "how many tasks"),
        ("late_count", "how many were past when the plan was made"),
        ("groups", "phases or weeks with beginning, due date and number of tasks"),
        ("tasks", "the tasks in order with their dates"),
    ],
    example: r#"{"kind":"launch","start":"2025-01-31","as_of":"2025-01-31"}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let template: PlanTemplate = input.need_choice("kind")?;
    let start: Date = input.need("start")?;
    let activation_tasks = input.object("settings").need("activation_tasks")?;
    let tasks = generate(template, start, input.need("as_of")?, activation_tasks);
    Ok(Answer::from(json!({
        "kind": template,
        "start": start,
        "task_count": tasks.len(),
        "late_count": tasks.iter().filter(|task| task.late_at_start).count(),
        "groups": groups(&tasks).iter().map(group).collect::<Vec<_>>(),
        "tasks": tasks.iter().map(task).collect::<Vec<_>>(),
    })))
}

fn group(group: &PlannedGroup) -> Value {
    json!({"group": group.group, "begins": group.begins, "due": group.due, "task_count": group.tasks})
}

fn task(task: &PlannedTask) -> Value {
    json!({
        "key": task.row.key,
        "title": task.row.title,
        "group": task.row.group,
        "begins": task.begins,
        "due": task.due,
        "due_day": task.due_day,
        "late_at_start": task.late_at_start,
    })
}
