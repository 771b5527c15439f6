//! what each won deal earns a partner, from the plan version in force on its close date, and what is
//! taken back of it.

use std::collections::HashMap;

use jiff::civil::Date;
use num_traits::Zero;

use super::clawback::{cancelled, is_final};
use super::commission::{default_bands, flat, hybrid, percentage, tiered};
use super::plan::{PartnerRate, PlanVersion, base, commission_rate, rate_for_deal};
use super::records::Records;
use super::share::touch_share;
use crate::analysis::attribution::{CriterionResult, DealClass};
use crate::analysis::derived::DealPart;
use crate::analysis::exact::{Exact, of_money, of_percent, to_coins, whole};
use crate::analysis::policy::BandMethod;
use crate::analysis::truth::Truth;
use crate::program::choice::choice;
use crate::program::compensation::{CompModel, CompPlan};
use crate::program::deal::{CancelReason, Deal, DealStage};
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::Partner;
use crate::program::period::{days_after, days_between, months_after};

choice! {
    /// Why nothing is accrued on a deal that may earn something.
    pub enum CommissionGap {
        NoPlan = "no_plan" => "No plan version was in force when the deal closed",
        NoRate = "no_rate" => "The plan has no rate, fee or bands",
        NoBase = "no_base" => "The value the rate is applied to is not known",
        ClassUnknown = "class_unknown" => "Missing facts decide whether the partner sourced it",
        PayUnknown = "pay_unknown" => "Missing facts decide whether the influence is paid",
        NoShare = "no_share" => "No touch gives the partner a share",
    }
}

/// What is taken back of a deal's commission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DealClawback {
    /// When the customer cancelled, downgraded, or the fraud came out.
    pub on: Date,
    /// Which of them.
    pub reason: CancelReason,
    /// Days from the close.
    pub days: i32,
    /// How much, before a cap of the plan is counted; the line of the ledger counts it.
    pub amount: Money,
}

/// What a won deal earns a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealCommission {
    /// Which deal.
    pub deal: Id<Deal>,
    /// Its name.
    pub name: String,
    /// When it closed: the day that decides on the plan version.
    pub closed_on: Date,
    /// What it is to this partner.
    pub class: DealClass,
    /// Every criterion of "sourced", as evidence.
    pub criteria: [CriterionResult; 5],
    /// The partner's share of the touches, for an influenced deal.
    pub share: Option<Exact>,
    /// The plan version in force that day.
    pub plan: Option<PlanVersion>,
    /// What the rate is applied to.
    pub base: Option<Money>,
    /// The partner's rate.
    pub rate: Option<PartnerRate>,
    /// The factor on the base: the rate, for an influenced deal times share and influence factor.
    pub factor: Option<Exact>,
    /// Why nothing is accrued.
    pub gap: Option<CommissionGap>,
    /// What is accrued by the as-of date, by day: once, or every month under a recurring plan.
    pub accruals: Vec<(Date, Money)>,
    /// What is taken back.
    pub clawback: Option<DealClawback>,
    /// From this day nothing is taken back for cancelling.
    pub final_on: Date,
}

impl DealCommission {
    /// What is accrued by the as-of date.
    pub fn accrued(&self) -> Money {
        self.accruals.iter().map(|(_, amount)| *amount).sum()
    }
}

/// What every won deal of a partner earns it, by day of closing. Deals under a margin plan that the partner itself sells
/// earn margin instead.
pub(super) fn commissions(records: &Records<'_>, partner: &Partner) -> Vec<DealCommission> {
    let mut won: Vec<(&Deal, &DealPart, Date)> = records
        .derived
        .partner_deals(&partner.id)
        .filter_map(|(deal, measures)| Some((deal, measures.part(&partner.id)?, closed_by(deal, records.as_of)?)))
        .filter(|(_, part, _)| pays(part))
        .collect();
    won.sort_by(|(a, _, a_on), (b, _, b_on)| a_on.cmp(b_on).then_with(|| a.id.cmp(&b.id)));
    let mut volumes: HashMap<i16, Money> = HashMap::new();
    let mut found = Vec::with_capacity(won.len());
    for (deal, part, closed_on) in won {
        let plan = records.plan(partner, closed_on);
        let sells = deal.partner.as_ref() == Some(&partner.id);
        if sells && plan.is_some_and(|plan| plan.model == CompModel::Margin) {
            continue;
        }
        let volume = volumes.entry(records.fiscal_year(closed_on)).or_insert_with(|| Money::from_cents(0));
        let commission = Terms { records, partner, deal, part, closed_on, plan }.commission(*volume);
        let counts = commission.gap.is_none() && part.class == DealClass::Sourced;
        *volume = volume.plus(commission.base.filter(|_| counts).unwrap_or_default());
        found.push(commission);
    }
    found
}

