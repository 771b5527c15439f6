//! R-13 `tier-ladder`: whether each step of a ladder asks for more and gives more than the one below.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::input::Input;
use super::ladder::{Ladder, PRESET, REVENUE_METRIC, TIERS, written};
use super::schema::{Calculator, Field, Grammar, Kind};
use super::written::number;
use crate::analysis::exact::multiple_shown;
use crate::analysis::tier_ladder::{LadderStep, StepFault, compare_by_level, steps};

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "tier-ladder",
    rule: "R-13",
    about: "Steps and benefits of a ladder, and what is wrong with them",
    grammar: Grammar::Scoring,
    inputs: &[
        PRESET,
        TIERS,
        Field::settings(&[
            REVENUE_METRIC,
            Field::default("max_step", Kind::multiplier("1", "1000"), "\"5\"", "the largest step that passes"),
            Field::default("max_tiers", Kind::count(1, 20), "4", "the most tiers, the base included"),
        ]),
    ],
    outputs: &[
        ("passes", "whether nothing was found"),
        ("tier_count", "how many tiers"),
        ("benefits_checked", "whether the benefits of every adjacent pair were compared"),
        ("steps", "every threshold against the nearest lower one: values, ratio, whether it passes"),
        ("findings", "what is wrong: rule, tier, and metric or benefit"),
    ],
    example: r#"{"tiers":[{"name":"base","criteria":{"all":[]}},{"name":"silver","criteria":{"metric":"sourced_arr","value":"100000.00"}},{"name":"gold","criteria":{"metric":"sourced_arr","value":"501000.00"}}]}"#,
    run,
};

/// Levels of the benefits of the standard preset: Registered, Silver, Gold, Platinum.
const STANDARD_BENEFITS: [(&str, [i64; 4]); 14] = [
    ("partner_portal_access", [1, 2, 2, 2]),
    ("logo_usage_rights", [0, 1, 2, 3]),
    ("partner_directory_listing", [0, 1, 2, 3]),
    ("deal_registration", [0, 1, 1, 2]),
    ("commission_margin", [1, 2, 3, 4]),
    ("comarketing_funds", [0, 1, 2, 3]),
    ("partner_manager", [1, 1, 2, 3]),
    ("training_access", [1, 2, 3, 4]),
    ("sales_support", [0, 1, 2, 3]),
    ("lead_sharing", [0, 1, 2, 3]),
    ("executive_access", [0, 0, 1, 2]),
    ("early_access", [0, 0, 1, 2]),
    ("event_participation", [0, 1, 2, 3]),
    ("support_sla", [1, 2, 3, 4]),
];

type Levels = BTreeMap<String, i64>;

fn run(input: &Input) -> Outcome {
    let ladder = Ladder::of(input)?;
    let settings = input.object("settings");
    let criteria: Vec<_> = ladder.tiers.iter().map(|tier| &tier.criteria).collect();
    let steps = steps(&criteria, &settings.need("max_step")?);
    let benefits = benefits(&ladder);
    let mut findings = Vec::new();
    if ladder.tiers.len() > settings.get("max_tiers").unwrap_or(4) {
        findings.push(json!({"rule": "TIER-01", "tier": null, "item": null}));
    }
    let mut all_compared = true;
    for rank in 1..ladder.tiers.len() {
        let tier = ladder.name(rank).unwrap_or_default();
        for step in steps.iter().filter(|step| step.to_tier == rank) {
            let rule = step.fault.map(|fault| match fault {
                StepFault::NotHigher => "TIER-07",
                StepFault::TooSteep => "TIER-05",
            });
            findings.extend(rule.map(|rule| json!({"rule": rule, "tier": tier, "item": step.metric})));
        }
        match (benefits.get(rank - 1), benefits.get(rank)) {
            (Some(Some(below)), Some(Some(above))) => findings.extend(benefit_findings(tier, below, above)),
            _ => all_compared = false,
        }
    }
    Ok(Answer::from(json!({
        "passes": findings.is_empty(),
        "tier_count": ladder.tiers.len(),
        "benefits_checked": all_compared,
        "steps": steps.iter().map(|step| step_row(step, &ladder)).collect::<Vec<_>>(),
        "findings": findings,
    })))
}

/// The benefit levels of each tier, nothing where they are not given.
fn benefits(ladder: &Ladder) -> Vec<Option<Levels>> {
    let standard = ladder.preset == Some("standard");
    let of_preset = |rank: usize| -> Levels {
        STANDARD_BENEFITS.iter().filter_map(|(name, levels)| Some(((*name).to_owned(), *levels.get(rank)?))).collect()
    };
    let tiers = ladder.tiers.iter().enumerate();
    tiers.map(|(rank, tier)| tier.benefits.clone().or_else(|| standard.then(|| of_preset(rank)))).collect()
}

fn benefit_findings(tier: &str, below: &Levels, above: &Levels) -> Vec<Value> {
    let compared = compare_by_level(below, above);
    let has = |wanted: Ordering| compared.iter().any(|(_, found)| *found == wanted);
    let worse = compared.iter().filter(|(_, found)| *found == Ordering::Less);
    let mut findings: Vec<Value> =
        worse.map(|(name, _)| json!({"rule": "TIER-07", "tier": tier, "item": name})).collect();
    if !has(Ordering::Greater) {
        findings.push(json!({"rule": "TIER-04", "tier": tier, "item": null}));
        if !has(Ordering::Less) {
            findings.push(json!({"rule": "TIER-03", "tier": tier, "item": null}));
        }
    }
    findings
}

fn step_row(step: &LadderStep, ladder: &Ladder) -> Value {
    json!({
        "metric": step.metric,
        "window": step.window,
        "from_tier": ladder.name(step.from_tier),
        "to_tier": ladder.name(step.to_tier),
        "from_value": written(&step.metric, Some(step.from)),
        "to_value": written(&step.metric, Some(step.to)),
        "ratio_exact": number(step.ratio.as_ref()),
        "ratio_display": multiple_shown(step.ratio.as_ref()),
        "passes": step.fault.is_none(),
    })
}
