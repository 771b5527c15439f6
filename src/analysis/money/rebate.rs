//! volume rebates on a fiscal year's net purchases, paid by the quarter against what was paid before.

use super::bands::{parts, rate_at, total};
use crate::analysis::exact::to_coins;
use crate::analysis::policy::{BandMethod, RebatePolicy};
use crate::program::compensation::RateBand;
use crate::program::money::Money;
use crate::program::rate::Percent;

/// The bands of a program: the last one starts where terms are custom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RebateTerms {
    /// All bands, the custom one last.
    bands: Vec<RateBand>,
    /// How they apply.
    pub method: BandMethod,
    /// The volume from which terms are custom.
    pub custom_from: Money,
    /// Whether the custom rate has been entered.
    pub custom_entered: bool,
}

/// What a volume earns, and what is left to pay of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rebate {
    /// Net purchases of the year so far.
    pub volume: Money,
    /// The rate of the band they lie in.
    pub rate: Percent,
    /// What they earn in the whole year so far.
    pub rebate: Money,
    /// What is paid now: the rebate less what was paid before, never below zero.
    pub payment: Money,
    /// What was paid too much before; nothing is taken back.
    pub overpaid: Money,
}

/// The bands of a program that names none: nothing, 2% from 250,000, 5% from 500,000.
pub fn default_bands() -> Vec<RateBand> {
    [(0, 0), (250_000, 2), (500_000, 5)]
        .map(|(from, rate)| RateBand { from: Money::from_cents(from * 100), rate: Percent::whole(rate) })
        .to_vec()
}

impl RebateTerms {
    /// Terms with a custom band at the top; until its rate is entered, the last band's applies.
    pub fn new(mut bands: Vec<RateBand>, method: BandMethod, custom_from: Money, custom_rate: Option<Percent>) -> Self {
        let last = bands.last().map(|band| band.rate).unwrap_or_default();
        bands.push(RateBand { from: custom_from, rate: custom_rate.unwrap_or(last) });
        Self { bands, method, custom_from, custom_entered: custom_rate.is_some() }
    }

    /// The terms a program has chosen.
    pub fn of(policy: &RebatePolicy) -> Self {
        let bands = policy.bands.iter().map(|&(from, rate)| RateBand { from, rate }).collect();
        Self::new(bands, policy.method, policy.custom_from, policy.custom_rate)
    }

    /// Whether a volume needs custom terms that nobody has entered.
    pub fn custom_missing(&self, volume: Money) -> bool {
        !self.custom_entered && volume >= self.custom_from
    }

    /// What a volume earns, after `paid` in the same year; nothing for a partner who is not `eligible`.
    pub fn rebate(&self, volume: Money, paid: Money, eligible: bool, places: u32) -> Rebate {
        let (rate, rebate) = if eligible {
            (rate_at(volume, &self.bands), to_coins(&total(&parts(volume, &self.bands, self.method)), places))
        } else {
            (Percent::default(), Money::from_cents(0))
        };
        let nothing = Money::from_cents(0);
        let (payment, overpaid) = (rebate.minus(paid).max(nothing), paid.minus(rebate).max(nothing));
        Rebate { volume, rate, rebate, payment, overpaid }
    }

    /// The rebate after each period from the year's purchases so far; each pays what the ones before did not.
    pub fn by_period(&self, volumes: &[Money], eligible: bool, places: u32) -> Vec<Rebate> {
        let mut paid = Money::from_cents(0);
        let quarter = |&volume: &Money| {
            let rebate = self.rebate(volume, paid, eligible, places);
            paid = paid.plus(rebate.payment);
            rebate
        };
        volumes.iter().map(quarter).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn terms(method: BandMethod, custom: Option<Percent>) -> RebateTerms {
        RebateTerms::new(default_bands(), method, Money::whole(1_000_000), custom)
    }

    #[test]
    fn quarters_pay_what_the_earlier_ones_did_not() {
        let volumes = [100_000, 260_000, 500_000, 520_000].map(Money::whole);
        let quarters = terms(BandMethod::Slab, None).by_period(&volumes, true, 2);
        let payments: Vec<Money> = quarters.iter().map(|quarter| quarter.payment).collect();
        assert_eq!(payments, [0, 5_200, 19_800, 1_000].map(Money::whole));
    }

    #[test]
    fn custom_terms_are_asked_for_and_the_last_band_stands_in() {
        let volume = Money::whole(1_200_000);
        let open = terms(BandMethod::Slab, None);
        assert!(open.custom_missing(volume) && !open.custom_missing(Money::whole(999_999)));
        assert_eq!(open.rebate(volume, Money::ZERO, true, 2).rebate, Money::whole(60_000));
        let agreed = terms(BandMethod::Marginal, Some(Percent::whole(8)));
        assert_eq!(agreed.rebate(volume, Money::ZERO, true, 2).rebate, Money::whole(46_000));
        assert!(!agreed.custom_missing(volume));
    }

    #[test]
    fn nothing_is_taken_back_and_who_is_not_eligible_earns_nothing() {
        let terms = terms(BandMethod::Slab, None);
        let rebate = terms.rebate(Money::whole(300_000), Money::whole(7_000), true, 2);
        assert_eq!((rebate.payment, rebate.overpaid), (Money::whole(0), Money::whole(1_000)));
        assert_eq!(terms.rebate(Money::whole(300_000), Money::ZERO, false, 2).rebate, Money::whole(0));
    }

    #[test]
    fn the_terms_of_a_program_are_those_of_the_rule() {
        let policy = crate::analysis::policy::Policy::default().rebate;
        let volume = Money::whole(600_000);
        let standard = terms(BandMethod::Slab, None).rebate(volume, Money::ZERO, true, 2);
        assert_eq!(RebateTerms::of(&policy).rebate(volume, Money::ZERO, true, 2), standard);
    }

    proptest! {
        #[test]
        fn all_payments_of_a_growing_year_are_its_rebate(steps in prop::collection::vec(0_i128..60_000_000, 1..=4)) {
            let mut volume = 0;
            let volumes: Vec<Money> = steps.iter().map(|step| { volume += step; Money::from_cents(volume) }).collect();
            for method in [BandMethod::Slab, BandMethod::Marginal] {
                let quarters = terms(method, None).by_period(&volumes, true, 2);
                let paid: Money = quarters.iter().map(|quarter| quarter.payment).sum();
                prop_assert_eq!(paid, quarters.last().unwrap().rebate);
            }
        }

        #[test]
        fn more_purchases_never_earn_a_smaller_rebate(a in 0_i128..200_000_000, b in 0_i128..200_000_000) {
            for method in [BandMethod::Slab, BandMethod::Marginal] {
                let of = |cents: i128| terms(method, None).rebate(Money::from_cents(cents), Money::ZERO, true, 2).rebate;
                prop_assert!(of(a.min(b)) <= of(a.max(b)));
            }
        }
    }
}
