//! Whose revenue it is: attribution, registrations, pipeline, activity, targets.

use super::PercentRange;
use super::word::{ActivatedDefinition, ActiveDefinition, KpiBase, RevenueOrigin};
use crate::analysis::attribution::{AttributionRules, InfluenceRule};
use crate::analysis::credit::CreditRules;
use crate::analysis::registration::RegistrationRules;
use crate::analysis::touches::{KindWeights, TouchRules};
use crate::program::deal::DealStage;
use crate::program::quantity::Quantity;
use crate::program::rate::Percent;
use crate::program::settings::Settings;

/// Pipeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PipelinePolicy {
    /// Chance to win, in the order of [`DealStage`].
    pub probabilities: [Percent; 6],
    /// Days in a stage above which a deal is stuck.
    pub stuck_days: u16,
}

impl PipelinePolicy {
    /// The chance that a deal of that stage is won.
    pub fn probability(&self, stage: DealStage) -> Percent {
        let [registered, qualified, proposal, negotiation, won, lost] = self.probabilities;
        match stage {
            DealStage::Registered => registered,
            DealStage::Qualified => qualified,
            DealStage::Proposal => proposal,
            DealStage::Negotiation => negotiation,
            DealStage::Won => won,
            DealStage::Lost => lost,
        }
    }

    pub(super) fn of(settings: &Settings) -> Self {
        let chance = |stage: &str| settings.percent(&format!("pipeline.probability.{stage}"));
        Self {
            probabilities: ["registered", "qualified", "proposal", "negotiation", "won", "lost"].map(chance),
            stuck_days: settings.span("pipeline.stuck_days"),
        }
    }
}

/// Who is active, and by which revenue (C-43).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityPolicy {
    /// Where a partner's revenue comes from.
    pub revenue: RevenueOrigin,
    /// When a partner is activated.
    pub activated: ActivatedDefinition,
    /// When a partner is active.
    pub active: ActiveDefinition,
    /// The window, months back from the as-of date.
    pub window_months: u16,
    /// Days in which an affiliate must have sold.
    pub affiliate_days: u16,
}

/// KPI targets and benchmarks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetPolicy {
    /// Activated of signed partners.
    pub activation: Percent,
    /// Still active a year later.
    pub retention: Percent,
    /// QBRs held of those scheduled.
    pub qbr: Percent,
    /// Partner NPS.
    pub nps: Quantity,
    /// First deal in fewer days than this (C-42).
    pub first_deal_days: u16,
    /// Sourced share of revenue (C-50).
    pub sourced: PercentRange,
    /// Share of revenue with a partner involved (C-50).
    pub any_involvement: PercentRange,
    /// What that share counts (C-69).
    pub any_base: KpiBase,
    /// Tolerance of stated totals.
    pub crosscheck_tolerance: Percent,
    /// MDF used of MDF offered.
    pub mdf_use: Percent,
    /// Partners using training of those entitled (C-44).
    pub training_use: Percent,
    /// Deal registration used.
    pub registration_use: Percent,
    /// Content library used.
    pub content_use: Percent,
    /// Sales support used.
    pub support_use: Percent,
}

/// The rules that sort deals into sourced and influenced.
pub(super) fn attribution(settings: &Settings) -> AttributionRules {
    AttributionRules {
        enabled: [
            settings.flag("sourced.lead_source"),
            settings.flag("sourced.registered_before"),
            settings.flag("sourced.within_days"),
            settings.flag("sourced.no_direct_engagement"),
            settings.flag("sourced.primary_relationship"),
        ],
        registration_days: settings.span("sourced.registration_days"),
        same_day_counts: settings.flag("sourced.same_day_counts"),
        report_rule: settings.choice("influence.report_rule", InfluenceRule::AnyTouch),
        pay_rule: settings.choice("influence.pay_rule", InfluenceRule::Strict),
    }
}

/// The two percentages of influence (C-17).
pub(super) fn credit(settings: &Settings) -> CreditRules {
    CreditRules {
        influence_credit: settings.percent("influence.credit"),
        influence_pay_factor: settings.percent("influence.pay_factor"),
    }
}

/// The numbers of the touch models.
pub(super) fn touches(settings: &Settings) -> TouchRules {
    let weight = |kind: &str| settings.count(&format!("touch.weight.{kind}"));
    TouchRules {
        half_life_days: settings.span("touch.half_life_days"),
        include_direct: settings.flag("touch.include_direct"),
        kind_weights: KindWeights {
            introduction: weight("introduction"),
            demo: weight("demo"),
            technical: weight("technical"),
            proposal: weight("proposal"),
            meeting: weight("meeting"),
            co_sell: weight("co_sell"),
            email: weight("email"),
        },
    }
}

/// Protection, SLA, and who may register (R-28, C-46).
pub(super) fn registration(settings: &Settings) -> RegistrationRules {
    RegistrationRules {
        protection_days: settings.span("registration.protection_days"),
        sla_hours: settings.span("registration.sla_hours"),
        first_days: settings.span("registration.first_days"),
        min_tier_rank: u8::try_from(settings.whole("registration.min_tier_rank")).unwrap_or(u8::MAX),
        allow_tier: settings.flag("registration.allow_tier"),
        allow_first_days: settings.flag("registration.allow_first_days"),
        allow_certified: settings.flag("registration.allow_certified"),
    }
}

impl ActivityPolicy {
    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            revenue: settings.choice("revenue.source", RevenueOrigin::Deals),
            activated: settings.choice("activated.definition", ActivatedDefinition::WonEver),
            active: settings.choice("active.definition", ActiveDefinition::WonInWindow),
            window_months: settings.span("active.window_months"),
            affiliate_days: settings.span("affiliate.active_days"),
        }
    }
}

impl TargetPolicy {
    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            activation: settings.percent("kpi.activation_target"),
            retention: settings.percent("kpi.retention_target"),
            qbr: settings.percent("kpi.qbr_target"),
            nps: settings.number("kpi.nps_target"),
            first_deal_days: settings.span("kpi.first_deal_days"),
            sourced: PercentRange::of(settings, "kpi.sourced"),
            any_involvement: PercentRange::of(settings, "kpi.any"),
            any_base: settings.choice("kpi.any_base", KpiBase::SourcedPlusInfluenced),
            crosscheck_tolerance: settings.percent("kpi.crosscheck_tolerance"),
            mdf_use: settings.percent("benefit.mdf_target"),
            training_use: settings.percent("benefit.training_target"),
            registration_use: settings.percent("benefit.registration_target"),
            content_use: settings.percent("benefit.content_target"),
            support_use: settings.percent("benefit.support_target"),
        }
    }
}
