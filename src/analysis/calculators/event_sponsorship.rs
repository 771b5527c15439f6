//! R-14 `event-sponsorship`: a sponsorship in two halves.

use serde_json::json;

use super::answer::{Answer, Outcome};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::budget::event_sponsorship;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "event-sponsorship",
    rule: "R-14",
    about: "Divides a sponsorship in two halves; an odd cent is ours",
    grammar: Grammar::Scoring,
    inputs: &[Field::required("total", Kind::AMOUNT, "the cost of the sponsorship")],
    outputs: &[("ours", "our half"), ("partner", "the partner's half")],
    example: r#"{"total":"30000.01"}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let found = event_sponsorship(input.need("total")?);
    Ok(Answer::from(json!({"ours": found.ours, "partner": found.partner})))
}
