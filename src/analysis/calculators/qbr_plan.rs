//! R-42 `qbr-plan`: agenda and dates of a business review.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::date_time::DateTime;
use super::fault::Code;
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::qbr::{QbrRules, agenda, dates};

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "qbr-plan",
    rule: "R-42",
    about: "Minutes of the agenda of a business review, and the dates around it",
    grammar: Grammar::Operations,
    inputs: &[
        Field::default("length_minutes", Kind::count(1, 1440), "60", "length of the review in minutes"),
        Field::optional("date", Kind::Date, "the day of the review"),
        Field::optional("end", Kind::DateTime, "the end of the meeting"),
        Field::optional("notes_sent_at", Kind::DateTime, "when the notes went out"),
        Field::optional("as_of", Kind::Date, "the day everything is seen from; required with date"),
        Field::default("action_items", Kind::list_of(&Kind::Object(ITEM), 0, 1000), "[]", "the action items"),
        Field::settings(&[
            Field::default(
                "agenda_minutes",
                Kind::list_of(&Kind::count(0, 1440), 5, 5),
                "[5,15,15,15,10]",
                "weights of the five sections",
            ),
            Field::default("pack_days", Kind::count(0, 365), "7", "days before, for the prep pack"),
            Field::default("agenda_days", Kind::count(0, 365), "3", "days before, for the agenda"),
            Field::default("follow_up_hours", Kind::count(1, 720), "48", "hours after the end, for the follow-up"),
        ]),
    ],
    outputs: &[
        ("agenda", "section and minutes of the five sections"),
        ("minutes", "the five numbers"),
        ("total_minutes", "their sum"),
        ("deck", "the slides in order"),
        ("dates", "prep pack, agenda, follow-up, next review, tasks; null without a date"),
        ("action_items", "how many are ours, the partner's, and of both"),
    ],
    example: r#"{"date":"2025-03-03","as_of":"2025-02-01"}"#,
    run,
};

const ITEM: &[Field] = &[
    Field::required("title", Kind::TEXT, "what is to be done"),
    Field::required("owner", Kind::Enum(&["us", "partner", "both"]), "who does it"),
];

const SECTIONS: [&str; 5] =
    ["relationship_check", "performance_review", "pipeline_review", "joint_planning", "resources_support"];

const DECK: [&str; 7] = [
    "relationship_temperature",
    "performance",
    "pipeline",
    "joint_plan",
    "resources_support",
    "investment_call",
    "actions",
];

fn run(input: &Input) -> Outcome {
    let settings = input.object("settings");
    let default = QbrRules::default();
    let mut rules = QbrRules {
        pack_days: settings.get("pack_days").unwrap_or(default.pack_days),
        agenda_days: settings.get("agenda_days").unwrap_or(default.agenda_days),
        follow_up_hours: settings.get("follow_up_hours").unwrap_or(default.follow_up_hours),
        ..default
    };
    for (minutes, given) in rules.agenda_minutes.iter_mut().zip(settings.values("agenda_minutes")) {
        *minutes = given;
    }
    check(input, &rules)?;
    let length: u16 = input.need("length_minutes")?;
    let minutes = agenda(length, &rules);
    let sections: Vec<Value> = SECTIONS
        .iter()
        .zip(minutes)
        .map(|(section, minutes)| json!({"section": section, "minutes": minutes}))
        .collect();
    let items = input.list("action_items");
    let owned = |side: &str| items.iter().filter(|item| item.text("owner") == Some(side)).count();
    let dates = match input.get("date") {
        Some(date) => Some(planned(input, date, &rules)?),
        None => None,
    };
    Ok(Answer::from(json!({
        "agenda": sections,
        "minutes": minutes,
        "total_minutes": length,
        "deck": DECK,
        "dates": dates,
        "action_items": {"us": owned("us"), "partner": owned("partner"), "both": owned("both")},
    })))
}

fn planned(input: &Input, date: Date, rules: &QbrRules) -> Result<Value, Vec<super::fault::Fault>> {
    let as_of: Date = input.need("as_of")?;
    let end: Option<DateTime> = input.get("end");
    let sent: Option<DateTime> = input.get("notes_sent_at");
    let found = dates(date, end.and_then(DateTime::moment), rules);
    let due_at = end.map(|end| end.plus_hours(rules.follow_up_hours.into()));
    let later = found.follow_up_due;
    let task = |key: &str, due: Date| json!({"key": key, "due": due, "past": due < as_of});
    Ok(json!({
        "prep_pack": found.prep_pack,
        "agenda_shared": found.agenda_shared,
        "follow_up_due": later,
        "follow_up_due_at": due_at.map(|due| due.to_string()),
        "next_qbr": found.next_qbr,
        "notes_on_time": sent.zip(due_at).map(|(sent, due)| sent.seconds_until(due) >= 0),
        "tasks": [
            task("prep_pack", found.prep_pack), task("agenda_shared", found.agenda_shared),
            task("meeting_notes", later), task("create_tasks", later), task("follow_up", later),
            task("schedule_next", later),
        ],
    }))
}

fn check(input: &Input, rules: &QbrRules) -> Result<(), Vec<super::fault::Fault>> {
    let settings = input.object("settings");
    if rules.agenda_minutes.iter().all(|minutes| *minutes == 0) {
        let message = "the five numbers must not all be 0";
        return Err(settings.fault(Code::OutOfRange, "agenda_minutes", message).into());
    }
    let (date, end): (Option<Date>, Option<DateTime>) = (input.get("date"), input.get("end"));
    let sent: Option<DateTime> = input.get("notes_sent_at");
    if date.is_none() && (end.is_some() || sent.is_some()) {
        return Err(input.missing("date").into());
    }
    if date.is_some() && !input.given("as_of") {
        return Err(input.missing("as_of").into());
    }
    if sent.is_some() && end.is_none() {
        return Err(input.missing("end").into());
    }
    if end.zip(date).is_some_and(|(end, date)| end.date() != date) {
        return Err(input.fault(Code::ConflictingFields, "end", "the meeting ends on another day than date").into());
    }
    if sent.zip(end).is_some_and(|(sent, end)| end.seconds_until(sent) < 0) {
        return Err(input.fault(Code::DateOrder, "notes_sent_at", "it is before the end of the meeting").into());
    }
    Ok(())
}
