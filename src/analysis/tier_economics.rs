//! what a partner of a tier earns us against what it costs us, per year.

use num_traits::Zero;

use super::exact::{Exact, exact};
use crate::program::money::Money;
use crate::program::rate::Percent;
use crate::program::tier::Tier;

/// Our margin on the revenue of one partner, and our cost for that partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TierInputs {
    /// Average revenue of a partner, or the tier's threshold.
    pub revenue: Money,
    /// Our margin on it.
    pub margin: Percent,
    /// Our cost per partner.
    pub cost: Money,
}

/// What follows for one partner of the tier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierEconomics {
    /// Contribution over cost; nothing where there is no cost.
    pub multiple: Option<Exact>,
    /// Contribution less cost.
    pub net: Exact,
    /// The revenue that pays for the cost; nothing without a margin.
    pub break_even: Option<Exact>,
}

impl TierInputs {
    /// What a tier says of itself, at a revenue; nothing where the revenue, its margin or its cost is unknown.
    pub fn of(tier: &Tier, revenue: Option<Money>) -> Option<Self> {
        Some(Self { revenue: revenue?, margin: tier.economics_margin?, cost: tier.partner_cost? })
    }

    /// Revenue times margin, exact.
    pub fn contribution(&self) -> Exact {
        exact(self.revenue.decimal()) * self.share()
    }

    fn share(&self) -> Exact {
        Exact::new(self.margin.units().into(), Percent::WHOLE.into())
    }

    /// Multiple, net and break-even.
    pub fn economics(&self) -> TierEconomics {
        let cost = exact(self.cost.decimal());
        let (contribution, share) = (self.contribution(), self.share());
        TierEconomics {
            multiple: ratio(&contribution, &cost),
            break_even: ratio(&cost, &share),
            net: contribution - cost,
        }
    }
}

/// The multiple of a whole program: the contributions of all partners over their costs.
pub fn program_multiple(tiers: impl IntoIterator<Item = (usize, TierInputs)>) -> Option<Exact> {
    let (mut contribution, mut cost) = (Exact::zero(), Exact::zero());
    for (partners, inputs) in tiers {
        let partners = Exact::from_integer(partners.into());
        contribution += inputs.contribution() * &partners;
        cost += exact(inputs.cost.decimal()) * partners;
    }
    ratio(&contribution, &cost)
}

fn ratio(part: &Exact, whole: &Exact) -> Option<Exact> {
    (!whole.is_zero()).then(|| part / whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::exact::{exact_text, multiple_shown, to_money};

    fn tier(revenue: i64, margin: i64, cost: i64) -> TierInputs {
        TierInputs { revenue: Money::whole(revenue), margin: Percent::whole(margin), cost: Money::whole(cost) }
    }

    #[test]
    fn the_rows_of_the_document_give_its_multiples() {
        let rows = [
            (tier(5_000, 70, 500), "7.0x", "3000.00", "714.29"),
            (tier(50_000, 65, 5_000), "6.5x", "27500.00", "7692.31"),
            (tier(200_000, 60, 30_000), "4.0x", "90000.00", "50000.00"),
            (tier(1_000_000, 55, 150_000), "3.7x", "400000.00", "272727.27"),
        ];
        for (inputs, multiple, net, break_even) in rows {
            let found = inputs.economics();
            assert_eq!(multiple_shown(found.multiple.as_ref()), multiple);
            assert_eq!(to_money(&found.net).to_string(), net);
            assert_eq!(to_money(&found.break_even.unwrap()).to_string(), break_even);
        }
    }

    #[test]
    fn a_platinum_partner_at_the_lower_threshold_loses_money() {
        let found = tier(200_000, 55, 150_000).economics();
        assert_eq!(exact_text(&found.multiple.unwrap()), "11/15");
        assert_eq!(to_money(&found.net).to_string(), "-40000.00");
    }

    #[test]
    fn without_cost_there_is_no_multiple_and_without_margin_no_break_even() {
        assert_eq!(tier(5_000, 70, 0).economics().multiple, None);
        assert_eq!(tier(5_000, 0, 500).economics().break_even, None);
        assert_eq!(program_multiple([(0, tier(5_000, 70, 500))]), None);
    }

    #[test]
    fn the_program_weighs_tiers_by_their_partners() {
        let found = program_multiple([(10, tier(5_000, 70, 500)), (1, tier(200_000, 60, 30_000))]);
        assert_eq!(multiple_shown(found.as_ref()), "4.4x");
    }
}
