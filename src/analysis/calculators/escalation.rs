//! R-47 `escalation`: whether an escalation was answered in time.

use serde_json::json;

use super::answer::{Answer, Outcome};
use super::date_time::DateTime;
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::operations::escalation::{EscalationPath, ResponseClock};
use crate::program::choice::Choice;
use crate::program::moment::Moment;
use crate::program::relationship::Severity;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "escalation",
    rule: "R-47",
    about: "Whether an escalation was answered in time, and to whom it goes",
    grammar: Grammar::Operations,
    inputs: &[
        Field::required("severity", Kind::Choice(Severity::CHOICES), "how serious it is"),
        Field::required("opened", Kind::DateTime, "when it was opened"),
        Field::required("as_of", Kind::DateTime, "the time it is seen from"),
        Field::optional("answered", Kind::DateTime, "when it was answered"),
        Field::settings(&[
            Field::default("critical_hours", Kind::count(1, 8760), "4", "hours to answer critical ones"),
            Field::default("high_hours", Kind::count(1, 8760), "24", "hours to answer high ones"),
            Field::default("medium_hours", Kind::count(1, 8760), "48", "hours to answer medium ones"),
            Field::default("low_hours", Kind::count(1, 8760), "72", "hours to answer low ones"),
        ]),
    ],
    outputs: &[
        ("limit_hours", "hours to answer"),
        ("due_at", "when the answer is due, at the offset of opened"),
        ("state", "breached, met or open"),
        ("answered", "whether it was answered"),
        ("elapsed_minutes", "minutes from the opening to the answer or to as_of"),
        ("late_minutes", "minutes past the limit"),
        ("left_minutes", "minutes left while it is open"),
        ("path", "who answers"),
    ],
    example: r#"{"severity":"high","opened":"2025-03-03T09:00:00Z","answered":"2025-03-04T09:01:00Z","as_of":"2025-03-10T09:00:00Z"}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let severity: Severity = input.need_choice("severity")?;
    let opened: Moment = input.need("opened")?;
    let as_of: Moment = input.need("as_of")?;
    let answered: Option<Moment> = input.get("answered");
    if let Some(fault) = out_of_order(input, opened, answered, as_of) {
        return Err(fault.into());
    }
    let limit_hours: u16 = input.object("settings").need(&format!("{severity}_hours"))?;
    let clock = ResponseClock::of(opened, answered, as_of, limit_hours);
    let written: DateTime = input.need("opened")?;
    Ok(Answer::from(json!({
        "limit_hours": limit_hours,
        "due_at": written.plus_hours(limit_hours.into()).to_string(),
        "state": clock.state,
        "answered": answered.is_some(),
        "elapsed_minutes": clock.elapsed_minutes,
        "late_minutes": clock.late_minutes,
        "left_minutes": clock.left_minutes,
        "path": EscalationPath::of(severity).word(),
    })))
}

fn out_of_order(input: &Input, opened: Moment, answered: Option<Moment>, as_of: Moment) -> Option<Fault> {
    let fault = |field, message: &str| Some(input.fault(Code::DateOrder, field, message));
    if opened.minutes_until(as_of) < 0 {
        return fault("as_of", "as_of is before opened; correct one of the two");
    }
    if answered.is_some_and(|answered| opened.minutes_until(answered) < 0) {
        return fault("answered", "answered is before opened; correct one of the two");
    }
    if answered.is_some_and(|answered| answered.minutes_until(as_of) < 0) {
        return fault("answered", "answered is after as_of; correct one of the two");
    }
    None
}
