//! R-32 and C-17: the reporting credit of a deal, and what an influenced deal pays.

use num_traits::Zero;

use super::exact::{Exact, of_money, of_percent, percent_of, to_money};
use super::touches::TouchSplit;
use crate::program::money::Money;
use crate::program::rate::Percent;

/// The two percentages of influence; they are different quantities (C-17).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CreditRules {
    /// How much of an influenced deal is credited, 25% by default.
    pub influence_credit: Percent,
    /// How much of a partner's rate an influenced deal pays, 50% by default.
    pub influence_pay_factor: Percent,
}

impl Default for CreditRules {
    fn default() -> Self {
        Self { influence_credit: Percent::whole(25), influence_pay_factor: Percent::whole(50) }
    }
}

/// The amount of an influenced deal that is credited, in coins of a currency with `places`.
pub fn pool(amount: Money, rules: &CreditRules, places: u32) -> Money {
    percent_of(amount, rules.influence_credit, places)
}

/// The part of one partner in an influenced deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerCredit {
    /// The position of the partner.
    pub partner: usize,
    /// Its weights out of all weights.
    pub share: Exact,
    /// Whether that share is exact; under time decay it may not be.
    pub share_is_exact: bool,
    /// Its part of the pool.
    pub credit: Money,
}

/// The parts of an influenced deal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InfluencedCredit {
    /// One line per partner with an eligible touch, by position.
    pub partners: Vec<PartnerCredit>,
    /// The part of our own sales, neither credited nor paid.
    pub direct: Money,
    /// What no touch could get.
    pub unattributed: Money,
}

/// Sums the touches of a split by partner; `partner_of` gives the partner of a touch, nothing for our own sales.
pub fn by_partner(split: &TouchSplit, partner_of: impl Fn(usize) -> Option<usize>) -> InfluencedCredit {
    let total: Exact = split.credits.iter().map(|credit| &credit.weight).sum();
    let mut result = InfluencedCredit { unattributed: split.unattributed, ..InfluencedCredit::default() };
    for credit in &split.credits {
        let Some(partner) = partner_of(credit.index) else {
            result.direct = result.direct.plus(credit.amount);
            continue;
        };
        let share = if total.is_zero() { Exact::zero() } else { &credit.weight / &total };
        match result.partners.iter_mut().find(|line| line.partner == partner) {
            Some(line) => {
                line.share += share;
                line.credit = line.credit.plus(credit.amount);
            }
            None => {
                result.partners.push(PartnerCredit { partner, share, share_is_exact: true, credit: credit.amount });
            }
        }
    }
    let all_exact = split.credits.iter().all(|credit| credit.weight_is_exact);
    for line in &mut result.partners {
        line.share_is_exact = all_exact;
    }
    result.partners.sort_by_key(|line| line.partner);
    result
}

/// What a sourced deal pays: `amount * rate`, rounded once.
pub fn sourced_pay(amount: Money, rate: Percent, places: u32) -> Money {
    percent_of(amount, rate, places)
}

/// What an influenced deal pays a partner: `amount * share * rate * factor`, rounded once.
pub fn influenced_pay(amount: Money, share: &Exact, rate: Percent, rules: &CreditRules) -> Money {
    to_money(&(of_money(amount) * share * effective_rate(rate, rules)))
}

/// The rate of an influenced deal: the partner's rate times the factor.
pub fn effective_rate(rate: Percent, rules: &CreditRules) -> Exact {
    of_percent(rate) * of_percent(rules.influence_pay_factor)
}
