//! how many customers a revenue target needs, what they cost in commission, and when one has paid it back.

use num_bigint::BigInt;
use num_traits::{One, Pow, Signed, ToPrimitive, Zero};

use crate::analysis::exact::{Exact, of_money, of_percent, percent_of, to_coins, whole};
use crate::program::choice::choice;
use crate::program::money::Money;
use crate::program::rate::Percent;

/// The last month that is searched for the recovery.
pub const LAST_MONTH: u32 = 1200;

choice! {
    /// What a customer pays back with.
    pub enum RecoveryBasis {
        Net = "net" => "Price less commission",
        Gross = "gross" => "Price",
    }
}

/// When a customer has paid its commission back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recovery {
    /// In this month, from 1.
    Month(u32),
    /// Never.
    Never,
    /// Some time after [`LAST_MONTH`].
    BeyondSearch,
}

/// What is planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AffiliatePlan {
    /// Monthly revenue wanted.
    pub monthly_target: Money,
    /// What a customer pays a month, above zero.
    pub price: Money,
    /// Commission.
    pub rate: Percent,
    /// Customers lost a month.
    pub churn: Percent,
    /// Months commission is paid for a customer.
    pub term_months: u16,
    /// What a customer pays back with.
    pub basis: RecoveryBasis,
    /// Whether customers are lost while they pay back.
    pub apply_churn: bool,
}

/// What a plan means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AffiliateEconomics {
    /// Customers needed, rounded up.
    pub customers: BigInt,
    /// Commission of one customer a month.
    pub commission_per_customer: Money,
    /// Commission of all customers a month.
    pub monthly_payout: Money,
    /// That payout out of the revenue, as a factor; none without customers.
    pub payout_share: Option<Exact>,
    /// Commission over the term for one customer who stays.
    pub cost_without_churn: Money,
    /// The same for the average customer.
    pub cost_with_churn: Money,
    /// When that cost is paid back.
    pub recovery: Recovery,
    /// New customers a month that hold the number, rounded up.
    pub replacements_per_month: BigInt,
}

/// works a plan out, in coins of a currency with `places`.
pub fn economics(plan: &AffiliatePlan, places: u32) -> AffiliateEconomics {
    let price = of_money(plan.price);
    let customers =
        if price.is_positive() { (of_money(plan.monthly_target) / &price).ceil().to_integer() } else { BigInt::zero() };
    let commission = percent_of(plan.price, plan.rate, places);
    let k = of_money(commission);
    let churn = of_percent(plan.churn);
    let term = whole(plan.term_months);
    let payout = &k * Exact::from_integer(customers.clone());
    let revenue = &price * Exact::from_integer(customers.clone());
    let cost_without_churn = to_coins(&(&k * &term), places);
    let stayed = Exact::one() - Pow::pow(Exact::one() - &churn, u32::from(plan.term_months));
    let cost_with_churn = if churn.is_zero() { cost_without_churn } else { to_coins(&(&k * stayed / &churn), places) };
    let per_month = match plan.basis {
        RecoveryBasis::Net => &price - &k,
        RecoveryBasis::Gross => price,
    };
    let recovery_churn = if plan.apply_churn { churn.clone() } else { Exact::zero() };
    AffiliateEconomics {
        commission_per_customer: commission,
        monthly_payout: to_coins(&payout, places),
        payout_share: (!revenue.is_zero()).then(|| payout / revenue),
        cost_without_churn,
        cost_with_churn,
        recovery: recovery(&per_month, &recovery_churn, &of_money(cost_without_churn)),
        replacements_per_month: (Exact::from_integer(customers.clone()) * churn).ceil().to_integer(),
        customers,
    }
}

/// The first month in which payments of `per_month`, of customers who leave at the rate `churn`, reach `cost`.
pub fn recovery(per_month: &Exact, churn: &Exact, cost: &Exact) -> Recovery {
    if per_month >= cost {
        return Recovery::Month(1);
    }
    if !per_month.is_positive() {
        return Recovery::Never;
    }
    if churn.is_zero() {
        let months = (cost / per_month).ceil().to_integer();
        return months.to_u32().filter(|month| *month <= LAST_MONTH).map_or(Recovery::BeyondSearch, Recovery::Month);
    }
    // v (1 - q^n) / c >= X holds as soon as q^n <= 1 - X c / v; that limit is reached when it is above zero
    let limit = Exact::one() - cost * churn / per_month;
    if !limit.is_positive() {
        return Recovery::Never;
    }
    let stays = Exact::one() - churn;
    let (mut left, mut right) = (limit.denom().clone(), limit.numer().clone());
    for month in 1..=LAST_MONTH {
        left *= stays.numer();
        right *= stays.denom();
        if left <= right {
            return Recovery::Month(month);
        }
    }
    Recovery::BeyondSearch
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> AffiliatePlan {
        AffiliatePlan {
            monthly_target: Money::whole(50_000),
            price: Money::whole(100),
            rate: Percent::whole(25),
            churn: Percent::whole(5),
            term_months: 12,
            basis: RecoveryBasis::Net,
            apply_churn: true,
        }
    }

    #[test]
    fn the_example_of_the_document() {
        let found = economics(&plan(), 2);
        assert_eq!(found.customers, 500.into());
        assert_eq!(found.cost_with_churn.to_string(), "229.82");
        assert_eq!((found.recovery, found.replacements_per_month), (Recovery::Month(5), 25.into()));
        assert_eq!(economics(&AffiliatePlan { apply_churn: false, ..plan() }, 2).recovery, Recovery::Month(4));
        assert_eq!(economics(&AffiliatePlan { basis: RecoveryBasis::Gross, ..plan() }, 2).recovery, Recovery::Month(4));
    }

    #[test]
    fn a_limit_that_is_only_approached_is_never_reached() {
        assert_eq!(economics(&AffiliatePlan { churn: Percent::whole(25), ..plan() }, 2).recovery, Recovery::Never);
        let just_below = AffiliatePlan { churn: "24.99%".parse().unwrap(), ..plan() };
        assert_eq!(economics(&just_below, 2).recovery, Recovery::Month(28));
        let everything = AffiliatePlan { rate: Percent::whole(100), churn: Percent::whole(0), ..plan() };
        assert_eq!(economics(&everything, 2).recovery, Recovery::Never);
    }

    #[test]
    fn the_search_ends_at_its_last_month() {
        let at = |rate: &str| AffiliatePlan {
            price: Money::whole(101),
            rate: rate.parse().unwrap(),
            churn: Percent::whole(0),
            ..plan()
        };
        assert_eq!(economics(&at("99.01%"), 2).recovery, Recovery::Month(1200));
        assert_eq!(economics(&at("99.02%"), 2).recovery, Recovery::BeyondSearch);
        let far = AffiliatePlan {
            price: Money::whole(10_000),
            rate: "99.88%".parse().unwrap(),
            churn: "0.01%".parse().unwrap(),
            ..plan()
        };
        assert_eq!(economics(&far, 2).recovery, Recovery::BeyondSearch);
    }
}
