//! R-53 `pilot-gate`: whether a pilot has brought enough qualified leads.

use jiff::civil::Date;
use serde_json::json;

use super::answer::{Answer, Outcome};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::operations::pilot::{PilotGate, PilotLead, PilotRules};
use crate::program::period::days_between;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "pilot-gate",
    rule: "R-53",
    about: "Whether a pilot has brought enough qualified leads in its window, and when that was decided",
    grammar: Grammar::Operations,
    inputs: &[
        Field::required("as_of", Kind::Date, "the day it is seen from"),
        Field::required("start", Kind::Date, "first day of the pilot"),
        Field::required("leads", Kind::unlimited(&LEAD), "the leads of the pilot"),
        Field::settings(&[
            Field::default("pilot_days", Kind::count(1, 3650), "90", "days of the window"),
            Field::default("leads_required", Kind::count(1, 10_000), "10", "qualified leads that pass"),
        ]),
    ],
    outputs: &[
        ("window_start", "first day of the window"),
        ("window_end", "first day outside"),
        ("qualified_in_window", "qualified leads that count"),
        ("outside_window", "leads outside the window"),
        ("unknown_in_window", "leads in the window whose qualification is unknown"),
        ("state", "pass, fail, unknown, not_started or undecided"),
        ("decided_on", "the day it was decided"),
        ("decided_day", "that day, counted from the start"),
        ("leads_missing", "qualified leads still missing"),
        ("days_left", "days until the window ends, while it is undecided"),
    ],
    example: r#"{"as_of":"2025-04-01","start":"2025-01-01","leads":[{"date":"2025-03-30","qualified":true},{"date":"2025-03-31","qualified":true},{"date":"2025-04-01","qualified":true}],"settings":{"leads_required":2}}"#,
    run,
};

const LEAD: Kind = Kind::Object(&[
    Field::required("date", Kind::Date, "the day of the lead"),
    Field::optional("qualified", Kind::Flag, "whether it is qualified"),
]);

fn run(input: &Input) -> Outcome {
    let (as_of, start): (Date, Date) = (input.need("as_of")?, input.need("start")?);
    let settings = input.object("settings");
    let rules = PilotRules { days: settings.need("pilot_days")?, leads_required: settings.need("leads_required")? };
    let entries = input.list("leads");
    let mut leads = Vec::with_capacity(entries.len());
    for entry in &entries {
        leads.push((entry.need("date")?, entry.get("qualified")));
    }
    let gate = PilotGate::of(start, &leads, as_of, &rules);
    let mut answer = Answer::from(json!({
        "window_start": start,
        "window_end": gate.window_end,
        "qualified_in_window": gate.count(PilotLead::Qualified),
        "outside_window": gate.count(PilotLead::Outside),
        "unknown_in_window": gate.count(PilotLead::Unknown),
        "state": gate.state,
        "decided_on": gate.decided_on,
        "decided_day": gate.decided_on.map(|on| days_between(start, on)),
        "leads_missing": gate.leads_missing,
        "days_left": gate.days_left,
    }));
    for (entry, lead) in entries.iter().zip(&gate.leads) {
        match lead {
            PilotLead::Future => {
                let message = format!("the lead is after as_of {as_of} and does not count yet");
                answer.warn("future_lead", entry.path("date"), message);
            }
            PilotLead::Unknown => {
                let message = "whether the lead is qualified is unknown, so it does not count; say so once it is known";
                answer.warn("unknown_value", entry.path("qualified"), message);
            }
            PilotLead::Qualified | PilotLead::NotQualified | PilotLead::Outside => {}
        }
    }
    Ok(answer)
}
