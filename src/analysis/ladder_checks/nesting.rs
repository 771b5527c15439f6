//! Whether the tiers stand one inside the other: who is Gold is Silver too, and each can be reached (TIER-21, TIER-22).

use super::rules::{Step, Under};
use super::trial::Trial;
use crate::analysis::criteria::holds;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::program::criterion::Criterion;

/// Partners named as evidence at most.
const NAMED: usize = 5;

pub(super) fn check(under: &mut Under<'_>) {
    let reachable: Vec<bool> = under.steps.iter().map(|step| can_hold(&step.tested.criteria)).collect();
    for (step, reachable) in under.steps.clone().iter().zip(&reachable) {
        if !reachable {
            let message = format!("no partner can ever meet {}: its conditions exclude each other", step.name());
            let finding = Finding::new("TIER-22", FindingSeverity::Error, step.subject(), message);
            under.report(finding.fix("change or remove one of the conditions"));
        }
    }
    for (rank, (below, above)) in under.pairs().into_iter().enumerate() {
        if reachable.get(rank) == Some(&true) && reachable.get(rank + 1) == Some(&true) {
            nested(under, &below, &above);
            distinct(under, &below, &above);
        }
    }
}

fn can_hold(criteria: &Criterion) -> bool {
    Trial::of(&[criteria]).is_none_or(|trial| trial.find(|value| holds(criteria, value).is_yes()).is_some())
}

/// Whoever meets a tier meets the one below, or the finding names who does not.
fn nested(under: &mut Under<'_>, below: &Step<'_>, above: &Step<'_>) {
    let (lower, upper) = (&below.tested.criteria, &above.tested.criteria);
    let derived = under.derived;
    let on_ladder = |partner: &crate::program::partner::Partner| {
        derived.ladders().for_type(partner.r#type).is_some_and(|ladder| ladder.track == under.ladder.track)
    };
    let mut outside = under
        .program
        .partners
        .iter()
        .filter(|partner| on_ladder(partner))
        .filter(|partner| derived.meets(&partner.id, upper).is_yes() && derived.meets(&partner.id, lower).is_no());
    let named: Vec<_> = outside.by_ref().take(NAMED).collect();
    let more = outside.count();
    let currency = under.currency();
    let (low, high) = (below.name(), above.name());
    let (message, evidence) = if let Some(first) = named.first() {
        let failing = |partner: &&crate::program::partner::Partner| {
            let leaves = derived.criteria_of(&partner.id, lower);
            let failing = leaves.iter().find(|leaf| leaf.holds.is_no()).map(|leaf| leaf.told(currency));
            format!("partner/{}: {}", partner.id, failing.unwrap_or_default())
        };
        let evidence: Vec<String> = named.iter().map(failing).collect();
        let others = match named.len() + more - 1 {
            0 => String::new(),
            1 => " and 1 other".to_owned(),
            others => format!(" and {others} others"),
        };
        (format!("{}{others} qualify for {high} while failing {low}", first.name), evidence)
    } else {
        let trial = Trial::of(&[lower, upper]);
        let found = trial.and_then(|trial| trial.find(|v| holds(upper, v).is_yes() && holds(lower, v).is_no()));
        let Some(example) = found else { return };
        let example = example.told(currency);
        (format!("a partner with {example} would qualify for {high} while failing {low}"), vec![example])
    };
    let message =
        message.replace(" qualify for", if named.len() + more == 1 { " qualifies for" } else { " qualify for" });
    let finding = Finding::new("TIER-21", FindingSeverity::Error, above.subject(), message);
    under.report(finding.evidence(evidence).fix(format!("ask for everything of {low} in {high} too")));
}

/// A tier that everybody skips: who meets it meets the one above.
fn distinct(under: &mut Under<'_>, below: &Step<'_>, above: &Step<'_>) {
    let (lower, upper) = (&below.tested.criteria, &above.tested.criteria);
    let Some(trial) = Trial::of(&[lower, upper]) else { return };
    if trial.find(|value| holds(lower, value).is_yes() && holds(upper, value).is_no()).is_none() {
        let (low, high) = (below.name(), above.name());
        let message = format!("nobody is ever {low}: whoever meets it meets {high}");
        let finding = Finding::new("TIER-22", FindingSeverity::Error, below.subject(), message);
        under.report(finding.fix(format!("ask for more in {high}")));
    }
}
