//! R-01 `split`: an amount divided so that the parts always sum to the whole.

use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::fault::Code;
use super::input::{Entry, Input};
use super::reading::{Path, Reader};
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::exact::{Exact, whole};
use crate::analysis::split::{split, split_money};
use crate::program::money::Money;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "split",
    rule: "R-01",
    about: "Divides an amount by weights so that the parts always sum to the whole",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::default("unit", Kind::Enum(&["money", "count"]), "\"money\"", "what the total is"),
        Field::required("total", Kind::MONEY, "the amount to divide").only_for("unit", &["money"]),
        Field::required("total", Kind::count(-1_000_000_000_000, 1_000_000_000_000), "the units to divide")
            .only_for("unit", &["count"]),
        Field::required("weights", Kind::list(&WEIGHT), "one weight per part; all zero divides nothing"),
        Field::refused("settings"),
    ],
    outputs: &[
        ("unit", "as given"),
        ("parts", "the parts in the order of the weights; zeros when nothing is divided"),
        ("allocated", "the total, or zero when nothing is divided"),
        ("unallocated", "zero, or the total when nothing is divided"),
    ],
    example: r#"{"total":"-100.00","weights":[1,1,1]}"#,
    run,
};

static WEIGHT: Kind = Kind::Own("whole number or number, from 0", weight);
static NUMBER: Kind = Kind::number("0", "");

/// A JSON integer stands beside the text form of a number.
fn weight(reader: &mut Reader, value: &Value, path: &Path<'_>) -> Option<Entry> {
    match (value.as_i64(), value.as_u64()) {
        (Some(..0), _) | (_, Some(u64::MAX)) => {
            reader.report(Code::OutOfRange, path, format_args!("{value} is not in range; a weight is 0 or more"));
            None
        }
        (_, Some(weight)) => Some(Entry::Number(whole(weight))),
        _ => reader.read(&NUMBER, value, path),
    }
}

fn run(input: &Input) -> Outcome {
    let weights: Vec<Exact> = input.values("weights");
    if input.text("unit") == Some("count") {
        let total: i64 = input.need("total")?;
        let parts = split(total.into(), &weights);
        let (allocated, unallocated) = if parts.is_some() { (total, 0) } else { (0, total) };
        let parts: Vec<i64> =
            parts.map_or_else(|| vec![0; weights.len()], |parts| parts.into_iter().map(|part| part as i64).collect());
        return Ok(answer("count", json!(parts), json!(allocated), json!(unallocated)));
    }
    let total: Money = input.need("total")?;
    let nothing = Money::from_cents(0);
    let parts = split_money(total, &weights, 2);
    let (allocated, unallocated) = if parts.is_some() { (total, nothing) } else { (nothing, total) };
    let parts = parts.unwrap_or_else(|| vec![nothing; weights.len()]);
    Ok(answer("money", json!(parts), json!(allocated), json!(unallocated)))
}

fn answer(unit: &str, parts: Value, allocated: Value, unallocated: Value) -> Answer {
    Answer::from(json!({"unit": unit, "parts": parts, "allocated": allocated, "unallocated": unallocated}))
}
