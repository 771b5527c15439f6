//! what an event costs us, what it brings, and both with a whole number of deals (C-34, C-35).

use num_bigint::BigInt;

use crate::analysis::exact::{Exact, of_money, of_percent, ratio, whole};
use crate::analysis::split::split_money;
use crate::program::money::Money;
use crate::program::rate::Percent;

/// What we pay of the sponsorship.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sponsorship {
    /// Our part.
    Ours(Money),
    /// Both parts, and our share of them (0% to 100%); an odd coin is ours.
    Shared {
        /// Both parts.
        total: Money,
        /// Our share.
        our_share: Percent,
    },
}

/// Costs, leads and rates of an event, in the program's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventFigures {
    /// Sponsorship.
    pub sponsorship: Sponsorship,
    /// Travel and staff.
    pub travel_staff: Money,
    /// Collateral.
    pub collateral: Money,
    /// Everything else.
    pub other: Money,
    /// Leads.
    pub leads: u64,
    /// Leads that become opportunities.
    pub lead_to_opportunity: Percent,
    /// Opportunities that close.
    pub opportunity_to_close: Percent,
    /// Average deal.
    pub average_deal: Money,
}

/// Cost and return of an event; every multiple comes from unrounded values and is absent at no cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventReturn {
    /// Our part of the sponsorship.
    pub our_sponsorship: Money,
    /// Our whole cost.
    pub cost: Money,
    /// Opportunities, not rounded.
    pub opportunities: Exact,
    /// Deals, not rounded.
    pub deals: Exact,
    /// Deals times the average deal, in currency units.
    pub revenue: Exact,
    /// Opportunities times the average deal, in currency units.
    pub pipeline: Exact,
    /// Revenue over cost.
    pub revenue_multiple: Option<Exact>,
    /// Revenue less cost, over cost.
    pub net_roi: Option<Exact>,
    /// Pipeline over cost.
    pub pipeline_multiple: Option<Exact>,
    /// The return at the next lower whole number of deals.
    pub low: WholeDeals,
    /// The return at the next higher whole number of deals.
    pub high: WholeDeals,
}

/// The return of a whole number of deals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeDeals {
    /// Deals.
    pub deals: BigInt,
    /// Their revenue in currency units.
    pub revenue: Exact,
    /// Revenue over cost.
    pub revenue_multiple: Option<Exact>,
    /// Revenue less cost, over cost.
    pub net_roi: Option<Exact>,
}

impl EventReturn {
    /// The return of an event, with money in coins of `places` decimals.
    pub fn of(figures: &EventFigures, places: u32) -> Self {
        let our_sponsorship = figures.sponsorship.ours(places);
        let cost =
            [our_sponsorship, figures.travel_staff, figures.collateral, figures.other].into_iter().sum::<Money>();
        let spent = of_money(cost);
        let average = of_money(figures.average_deal);
        let opportunities = whole(figures.leads) * of_percent(figures.lead_to_opportunity);
        let deals = &opportunities * of_percent(figures.opportunity_to_close);
        let revenue = &deals * &average;
        let pipeline = &opportunities * &average;
        let revenue_multiple = ratio(&revenue, &spent);
        let whole_deals = |deals: Exact| WholeDeals::of(deals.to_integer(), &average, &spent);
        Self {
            our_sponsorship,
            cost,
            net_roi: net(revenue_multiple.as_ref()),
            revenue_multiple,
            pipeline_multiple: ratio(&pipeline, &spent),
            low: whole_deals(deals.floor()),
            high: whole_deals(deals.ceil()),
            opportunities,
            deals,
            revenue,
            pipeline,
        }
    }
}

impl Sponsorship {
    /// Our part, in coins of `places` decimals.
    pub fn ours(self, places: u32) -> Money {
        match self {
            Self::Ours(amount) => amount,
            Self::Shared { total, our_share } => {
                let ours = of_percent(our_share);
                let weights = [ours.clone(), whole(1) - ours];
                split_money(total, &weights, places).and_then(|parts| parts.first().copied()).unwrap_or(Money::ZERO)
            }
        }
    }
}

impl WholeDeals {
    fn of(deals: BigInt, average: &Exact, spent: &Exact) -> Self {
        let revenue = whole(deals.clone()) * average;
        let revenue_multiple = ratio(&revenue, spent);
        Self { deals, net_roi: net(revenue_multiple.as_ref()), revenue_multiple, revenue }
    }
}

fn net(multiple: Option<&Exact>) -> Option<Exact> {
    multiple.map(|multiple| multiple - whole(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::exact::{exact_text, multiple_shown};

    fn conference(sponsorship: Sponsorship) -> EventFigures {
        EventFigures {
            sponsorship,
            travel_staff: Money::whole(5000),
            collateral: Money::whole(2000),
            other: Money::ZERO,
            leads: 75,
            lead_to_opportunity: Percent::whole(30),
            opportunity_to_close: Percent::whole(20),
            average_deal: Money::whole(25_000),
        }
    }

    #[test]
    fn the_multiples_of_the_document_come_from_unrounded_deals() {
        let result = EventReturn::of(&conference(Sponsorship::Ours(Money::whole(15_000))), 2);
        assert_eq!(exact_text(&result.deals), "4.5");
        assert_eq!(multiple_shown(result.revenue_multiple.as_ref()), "5.1x");
        assert_eq!(multiple_shown(result.net_roi.as_ref()), "4.1x");
        assert_eq!(multiple_shown(result.pipeline_multiple.as_ref()), "25.6x");
        assert_eq!((result.low.deals, result.high.deals), (4.into(), 5.into()));
    }

    #[test]
    fn the_odd_cent_is_ours_and_a_free_event_has_no_multiple() {
        let shared = |cents, percent| Sponsorship::Shared {
            total: Money::from_cents(cents),
            our_share: Percent::whole(percent),
        };
        assert_eq!(shared(3_000_001, 50).ours(2).cents(), 1_500_001);
        assert_eq!(shared(3_000_001, 0).ours(2), Money::ZERO);
        assert_eq!(shared(3_000_001, 100).ours(2).cents(), 3_000_001);
        let free = EventFigures {
            travel_staff: Money::ZERO,
            collateral: Money::ZERO,
            ..conference(Sponsorship::Ours(Money::ZERO))
        };
        let result = EventReturn::of(&free, 2);
        assert_eq!((result.revenue_multiple, result.net_roi, result.high.net_roi), (None, None, None));
    }
}
