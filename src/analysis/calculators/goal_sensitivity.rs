//! R-64 `goal-sensitivity`: what moves the result of a plan, and what alone would reach its target.

use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::goal_input::{
    COHORTS, DENOMINATOR, DIRECT_GROWTH, EXISTING, GROWTH_RANGE, HORIZON, PARTNER_ARR, PARTNER_SHARE, PLANNED_NEW_ARR,
    RETENTION, TARGET_SHARE, TOTAL_ARR, capacity_ranges, plan,
};
use super::goal_plan::{FINAL_ROSTER, PARTNER_MANAGERS, PLAN_OF_THE_DOCUMENT, SETTINGS};
use super::input::Input;
use super::schema::{Calculator, Grammar};
use super::written;
use crate::analysis::goal::{Alone, Corner, LeverEffect, Plan, sensitivity};

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "goal-sensitivity",
    rule: "R-64",
    about: "How far each lever moves the share of a plan, and the value that alone would reach the target",
    grammar: Grammar::Deals,
    inputs: &[
        TOTAL_ARR,
        PARTNER_ARR,
        PARTNER_SHARE,
        TARGET_SHARE,
        DENOMINATOR,
        PLANNED_NEW_ARR,
        DIRECT_GROWTH,
        RETENTION,
        HORIZON,
        EXISTING,
        COHORTS,
        GROWTH_RANGE,
        PARTNER_MANAGERS,
        FINAL_ROSTER,
        SETTINGS,
    ],
    outputs: &[
        ("base_share", "the share at most likely values, percent"),
        ("base_arr", "partner revenue at most likely values"),
        ("target_arr", "partner revenue that is wanted"),
        ("levers", "the strongest first: lever, low, high, share_at_low, share_at_high, swing, alone {status, value}"),
    ],
    example: PLAN_OF_THE_DOCUMENT,
    run,
};

fn run(input: &Input) -> Outcome {
    let mut faults = Vec::new();
    let read = plan(input, &mut faults);
    capacity_ranges(&input.object("settings"), &mut faults);
    let Some(plan) = read.filter(|_| faults.is_empty()) else { return Err(faults) };
    Ok(Answer::from(sensitivity_data(&plan)))
}

/// The data of `goal-sensitivity` for a plan.
pub fn sensitivity_data(plan: &Plan) -> Value {
    let base = plan.corner(Corner::Base);
    json!({
        "base_share": written::percent4(base.share.as_ref()),
        "base_arr": written::money(&base.partner_arr),
        "target_arr": written::money(&plan.target.wanted_arr()),
        "levers": sensitivity(plan).iter().map(row).collect::<Vec<_>>(),
    })
}

fn row(effect: &LeverEffect) -> Value {
    let (status, value) = match &effect.alone {
        Alone::AlreadyMet => ("already_met", None),
        Alone::Reaches(value) => ("reaches", Some(value.text())),
        Alone::CannotAlone => ("cannot_alone", None),
    };
    json!({
        "lever": effect.lever.word(),
        "low": effect.low.text(),
        "high": effect.high.text(),
        "share_at_low": written::percent4(effect.share_at_low.as_ref()),
        "share_at_high": written::percent4(effect.share_at_high.as_ref()),
        "swing": written::percent4(effect.swing().as_ref()),
        "alone": {"status": status, "value": value},
    })
}
