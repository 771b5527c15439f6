//! R-33 `touch-split`: an amount divided over partner touches.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use super::touch_input::{
    HALF_LIFE_DAYS, INCLUDE_DIRECT, KIND_WEIGHTS, TOUCHES, check_touches, partners_and_touches, rules_of,
};
use crate::analysis::exact::exact_text;
use crate::analysis::touches::{AttributionModel, split_touches};
use crate::program::money::Money;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "touch-split",
    rule: "R-33",
    about: "Divides an amount over the touches of a deal by one of five models",
    grammar: Grammar::Deals,
    inputs: &[
        Field::required("amount", Kind::MONEY, "the amount to divide"),
        Field::required("model", Kind::Choice(AttributionModel::CHOICES), "how"),
        Field::required("closed_on", Kind::Date, "when the deal closed"),
        Field::required("touches", TOUCHES, "the touches"),
        Field::settings(&[HALF_LIFE_DAYS, INCLUDE_DIRECT, KIND_WEIGHTS]),
    ],
    outputs: &[
        ("model", "as given"),
        ("model_used", "linear, where custom weights are all zero"),
        ("eligible", "how many touches count"),
        ("credits", "per touch in order: days before the close, weight, amount"),
        ("partners", "the amount of each partner, by id"),
        ("attributed", "what the touches get"),
        ("unattributed", "the amount, without an eligible touch"),
    ],
    example: r#"{"amount":"100.00","model":"linear","closed_on":"2025-05-01","touches":[{"partner":"a","on":"2025-03-01","kind":"introduction"},{"partner":"b","on":"2025-04-01","kind":"demo"},{"partner":"a","on":"2025-04-15","kind":"proposal"}]}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let closed_on: Date = input.need("closed_on")?;
    let faults = check_touches(input, Some(closed_on));
    if !faults.is_empty() {
        return Err(faults);
    }
    let amount: Money = input.need("amount")?;
    let model = input.choice("model").unwrap_or(AttributionModel::Linear);
    let (names, touches) = partners_and_touches(input);
    let found = split_touches(amount, model, closed_on, &touches, &rules_of(&input.object("settings")), 2);
    let name = |index: usize| names.get(index).map_or("", String::as_str);
    let nothing = Money::from_cents(0);
    let mut partners: BTreeMap<&str, Money> = BTreeMap::new();
    for line in &found.credits {
        let sum = partners.entry(name(line.index)).or_insert(nothing);
        *sum = sum.plus(line.amount);
    }
    let credits: Vec<Value> = found
        .credits
        .iter()
        .map(|line| {
            json!({
                "index": line.index, "partner": name(line.index),
                "kind": touches.get(line.index).map(|touch| touch.kind),
                "days_before_close": line.days_before_close,
                "weight": line.weight_is_exact.then(|| exact_text(&line.weight)), "amount": line.amount,
            })
        })
        .collect();
    let partners: Vec<Value> =
        partners.into_iter().map(|(partner, amount)| json!({"partner": partner, "amount": amount})).collect();
    let mut answer = Answer::from(json!({
        "model": model,
        "model_used": found.model_used,
        "eligible": found.credits.len(),
        "credits": credits,
        "partners": partners,
        "attributed": amount.minus(found.unattributed),
        "unattributed": found.unattributed.plus(nothing),
    }));
    if found.credits.is_empty() {
        answer.warn("no_eligible_touch", "touches", "no touch counts; the whole amount stays unattributed");
    } else if found.model_used != model {
        answer.warn("custom_weights_zero", "settings.kind_weights", "every weight is zero; the split is linear");
    }
    Ok(answer)
}
