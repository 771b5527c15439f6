//! what a reseller bought, at which margin, and the rebates that follow from a year's purchases.

use jiff::civil::Date;

use super::deal_commission::closed_by;
use super::margin::{BonusState, ResellerDeal, bonus_state, margin, reseller_deal};
use super::plan::{PartnerRate, PlanVersion, margin_rate, rate_for_deal};
use super::rebate::{Rebate, RebateTerms};
use super::records::Records;
use crate::analysis::periods::Days;
use crate::analysis::policy::{RebateBase, RebateFrequency, RebateScope};
use crate::analysis::registration::Protection;
use crate::program::compensation::CompModel;
use crate::program::deal::Deal;
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::Partner;
use crate::program::period::{Quarter, days_after, months_after};
use crate::program::rate::Percent;

/// A deal that a partner sold at its margin. The margin is the partner's own: we owe nothing of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarginDeal {
    /// Which deal.
    pub deal: Id<Deal>,
    /// Its name.
    pub name: String,
    /// When it closed.
    pub closed_on: Date,
    /// The plan version in force that day.
    pub plan: PlanVersion,
    /// The card's or the plan's rate.
    pub rate: PartnerRate,
    /// When it was quoted; without a quote the deal's amount is the list price.
    pub quote_on: Option<Date>,
    /// Whether a registration earns the bonus.
    pub registration: BonusState,
    /// The margin with the bonus.
    pub margin: Percent,
    /// The list price.
    pub list_price: Money,
    /// What follows.
    pub figures: ResellerDeal,
}

/// A rebate that a period of the fiscal year earned: a quarter, or a month or the year (C-59).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodRebate {
    /// The name of the period.
    pub period: String,
    /// Its last day: the day the rebate accrues.
    pub on: Date,
    /// The year's purchases to date, the rate, and what this period adds.
    pub rebate: Rebate,
    /// Whether terms for this volume are to be agreed and are not (REV-26).
    pub custom_missing: bool,
}

/// Every won deal that a partner sold under a margin plan, by day of closing.
pub(super) fn margin_deals(records: &Records<'_>, partner: &Partner) -> Vec<MarginDeal> {
    let sold =
        records.derived.partner_deals(&partner.id).filter(|(deal, _)| deal.partner.as_ref() == Some(&partner.id));
    let mut found: Vec<MarginDeal> = sold.filter_map(|(deal, _)| margin_deal(records, partner, deal)).collect();
    found.sort_by(|a, b| a.closed_on.cmp(&b.closed_on).then_with(|| a.deal.cmp(&b.deal)));
    found
}

fn margin_deal(records: &Records<'_>, partner: &Partner, deal: &Deal) -> Option<MarginDeal> {
    let closed_on = closed_by(deal, records.as_of)?;
    let plan = records.plan(partner, closed_on).filter(|plan| plan.model == CompModel::Margin)?;
    let policy = records.policy();
    let tier = records.tier(&partner.id);
    let rate = rate_for_deal(partner, tier, deal, plan, closed_on)
        .or_else(|| margin_rate(partner, tier, plan, &policy.commission, closed_on))?;
    let quote = records.quote(&deal.id, closed_on);
    let list_price = quote.map(|quote| quote.list).or(deal.amount)?;
    let days = policy.registration.protection_days;
    let state = |quoted: Date| {
        let protections = records
            .registrations(&partner.id, deal)
            .filter_map(|found| Protection::of(found.state, found.approved_on, days));
        let states: Vec<BonusState> = protections.map(|found| bonus_state(Some(&found), quoted)).collect();
        let valid = states.iter().find(|state| **state == BonusState::Valid);
        valid.or(states.first()).copied().unwrap_or(BonusState::None)
    };
    let registration = quote.map_or(BonusState::None, |quote| state(quote.on));
    let margin = margin(rate.percent, policy.commission.registration_bonus, registration);
    let figures = reseller_deal(list_price, quote.and_then(|quote| quote.sell), margin, records.places);
    Some(MarginDeal {
        deal: deal.id.clone(),
        name: deal.name.clone(),
        closed_on,
        plan: PlanVersion::of(plan),
        rate,
        quote_on: quote.map(|quote| quote.on),
        registration,
        margin,
        list_price,
        figures,
    })
}

/// The rebates of every completed period in which something was bought, or later in the same fiscal year.
pub(super) fn rebates(records: &Records<'_>, partner: &Partner, sold: &[MarginDeal]) -> Vec<PeriodRebate> {
    let policy = &records.policy().rebate;
    let terms = RebateTerms::of(policy);
    let eligible = policy.scope == RebateScope::All || holds_top_tier(records, partner);
    let mut years: Vec<i16> = sold.iter().map(|deal| records.fiscal_year(deal.closed_on)).collect();
    years.dedup();
    let mut found = Vec::new();
    for year in years {
        let ended: Vec<(String, Date)> = payment_periods(records, year, policy.frequency)
            .into_iter()
            .map(|(name, days)| (name, days.last))
            .filter(|(_, last)| *last <= records.as_of)
            .collect();
        let bought = |until: Date| -> Money {
            let inside = |deal: &&MarginDeal| records.fiscal_year(deal.closed_on) == year && deal.closed_on <= until;
            let counted = |deal: &MarginDeal| match policy.base {
                RebateBase::NetPurchases => deal.figures.partner_cost,
                RebateBase::ListPrice => deal.list_price,
            };
            let total: Money = sold.iter().filter(inside).map(counted).sum();
            total.max(Money::from_cents(0))
        };
        let volumes: Vec<Money> = ended.iter().map(|(_, last)| bought(*last)).collect();
        let rebates = terms.by_period(&volumes, eligible, records.places);
        found.extend(ended.into_iter().zip(rebates).map(|((period, on), rebate)| PeriodRebate {
            period,
            on,
            rebate,
            custom_missing: eligible && terms.custom_missing(rebate.volume),
        }));
    }
    found
}

/// The periods of a fiscal year after which rebates are paid, with their names.
fn payment_periods(records: &Records<'_>, year: i16, frequency: RebateFrequency) -> Vec<(String, Days)> {
    let quarter = |number| Quarter { year, number };
    let first = records.calendar.first_day(quarter(1));
    let last = records.calendar.last_day(quarter(4));
    match frequency {
        RebateFrequency::Quarterly => (1..=4)
            .map(quarter)
            .map(|it| {
                (it.to_string(), Days { first: records.calendar.first_day(it), last: records.calendar.last_day(it) })
            })
            .collect(),
        RebateFrequency::Monthly => (0..12)
            .map(|month| (months_after(first, month), days_after(months_after(first, month + 1), -1)))
            .map(|(first, last)| (first.strftime("%Y-%m").to_string(), Days { first, last }))
            .collect(),
        RebateFrequency::Yearly => vec![(format!("fiscal year {year}"), Days { first, last })],
    }
}

fn holds_top_tier(records: &Records<'_>, partner: &Partner) -> bool {
    let Some(tier) = records.tier(&partner.id) else { return false };
    let track = records.program.tiers.iter().filter(|other| other.track == tier.track);
    track.map(|other| other.order).max() == Some(tier.order)
}
