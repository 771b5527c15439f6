//! R-09 `tier-qualification`: the highest tier whose criteria hold.

use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::input::Input;
use super::ladder::{Ladder, METRICS, Metrics, PRESET, REVENUE_METRIC, TIERS, symbol, written};
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::criteria::{self, MetricLookup};
use crate::analysis::truth::Truth;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "tier-qualification",
    rule: "R-09",
    about: "Which tier a partner qualifies for, and every comparison that decides it",
    grammar: Grammar::Scoring,
    inputs: &[
        PRESET,
        TIERS,
        METRICS,
        Field::optional("agreement_in_force", Kind::Flag, "whether the partner's agreement is in force"),
        Field::settings(&[REVENUE_METRIC]),
    ],
    outputs: &[
        ("agreement_in_force", "as given; null when unknown"),
        ("qualified_tier", "the highest tier that holds for certain"),
        ("possible_tier", "the highest tier that holds or may hold"),
        ("certain", "whether both are the same"),
        ("tiers", "per tier, base first: whether it holds, and every comparison with its value"),
    ],
    example: r#"{"preset":"standard","agreement_in_force":true,"metrics":{"sourced_arr":"24999.99","referrals":5,"certified_people":1}}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let ladder = Ladder::of(input)?;
    let metrics = Metrics::of(input);
    ladder.check_own_metrics(input, &metrics)?;
    let lookup: MetricLookup<'_> = &|metric, window| metrics.get(metric, window);
    let agreement = Truth::from(input.get::<bool>("agreement_in_force"));
    let found = criteria::qualification(ladder.tiers.iter().map(|tier| &tier.criteria), agreement, lookup);
    let name = |rank: Option<usize>| rank.and_then(|rank| ladder.name(rank));
    let tiers: Vec<Value> = ladder
        .tiers
        .iter()
        .map(|tier| {
            let leaves: Vec<Value> = criteria::leaf_reports(&tier.criteria, lookup)
                .into_iter()
                .map(|leaf| {
                    json!({
                        "metric": leaf.metric, "window": leaf.window, "op": symbol(leaf.op),
                        "value": written(&leaf.metric, Some(leaf.threshold)),
                        "actual": written(&leaf.metric, leaf.actual), "holds": leaf.holds,
                    })
                })
                .collect();
            let holds = agreement.and(criteria::holds(&tier.criteria, lookup));
            json!({"tier": tier.name, "holds": holds, "criteria": leaves})
        })
        .collect();
    Ok(Answer::from(json!({
        "agreement_in_force": agreement.known(),
        "qualified_tier": name(found.qualified),
        "possible_tier": name(found.possible),
        "certain": found.qualified == found.possible,
        "tiers": tiers,
    })))
}
