//! R-60, R-62, R-63 `goal-plan`: where a plan ends, how likely it reaches its target, and what to offer instead.

use serde_json::{Map, Value, json};

use super::answer::{Answer, Outcome};
use super::capacity::{SEGMENT_COUNTS, segment_counts};
use super::goal_input::{
    ACTIVATION, CAPACITY_RANGES, COHORTS, DENOMINATOR, DIRECT_GROWTH, EXISTING, GROWTH_RANGE, HORIZON, ONBOARDINGS,
    PARTNER_ARR, PARTNER_SHARE, PLANNED_NEW_ARR, RANGES, RETENTION, TARGET_SHARE, TOTAL_ARR, capacity_ranges, plan,
};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use super::written;
use crate::analysis::capacity::CapacityLoad;
use crate::analysis::exact::{Exact, exact_percent, exact_text, shown, whole};
use crate::analysis::goal::{
    Alternatives, Blocker, Cohort, Corner, CornerResult, Means, Percentiles, Plan, PlanOutcome, ResellersAlone,
    Scenario, Simulation, SimulationRules, type_word,
};
use crate::program::choice::Choice;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "goal-plan",
    rule: "R-60, R-62, R-63, R-64",
    about: "Where a plan of partners ends, its chance to reach the target, what stands in the way, and what else to say",
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
        ("target_arr", "partner revenue that is wanted"),
        ("gap", "what is missing today"),
        ("direct_arr", "direct revenue at the due date"),
        ("already_met", "whether nothing is missing"),
        ("corners", "pessimistic, base, optimistic: partner_arr, share_display, reaches, first_month"),
        ("cohorts", "type, count, start_month, base, optimistic, earliest_month"),
        ("resellers_alone", "start_month, each, base, optimistic; null without resellers to be signed"),
        ("impossible_on_these_ranges", "whether even the optimistic corner misses the target"),
        ("capacity", "best_display, worst_display, state of the final roster; null without one"),
        ("blockers", "code, month, number, limit"),
        ("simulation", "draws, seed, reached, probability, probability_display, share, partner_arr"),
        ("verdict", "likely, stretch, unlikely or not_credible"),
        ("alternatives", "share_even, share_likely, even_month, likely_month, restate_as; null for likely and stretch"),
    ],
    example: PLAN_OF_THE_DOCUMENT,
    run,
};

/// Partner managers, where known.
pub(super) const PARTNER_MANAGERS: Field =
    Field::optional("partner_managers", Kind::number("0", ""), "partner managers, full-time equivalents");
/// Partners at the end of the plan.
pub(super) const FINAL_ROSTER: Field =
    Field::optional("final_roster", SEGMENT_COUNTS, "partners in each segment at the end of the plan");
/// The settings of a plan.
pub(super) const SETTINGS: Field = Field::settings(&[
    RANGES,
    ACTIVATION,
    CAPACITY_RANGES,
    ONBOARDINGS,
    Field::default("draws", Kind::count(100, 100_000), "10000", "draws of the simulation"),
    Field::default("seed", Kind::count(0, 9_007_199_254_740_991), "42", "seed of the simulation"),
]);
/// The plan of the document.
pub(super) const PLAN_OF_THE_DOCUMENT: &str = r#"{"total_arr":"10000000.00","partner_arr":"500000.00","target_share":"30","existing":{"reseller":3},"cohorts":[{"type":"technology","count":4,"start_month":2},{"type":"reseller","count":10,"start_month":2},{"type":"reseller","count":5,"start_month":5},{"type":"strategic","count":1,"start_month":2}],"horizon_months":12}"#;

fn run(input: &Input) -> Outcome {
    let settings = input.object("settings");
    let mut faults = Vec::new();
    let read = plan(input, &mut faults);
    let per_manager = capacity_ranges(&settings, &mut faults);
    let Some(plan) = read.filter(|_| faults.is_empty()) else { return Err(faults) };
    let roster = input.given("final_roster").then(|| segment_counts(&input.object("final_roster")));
    let means = Means {
        partner_managers: input.get("partner_managers"),
        final_load: roster.map(|roster| CapacityLoad::of(&roster, &per_manager)),
        onboardings_per_manager: settings.get("onboardings_per_manager").unwrap_or(10),
    };
    let usual = SimulationRules::default();
    let rules = SimulationRules {
        draws: settings.get("draws").unwrap_or(usual.draws),
        seed: settings.get("seed").unwrap_or(usual.seed),
    };
    let outcome = PlanOutcome::of(&plan, &means, rules);
    Ok(Answer::from(plan_data(&plan, &means, &outcome)))
}

