//! R-46 `maturity`: how mature the program is.

use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::exact::{NOT_AVAILABLE, exact_text, shown};
use crate::analysis::operations::maturity::{
    MaturityDimension, MaturityLevels, mean, overall, overall_bounds, spread, weakest,
};
use crate::program::choice::Choice;

const LEVEL: Kind = Kind::count(1, 4);

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "maturity",
    rule: "R-46",
    about: "How mature the program is, where it is weakest, and the next step of each dimension",
    grammar: Grammar::Operations,
    inputs: &[
        Field::optional("strategy", LEVEL, "level of the strategy"),
        Field::optional("partner_types", LEVEL, "level of the partner types"),
        Field::optional("tiers", LEVEL, "level of the tiers"),
        Field::optional("economics", LEVEL, "level of the economics"),
        Field::optional("enablement", LEVEL, "level of the enablement"),
        Field::optional("operations", LEVEL, "level of the operations"),
        Field::optional("metrics", LEVEL, "level of the metrics"),
        Field::settings(&[Field::default(
            "above_minimum",
            Kind::count(0, 3),
            "1",
            "how far the whole may be above the weakest dimension",
        )]),
    ],
    outputs: &[
        ("mean_exact", "mean level, exact"),
        ("mean_display", "mean level, two decimals"),
        ("overall", "level of the whole program"),
        ("overall_lo", "that level with 1 in place of unknown ones"),
        ("overall_hi", "that level with 4 in place of unknown ones"),
        ("spread", "highest level less lowest"),
        ("weakest", "the dimensions at the lowest level"),
        ("unknown", "the dimensions without a level"),
        ("dimensions", "each dimension with what it is now and the next step"),
    ],
    example: r#"{"strategy":2,"partner_types":2,"tiers":2,"economics":2,"enablement":2,"operations":2,"metrics":1}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let above_minimum: u8 = input.object("settings").need("above_minimum")?;
    let mut levels: MaturityLevels = [None; 7];
    for (level, dimension) in levels.iter_mut().zip(MaturityDimension::ALL) {
        *level = input.get(dimension.word());
    }
    let rows = || MaturityDimension::ALL.iter().zip(levels);
    let unknown: Vec<MaturityDimension> =
        rows().filter(|(_, level)| level.is_none()).map(|(dimension, _)| *dimension).collect();
    let mean = mean(&levels);
    let (low, high) = overall_bounds(&levels, above_minimum);
    let row = |(dimension, level): (&MaturityDimension, Option<u8>)| -> Value {
        json!({
            "dimension": dimension,
            "level": level,
            "now": level.and_then(|level| dimension.cell(level)),
            "next_step": level.and_then(|level| dimension.next_step(level)),
        })
    };
    let mut answer = Answer::from(json!({
        "mean_exact": mean.as_ref().map(exact_text),
        "mean_display": mean.as_ref().map_or_else(|| NOT_AVAILABLE.to_owned(), |mean| shown(mean, 2)),
        "overall": overall(&levels, above_minimum),
        "overall_lo": low,
        "overall_hi": high,
        "spread": spread(&levels),
        "weakest": weakest(&levels),
        "unknown": unknown,
        "dimensions": rows().map(row).collect::<Vec<_>>(),
    }));
    for dimension in unknown {
        let message = format!("the level of {dimension} is unknown, so the whole is a range; give 1 to 4");
        answer.warn("unknown_level", dimension.word(), message);
    }
    Ok(answer)
}
