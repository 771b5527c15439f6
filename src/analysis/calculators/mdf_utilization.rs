//! R-20 `mdf-utilization`: how much of a fund is used.

use serde_json::json;

use super::answer::{Answer, Outcome};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::exact::{exact_percent, percent_shown};
use crate::analysis::mdf::fund::{utilization, utilization_passes};

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "mdf-utilization",
    rule: "R-20",
    about: "Funds paid out of the annual amount, against the target",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::required("paid", Kind::AMOUNT, "paid this fiscal year"),
        Field::required("annual", Kind::AMOUNT, "annual amount"),
        Field::settings(&[Field::default("target", Kind::PERCENT, "\"80\"", "least share that is to be used")]),
    ],
    outputs: &[
        ("utilization_exact", "percent, exact; null for an annual amount of 0"),
        ("utilization_display", "percent with one decimal, or n/a"),
        ("passes", "whether the exact share reaches the target; null for an annual amount of 0"),
    ],
    example: r#"{"paid":"1599.99","annual":"2000.00"}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let used = utilization(input.need("paid")?, input.need("annual")?);
    let target = input.object("settings").need("target")?;
    Ok(Answer::from(json!({
        "utilization_exact": used.as_ref().map(exact_percent),
        "utilization_display": percent_shown(used.as_ref()),
        "passes": utilization_passes(used.as_ref(), target),
    })))
}
