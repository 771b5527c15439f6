//! R-57 `pipeline`: the weighted forecast, and deals that are stuck.

use std::collections::HashSet;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use super::written::percent;
use crate::analysis::pipeline::{days_in_stage, default_probabilities, is_stuck, weighted};
use crate::program::choice::Choice;
use crate::program::deal::DealStage;
use crate::program::money::Money;
use crate::program::rate::Percent;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "pipeline",
    rule: "R-57",
    about: "The weighted forecast of the pipeline, by stage and deal, and the deals that are stuck",
    grammar: Grammar::Deals,
    inputs: &[
        Field::required("as_of", Kind::Date, "the day everything is seen from"),
        Field::required("deals", Kind::list(&Kind::Object(DEAL)), "the deals"),
        Field::settings(&[
            Field::optional("probabilities", Kind::Object(PROBABILITIES), "probability of each stage"),
            Field::default("stuck_days", Kind::count(0, 3650), "30", "days in a stage beyond which a deal is stuck"),
        ]),
    ],
    outputs: &[
        ("forecast", "weighted sum of every stage, won included"),
        ("open_amount", "sum of the open stages"),
        ("open_forecast", "weighted sum of the open stages"),
        ("stages", "per stage: count, amount, weighted"),
        ("deals", "per deal: probability, weighted, days in stage, whether it is stuck"),
        ("stuck", "the stuck deals, longest first"),
    ],
    example: r#"{"as_of":"2025-06-30","deals":[{"id":"d1","amount":"1000.00","stage":"proposal","stage_since":"2025-05-01"},{"id":"d2","amount":"1000.00","stage":"won"}]}"#,
    run,
};

const DEAL: &[Field] = &[
    Field::required("id", Kind::TEXT, "the deal, once"),
    Field::optional("amount", Kind::AMOUNT, "its amount"),
    Field::required("stage", Kind::Choice(DealStage::CHOICES), "its stage"),
    Field::optional("stage_since", Kind::Date, "since when"),
    Field::optional("probability", Kind::PERCENT, "its own probability; open stages only"),
];

const PROBABILITIES: &[Field] = &[
    Field::default("registered", Kind::PERCENT, "\"10\"", "of a registered deal"),
    Field::default("qualified", Kind::PERCENT, "\"20\"", "of a qualified deal"),
    Field::default("proposal", Kind::PERCENT, "\"50\"", "of a deal in proposal"),
    Field::default("negotiation", Kind::PERCENT, "\"75\"", "of a deal in negotiation"),
    Field::default("won", Kind::PERCENT, "\"100\"", "of a won deal"),
    Field::default("lost", Kind::PERCENT, "\"0\"", "of a lost deal"),
];

/// The stages that are still open.
const OPEN: usize = 4;

/// Count, amount and weighted amount of a stage.
#[derive(Clone, Copy)]
struct StageSum {
    count: u64,
    amount: Money,
    weighted: Money,
}

fn run(input: &Input) -> Outcome {
    let as_of: Date = input.need("as_of")?;
    let deals = input.list("deals");
    let faults = check(&deals, as_of);
    if !faults.is_empty() {
        return Err(faults);
    }
    let settings = input.object("settings");
    let stuck_days: u16 = settings.get("stuck_days").unwrap_or(30);
    let mut probabilities = default_probabilities();
    for (probability, stage) in probabilities.iter_mut().zip(DealStage::ALL) {
        *probability = settings.object("probabilities").get(stage.word()).unwrap_or(*probability);
    }
    let nothing = Money::from_cents(0);
    let mut sums = [StageSum { count: 0, amount: nothing, weighted: nothing }; 6];
    let (mut rows, mut stuck, mut warnings) = (Vec::with_capacity(deals.len()), Vec::new(), Vec::new());
    for deal in &deals {
        let Some(stage) = deal.choice::<DealStage>("stage") else { continue };
        let (place, id) = (stage as usize, deal.text("id").unwrap_or_default());
        let amount: Option<Money> = deal.get("amount");
        let probability: Percent = deal.get("probability").or(probabilities.get(place).copied()).unwrap_or_default();
        let expected = weighted(amount, probability, 2);
        let since: Option<Date> = deal.get("stage_since");
        let days = days_in_stage(since, as_of);
        let is_stuck = is_stuck(place < OPEN, since, as_of, stuck_days);
        if let Some(sum) = sums.get_mut(place) {
            sum.count += 1;
            sum.amount = sum.amount.plus(amount.unwrap_or(nothing));
            sum.weighted = sum.weighted.plus(expected.unwrap_or(nothing));
        }
        if amount.is_none() {
            let message = format!("the amount of {id} is not known; no sum contains it");
            warnings.push(Fault::warning("amount_unknown", deal.path("amount"), message));
        }
        if let (Some(true), Some(days)) = (is_stuck, days) {
            stuck.push((std::cmp::Reverse(days), id));
        }
        rows.push(json!({
            "id": id, "stage": stage, "probability": percent(probability), "weighted": expected,
            "days_in_stage": days, "stuck": is_stuck,
        }));
    }
    stuck.sort_unstable();
    let open = || sums.iter().take(OPEN);
    let stages: Vec<Value> = DealStage::ALL
        .iter()
        .zip(&sums)
        .map(|(stage, sum)| json!({"stage": stage, "count": sum.count, "amount": sum.amount, "weighted": sum.weighted}))
        .collect();
    let answer = Answer::from(json!({
        "forecast": sums.iter().map(|sum| sum.weighted).sum::<Money>(),
        "open_amount": open().map(|sum| sum.amount).sum::<Money>(),
        "open_forecast": open().map(|sum| sum.weighted).sum::<Money>(),
        "stages": stages,
        "deals": rows,
        "stuck": stuck.into_iter().map(|(_, id)| id).collect::<Vec<_>>(),
    }));
    Ok(answer.warned(warnings))
}

fn check(deals: &[Input], as_of: Date) -> Vec<Fault> {
    let (mut faults, mut seen) = (Vec::new(), HashSet::new());
    for deal in deals {
        if !seen.insert(deal.text("id").unwrap_or_default()) {
            faults.push(deal.fault(Code::Duplicate, "id", "another deal has this id; give each its own"));
        }
        if deal.get::<Date>("stage_since").is_some_and(|since| since > as_of) {
            faults.push(deal.fault(Code::OutOfRange, "stage_since", "it is after as_of"));
        }
        if deal.given("probability") && matches!(deal.text("stage"), Some("won" | "lost")) {
            let message = "a won or lost deal has no probability of its own; leave it out";
            faults.push(deal.fault(Code::ConflictingFields, "probability", message));
        }
    }
    faults
}
