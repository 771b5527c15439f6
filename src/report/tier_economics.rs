//! what a tier brings for what it costs.

use num_traits::Zero;

use crate::analysis::exact::{Exact, of_money, of_percent, ratio, to_money};
use crate::program::money::Money;
use crate::program::tier::Tier;

/// What a partner of a tier brings in a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierEconomics {
    /// Revenue times margin, by cost; nothing without a cost.
    pub multiple: Option<Exact>,
    /// Revenue times margin, less cost.
    pub net: Money,
    /// The revenue at which both are even; nothing without a margin.
    pub break_even: Option<Money>,
}

/// The economics at a revenue; nothing where margin or cost of the tier is unknown.
pub fn economics(tier: &Tier, revenue: Option<Money>) -> Option<TierEconomics> {
    let margin = of_percent(tier.economics_margin?);
    let cost = of_money(tier.partner_cost?);
    let gain = of_money(revenue?) * &margin;
    Some(TierEconomics {
        multiple: ratio(&gain, &cost),
        net: to_money(&(gain - &cost)),
        break_even: (!margin.is_zero()).then(|| to_money(&(cost / margin))),
    })
}
