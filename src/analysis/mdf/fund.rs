//! how large a fund is and how it is used: accrual on sourced revenue, co-op matching, utilization.

use num_traits::Zero;

use crate::analysis::exact::{Exact, of_money, of_percent, percent_of, ratio};
use crate::program::choice::choice;
use crate::program::money::Money;
use crate::program::rate::Percent;

/// A fund that grows with sourced revenue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accrual {
    /// What the revenue has earned, at most the annual amount.
    pub accrued: Money,
    /// Whether the annual amount limits it.
    pub capped: bool,
    /// What is left after commitments, never below zero.
    pub available: Money,
    /// What is committed beyond what has accrued.
    pub over_committed: Money,
}

/// What has accrued this fiscal year: a rate on sourced revenue, at most the annual amount.
pub fn accrual(annual: Money, sourced_fytd: Money, committed: Money, rate: Percent, places: u32) -> Accrual {
    let nothing = Money::from_cents(0);
    let earned = percent_of(sourced_fytd, rate, places).max(nothing);
    let accrued = earned.min(annual);
    Accrual {
        accrued,
        capped: earned > annual,
        available: accrued.minus(committed).max(nothing),
        over_committed: committed.minus(accrued).max(nothing),
    }
}

choice! {
    /// What limits a co-op payment.
    pub enum CoopLimit {
        None = "none" => "Nothing",
        Annual = "annual" => "The annual amount",
        Quarter = "quarter" => "The quarter's cap",
    }
}

/// Our part of what a partner spends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coop {
    /// The matched share.
    pub matched: Money,
    /// What is paid of it.
    pub payment: Money,
    /// What limits it.
    pub limited_by: CoopLimit,
}

/// Matches a share of what a partner spends, within what is left of the year and the quarter, where known.
pub fn coop(spend: Money, rate: Percent, annual_left: Option<Money>, quarter_left: Option<Money>, places: u32) -> Coop {
    let matched = percent_of(spend, rate, places);
    let limits = [(annual_left, CoopLimit::Annual), (quarter_left, CoopLimit::Quarter)];
    let known = limits.into_iter().filter_map(|(left, limit)| Some((left?, limit)));
    let tightest = known.filter(|(left, _)| *left < matched).min_by_key(|(left, _)| *left);
    let (payment, limited_by) = tightest.unwrap_or((matched, CoopLimit::None));
    Coop { matched, payment, limited_by }
}

/// Paid out of the annual amount, as a factor; nothing for an annual amount of zero.
pub fn utilization(paid: Money, annual: Money) -> Option<Exact> {
    ratio(&of_money(paid), &of_money(annual)).filter(|_| !of_money(annual).is_zero())
}

/// Whether enough of the fund is used (at least the target).
pub fn utilization_passes(utilization: Option<&Exact>, target: Percent) -> Option<bool> {
    utilization.map(|used| *used >= of_percent(target))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str) -> Money {
        text.parse().unwrap()
    }

    #[test]
    fn accrual_stops_at_the_annual_amount_and_shows_what_is_over_committed() {
        let fund = accrual(money("1000.00"), money("1000.00"), money("50.00"), Percent::whole(2), 2);
        assert_eq!(
            (fund.accrued, fund.available, fund.over_committed),
            (money("20.00"), money("0.00"), money("30.00"))
        );
        let capped = accrual(money("10.00"), money("1000.00"), money("0.00"), Percent::whole(2), 2);
        assert_eq!((capped.accrued, capped.capped), (money("10.00"), true));
        assert_eq!(accrual(money("10.00"), money("-500.00"), Money::ZERO, Percent::whole(2), 2).accrued, money("0.00"));
    }

    #[test]
    fn the_smaller_remainder_limits_a_match_and_the_annual_one_of_two_equals() {
        let pay = |annual: &str, quarter: &str| {
            coop(money("1000.00"), Percent::whole(50), annual.parse().ok(), quarter.parse().ok(), 2)
        };
        assert_eq!(pay("300.00", "300.00").limited_by, CoopLimit::Annual);
        assert_eq!(pay("300.00", "299.99").limited_by, CoopLimit::Quarter);
        assert_eq!(pay("500.00", "unknown").limited_by, CoopLimit::None);
        assert_eq!(pay("unknown", "0.00").payment, money("0.00"));
    }

    #[test]
    fn the_exact_share_decides_and_not_the_displayed_one() {
        let used = utilization(money("1599.99"), money("2000.00"));
        assert_eq!(utilization_passes(used.as_ref(), Percent::whole(80)), Some(false));
        assert_eq!(utilization(money("1.00"), money("0.00")), None);
    }
}
