//! R-63 `goal-verdict`: what a number of draws that reach the target is called.

use serde_json::json;

use super::answer::{Answer, Outcome};
use super::fault::Code;
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use super::written;
use crate::analysis::exact::{Exact, exact_percent};
use crate::analysis::goal::verdict;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "goal-verdict",
    rule: "R-63",
    about: "The verdict on a number of draws that reach the target",
    grammar: Grammar::Deals,
    inputs: &[
        Field::required("reached", Kind::COUNT, "draws that reach the target"),
        Field::required("draws", Kind::count(1, i64::MAX), "all draws"),
        Field::optional("optimistic_reaches", Kind::Flag, "whether the optimistic corner reaches it"),
    ],
    outputs: &[
        ("probability", "exact percent"),
        ("probability_display", "percent with two decimals"),
        ("verdict", "likely, stretch, unlikely or not_credible"),
        ("impossible_on_these_ranges", "whether even the optimistic corner misses; null when unknown"),
    ],
    example: r#"{"reached":7999,"draws":10000}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let (reached, draws): (u64, u64) = (input.need("reached")?, input.need("draws")?);
    let optimistic: Option<bool> = input.get("optimistic_reaches");
    let mut faults = Vec::new();
    if reached > draws {
        let message = format!("{reached} of {draws} draws cannot reach the target; correct one of them");
        faults.push(input.fault(Code::OutOfRange, "reached", message));
    }
    if optimistic == Some(false) && reached > 0 {
        let message = "no draw is better than the optimistic corner, so none reaches what it misses";
        faults.push(input.fault(Code::ConflictingFields, "optimistic_reaches", message));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let probability = Exact::new(reached.into(), draws.into());
    Ok(Answer::from(json!({
        "probability": exact_percent(&probability),
        "probability_display": written::percent2(&probability),
        "verdict": verdict(reached, draws),
        "impossible_on_these_ranges": optimistic.map(|reaches| !reaches),
    })))
}
