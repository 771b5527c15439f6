//! R-29, C-28 to C-30 `campaign-timeline`: the dated tasks of a campaign or webinar.

use std::collections::HashSet;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::timeline::{LeadRules, Phase, TimelineTemplate, generate, lead, moved};

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "campaign-timeline",
    rule: "R-29, C-28, C-29, C-30",
    about: "The dated tasks of a campaign or webinar, counted from its launch",
    grammar: Grammar::Operations,
    inputs: &[
        Field::required("template", Kind::Choice(TimelineTemplate::CHOICES), "which tasks"),
        Field::required("launch", Kind::Date, "the launch the tasks were generated for"),
        Field::required("as_of", Kind::Date, "the day of generation"),
        Field::optional("moved_to", Kind::Date, "a new launch"),
        Field::default("finished", Kind::list_of(&Kind::text(1, 60), 0, 100), "[]", "keys of finished tasks"),
        Field::settings(&[
            Field::default("weekend_shift", Kind::Flag, "false", "whether tasks move off weekends"),
            Field::default("lead_error_days", Kind::count(0, 365), "14", "lead that is too short"),
            Field::default("campaign_lead_days", Kind::count(0, 365), "42", "lead a campaign needs"),
            Field::default("webinar_lead_days", Kind::count(0, 365), "28", "lead a webinar needs"),
        ]),
    ],
    outputs: &[
        ("launch", "the launch in force"),
        ("lead_days", "days from as_of to that launch"),
        ("lead_verdict", "ok, warning or error"),
        ("task_count", "how many tasks"),
        ("late_count", "tasks that were due before as_of when they were generated"),
        ("counts", "tasks before, on and after the day"),
        ("first_due", "earliest due day"),
        ("last_due", "latest due day"),
        ("dates", "every due day once"),
        ("tasks", "the tasks: key, title, owner, offset, phase, due, finished, late at start"),
    ],
    example: r#"{"template":"webinar","launch":"2025-06-10","as_of":"2025-05-14"}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let template = input.choice("template").unwrap_or(TimelineTemplate::Campaign);
    let (launch, as_of): (Date, Date) = (input.need("launch")?, input.need("as_of")?);
    let finished: Vec<String> = input.values("finished");
    check(input, template, &finished)?;
    let settings = input.object("settings");
    let in_force = input.get("moved_to").unwrap_or(launch);
    let tasks = generate(template, launch, as_of, settings.get("weekend_shift") == Some(true));
    let mut counts = [0_u64; 3];
    let (mut rows, mut dates): (Vec<Value>, Vec<Date>) = (Vec::new(), Vec::new());
    for dated in &tasks {
        let task = dated.task;
        let done = finished.contains(&task.key);
        let due = moved(dated.due, done, launch, in_force);
        if let Some(count) = counts.get_mut(task.phase() as usize) {
            *count += 1;
        }
        dates.push(due);
        rows.push(json!({
            "key": task.key, "title": task.title, "owner": task.owner, "offset_days": task.offset,
            "phase": task.phase(), "due": due, "finished": done, "late_at_start": dated.late_at_start,
        }));
    }
    dates.sort_unstable();
    dates.dedup();
    let default = LeadRules::default();
    let rules = LeadRules {
        error_days: settings.get("lead_error_days").unwrap_or(default.error_days),
        campaign_days: settings.get("campaign_lead_days").unwrap_or(default.campaign_days),
        webinar_days: settings.get("webinar_lead_days").unwrap_or(default.webinar_days),
    };
    let (days, verdict) = lead(template, in_force, as_of, &rules);
    let count = |phase: Phase| counts.get(phase as usize);
    Ok(Answer::from(json!({
        "launch": in_force,
        "lead_days": days,
        "lead_verdict": verdict,
        "task_count": tasks.len(),
        "late_count": tasks.iter().filter(|task| task.late_at_start).count(),
        "counts": {"before": count(Phase::Before), "day": count(Phase::Day), "after": count(Phase::After)},
        "first_due": dates.first(),
        "last_due": dates.last(),
        "dates": dates,
        "tasks": rows,
    })))
}

fn check(input: &Input, template: TimelineTemplate, finished: &[String]) -> Result<(), Vec<Fault>> {
    let fault =
        |code: Code, index: usize, message: String| Fault::new(code, input.entry_path("finished", index), message);
    let keys: HashSet<&str> = template.tasks().iter().map(|task| task.key.as_str()).collect();
    let unknown = finished.iter().enumerate().filter(|(_, key)| !keys.contains(key.as_str()));
    let faults: Vec<Fault> = unknown
        .map(|(index, key)| fault(Code::UnknownReference, index, format!("this template has no task {key:?}")))
        .collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut seen = HashSet::new();
    let again = finished.iter().enumerate().filter(|(_, key)| !seen.insert(key.as_str()));
    let faults: Vec<Fault> =
        again.map(|(index, key)| fault(Code::Duplicate, index, format!("{key:?} is listed twice"))).collect();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}
