//! R-17, C-18, C-19: which version of which plan pays a partner for a deal, at which rate, and on what base.

use jiff::civil::Date;

use crate::analysis::policy::{CommissionPolicy, PayCard};
use crate::program::Program;
use crate::program::choice::{Choice, choice};
use crate::program::compensation::{CompBasis, CompModel, CompPlan};
use crate::program::deal::{AmountKind, Deal};
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::{Partner, PartnerType};
use crate::program::rate::Percent;
use crate::program::tier::Tier;

/// The version of a plan that pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanVersion {
    /// The plan.
    pub id: Id<CompPlan>,
    /// Its name, the same for all its versions.
    pub name: String,
    /// Its version, from 1.
    pub version: u16,
    /// In force from this day.
    pub effective_on: Date,
    /// Its model.
    pub model: CompModel,
    /// What its rate is applied to.
    pub basis: CompBasis,
}

impl PlanVersion {
    pub(super) fn of(plan: &CompPlan) -> Self {
        Self {
            id: plan.id.clone(),
            name: plan.name.clone(),
            version: plan.version,
            effective_on: plan.effective_on,
            model: plan.model,
            basis: plan.basis,
        }
    }
}

choice! {
    /// Where a partner's rate comes from.
    pub enum RateSource {
        TierCard = "tier_card" => "The tier's card",
        TierRate = "tier_rate" => "The tier's rate for what it is",
        Plan = "plan" => "The plan",
        Setting = "setting" => "The program's setting",
    }
}

/// The rate of a partner on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerRate {
    /// The rate.
    pub percent: Percent,
    /// Where it comes from.
    pub source: RateSource,
    /// The tier whose card it is.
    pub tier: Option<Id<Tier>>,
    /// Whether the partner has held that tier only since after the day: the tier it held before is not recorded.
    pub tier_assumed: bool,
}

/// The plan that pays partners of a type; any of its versions stands for all of them.
pub fn plan_of_type(program: &Program, partner_type: PartnerType) -> Option<&CompPlan> {
    let profile = program.type_profiles.iter().find(|profile| profile.partner_type == partner_type)?;
    program.comp_plans.get(profile.comp_plan.as_ref()?)
}

/// The version of a plan that is in force on a day: the latest one effective by then. A new one never rewrites the past.
pub fn version_in_force<'a>(program: &'a Program, plan: &CompPlan, on: Date) -> Option<&'a CompPlan> {
    let versions = program.comp_plans.iter().filter(|version| version.name == plan.name && version.effective_on <= on);
    versions.max_by_key(|version| (version.effective_on, version.version))
}

/// What of a deal a plan's rate is applied to; nothing when the deal does not say that value.
pub fn base(deal: &Deal, basis: CompBasis) -> Option<Money> {
    let amount_of = |kind: AmountKind| deal.amount.filter(|_| deal.amount_kind.is_none_or(|known| known == kind));
    match basis {
        CompBasis::Acv => deal.acv.or_else(|| amount_of(AmountKind::Acv)),
        CompBasis::Tcv => amount_of(AmountKind::Tcv),
        CompBasis::Services => amount_of(AmountKind::Services),
        CompBasis::License => amount_of(AmountKind::License),
    }
}

/// The commission rate of a partner: referral partners that of their plan (C-19), all others that of their tier's card
/// (C-18), or of their plan where the tier has none.
pub fn commission_rate(
    partner: &Partner,
    tier: Option<&Tier>,
    plan: &CompPlan,
    policy: &CommissionPolicy,
    on: Date,
) -> Option<PartnerRate> {
    let of_plan = || plan.rate.map(|percent| plain(percent, RateSource::Plan));
    match partner.r#type {
        Some(PartnerType::Referral) => of_plan().or_else(|| Some(plain(policy.referral_rate, RateSource::Setting))),
        Some(PartnerType::Technology | PartnerType::Strategic) => {
            card_rate(partner, tier, policy.technology_card, on).or_else(of_plan)
        }
        _ => card_rate(partner, tier, PayCard::Commission, on).or_else(of_plan),
    }
}

/// The margin of a partner: that of its tier's card, or of its plan where the tier has none (C-18).
pub fn margin_rate(
    partner: &Partner,
    tier: Option<&Tier>,
    plan: &CompPlan,
    policy: &CommissionPolicy,
    on: Date,
) -> Option<PartnerRate> {
    let of_plan = || plan.rate.map(|percent| plain(percent, RateSource::Plan));
    if partner.r#type == Some(PartnerType::Reseller) {
        card_rate(partner, tier, policy.reseller_card, on).or_else(of_plan)
    } else {
        of_plan().or_else(|| card_rate(partner, tier, PayCard::Margin, on))
    }
}

/// The rate that a tier has for what the deal is, by its type (`renewal`) or by what the plan pays on (`services`);
/// referral partners have none, theirs is the rate of the plan (C-19).
pub fn rate_for_deal(
    partner: &Partner,
    tier: Option<&Tier>,
    deal: &Deal,
    plan: &CompPlan,
    on: Date,
) -> Option<PartnerRate> {
    let tier = tier.filter(|_| partner.r#type != Some(PartnerType::Referral))?;
    let named = |what: &str| tier.rates.iter().find(|(name, _)| name.eq_ignore_ascii_case(what)).map(|(_, rate)| *rate);
    let percent = deal.deal_type.as_deref().and_then(named).or_else(|| named(plan.basis.word()))?;
    let tier_assumed = partner.tier_since.is_none_or(|since| since > on);
    Some(PartnerRate { percent, source: RateSource::TierRate, tier: Some(tier.id.clone()), tier_assumed })
}

fn plain(percent: Percent, source: RateSource) -> PartnerRate {
    PartnerRate { percent, source, tier: None, tier_assumed: false }
}

fn card_rate(partner: &Partner, tier: Option<&Tier>, card: PayCard, on: Date) -> Option<PartnerRate> {
    let tier = tier?;
    let percent = match card {
        PayCard::Commission => tier.commission?,
        PayCard::Margin => tier.margin?,
    };
    let tier_assumed = partner.tier_since.is_none_or(|since| since > on);
    Some(PartnerRate { percent, source: RateSource::TierCard, tier: Some(tier.id.clone()), tier_assumed })
}
