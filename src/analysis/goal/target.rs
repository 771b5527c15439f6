//! what partners must bring for a share of revenue, by what that is a share of.

use num_traits::{One, Zero};

use crate::analysis::exact::{Exact, of_money, of_percent, percent_of, ratio};
use crate::program::money::Money;
use crate::program::rate::Percent;

/// What the wanted share is a share of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShareBase {
    /// All revenue at the due date: direct and partner.
    End,
    /// All revenue today.
    Today,
    /// New revenue until the due date, planned at so many currency units, above zero.
    New(Exact),
}

/// Where revenue stands, and the share that is wanted. Amounts are in currency units, shares are factors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// All recurring revenue today (A0), above zero.
    pub total_arr: Exact,
    /// That of partners today (P0), at most the total.
    pub partner_arr: Exact,
    /// The wanted share (t); below one where the base is revenue at the due date.
    pub share: Exact,
    /// Of what.
    pub base: ShareBase,
    /// Growth of direct revenue until the due date (g).
    pub direct_growth: Exact,
    /// How much of the partners' revenue stays until then (rho).
    pub retention: Exact,
}

/// Partner revenue stated as a share of the total: `round(A0 * share)`.
pub fn partner_arr_of(total: Money, share: Percent) -> Money {
    percent_of(total, share, 2)
}

impl Target {
    /// A target with the usual assumptions: revenue at the due date, no growth, everything stays.
    pub fn of(total: Money, partner: Money, share: Percent) -> Self {
        Self {
            total_arr: of_money(total),
            partner_arr: of_money(partner),
            share: of_percent(share),
            base: ShareBase::End,
            direct_growth: Exact::zero(),
            retention: Exact::one(),
        }
    }

    /// Direct revenue at the due date (D1).
    pub fn direct_arr(&self) -> Exact {
        self.direct_arr_at(&self.direct_growth)
    }

    /// Direct revenue at the due date when it grows so much.
    pub fn direct_arr_at(&self, growth: &Exact) -> Exact {
        (&self.total_arr - &self.partner_arr) * (Exact::one() + growth)
    }

    /// What partners must bring (P*).
    pub fn wanted_arr(&self) -> Exact {
        self.wanted_arr_at(&self.direct_growth, &self.retention)
    }

    /// What partners must bring under another growth and retention.
    pub fn wanted_arr_at(&self, growth: &Exact, retention: &Exact) -> Exact {
        match &self.base {
            ShareBase::End => {
                let rest = Exact::one() - &self.share;
                ratio(&(&self.share * self.direct_arr_at(growth)), &rest).unwrap_or_else(Exact::zero)
            }
            ShareBase::Today => &self.share * &self.total_arr,
            ShareBase::New(planned) => retention * &self.partner_arr + &self.share * planned,
        }
    }

    /// The share that a result would be; nothing when there would be no revenue at all.
    pub fn share_of(&self, result: &Exact, growth: &Exact, retention: &Exact) -> Option<Exact> {
        match &self.base {
            ShareBase::End => ratio(result, &(self.direct_arr_at(growth) + result)),
            ShareBase::Today => ratio(result, &self.total_arr),
            ShareBase::New(planned) => ratio(&(result - retention * &self.partner_arr), planned),
        }
    }

    /// What is missing today; below zero when more than enough is there.
    pub fn gap(&self) -> Exact {
        self.wanted_arr() - &self.partner_arr
    }

    /// Whether partners bring enough today.
    pub fn already_met(&self) -> bool {
        self.partner_arr >= self.wanted_arr()
    }

    /// The partners' share of all revenue today; nothing without revenue.
    pub fn current_share(&self) -> Option<Exact> {
        ratio(&self.partner_arr, &self.total_arr)
    }

    /// How many times today's partner revenue is wanted; nothing when there is none.
    pub fn multiple(&self) -> Option<Exact> {
        ratio(&self.wanted_arr(), &self.partner_arr)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::exact::{to_money, whole};
    use proptest::prelude::*;

    fn target(share: i64) -> Target {
        Target::of(Money::whole(10_000_000), Money::whole(500_000), Percent::whole(share))
    }

    #[test]
    fn the_three_bases_ask_for_different_amounts() {
        let mut target = target(30);
        assert_eq!(to_money(&target.wanted_arr()).to_string(), "4071428.57");
        assert_eq!(to_money(&target.gap()).to_string(), "3571428.57");
        target.direct_growth = Exact::new(1.into(), 5.into());
        assert_eq!(to_money(&target.wanted_arr()).to_string(), "4885714.29");
        target.base = ShareBase::Today;
        assert_eq!(to_money(&target.wanted_arr()).to_string(), "3000000.00");
        target.base = ShareBase::New(whole(2_000_000));
        assert_eq!(to_money(&target.wanted_arr()).to_string(), "1100000.00");
    }

    #[test]
    fn a_share_that_is_there_is_met() {
        let target = Target::of(Money::whole(10_000_000), Money::whole(3_000_000), Percent::whole(30));
        assert_eq!(target.wanted_arr(), whole(3_000_000));
        assert!(target.already_met());
        assert!(Target::of(Money::whole(1), Money::ZERO, Percent::whole(0)).already_met());
    }

    proptest! {
        #[test]
        fn the_wanted_amount_is_the_wanted_share(
            partner in 0_i64..9_000_000, share in 0_i64..100, growth in -99_i64..200, base in 0_usize..3,
        ) {
            let mut target = Target::of(Money::whole(10_000_000), Money::whole(partner), Percent::whole(share));
            target.direct_growth = of_percent(Percent::whole(growth));
            target.base = [ShareBase::End, ShareBase::Today, ShareBase::New(whole(77))][base].clone();
            let result = target.share_of(&target.wanted_arr(), &target.direct_growth, &target.retention);
            prop_assert_eq!(result, Some(target.share));
        }
    }
}