/// The data of `goal-plan` for a plan that was worked out.
pub fn plan_data(plan: &Plan, means: &Means, outcome: &PlanOutcome) -> Value {
    let corners = outcome.corners().map(|(corner, result)| (corner.word().to_owned(), corner_row(result)));
    json!({
        "target_arr": written::money(&plan.target.wanted_arr()),
        "gap": written::money(&plan.target.gap()),
        "direct_arr": written::money(&plan.target.direct_arr()),
        "already_met": plan.target.already_met(),
        "corners": Map::from_iter(corners),
        "cohorts": cohort_rows(plan),
        "resellers_alone": outcome.resellers_alone.as_ref().map(alone_row),
        "impossible_on_these_ranges": outcome.is_impossible(),
        "capacity": means.final_load.as_ref().map(|load| capacity_row(load, outcome)),
        "blockers": outcome.blockers.iter().map(blocker_row).collect::<Vec<_>>(),
        "simulation": simulation_row(&outcome.simulation),
        "verdict": outcome.verdict,
        "alternatives": outcome.alternatives.as_ref().map(alternatives_row),
    })
}

fn corner_row(corner: &CornerResult) -> Value {
    json!({
        "partner_arr": written::money(&corner.partner_arr), "share_display": written::percent4(corner.share.as_ref()),
        "reaches": corner.reaches, "first_month": corner.first_month,
    })
}

fn cohort_rows(plan: &Plan) -> Vec<Value> {
    let [base, optimistic] = [Corner::Base, Corner::Optimistic].map(|corner| Scenario::of(plan, corner));
    let row = |cohort: &Cohort| {
        let Cohort { partner_type, count, start_month } = *cohort;
        let earliest = whole(start_month) + &plan.assumptions.types.get(partner_type).months_to_value.low;
        let brings = |scenario| written::money(&plan.cohort_arr(cohort, scenario, plan.horizon_months));
        json!({
            "type": type_word(partner_type), "count": count, "start_month": start_month, "base": brings(&base),
            "optimistic": brings(&optimistic), "earliest_month": written::month(&earliest),
        })
    };
    plan.cohorts.iter().map(row).collect()
}

fn alone_row(alone: &ResellersAlone) -> Value {
    json!({
        "start_month": alone.start_month, "each": written::money(&alone.each),
        "base": alone.base.as_ref().map(written::count), "optimistic": alone.optimistic.as_ref().map(written::count),
    })
}

fn capacity_row(load: &CapacityLoad, outcome: &PlanOutcome) -> Value {
    json!({
        "best_display": shown(&load.best, 2), "worst_display": shown(&load.worst, 2), "state": outcome.capacity,
    })
}

fn blocker_row(blocker: &Blocker) -> Value {
    json!({
        "code": blocker.code, "month": blocker.month.as_ref().map(written::month),
        "number": exact_text(&blocker.number), "limit": exact_text(&blocker.limit),
    })
}

/// The data of a simulation.
pub fn simulation_row(simulation: &Simulation) -> Value {
    let four = |values: &Percentiles, text: fn(&Exact) -> String| json!({"p10": text(&values.p10), "p20": text(&values.p20), "p50": text(&values.p50), "p90": text(&values.p90)});
    let probability = simulation.probability();
    json!({
        "draws": simulation.rules.draws, "seed": simulation.rules.seed, "reached": simulation.reached,
        "probability": exact_percent(&probability), "probability_display": written::percent2(&probability),
        "share": four(&simulation.share, |share| written::percent4(Some(share))),
        "partner_arr": four(&simulation.partner_arr, written::money),
    })
}

fn alternatives_row(found: &Alternatives) -> Value {
    json!({
        "share_even": written::percent4(Some(&found.share_even)),
        "share_likely": written::percent4(Some(&found.share_likely)),
        "even_month": found.even_month, "likely_month": found.likely_month, "restate_as": "any_involvement",
    })
}
