//! shared campaign costs, and the co-marketing budget of a partner.

use super::exact::{Exact, of_money, to_money};
use super::split::split_money_whole;
use crate::program::money::Money;

/// A cost divided between us and a partner; what cannot be divided stays unallocated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SharedCost {
    /// Our part, which gets the odd cent of two equal halves.
    pub ours: Money,
    /// The partner's part.
    pub partner: Money,
    /// What nobody reaches anyone for.
    pub unallocated: Money,
}

/// a cost in proportion to the audiences.
pub fn paid_amplification(total: Money, our_audience: u64, partner_audience: u64) -> SharedCost {
    let nothing = Money::from_cents(0);
    match split_money_whole(total, &[our_audience, partner_audience], 2).as_deref() {
        Some([ours, partner]) => SharedCost { ours: *ours, partner: *partner, unallocated: nothing },
        _ => SharedCost { ours: nothing, partner: nothing, unallocated: total },
    }
}

/// a sponsorship in halves; the odd cent is ours.
pub fn event_sponsorship(total: Money) -> SharedCost {
    paid_amplification(total, 1, 1)
}

/// the potential of the pipeline from a lead quality of 0 to 100: 0.5 to 2.
pub fn pipeline_potential(lead_quality: &Exact) -> Exact {
    Exact::new(1.into(), 2.into()) + lead_quality * Exact::new(15.into(), 1000.into())
}

/// the strategic multiplier from a strategic value of 0 to 100: 0.8 to 1.5.
pub fn strategic_multiplier(strategic_value: &Exact) -> Exact {
    Exact::new(8.into(), 10.into()) + strategic_value * Exact::new(7.into(), 1000.into())
}

/// `tier budget * pipeline potential * strategic multiplier`, rounded once.
pub fn comarketing_budget(tier_budget: Money, pipeline_potential: &Exact, strategic_multiplier: &Exact) -> Money {
    to_money(&(of_money(tier_budget) * pipeline_potential * strategic_multiplier))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::exact::whole;
    use proptest::prelude::*;

    #[test]
    fn the_ends_of_the_scores_give_the_ends_of_the_factors() {
        let text = |value: Exact| crate::analysis::exact::exact_text(&value);
        assert_eq!([text(pipeline_potential(&whole(0))), text(pipeline_potential(&whole(100)))], ["0.5", "2"]);
        assert_eq!([text(strategic_multiplier(&whole(0))), text(strategic_multiplier(&whole(100)))], ["0.8", "1.5"]);
        assert_eq!(event_sponsorship(Money::from_cents(3)).ours, Money::from_cents(2));
    }

    proptest! {
        #[test]
        fn nothing_is_lost(total in 0_i128..1_000_000_000, ours in 0_u64..1000, partner in 0_u64..1000) {
            let found = paid_amplification(Money::from_cents(total), ours, partner);
            prop_assert_eq!(found.ours.plus(found.partner).plus(found.unallocated), Money::from_cents(total));
        }
    }
}
