//! whether each step of a ladder asks for more and gives more than the one below.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::exact::{Exact, exact, ratio};
use crate::program::criterion::{Comparison, Criterion, Metric, Window};
use crate::program::money::Money;
use crate::program::presets::{COMMISSION_BENEFIT, benefit_value};
use crate::program::quantity::Quantity;
use crate::program::rate::Percent;
use crate::program::tier::{Benefit, BenefitKind, Tier};

/// The largest step from a threshold to the next that passes.
pub const MAX_STEP: u32 = 5;

/// What is wrong with a threshold against the nearest one below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepFault {
    /// It does not ask for more (TIER-07).
    NotHigher,
    /// It asks for more than five times as much (TIER-05).
    TooSteep,
}

/// Judges a threshold against the nearest lower one for the same metric and window.
pub fn step_fault(below: Quantity, threshold: Quantity) -> Option<StepFault> {
    if threshold <= below {
        return Some(StepFault::NotHigher);
    }
    let limit = below.decimal().checked_mul(Decimal::from(MAX_STEP));
    let steep = below.decimal() > Decimal::ZERO && limit.is_some_and(|limit| threshold.decimal() > limit);
    steep.then_some(StepFault::TooSteep)
}

/// A threshold against that of the nearest lower tier with one for the same metric and window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LadderStep {
    /// What is measured.
    pub metric: Metric,
    /// Over which time.
    pub window: Window,
    /// The rank of the lower tier.
    pub from_tier: usize,
    /// The rank of the tier.
    pub to_tier: usize,
    /// The lower threshold.
    pub from: Quantity,
    /// The threshold.
    pub to: Quantity,
    /// `to / from`; nothing when the lower one is zero.
    pub ratio: Option<Exact>,
    /// What is wrong with it.
    pub fault: Option<StepFault>,
}

/// every step of a ladder, base tier first, in the reading order of the criteria.
pub fn steps(ladder: &[&Criterion], max_step: &Exact) -> Vec<LadderStep> {
    let mut found = Vec::new();
    let mut last: Vec<(Metric, Window, usize, Quantity)> = Vec::new();
    for (rank, criteria) in ladder.iter().enumerate() {
        let mut own = Vec::new();
        collect_thresholds(criteria, &mut own);
        for (metric, window, to) in own {
            let below = last.iter_mut().find(|(known, over, ..)| *known == metric && *over == window);
            let Some((.., from_tier, from)) = below else {
                last.push((metric, window, rank, to));
                continue;
            };
            let ratio = ratio(&exact(to.decimal()), &exact(from.decimal()));
            let fault = match () {
                () if to <= *from => Some(StepFault::NotHigher),
                () if ratio.as_ref().is_some_and(|ratio| ratio > max_step) => Some(StepFault::TooSteep),
                () => None,
            };
            found.push(LadderStep {
                metric,
                window,
                from_tier: *from_tier,
                to_tier: rank,
                from: *from,
                to,
                ratio,
                fault,
            });
            (*from_tier, *from) = (rank, to);
        }
    }
    found
}

/// The largest "at least" or "more than" threshold per metric and window, those under a "not" left out.
fn collect_thresholds(criterion: &Criterion, found: &mut Vec<(Metric, Window, Quantity)>) {
    if let Criterion::Meets { metric, window, op: Comparison::AtLeast | Comparison::MoreThan, value } = criterion {
        let window = window.unwrap_or_else(|| metric.default_window());
        match found.iter_mut().find(|(known, over, _)| known == metric && *over == window) {
            Some((.., largest)) => *largest = (*largest).max(*value),
            None => found.push((metric.clone(), window, *value)),
        }
    }
    if !matches!(criterion, Criterion::Not(_)) {
        criterion.children().iter().for_each(|child| collect_thresholds(child, found));
    }
}

/// How the benefit levels of a tier compare with those of the tier below, by name; a missing one has level 0.
pub fn compare_by_level(below: &BTreeMap<String, i64>, above: &BTreeMap<String, i64>) -> Vec<(String, Ordering)> {
    let level = |levels: &BTreeMap<String, i64>, name: &str| levels.get(name).copied().unwrap_or(0);
    let names: std::collections::BTreeSet<&String> = below.keys().chain(above.keys()).collect();
    names.into_iter().map(|name| (name.clone(), level(above, name).cmp(&level(below, name)))).collect()
}

/// How a benefit of one tier compares with the same benefit of the tier below it; nothing where its wording can not be
/// compared.
pub fn compare_benefit(benefit: &Benefit, below: &Tier, above: &Tier) -> Option<Ordering> {
    let level = |tier: &Tier| benefit_value(tier, &benefit.id);
    match (level(below), level(above)) {
        (None, None) => Some(Ordering::Equal),
        (None, Some(_)) => Some(Ordering::Greater),
        (Some(_), None) => Some(Ordering::Less),
        (Some(below), Some(above)) if below == above => Some(Ordering::Equal),
        (Some(below), Some(above)) => compare_levels(benefit, &below, &above),
    }
}

fn compare_levels(benefit: &Benefit, below: &str, above: &str) -> Option<Ordering> {
    fn by<T: Ord>(read: impl Fn(&str) -> Option<T>, below: &str, above: &str) -> Option<Ordering> {
        Some(read(above)?.cmp(&read(below)?))
    }
    match benefit.kind {
        BenefitKind::Money => by(|text| text.parse::<Money>().ok(), below, above),
        BenefitKind::YesNo => by(|text| Some(text == "yes"), below, above),
        BenefitKind::Scale => by(|text| benefit.levels.iter().position(|level| level == text), below, above),
        BenefitKind::Text if benefit.id.as_str() == COMMISSION_BENEFIT => {
            by(|text| text.parse::<Percent>().ok(), below, above)
        }
        BenefitKind::Text => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::presets;

    #[test]
    fn a_step_of_exactly_five_passes() {
        let of = |n: u32| Quantity::count(n);
        assert_eq!(step_fault(of(20), of(100)), None);
        assert_eq!(step_fault(of(20), of(101)), Some(StepFault::TooSteep));
        assert_eq!(step_fault(of(20), of(20)), Some(StepFault::NotHigher));
        assert_eq!(step_fault(of(0), of(1000)), None);
    }

    #[test]
    fn the_presets_give_more_with_every_step() {
        for name in presets::LADDERS {
            let ladder = presets::ladder(name).unwrap();
            for pair in ladder.tiers.windows(2) {
                for benefit in &ladder.benefits {
                    let found = compare_benefit(benefit, &pair[0], &pair[1]);
                    assert!(matches!(found, Some(Ordering::Equal | Ordering::Greater)), "{name} {}", benefit.name);
                }
            }
        }
    }
}
