//! whether each step of a ladder asks for more and gives more than the one below.

use std::cmp::Ordering;

use rust_decimal::Decimal;

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
