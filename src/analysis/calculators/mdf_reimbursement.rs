//! R-20, C-09 `mdf-reimbursement`: when a claim is to be paid, and whether it was.

use jiff::civil::Date;
use serde_json::json;

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::mdf::reimbursement::reimbursement;
use crate::analysis::policy::PayoutTrigger;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "mdf-reimbursement",
    rule: "R-20, C-09",
    about: "When a claim for funds is due, and whether it is paid in time",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::required("as_of", Kind::Date, "the day it is seen from"),
        Field::optional("receipt_on", Kind::Date, "when the receipts came"),
        Field::optional("approved_on", Kind::Date, "when the request was approved"),
        Field::optional("paid_on", Kind::Date, "when it was paid; absent: not yet"),
        Field::settings(&[
            Field::default("trigger", Kind::Choice(PayoutTrigger::CHOICES), "\"receipt\"", "what starts the clock"),
            Field::default("days", Kind::count(0, 365), "15", "days to pay"),
        ]),
    ],
    outputs: &[
        ("due_on", "last day in time"),
        ("state", "open, late, paid_on_time or paid_late"),
        ("days_late", "days after the due day, 0 when in time"),
    ],
    example: r#"{"receipt_on":"2025-06-01","as_of":"2025-06-17"}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let settings = input.object("settings");
    let trigger = match settings.choice("trigger").unwrap_or(PayoutTrigger::Receipt) {
        PayoutTrigger::Receipt => "receipt_on",
        PayoutTrigger::Approval => "approved_on",
    };
    let started: Date = input.need(trigger)?;
    let as_of: Date = input.need("as_of")?;
    let paid_on: Option<Date> = input.get("paid_on");
    let faults = order_faults(input, (trigger, started), as_of, paid_on);
    if !faults.is_empty() {
        return Err(faults);
    }
    let found = reimbursement(started, paid_on, as_of, settings.need("days")?);
    Ok(Answer::from(json!({ "due_on": found.due_on, "state": found.state, "days_late": found.days_late })))
}

fn order_faults(input: &Input, (trigger, started): (&str, Date), as_of: Date, paid_on: Option<Date>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut wrong = |name: &str, message: String| faults.push(input.fault(Code::DateOrder, name, message));
    if as_of < started {
        wrong("as_of", format!("{as_of} is before {trigger}, {started}"));
    }
    if let Some(paid) = paid_on {
        if paid < started {
            wrong("paid_on", format!("{paid} is before {trigger}, {started}"));
        }
        if paid > as_of {
            wrong("paid_on", format!("{paid} is after as_of, {as_of}"));
        }
    }
    faults
}
