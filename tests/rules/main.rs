//! The worked cases of the specification, run against the rules.
//!
//! `tests/cases/rules.jsonl` holds one case a line: the input of a calculator and the part of its answer that is
//! stated. Each adapter reads the input, calls the rule, and gives the answer in the words of the calculator.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a case that cannot be read is a failed test")]

mod deals;
mod operations;
mod scoring;
mod tiers;

use jiff::civil::Date;
use quarterdeck::analysis::exact::{Exact, Fraction, exact, exact_percent, exact_text, fraction, widened};
use quarterdeck::program::choice::Choice;
use quarterdeck::program::moment::Moment;
use quarterdeck::program::money::Money;
use quarterdeck::program::rate::Percent;
use serde_json::{Value, json};

/// The value of a field read as text by its own parser.
pub(crate) fn read<T: std::str::FromStr>(input: &Value, field: &str) -> Option<T> {
    let text = input[field].as_str()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{field}: {text:?}")))
}

pub(crate) fn money(input: &Value, field: &str) -> Option<Money> {
    read(input, field)
}

pub(crate) fn date(input: &Value, field: &str) -> Option<Date> {
    read(input, field)
}

pub(crate) fn percent(input: &Value, field: &str, default: i64) -> Percent {
    read(input, field).unwrap_or(Percent::whole(default))
}

/// Date-times of the cases may carry seconds, which are always zero.
pub(crate) fn moment(input: &Value, field: &str) -> Option<Moment> {
    let text = input[field].as_str()?;
    let (start, rest) = text.split_at(16);
    let rest = rest.strip_prefix(":00").unwrap_or(rest);
    Some(format!("{start}{rest}").parse().unwrap_or_else(|_| panic!("{text}")))
}

pub(crate) fn word<T: Choice>(input: &Value, field: &str) -> Option<T> {
    let text = input[field].as_str()?;
    Some(T::read(text).unwrap_or_else(|| panic!("{field}: {text:?}")))
}

pub(crate) fn count(input: &Value, field: &str) -> Option<u64> {
    input[field].as_u64()
}

pub(crate) fn or(input: &Value, field: &str, default: u64) -> u64 {
    count(input, field).unwrap_or(default)
}

pub(crate) fn flag(input: &Value, field: &str) -> Option<bool> {
    input[field].as_bool()
}

pub(crate) fn list<'a>(input: &'a Value, field: &str) -> &'a [Value] {
    input[field].as_array().map_or(&[], Vec::as_slice)
}

/// A decimal, or a fraction of two integers.
pub(crate) fn number(text: &str) -> Fraction {
    match text.split_once('/') {
        Some((above, below)) => Fraction::new(above.parse().unwrap(), below.parse().unwrap()),
        None => fraction(text.parse().unwrap()),
    }
}

pub(crate) fn big(text: &str) -> Exact {
    match text.split_once('/') {
        Some((above, below)) => Exact::new(above.parse().unwrap(), below.parse().unwrap()),
        None => exact(text.parse().unwrap()),
    }
}

pub(crate) fn fraction_text(value: Option<Fraction>) -> Value {
    json!(value.map(|value| exact_text(&widened(&value))))
}

pub(crate) fn percent_text(value: Option<&Exact>) -> Value {
    json!(value.map(exact_percent))
}

pub(crate) fn words<T: Choice>(choices: impl IntoIterator<Item = T>) -> Vec<&'static str> {
    choices.into_iter().map(Choice::word).collect()
}

fn answer(name: &str, input: &Value) -> Value {
    match name {
        "split" => scoring::split(input),
        "periods" => scoring::periods(input),
        "growth" => scoring::growth_of(input),
        "health" => scoring::health_of(input),
        "scorecard" => scoring::scorecard(input),
        "evaluation" => scoring::evaluation(input),
        "outreach-priority" => scoring::outreach(input),
        "value-matrix" => scoring::matrix(input),
        "tier-qualification" => tiers::qualification_of(input),
        "tier-progress" => tiers::progress_of(input),
        "tier-review" => tiers::review_of(input),
        "deal-registration" => deals::registration(input),
        "attribution" => deals::attribution(input),
        "touch-split" => deals::touch_split(input),
        "deal-credit" => deals::credit(input),
        "pipeline" => deals::pipeline(input),
        "partner-kpis" => operations::kpis(input),
        "segmentation" => operations::segmentation(input),
        "lifecycle" => operations::lifecycles(input),
        "webinar-funnel" => operations::funnel(input),
        "campaign-timeline" => operations::timeline(input),
        "qbr-plan" => operations::qbr(input),
        "cadence" => operations::cadences(input),
        other => panic!("no adapter for {other}"),
    }
}

/// Where an expected value does not stand in the actual one.
fn difference(path: &str, expected: &Value, actual: &Value) -> Option<String> {
    match (expected, actual) {
        (Value::Object(fields), Value::Object(_)) => {
            fields.iter().find_map(|(name, value)| difference(&format!("{path}.{name}"), value, &actual[name]))
        }
        (Value::Array(entries), Value::Array(found)) if entries.len() == found.len() => entries
            .iter()
            .zip(found)
            .enumerate()
            .find_map(|(index, (entry, found))| difference(&format!("{path}[{index}]"), entry, found)),
        _ if expected == actual => None,
        _ => Some(format!("{path}: expected {expected}, found {actual}")),
    }
}

#[test]
fn every_worked_case_comes_out_as_stated() {
    let mut wrong = Vec::new();
    for line in include_str!("../cases/rules.jsonl").lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let name = case["calc"].as_str().unwrap();
        let found = answer(name, &case["in"]);
        if let Some(difference) = difference("data", &case["out"]["data"], &found) {
            wrong.push(format!("{} {name}: {difference}", case["id"]));
        }
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}
