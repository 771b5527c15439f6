//! R-25, C-21: the rate of a month's referrals by their number, and what they pay.

use num_traits::Zero;

use crate::analysis::exact::{Exact, of_money, of_percent, to_coins, whole};
use crate::analysis::policy::BandMethod;
use crate::program::choice::choice;
use crate::program::money::Money;
use crate::program::rate::Percent;

choice! {
    /// The bands a program can start from (C-21).
    pub enum AffiliatePlanName {
        Good = "good" => "Good terms",
        Structure = "structure" => "Structure of four bands",
    }
}

/// A band of monthly referrals, from its first number to the one before the next band.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReferralBand {
    /// From how many, at least 1.
    pub from: u64,
    /// Rate.
    pub rate: Percent,
    /// Whether it also earns the quarterly bonus.
    pub bonus: bool,
}

/// The bands of a plan: `good` 30, 35 from 11, 40 from 26; `structure` 20, 25 from 6, 30 from 21, 35 from 51.
pub fn bands(plan: AffiliatePlanName) -> Vec<ReferralBand> {
    let rows: &[(u64, i64)] = match plan {
        AffiliatePlanName::Good => &[(1, 30), (11, 35), (26, 40)],
        AffiliatePlanName::Structure => &[(1, 20), (6, 25), (21, 30), (51, 35)],
    };
    let last = rows.len() - 1;
    let band = |(index, &(from, rate)): (usize, &(u64, i64))| ReferralBand {
        from,
        rate: Percent::whole(rate),
        bonus: index == last,
    };
    rows.iter().enumerate().map(band).collect()
}

/// The band of a number of referrals and its last number; none for no referrals.
pub fn band_of(referrals: u64, bands: &[ReferralBand]) -> Option<(ReferralBand, Option<u64>)> {
    let index = bands.iter().rposition(|band| band.from <= referrals)?;
    let to = bands.get(index + 1).map(|next| next.from - 1);
    bands.get(index).map(|band| (*band, to))
}

/// What a month pays for `amount_each` per referral, rounded once.
pub fn payout_each(referrals: u64, each: Money, bands: &[ReferralBand], method: BandMethod, places: u32) -> Money {
    let factor = match method {
        BandMethod::Slab => {
            band_of(referrals, bands).map_or_else(Exact::zero, |(band, _)| of_percent(band.rate) * whole(referrals))
        }
        BandMethod::Marginal => marginal(referrals, bands),
    };
    to_coins(&(of_money(each) * factor), places)
}

/// What a month pays for the revenue of all its referrals at the one rate of their number, rounded once.
pub fn payout_of(referrals: u64, revenue: Money, bands: &[ReferralBand], places: u32) -> Money {
    let rate = band_of(referrals, bands).map_or_else(Exact::zero, |(band, _)| of_percent(band.rate));
    to_coins(&(of_money(revenue) * rate), places)
}

fn marginal(referrals: u64, bands: &[ReferralBand]) -> Exact {
    let ends = bands.iter().skip(1).map(|next| next.from - 1).chain([u64::MAX]);
    let inside = |(band, to): (&ReferralBand, u64)| (referrals.min(to) + 1).saturating_sub(band.from);
    bands.iter().zip(ends).map(|(band, to)| of_percent(band.rate) * whole(inside((band, to)))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_number_of_referrals_chooses_the_rate() {
        for (plan, referrals, rate, bonus) in [
            (AffiliatePlanName::Structure, 5, 20, false),
            (AffiliatePlanName::Structure, 6, 25, false),
            (AffiliatePlanName::Structure, 51, 35, true),
            (AffiliatePlanName::Good, 10, 30, false),
            (AffiliatePlanName::Good, 26, 40, true),
        ] {
            let (band, _) = band_of(referrals, &bands(plan)).unwrap();
            assert_eq!((band.rate, band.bonus), (Percent::whole(rate), bonus), "{referrals}");
        }
        assert_eq!(band_of(0, &bands(AffiliatePlanName::Good)), None);
        assert_eq!(band_of(10, &bands(AffiliatePlanName::Good)).unwrap().1, Some(10));
    }

    #[test]
    fn one_rate_for_all_or_each_band_its_own() {
        let good = bands(AffiliatePlanName::Good);
        let each = Money::whole(100);
        assert_eq!(payout_each(26, each, &good, BandMethod::Slab, 2), Money::whole(1_040));
        assert_eq!(payout_each(12, each, &good, BandMethod::Marginal, 2), Money::whole(370));
        assert_eq!(payout_each(0, each, &good, BandMethod::Marginal, 2), Money::whole(0));
        assert_eq!(payout_of(11, "1000.01".parse().unwrap(), &good, 2), Money::whole(350));
    }

    proptest! {
        #[test]
        fn marginal_never_pays_more_than_one_rate_for_all_where_rates_rise(referrals in 0_u64..200) {
            let structure = bands(AffiliatePlanName::Structure);
            let pay = |method| payout_each(referrals, Money::whole(10), &structure, method, 2);
            prop_assert!(pay(BandMethod::Marginal) <= pay(BandMethod::Slab));
        }
    }
}
