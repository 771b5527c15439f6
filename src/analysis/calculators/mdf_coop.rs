//! R-20 `mdf-coop`: our share of what a partner spends.

use serde_json::json;

use super::answer::{Answer, Outcome};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::mdf::fund::coop;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "mdf-coop",
    rule: "R-20",
    about: "Matches a share of a partner's spending within what is left of the year and the quarter",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::required("spend", Kind::AMOUNT, "what the partner spends"),
        Field::optional("annual_left", Kind::AMOUNT, "left of the year"),
        Field::optional("quarter_left", Kind::AMOUNT, "left of the quarter"),
        Field::settings(&[Field::default("match_rate", Kind::PERCENT, "\"50\"", "share of the spending we match")]),
    ],
    outputs: &[
        ("match", "spending times the share"),
        ("payment", "what is paid of it"),
        ("limited_by", "none, annual or quarter"),
    ],
    example: r#"{"spend":"3333.33","annual_left":"2000.00","quarter_left":"1000.00"}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let rate = input.object("settings").need("match_rate")?;
    let found = coop(input.need("spend")?, rate, input.get("annual_left"), input.get("quarter_left"), 2);
    let mut answer = Answer::from(json!({
        "match": found.matched,
        "payment": found.payment,
        "limited_by": found.limited_by,
    }));
    for name in ["annual_left", "quarter_left"] {
        if !input.given(name) {
            answer.warn("limit_unknown", input.path(name), format!("{name} is not given, so it limits nothing"));
        }
    }
    Ok(answer)
}
