//! Rates by band of volume: the one rate of the band a volume lies in, or each band's rate on the part inside it
//!

use num_traits::Zero;

use crate::analysis::exact::{Exact, of_money, of_percent};
use crate::analysis::policy::BandMethod;
use crate::program::compensation::RateBand;
use crate::program::money::Money;
use crate::program::rate::Percent;

/// One band and what of a volume it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BandPart {
    /// Lower end, inside.
    pub from: Money,
    /// Upper end, outside; none: the last band has no end.
    pub to: Option<Money>,
    /// The rate of the band.
    pub rate: Percent,
    /// What of the volume the rate is applied to.
    pub volume: Money,
    /// Rate times that volume, in currency units, unrounded.
    pub amount: Exact,
}

/// The band a volume lies in: it contains its lower end and stops before the next one's; none below the first.
pub fn band_of(volume: Money, bands: &[RateBand]) -> Option<usize> {
    bands.iter().rposition(|band| band.from <= volume)
}

/// The rate of the band a volume lies in; nothing below the first band is 0%.
pub fn rate_at(volume: Money, bands: &[RateBand]) -> Percent {
    band_of(volume, bands).and_then(|index| bands.get(index)).map(|band| band.rate).unwrap_or_default()
}

/// How a volume lies in the bands, in their order; bands are sorted by their lower ends.
pub fn parts(volume: Money, bands: &[RateBand], method: BandMethod) -> Vec<BandPart> {
    let own = band_of(volume, bands);
    let ends = bands.iter().skip(1).map(|next| Some(next.from)).chain([None]);
    let part = |(index, (band, to)): (usize, (&RateBand, Option<Money>))| {
        let inside = match method {
            BandMethod::Slab if own == Some(index) => volume,
            BandMethod::Slab => Money::from_cents(0),
            BandMethod::Marginal => to.map_or(volume, |to| volume.min(to)).minus(band.from).max(Money::from_cents(0)),
        };
        let amount = of_money(inside) * of_percent(band.rate);
        BandPart { from: band.from, to, rate: band.rate, volume: inside, amount }
    };
    bands.iter().zip(ends).enumerate().map(part).collect()
}

/// What all bands give together, unrounded.
pub fn total(parts: &[BandPart]) -> Exact {
    parts.iter().fold(Exact::zero(), |sum, part| sum + &part.amount)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::exact::whole;
    use proptest::prelude::*;

    fn bands(ends: &[(i64, i64)]) -> Vec<RateBand> {
        ends.iter().map(|&(from, rate)| RateBand { from: Money::whole(from), rate: Percent::whole(rate) }).collect()
    }

    #[test]
    fn a_band_contains_its_lower_end_and_stops_before_the_next() {
        let bands = bands(&[(0, 20), (100, 25), (250, 30)]);
        for (volume, rate) in [("99.99", 20), ("100.00", 25), ("249.99", 25), ("250.00", 30)] {
            assert_eq!(rate_at(volume.parse().unwrap(), &bands), Percent::whole(rate), "{volume}");
        }
        assert_eq!(rate_at(Money::from_cents(-1), &bands), Percent::whole(0));
    }

    #[test]
    fn below_a_first_band_that_does_not_start_at_nothing_nothing_is_paid() {
        let bands = bands(&[(250, 2), (500, 5)]);
        for method in [BandMethod::Slab, BandMethod::Marginal] {
            assert_eq!(total(&parts(Money::whole(200), &bands, method)), whole(0));
        }
    }

    proptest! {
        #[test]
        fn parts_cover_the_volume_without_gap_or_overlap(
            volume in 0_i128..10_000_000_000, steps in prop::collection::vec((1_i128..1_000_000_000, 0_i64..=100), 0..19)
        ) {
            let mut from = 0;
            let mut bands = vec![RateBand { from: Money::from_cents(0), rate: Percent::whole(7) }];
            for (step, rate) in steps {
                from += step;
                bands.push(RateBand { from: Money::from_cents(from), rate: Percent::whole(rate) });
            }
            let volume = Money::from_cents(volume);
            for method in [BandMethod::Slab, BandMethod::Marginal] {
                let parts = parts(volume, &bands, method);
                prop_assert_eq!(parts.iter().map(|part| part.volume).sum::<Money>(), volume);
                prop_assert!(parts.windows(2).all(|pair| pair[0].to == Some(pair[1].from)));
                prop_assert!(parts.last().unwrap().to.is_none());
            }
        }

        #[test]
        fn marginal_commission_never_falls_as_the_volume_grows(a in 0_i128..100_000_000, b in 0_i128..100_000_000) {
            let bands = bands(&[(0, 30), (100_000, 5), (250_000, 10)]);
            let of = |cents: i128| total(&parts(Money::from_cents(cents), &bands, BandMethod::Marginal));
            prop_assert!(of(a.min(b)) <= of(a.max(b)));
        }

        #[test]
        fn under_rates_that_rise_with_the_volume_neither_method_pays_less_for_more(
            a in 0_i128..100_000_000, b in 0_i128..100_000_000
        ) {
            let bands = crate::analysis::money::commission::default_bands();
            for method in [BandMethod::Slab, BandMethod::Marginal] {
                let of = |cents: i128| total(&parts(Money::from_cents(cents), &bands, method));
                prop_assert!(of(a.min(b)) <= of(a.max(b)));
            }
        }
    }
}
