//! Money to partners: commission, margin, rebates, clawback, MDF, the co-marketing pool, affiliates.

use super::PercentRange;
use super::word::{BandMethod, PayCard, PayableOn, PayoutTrigger, RebateBase, RebateFrequency, RebateScope};
use crate::program::compensation::PaymentFrequency;
use crate::program::money::Money;
use crate::program::partner::PartnerType;
use crate::program::rate::{Multiplier, Percent};
use crate::program::settings::{SettingValue, Settings};

/// Commission and margin (R-17, R-18, C-18, C-19, C-22, C-59).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommissionPolicy {
    /// Referral partners, of the first year (C-19).
    pub referral_rate: Percent,
    /// Which rate of the tier pays technology and strategic partners (C-18).
    pub technology_card: PayCard,
    /// Which rate of the tier pays resellers (C-18).
    pub reseller_card: PayCard,
    /// Months referral commission runs; none: for life (C-22).
    pub referral_months: Option<u16>,
    /// Months revenue share runs; none: for life (C-22).
    pub share_months: Option<u16>,
    /// What makes it payable (F138).
    pub payable_on: PayableOn,
    /// Days of the trial whose end makes it payable (F138).
    pub trial_days: u16,
    /// How often it is paid where a plan does not say (C-59).
    pub frequency: PaymentFrequency,
    /// Days to pay commission (C-59).
    pub net_days: u16,
    /// Margin added for a valid registration, in points.
    pub registration_bonus: Percent,
    /// Most bands of a plan (REV-04).
    pub max_bands: u32,
    /// Most modifiers of a plan (REV-04).
    pub max_modifiers: u32,
}

/// Volume rebates (R-19, C-53).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RebatePolicy {
    /// Who earns them.
    pub scope: RebateScope,
    /// How bands apply.
    pub method: BandMethod,
    /// What they are counted on.
    pub base: RebateBase,
    /// How often they are paid (C-59).
    pub frequency: RebateFrequency,
    /// Bands: from, rate; below the first nothing.
    pub bands: [(Money, Percent); 2],
    /// Volume from which terms are custom.
    pub custom_from: Money,
    /// The custom rate; none: not entered.
    pub custom_rate: Option<Percent>,
}

/// Short incentives: the window of an activation, and what is usual of each kind; both ends are usual.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpiffPolicy {
    /// Days from the sign-up in which the first deal earns an activation SPIFF.
    pub activation_days: u16,
    /// Activation amount, low and high.
    pub activation: [Money; 2],
    /// Factor of a launch.
    pub launch_multiplier: Multiplier,
    /// Days of a launch, low and high.
    pub launch_days: [u16; 2],
    /// Bonus of a quarterly push.
    pub push: PercentRange,
    /// Displacement amount, low and high.
    pub displacement: [Money; 2],
    /// Points for several products.
    pub multi_product: Percent,
}

/// Clawback: full before `full_days`, `middle_share` before `half_days`, falling to nothing at `end_days`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClawbackPolicy {
    /// Full before this day.
    pub full_days: u16,
    /// The middle share before this day.
    pub half_days: u16,
    /// Nothing from this day.
    pub end_days: u16,
    /// The middle share.
    pub middle_share: Percent,
}

/// MDF (R-20, C-06 to C-09); amounts, caps and approvers stand on the tiers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MdfPolicy {
    /// Requests a director approves, from this amount (C-07).
    pub director_from: Money,
    /// Whether the tier's approver counts too (C-07).
    pub tier_rule: bool,
    /// Least sourced revenue in twelve months; 0: no condition (C-08).
    pub min_arr: Money,
    /// Steps above the base tier that make a partner eligible (C-08).
    pub min_tier_rank: u32,
    /// What starts the payout clock (C-09).
    pub payout_trigger: PayoutTrigger,
    /// Days to pay out (C-09).
    pub payout_days: u16,
    /// Accrual on sourced revenue.
    pub accrual_rate: Percent,
    /// Our share of co-op spending.
    pub coop_match: Percent,
    /// Days to report leads or pipeline after an activity (REV-06).
    pub report_days: u16,
    /// Unused share that gives a warning (REV-15).
    pub expiring_share: Percent,
    /// Days before the end of the fiscal year for that warning (REV-15).
    pub expiring_days: u16,
}

/// Split of the co-marketing pool, and the multipliers of a budget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoolPolicy {
    /// Shares of Gold and Platinum, Silver, new partners on trial.
    pub shares: [Percent; 3],
    /// Pipeline potential, low and high.
    pub pipeline: [Multiplier; 2],
    /// Strategic value, low and high.
    pub strategic: [Multiplier; 2],
}

/// Affiliates (R-24, R-25, R-40, C-20 to C-24, C-64).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AffiliatePolicy {
    /// Deal size above which affiliates do not fit (C-64).
    pub acv_limit: Money,
    /// Commission (C-20).
    pub rate: Percent,
    /// Months it runs; none: for life (C-22).
    pub months: Option<u16>,
    /// How bands apply.
    pub method: BandMethod,
    /// Days a click counts, half-open.
    pub cookie_days: u16,
    /// Days a sale is held back.
    pub holdback_days: u16,
    /// Least payout.
    pub minimum_payout: Money,
    /// Monthly referrals that earn a dedicated manager.
    pub manager_from: u32,
    /// Rate that motivates nobody, where below the benchmark (C-23).
    pub too_low_rate: Percent,
}

/// Usual rates by partner type (C-19, C-20, C-23).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BenchmarkPolicy {
    referral: PercentRange,
    reseller: PercentRange,
    affiliate: PercentRange,
    services: PercentRange,
    technology: PercentRange,
    oem: PercentRange,
}

