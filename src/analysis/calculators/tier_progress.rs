//! R-10 `tier-progress`: how far a partner is towards a tier, and what is missing.

use num_traits::Signed;
use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::ladder::{Ladder, METRICS, Metrics, PRESET, REVENUE_METRIC, TIERS, symbol, written};
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::criteria::{self, MetricLookup};
use crate::analysis::exact::{Exact, Fraction, NOT_AVAILABLE, exact_percent, widened};
use crate::analysis::tier_progress::progress;
use crate::program::criterion::{Metric, Window};

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "tier-progress",
    rule: "R-10",
    about: "How far a partner is towards a tier, and every gap that is left",
    grammar: Grammar::Scoring,
    inputs: &[
        PRESET,
        TIERS,
        METRICS,
        Field::optional("current_tier", Kind::TEXT, "the tier the partner has; the base tier when absent"),
        Field::optional("target_tier", Kind::TEXT, "the tier to reach; the one above current_tier when absent"),
        Field::default(
            "mode",
            Kind::Enum(&["absolute", "from_current"]),
            "\"absolute\"",
            "whether progress starts at nothing or at the thresholds of the current tier",
        ),
        Field::optional("average_deal", AVERAGE, "average sourced deal of the partner, above 0"),
        Field::optional("program_average_deal", AVERAGE, "the program's, used without one of the partner"),
        Field::settings(&[REVENUE_METRIC]),
    ],
    outputs: &[
        ("at_top", "whether there is no tier above; all else is then null"),
        ("target_tier", "the tier to reach"),
        ("qualifies", "whether its criteria hold: yes, no or unknown"),
        ("progress_exact", "progress in exact percent; null while it is a range"),
        ("progress_lo_exact", "with every unknown metric at nothing"),
        ("progress_hi_exact", "with every unknown metric met"),
        ("display", "floored percent; 100% only when the criteria hold"),
        ("gaps", "every comparison that is left: threshold, actual, gap and deals needed"),
    ],
    example: r#"{"target_tier":"gold","metrics":{"sourced_arr":"70000.00","referrals":0,"certified_people":2},"average_deal":"16000"}"#,
    run,
};

const AVERAGE: Kind = Kind::Number { min: "", max: "", places: 20 };

fn run(input: &Input) -> Outcome {
    let averages = [input.get("average_deal"), input.get("program_average_deal")];
    check_averages(input, &averages)?;
    let ladder = Ladder::of(input)?;
    let metrics = Metrics::of(input);
    let current = ladder.referred(input, "current_tier")?.unwrap_or(0);
    let above = (current + 1 < ladder.tiers.len()).then_some(current + 1);
    let target = ladder.referred(input, "target_tier")?.or(above);
    ladder.check_own_metrics(input, &metrics)?;
    let Some(tier) = target.and_then(|rank| ladder.tiers.get(rank)) else { return Ok(at_top()) };
    let lookup: MetricLookup<'_> = &|metric, window| metrics.get(metric, window);
    let relative = input.text("mode") == Some("from_current");
    let start = |metric: &Metric, window: Window| {
        let from = ladder.tiers.get(current).filter(|_| relative)?;
        criteria::threshold(&from.criteria, metric, window)
    };
    let found = progress(&tier.criteria, lookup, &start);
    let average = averages.iter().flatten().next();
    let gaps: Vec<Value> = criteria::gaps(&tier.criteria, lookup)
        .into_iter()
        .map(|gap| {
            let leaf = &gap.leaf;
            json!({
                "metric": leaf.metric, "window": leaf.window, "op": symbol(leaf.op),
                "threshold": written(&leaf.metric, Some(leaf.threshold)),
                "actual": written(&leaf.metric, leaf.actual), "gap": written(&leaf.metric, gap.missing),
                "deals_needed": gap.deals_needed(average),
            })
        })
        .collect();
    let text = |value: &Fraction| exact_percent(&widened(value));
    Ok(Answer::from(json!({
        "at_top": false,
        "target_tier": tier.name,
        "qualifies": found.holds,
        "progress_exact": (found.low == found.high).then(|| text(&found.low)),
        "progress_lo_exact": text(&found.low),
        "progress_hi_exact": text(&found.high),
        "display": found.display(),
        "gaps": gaps,
    })))
}

fn check_averages(input: &Input, averages: &[Option<Exact>; 2]) -> Result<(), Vec<Fault>> {
    let faults: Vec<Fault> = ["average_deal", "program_average_deal"]
        .into_iter()
        .zip(averages)
        .filter(|(_, average)| average.as_ref().is_some_and(|average| !average.is_positive()))
        .map(|(name, _)| {
            input.fault(Code::OutOfRange, name, "an average deal must be above 0; leave it out when unknown")
        })
        .collect();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn at_top() -> Answer {
    Answer::from(json!({
        "at_top": true, "target_tier": null, "qualifies": null, "progress_exact": null, "progress_lo_exact": null,
        "progress_hi_exact": null, "display": NOT_AVAILABLE, "gaps": [],
    }))
}
