//! R-20 `mdf-accrual`: a fund that grows with sourced revenue.

use serde_json::json;

use super::answer::{Answer, Outcome};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::mdf::fund::accrual;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "mdf-accrual",
    rule: "R-20",
    about: "Funds accrued on the sourced revenue of the fiscal year, at most the annual amount",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::required("annual", Kind::AMOUNT, "annual amount"),
        Field::required("sourced_fytd", Kind::MONEY, "sourced revenue of the fiscal year to date"),
        Field::default("committed", Kind::AMOUNT, "\"0.00\"", "approved and paid this fiscal year"),
        Field::settings(&[Field::default("rate", Kind::PERCENT, "\"2\"", "share of sourced revenue that accrues")]),
    ],
    outputs: &[
        ("accrued", "what has accrued"),
        ("capped", "whether the annual amount limits it"),
        ("available", "accrued less committed, not below 0"),
        ("over_committed", "committed beyond accrued"),
    ],
    example: r#"{"annual":"10000.00","sourced_fytd":"80000.00","committed":"600.00"}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let rate = input.object("settings").need("rate")?;
    let found = accrual(input.need("annual")?, input.need("sourced_fytd")?, input.need("committed")?, rate, 2);
    Ok(Answer::from(json!({
        "accrued": found.accrued,
        "capped": found.capped,
        "available": found.available,
        "over_committed": found.over_committed,
    })))
}
