//! R-03 `growth`: the last completed quarter against the same quarter one year earlier.

use serde_json::json;

use super::answer::{Answer, Outcome};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::exact::{exact_percent, percent_shown};
use crate::analysis::growth::{GrowthState, growth};

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "growth",
    rule: "R-03",
    about: "Growth of credited revenue against the same quarter one year earlier",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::optional("current", Kind::MONEY, "credited revenue of the last completed quarter"),
        Field::optional("previous", Kind::MONEY, "the same quarter one year earlier"),
        Field::settings(&[FLAT_BAND]),
    ],
    outputs: &[
        ("state", "growing, flat, declining, new, no_revenue or unknown"),
        ("growth_exact", "growth in exact percent; null without a base year"),
        ("growth_display", "growth in percent with one decimal, or n/a"),
        ("at_least_20", "whether growth is at least 20%; null when unknown"),
        ("no_base_year", "whether there was no revenue one year earlier"),
    ],
    example: r#"{"previous":"100000.00","current":"119999.99"}"#,
    run,
};

/// The setting that says how much growth still counts as flat.
pub(super) const FLAT_BAND: Field = Field::default(
    "flat_band",
    Kind::percent("0", "19.99"),
    "\"0\"",
    "growth within this percentage of the earlier quarter counts as flat",
);

fn run(input: &Input) -> Outcome {
    let flat_band = input.object("settings").need("flat_band")?;
    let growth = growth(input.get("current"), input.get("previous"), flat_band);
    let exact = growth.exact();
    Ok(Answer::from(json!({
        "state": growth.state,
        "growth_exact": exact.as_ref().map(exact_percent),
        "growth_display": percent_shown(exact.as_ref()),
        "at_least_20": growth.at_least_20(),
        "no_base_year": growth.state == GrowthState::New,
    })))
}
