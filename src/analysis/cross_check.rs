//! whether the numbers that a program states about itself fit together.

use num_traits::{One, Signed, Zero};

use super::exact::{Exact, of_percent, ratio};
use crate::program::choice::choice;
use crate::program::rate::Percent;

choice! {
    /// Whether a stated number fits the others.
    pub enum StatedVerdict {
        Pass = "pass" => "Fits",
        Fail = "fail" => "Disagrees",
        NotAvailable = "n_a" => "n/a",
    }
}

/// What a program states, now or as its goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedProgram {
    /// Active partners.
    pub active_partners: u64,
    /// Revenue of one of them, currency units.
    pub revenue_per_partner: Exact,
    /// Partners' share of all revenue, as a factor.
    pub partner_share: Exact,
    /// Partner managers, where stated.
    pub partner_managers: Option<u64>,
}

impl StatedProgram {
    /// Partners times revenue per partner, currency units.
    pub fn partner_revenue(&self) -> Exact {
        super::exact::whole(self.active_partners) * &self.revenue_per_partner
    }

    /// All revenue that this implies; nothing for a share of zero.
    pub fn total(&self) -> Option<Exact> {
        ratio(&self.partner_revenue(), &self.partner_share)
    }

    /// Partners per manager; nothing without a manager.
    pub fn partners_per_manager(&self) -> Option<Exact> {
        ratio(&super::exact::whole(self.active_partners), &super::exact::whole(self.partner_managers?))
    }

    /// How much all revenue must grow from `now` to here, as a factor; nothing without either total.
    pub fn implied_growth(&self, now: &Self) -> Option<Exact> {
        Some(ratio(&self.total()?, &now.total()?)? - Exact::one())
    }
}

/// A stated number beside the one that follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedCheck {
    /// Whether they fit.
    pub verdict: StatedVerdict,
    /// How far it is off, as a factor of the implied number; nothing when that is none or zero.
    pub deviation: Option<Exact>,
}

/// Compares a stated number with the implied one; the tolerance itself still fits.
pub fn check_stated(stated: &Exact, implied: Option<&Exact>, tolerance: Percent) -> StatedCheck {
    let Some(implied) = implied.filter(|implied| !implied.is_zero()) else {
        return StatedCheck { verdict: StatedVerdict::NotAvailable, deviation: None };
    };
    let deviation = (stated - implied) / implied;
    let fits = deviation.abs() <= of_percent(tolerance);
    let verdict = if fits { StatedVerdict::Pass } else { StatedVerdict::Fail };
    StatedCheck { verdict, deviation: Some(deviation) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::exact::{exact, exact_percent, to_money, whole};

    fn stated(active_partners: u64, revenue: i64, share: i64) -> StatedProgram {
        StatedProgram {
            active_partners,
            revenue_per_partner: whole(revenue),
            partner_share: of_percent(Percent::whole(share)),
            partner_managers: Some(6),
        }
    }

    #[test]
    fn the_good_program_of_the_document_implies_its_totals() {
        let (now, goal) = (stated(150, 50_000, 22), stated(300, 80_000, 40));
        assert_eq!(now.partner_revenue(), whole(7_500_000));
        assert_eq!(to_money(&now.total().unwrap()).to_string(), "34090909.09");
        assert_eq!(goal.total(), Some(whole(60_000_000)));
        assert_eq!(exact_percent(&goal.implied_growth(&now).unwrap()), "76");
        assert_eq!(now.partners_per_manager(), Some(whole(25)));
    }

    #[test]
    fn the_exact_number_decides_at_the_tolerance() {
        let total = stated(150, 50_000, 22).total();
        let check = |text: &str| check_stated(&exact(text.parse().unwrap()), total.as_ref(), Percent::whole(5)).verdict;
        assert_eq!(check("35795454.54"), StatedVerdict::Pass);
        assert_eq!(check("35795455.00"), StatedVerdict::Fail);
        assert_eq!(check("32386363.63"), StatedVerdict::Fail);
    }

    #[test]
    fn nothing_implied_is_nothing_to_compare_with() {
        assert_eq!(stated(150, 50_000, 0).total(), None);
        assert_eq!(check_stated(&whole(1), None, Percent::whole(5)).verdict, StatedVerdict::NotAvailable);
        assert_eq!(check_stated(&whole(1), Some(&whole(0)), Percent::whole(5)).verdict, StatedVerdict::NotAvailable);
    }
}
