//! Whether each tier asks for more and gives more than the one below (R-13, TIER-01 to TIER-07, TIER-14, TIER-16).

use std::cmp::Ordering;

use super::rules::{Step, Under};
use crate::analysis::criteria::leaf_reports;
use crate::analysis::criteria_words::{amount, measured};
use crate::analysis::exact::{exact, exact_text, shown};
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::analysis::tier_ladder::{StepFault, compare_benefit, steps};
use crate::program::criterion::Criterion;
use crate::program::presets::benefit_value;
use crate::program::tier::Benefit;

pub(super) fn check(under: &mut Under<'_>) {
    count(under);
    thresholds(under);
    for step in under.steps.clone().iter().skip(1) {
        numbers(under, step);
        reviews(under, step);
    }
    for (below, above) in under.pairs() {
        benefits(under, &below, &above);
    }
    rates(under);
}

fn count(under: &mut Under<'_>) {
    let (tiers, most) = (under.steps.len(), under.derived.policy().tier.max_tiers);
    if let Some(top) = under.steps.last().filter(|_| tiers > most as usize) {
        let message = format!("{tiers} tiers in one track; {most} at most are told apart");
        under.report(Finding::new("TIER-01", FindingSeverity::Warning, top.subject(), message).fix("merge two tiers"));
    }
}

fn thresholds(under: &mut Under<'_>) {
    let max = exact(under.derived.policy().tier.max_step.decimal());
    let criteria: Vec<&Criterion> = under.steps.iter().map(|step| &step.tested.criteria).collect();
    let currency = under.currency();
    for found in steps(&criteria, &max) {
        let (Some(fault), Some(below), Some(above)) =
            (found.fault, under.steps.get(found.from_tier).copied(), under.steps.get(found.to_tier).copied())
        else {
            continue;
        };
        let (from, to) = (amount(found.from, &found.metric, currency), amount(found.to, &found.metric, currency));
        let what = measured(&found.metric, found.window);
        let (lower, upper) = (below.name(), above.name());
        let evidence = [format!("{lower}: {what} {from}"), format!("{upper}: {what} {to}")];
        let finding = match fault {
            StepFault::NotHigher => Finding::new(
                "TIER-07",
                FindingSeverity::Error,
                above.subject(),
                format!("{upper} asks for {what} {to}, no more than {lower} with {from}"),
            )
            .fix(format!("ask for more than {from}, or reorder the tiers")),
            StepFault::TooSteep => Finding::new(
                "TIER-05",
                FindingSeverity::Warning,
                above.subject(),
                format!(
                    "{what}: {from} to {to} is {}x, more than {}x in one step",
                    found.ratio.as_ref().map_or_else(String::new, |ratio| shown(ratio, 1)),
                    exact_text(&max)
                ),
            )
            .fix("insert a tier, or lower the threshold"),
        };
        under.report(finding.evidence(evidence));
    }
}

fn numbers(under: &mut Under<'_>, step: &Step<'_>) {
    let leaves = leaf_reports(&step.tested.criteria, &|_, _| None);
    let name = step.name();
    match leaves.len() {
        0 => under.report(
            Finding::new(
                "TIER-02",
                FindingSeverity::Error,
                step.subject(),
                format!("{name} has no condition that is a number"),
            )
            .fix("add revenue, referrals or certified people"),
        ),
        1 => under.report(
            Finding::new(
                "TIER-16",
                FindingSeverity::Info,
                step.subject(),
                format!("there is one way into {name} only"),
            )
            .fix("add referrals or certification as another way"),
        ),
        _ => {}
    }
}

fn reviews(under: &mut Under<'_>, step: &Step<'_>) {
    let tier = step.tier;
    let lacks = match (tier.review_months, tier.grace_quarters) {
        (0, _) => "is never reviewed",
        (_, 0) => "has no grace after a failed review",
        _ => return,
    };
    let message = format!("{} {lacks}", step.name());
    let fix = "review every 12 months with a grace of some quarters";
    under.report(Finding::new("TIER-06", FindingSeverity::Warning, step.subject(), message).fix(fix));
}

fn cell(step: &Step<'_>, benefit: &Benefit) -> String {
    benefit_value(step.tier, &benefit.id).unwrap_or_else(|| "nothing".to_owned())
}

fn benefits(under: &mut Under<'_>, below: &Step<'_>, above: &Step<'_>) {
    let mut rows: Vec<&Benefit> = under.program.benefits.iter().collect();
    rows.sort_by_key(|benefit| benefit.order);
    if rows.is_empty() {
        return;
    }
    let compared: Vec<(&Benefit, Option<Ordering>)> =
        rows.iter().map(|benefit| (*benefit, compare_benefit(benefit, below.tier, above.tier))).collect();
    let (lower, upper) = (below.name(), above.name());
    for (benefit, _) in compared.iter().filter(|(_, order)| *order == Some(Ordering::Less)) {
        let (from, to) = (cell(below, benefit), cell(above, benefit));
        let message = format!("{upper} gives less than {lower} at {}: {to} against {from}", benefit.name);
        let finding = Finding::new("TIER-07", FindingSeverity::Error, above.subject(), message);
        under.report(finding.fix(format!("give {upper} at least {from}")));
    }
    let equal = compared.iter().all(|(_, order)| *order == Some(Ordering::Equal));
    let better = compared.iter().any(|(_, order)| *order == Some(Ordering::Greater));
    let unsure = compared.iter().any(|(_, order)| order.is_none());
    let rows = compared.len();
    if equal {
        let message = format!("{lower} and {upper} are the same in all {rows} benefits");
        let finding = Finding::new("TIER-03", FindingSeverity::Error, above.subject(), message);
        under.report(finding.fix(format!("give {upper} a benefit of its own")));
    } else if !better && !unsure {
        let message =
            format!("{upper} gives nothing better than {lower} in {rows} benefits: there is nothing to climb for");
        let finding = Finding::new("TIER-04", FindingSeverity::Warning, above.subject(), message);
        under.report(finding.fix("make one benefit strictly better"));
    }
}

fn rates(under: &mut Under<'_>) {
    let Some(base) = under.steps.first().copied().filter(|_| under.steps.len() > 1) else { return };
    let same = |step: &Step<'_>| (step.tier.commission, step.tier.margin) == (base.tier.commission, base.tier.margin);
    if under.steps.iter().all(same) {
        let rate =
            |rate: Option<crate::program::rate::Percent>| rate.map_or_else(|| "none".to_owned(), |r| r.to_string());
        let message = format!(
            "commission ({}) and margin ({}) are the same in all {} tiers",
            rate(base.tier.commission),
            rate(base.tier.margin),
            under.steps.len()
        );
        let finding = Finding::new("TIER-14", FindingSeverity::Warning, base.subject(), message);
        under.report(finding.fix("graduate the rates"));
    }
}