impl BenchmarkPolicy {
    /// The usual range of a type; none is stated for strategic alliances.
    pub fn of_type(&self, partner: PartnerType) -> Option<PercentRange> {
        match partner {
            PartnerType::Referral => Some(self.referral),
            PartnerType::Reseller => Some(self.reseller),
            PartnerType::Affiliate => Some(self.affiliate),
            PartnerType::Services => Some(self.services),
            PartnerType::Technology => Some(self.technology),
            PartnerType::Oem => Some(self.oem),
            PartnerType::Strategic => None,
        }
    }

    pub(super) fn of(settings: &Settings) -> Self {
        let range = |name: &str| PercentRange::of(settings, &format!("benchmark.{name}"));
        Self {
            referral: range("referral"),
            reseller: range("reseller"),
            affiliate: range("affiliate"),
            services: range("services"),
            technology: range("technology"),
            oem: range("oem"),
        }
    }
}

impl CommissionPolicy {
    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            referral_rate: settings.percent("commission.referral_rate"),
            technology_card: settings.choice("commission.technology_card", PayCard::Commission),
            reseller_card: settings.choice("commission.reseller_card", PayCard::Margin),
            referral_months: settings.span_or_word("commission.referral_term_months"),
            share_months: settings.span_or_word("commission.share_term_months"),
            payable_on: settings.choice("commission.payable_on", PayableOn::FirstPayment),
            trial_days: settings.span("commission.trial_days"),
            frequency: settings.choice("commission.frequency", PaymentFrequency::Monthly),
            net_days: settings.span("commission.net_days"),
            registration_bonus: settings.percent("reseller.registration_bonus"),
            max_bands: settings.count("commission.max_bands"),
            max_modifiers: settings.count("commission.max_modifiers"),
        }
    }
}

impl RebatePolicy {
    pub(super) fn of(settings: &Settings) -> Self {
        let custom_rate = match settings.get("rebate.custom_rate") {
            Some(SettingValue::Percent(rate)) => Some(rate),
            _ => None,
        };
        Self {
            scope: settings.choice("rebate.scope", RebateScope::All),
            method: settings.choice("rebate.method", BandMethod::Slab),
            base: settings.choice("rebate.base", RebateBase::NetPurchases),
            frequency: settings.choice("rebate.frequency", RebateFrequency::Quarterly),
            bands: [
                (settings.money("rebate.first_from"), settings.percent("rebate.first_rate")),
                (settings.money("rebate.second_from"), settings.percent("rebate.second_rate")),
            ],
            custom_from: settings.money("rebate.custom_from"),
            custom_rate,
        }
    }
}

impl SpiffPolicy {
    pub(super) fn of(settings: &Settings) -> Self {
        let ends = |name: &str| ["low", "high"].map(|end| settings.money(&format!("spiff.{name}_{end}")));
        Self {
            activation_days: settings.span("spiff.activation_days"),
            activation: ends("activation"),
            launch_multiplier: settings.multiplier("spiff.launch_multiplier"),
            launch_days: ["low", "high"].map(|end| settings.span(&format!("spiff.launch_days_{end}"))),
            push: PercentRange::of(settings, "spiff.push"),
            displacement: ends("displacement"),
            multi_product: settings.percent("spiff.multi_product_points"),
        }
    }
}

impl ClawbackPolicy {
    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            full_days: settings.span("clawback.full_days"),
            half_days: settings.span("clawback.half_days"),
            end_days: settings.span("clawback.end_days"),
            middle_share: settings.percent("clawback.middle_share"),
        }
    }
}

impl MdfPolicy {
    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            director_from: settings.money("mdf.director_from"),
            tier_rule: settings.flag("mdf.tier_rule"),
            min_arr: settings.money("mdf.min_arr"),
            min_tier_rank: settings.count("mdf.min_tier_rank"),
            payout_trigger: settings.choice("mdf.payout_trigger", PayoutTrigger::Receipt),
            payout_days: settings.span("mdf.payout_days"),
            accrual_rate: settings.percent("mdf.accrual_rate"),
            coop_match: settings.percent("mdf.coop_match"),
            report_days: settings.span("mdf.report_days"),
            expiring_share: settings.percent("mdf.expiring_share"),
            expiring_days: settings.span("mdf.expiring_days"),
        }
    }
}

impl PoolPolicy {
    pub(super) fn of(settings: &Settings) -> Self {
        let ends = |part: &str| {
            [
                settings.multiplier(&format!("comarketing.{part}_low")),
                settings.multiplier(&format!("comarketing.{part}_high")),
            ]
        };
        Self {
            shares: [
                settings.percent("pool.top"),
                settings.percent("pool.silver"),
                settings.percent("pool.experimental"),
            ],
            pipeline: ends("pipeline"),
            strategic: ends("strategic"),
        }
    }
}

impl AffiliatePolicy {
    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            acv_limit: settings.money("affiliate.acv_limit"),
            rate: settings.percent("affiliate.rate"),
            months: settings.span_or_word("affiliate.term_months"),
            method: settings.choice("affiliate.band_method", BandMethod::Slab),
            cookie_days: settings.span("affiliate.cookie_days"),
            holdback_days: settings.span("affiliate.holdback_days"),
            minimum_payout: settings.money("affiliate.minimum_payout"),
            manager_from: settings.count("affiliate.manager_from"),
            too_low_rate: settings.percent("affiliate.too_low_rate"),
        }
    }
}
