//! what each commission model pays. Rates are percent, amounts money; every amount is rounded once, to the
//! smallest coin of a currency with `places`.

use super::bands::{BandPart, parts, total};
use crate::analysis::exact::{Exact, of_money, of_percent, percent_of, to_coins, whole};
use crate::analysis::policy::BandMethod;
use crate::program::compensation::RateBand;
use crate::program::money::Money;
use crate::program::rate::Percent;

/// The bands of a tiered plan that names none: 20% up to 100,000, 25% up to 250,000, 30% above.
pub fn default_bands() -> Vec<RateBand> {
    [(0, 20), (100_000, 25), (250_000, 30)]
        .map(|(from, rate)| RateBand { from: Money::from_cents(from * 100), rate: Percent::whole(rate) })
        .to_vec()
}

/// A fixed fee for each qualifying event.
pub fn flat(fee: Money, events: u64) -> Money {
    Money::from_cents(fee.cents().saturating_mul(events.into()))
}

/// A share of an amount; a credit memo takes it back.
pub fn percentage(amount: Money, rate: Percent, places: u32) -> Money {
    percent_of(amount, rate, places)
}

/// A fixed fee and a share of an amount.
pub fn hybrid(fee: Money, amount: Money, rate: Percent, places: u32) -> Money {
    to_coins(&(of_money(fee) + of_money(amount) * of_percent(rate)), places)
}

/// The factor by which an influenced amount is multiplied: the rate times the influence factor.
pub fn influenced_rate(rate: Percent, factor: Percent) -> Exact {
    of_percent(rate) * of_percent(factor)
}

/// A part of the rate on an amount that the partner influenced.
pub fn influenced(amount: Money, rate: Percent, factor: Percent, places: u32) -> Money {
    to_coins(&(of_money(amount) * influenced_rate(rate, factor)), places)
}

/// Commission by bands of volume, rounded once, and what each band gives.
pub fn tiered(volume: Money, bands: &[RateBand], method: BandMethod, places: u32) -> (Money, Vec<BandPart>) {
    let parts = parts(volume, bands, method);
    (to_coins(&total(&parts), places), parts)
}

/// How many months a recurring plan pays: those the customer stayed, at most the term; a lifetime plan has none.
pub fn months_paid(retained: u32, term: Option<u32>) -> u32 {
    term.map_or(retained, |term| retained.min(term))
}

/// What a recurring plan has paid after `months`: `annual / 12 * rate * months`, rounded once.
pub fn recurring_to_date(annual: Money, rate: Percent, months: u32, places: u32) -> Money {
    to_coins(&(of_money(annual) * of_percent(rate) * whole(months) / whole(12)), places)
}

/// The payments of a recurring plan, one a month, that sum to [`recurring_to_date`].
pub fn recurring_schedule(annual: Money, rate: Percent, months: u32, places: u32) -> Vec<Money> {
    let mut before = Money::from_cents(0);
    let payment = |month| {
        let to_date = recurring_to_date(annual, rate, month, places);
        let payment = to_date.minus(before);
        before = to_date;
        payment
    };
    (1..=months).map(payment).collect()
}

/// The payments of each year of a schedule; the last year may be shorter.
pub fn by_year(schedule: &[Money]) -> Vec<Money> {
    schedule.chunks(12).map(|year| year.iter().copied().sum()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn money(text: &str) -> Money {
        text.parse().unwrap()
    }

    #[test]
    fn the_models_of_the_document() {
        assert_eq!(percentage(money("24000.00"), Percent::whole(20), 2), money("4800.00"));
        assert_eq!(recurring_to_date(money("24000.00"), Percent::whole(15), 24, 2), money("7200.00"));
        assert_eq!(tiered(money("400000.00"), &default_bands(), BandMethod::Marginal, 2).0, money("102500.00"));
        assert_eq!(tiered(money("400000.00"), &default_bands(), BandMethod::Slab, 2).0, money("120000.00"));
        assert_eq!(influenced(money("100000.00"), Percent::whole(25), Percent::whole(50), 2), money("12500.00"));
        assert_eq!(hybrid(money("1.00"), money("10.00"), "7.5%".parse().unwrap(), 2), money("1.75"));
        assert_eq!(flat(money("75.00"), 3), money("225.00"));
        assert_eq!(percentage(money("-100.00"), "12.5%".parse().unwrap(), 2), money("-12.50"));
    }

    #[test]
    fn a_term_limits_the_months_and_a_lifetime_does_not() {
        assert_eq!([months_paid(10, Some(24)), months_paid(30, Some(24)), months_paid(30, None)], [10, 24, 30]);
        let schedule = recurring_schedule(money("10000.00"), Percent::whole(7), 14, 2);
        assert_eq!(schedule[..3], [money("58.33"), money("58.34"), money("58.33")]);
        assert_eq!(by_year(&schedule), [money("700.00"), money("116.67")]);
    }

    proptest! {
        #[test]
        fn monthly_payments_sum_to_the_total(annual in 0_i128..10_000_000_000, points in 0_i64..=10_000, months in 0_u32..120) {
            let (annual, rate) = (Money::from_cents(annual), Percent::from_basis_points(points));
            let schedule = recurring_schedule(annual, rate, months, 2);
            let total = recurring_to_date(annual, rate, months, 2);
            prop_assert_eq!(schedule.iter().copied().sum::<Money>(), total);
            prop_assert_eq!(by_year(&schedule).into_iter().sum::<Money>(), total);
            prop_assert!(schedule.iter().all(|payment| !payment.is_negative()));
        }
    }
}
