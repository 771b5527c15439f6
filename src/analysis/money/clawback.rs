//! what of a commission is taken back when a customer cancels or downgrades, or on fraud.

use jiff::civil::Date;
use num_traits::{One, Zero};

use crate::analysis::exact::{Exact, of_money, of_percent, percent_of, to_coins, whole};
use crate::analysis::policy::ClawbackPolicy;
use crate::program::money::Money;
use crate::program::period::days_between;
use crate::program::rate::Percent;

/// The rules of a program that has chosen none: all before day 30, half before day 90, nothing from day 180.
pub fn standard_rules() -> ClawbackPolicy {
    ClawbackPolicy { full_days: 30, half_days: 90, end_days: 180, middle_share: Percent::whole(50) }
}

/// The share of a commission that is taken back `days` after the sale: all, the middle share, then the part of the
/// period that is left.
pub fn share(days: i32, rules: &ClawbackPolicy) -> Exact {
    if days < i32::from(rules.full_days) {
        Exact::one()
    } else if days < i32::from(rules.half_days) {
        of_percent(rules.middle_share)
    } else if days < i32::from(rules.end_days) {
        whole(i32::from(rules.end_days) - days) / whole(rules.end_days)
    } else {
        Exact::zero()
    }
}

/// Whether nothing can be taken back any more for cancelling.
pub fn is_final(days: i32, rules: &ClawbackPolicy) -> bool {
    days >= i32::from(rules.end_days)
}

/// What is taken back of a commission when the customer cancels; nothing for a date before the sale.
pub fn cancelled(paid: Money, sale_on: Date, cancelled_on: Date, rules: &ClawbackPolicy, places: u32) -> Option<Money> {
    let days = days_between(sale_on, cancelled_on);
    (days >= 0).then(|| to_coins(&(of_money(paid) * share(days, rules)), places))
}

/// What is taken back when the customer pays less: the difference of the two commissions, never below zero.
pub fn downgraded(old: Money, new: Money, rate: Percent, days: i32, rules: &ClawbackPolicy, places: u32) -> Money {
    if is_final(days, rules) {
        return Money::from_cents(0);
    }
    percent_of(old, rate, places).minus(percent_of(new, rate, places)).max(Money::from_cents(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::policy::Policy;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn the_default_is_what_the_settings_say() {
        assert_eq!(Policy::default().clawback, standard_rules());
    }

    #[test]
    fn all_then_half_then_what_is_left_of_the_period() {
        let rules = standard_rules();
        let back = |on: Date| cancelled(Money::whole(4_800), date(2025, 1, 10), on, &rules, 2);
        for (on, cents) in [
            (date(2025, 1, 25), 480_000),
            (date(2025, 2, 24), 240_000),
            (date(2025, 4, 10), 240_000),
            (date(2025, 4, 20), 213_333),
            (date(2025, 7, 8), 2_667),
            (date(2025, 7, 9), 0),
        ] {
            assert_eq!(back(on), Some(Money::from_cents(cents)), "{on}");
        }
        assert_eq!(back(date(2025, 1, 9)), None);
    }

    #[test]
    fn a_downgrade_takes_back_the_difference_until_the_period_ends() {
        let rules = standard_rules();
        let back = |new: i64, days: i32| {
            downgraded(Money::whole(24_000), Money::whole(new), Percent::whole(20), days, &rules, 2)
        };
        assert_eq!(back(18_000, 179), Money::whole(1_200));
        assert_eq!(back(30_000, 10), Money::whole(0));
        assert_eq!(back(18_000, 180), Money::whole(0));
    }

    proptest! {
        #[test]
        fn the_share_never_grows_under_the_standard_rules(a in 0_i32..400, b in 0_i32..400) {
            let rules = standard_rules();
            prop_assert!(share(a.min(b), &rules) >= share(a.max(b), &rules));
        }
    }
}