/// The day a won deal closed, when that is not after `as_of`.
pub(super) fn closed_by(deal: &Deal, as_of: Date) -> Option<Date> {
    deal.closed_on.filter(|on| deal.stage == DealStage::Won && *on <= as_of)
}

fn pays(part: &DealPart) -> bool {
    match part.class {
        DealClass::Sourced | DealClass::Unknown => true,
        DealClass::Influenced => !part.influenced_pay.is_no(),
        DealClass::None => false,
    }
}

struct Terms<'a> {
    records: &'a Records<'a>,
    partner: &'a Partner,
    deal: &'a Deal,
    part: &'a DealPart,
    closed_on: Date,
    plan: Option<&'a CompPlan>,
}

impl Terms<'_> {
    /// The commission, after a `volume` of sourced deals in the same fiscal year.
    fn commission(&self, volume: Money) -> DealCommission {
        let policy = self.records.policy();
        let rate = self.plan.and_then(|plan| {
            let tier = self.records.tier(&self.partner.id);
            rate_for_deal(self.partner, tier, self.deal, plan, self.closed_on)
                .or_else(|| commission_rate(self.partner, tier, plan, &policy.commission, self.closed_on))
        });
        let share = (self.part.class == DealClass::Influenced)
            .then(|| touch_share(self.records, self.deal, &self.partner.id, self.closed_on))
            .flatten();
        let mut found = DealCommission {
            deal: self.deal.id.clone(),
            name: self.deal.name.clone(),
            closed_on: self.closed_on,
            class: self.part.class,
            criteria: self.part.criteria,
            share,
            plan: self.plan.map(PlanVersion::of),
            base: self.plan.and_then(|plan| base(self.deal, plan.basis)),
            rate,
            factor: None,
            gap: None,
            accruals: Vec::new(),
            clawback: None,
            final_on: days_after(self.closed_on, policy.clawback.end_days.into()),
        };
        match self.terms(&found) {
            Err(gap) => found.gap = Some(gap),
            Ok((plan, amount)) => {
                found.factor = self.factor(&found);
                found.accruals = self.accruals(plan, amount, &found, volume);
                found.clawback = self.clawback(plan, amount, &found, volume);
            }
        }
        found
    }

    fn terms(&self, found: &DealCommission) -> Result<(&CompPlan, Money), CommissionGap> {
        let influenced = found.class == DealClass::Influenced;
        if found.class == DealClass::Unknown {
            return Err(CommissionGap::ClassUnknown);
        }
        if influenced && self.part.influenced_pay == Truth::Unknown {
            return Err(CommissionGap::PayUnknown);
        }
        let plan = self.plan.ok_or(CommissionGap::NoPlan)?;
        let named = match plan.model {
            CompModel::Flat if !influenced => plan.flat_fee.is_some(),
            CompModel::Tiered if !influenced => true,
            _ => found.rate.is_some(),
        };
        let amount = found.base.ok_or(CommissionGap::NoBase)?;
        if !named {
            return Err(CommissionGap::NoRate);
        }
        if influenced && found.share.as_ref().is_none_or(Zero::is_zero) {
            return Err(CommissionGap::NoShare);
        }
        Ok((plan, amount))
    }

    fn factor(&self, found: &DealCommission) -> Option<Exact> {
        let rate = of_percent(found.rate.as_ref()?.percent);
        match (&found.share, found.plan.as_ref()?.model) {
            (Some(share), _) => Some(rate * share * of_percent(self.records.policy().credit.influence_pay_factor)),
            (None, CompModel::Flat | CompModel::Tiered) => None,
            (None, _) => Some(rate),
        }
    }

    /// What a sale of `amount` pays at once.
    fn at(&self, plan: &CompPlan, amount: Money, found: &DealCommission, volume: Money) -> Money {
        let places = self.records.places;
        let rate = found.rate.as_ref().map(|rate| rate.percent).unwrap_or_default();
        if found.share.is_some() {
            let factor = found.factor.clone().unwrap_or_else(Exact::zero);
            return to_coins(&(of_money(amount) * factor), places);
        }
        match plan.model {
            CompModel::Flat => flat(plan.flat_fee.unwrap_or_default(), u64::from(!amount.is_negative())),
            CompModel::Hybrid if !amount.is_negative() => {
                hybrid(plan.flat_fee.unwrap_or_default(), amount, rate, places)
            }
            CompModel::Tiered => {
                let bands = if plan.bands.is_empty() { default_bands() } else { plan.bands.clone() };
                let method = if plan.marginal == Some(false) { BandMethod::Slab } else { BandMethod::Marginal };
                let to = |volume: Money| tiered(volume.max(Money::from_cents(0)), &bands, method, places).0;
                to(volume.plus(amount)).minus(to(volume))
            }
            _ => percentage(amount, rate, places),
        }
    }

    fn accruals(&self, plan: &CompPlan, amount: Money, found: &DealCommission, volume: Money) -> Vec<(Date, Money)> {
        if plan.model == CompModel::Recurring && !amount.is_negative() {
            return self.monthly(plan, amount, found);
        }
        vec![(self.closed_on, self.at(plan, amount, found, volume))]
    }

    /// One payment for each full month the customer stayed, within the term; rounded so that they sum to the total.
    fn monthly(&self, plan: &CompPlan, amount: Money, found: &DealCommission) -> Vec<(Date, Money)> {
        let factor = found.factor.clone().unwrap_or_else(Exact::zero);
        let changed_on = self.deal.cancelled_on;
        let kept = match self.deal.cancel_reason {
            Some(CancelReason::Downgrade) => self.deal.downgraded_to.map(|value| value.min(amount)),
            _ => None,
        };
        let nothing = Money::from_cents(0);
        let (mut exact, mut paid, mut payments) = (Exact::zero(), nothing, Vec::new());
        for month in 1..=i32::from(plan.term_months.unwrap_or(u16::MAX)) {
            let on = months_after(self.closed_on, month);
            let ended = changed_on.is_some_and(|changed| on > changed);
            if on > self.records.as_of || (ended && kept.is_none()) {
                break;
            }
            let value = kept.filter(|_| ended).unwrap_or(amount);
            exact += of_money(value) * &factor / whole(12);
            let to_date = to_coins(&exact, self.records.places);
            payments.push((on, to_date.minus(paid)));
            paid = to_date;
        }
        payments
    }

    fn clawback(&self, plan: &CompPlan, amount: Money, found: &DealCommission, volume: Money) -> Option<DealClawback> {
        let rules = &self.records.policy().clawback;
        let places = self.records.places;
        let on =
            self.deal.cancelled_on.filter(|on| plan.clawback && *on <= self.records.as_of && *on >= self.closed_on)?;
        let reason = self.deal.cancel_reason.unwrap_or(CancelReason::Churn);
        let days = days_between(self.closed_on, on);
        let earned = found.accruals.iter().filter(|(accrued, _)| *accrued <= on).map(|(_, amount)| *amount).sum();
        let back = match reason {
            CancelReason::Fraud => earned,
            CancelReason::Churn => cancelled(earned, self.closed_on, on, rules, places)?,
            CancelReason::Downgrade if plan.model == CompModel::Recurring || is_final(days, rules) => return None,
            CancelReason::Downgrade => earned.minus(self.at(plan, self.deal.downgraded_to?.min(amount), found, volume)),
        };
        (back > Money::from_cents(0)).then_some(DealClawback { on, reason, days, amount: back })
    }
}
