//! The rules as this program has chosen them: every setting that analysis needs, typed, read once per settings revision.

mod calendar;
mod listing;
mod pay;
mod planner;
mod relationship;
mod revenue;
mod scoring;
mod word;

pub use calendar::{
    CadencePolicy, CampaignPolicy, CertificationPolicy, EnablementPolicy, FreshnessPolicy, FunnelPolicy, QbrPolicy,
    WebinarPolicy,
};
pub use listing::ListingPolicy;
pub use pay::{
    AffiliatePolicy, BenchmarkPolicy, ClawbackPolicy, CommissionPolicy, MdfPolicy, PoolPolicy, RebatePolicy,
    SpiffPolicy,
};
pub use planner::PlannerPolicy;
pub use relationship::{
    CapacityPolicy, CapacityRange, ContactPolicy, EscalationPolicy, ProgramPolicy, SegmentationPolicy,
};
pub use revenue::{ActivityPolicy, PipelinePolicy, TargetPolicy};
pub use scoring::{
    CallRow, GrowthPolicy, HealthPolicy, InvestmentCalls, MatrixPolicy, RevenueLine, ScoringPolicy, TierPolicy,
    UnitCosts,
};
pub use word::{
    ActivatedDefinition, ActiveDefinition, BandMethod, EconomicsBasis, ExpertRule, GoalBase, KpiBase, MatrixAxis,
    PayCard, PayableOn, PayoutTrigger, ProgressMode, ReachBase, RebateBase, RebateFrequency, RebateScope, ReferralRule,
    RevenueOrigin, ScoreSource, StrategicSource, TierMetric,
};

use super::attribution::AttributionRules;
use super::credit::CreditRules;
use super::lifecycle::StageLimits;
use super::registration::RegistrationRules;
use super::touches::{AttributionModel, TouchRules};
use crate::program::rate::Percent;
use crate::program::settings::Settings;

/// Two ends of a benchmark, both inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PercentRange {
    /// Lower end.
    pub low: Percent,
    /// Upper end.
    pub high: Percent,
}

impl PercentRange {
    fn of(settings: &Settings, name: &str) -> Self {
        Self { low: settings.percent(&format!("{name}_low")), high: settings.percent(&format!("{name}_high")) }
    }
}

/// Everything that can be chosen, as chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Growth year on year.
    pub growth: GrowthPolicy,
    /// Health score.
    pub health: HealthPolicy,
    /// Scorecard, evaluation, outreach.
    pub scoring: ScoringPolicy,
    /// Partner value matrix.
    pub matrix: MatrixPolicy,
    /// Tiers.
    pub tier: TierPolicy,
    /// Which deals are sourced and influenced (R-31, C-15, C-16).
    pub attribution: AttributionRules,
    /// What influence is credited and paid (R-32, C-17).
    pub credit: CreditRules,
    /// How influenced credit is shared between partners.
    pub touch_model: AttributionModel,
    /// The numbers of that model.
    pub touches: TouchRules,
    /// Pipeline.
    pub pipeline: PipelinePolicy,
    /// Deal registration.
    pub registration: RegistrationRules,
    /// Who is active (C-43).
    pub activity: ActivityPolicy,
    /// KPI targets and benchmarks.
    pub target: TargetPolicy,
    /// Segments.
    pub segmentation: SegmentationPolicy,
    /// Partners per manager.
    pub capacity: CapacityPolicy,
    /// Contact by segment and its limits (R-37, REL).
    pub contact: ContactPolicy,
    /// Days allowed in the timed stages.
    pub lifecycle: StageLimits,
    /// Response to escalations.
    pub escalation: EscalationPolicy,
    /// Organisation, maturity, concentration, pilot and agreement.
    pub program: ProgramPolicy,
    /// QBRs.
    pub qbr: QbrPolicy,
    /// What weekly and its like mean, and who hears how often.
    pub cadence: CadencePolicy,
    /// Certifications.
    pub certification: CertificationPolicy,
    /// Training, portal and onboarding.
    pub enablement: EnablementPolicy,
    /// When content is stale.
    pub freshness: FreshnessPolicy,
    /// Marketplace listings.
    pub listing: ListingPolicy,
    /// Webinars.
    pub webinar: WebinarPolicy,
    /// Campaigns and their leads.
    pub campaign: CampaignPolicy,
    /// Commission and margin.
    pub commission: CommissionPolicy,
    /// Volume rebates.
    pub rebate: RebatePolicy,
    /// Short incentives.
    pub spiff: SpiffPolicy,
    /// Clawback.
    pub clawback: ClawbackPolicy,
    /// MDF.
    pub mdf: MdfPolicy,
    /// Split of the co-marketing pool.
    pub pool: PoolPolicy,
    /// Affiliates.
    pub affiliate: AffiliatePolicy,
    /// Usual rates by type (C-19, C-20, C-23).
    pub benchmark: BenchmarkPolicy,
    /// The goal planner.
    pub planner: PlannerPolicy,
}

impl Policy {
    /// The rules under these settings.
    pub fn of(settings: &Settings) -> Self {
        Self {
            growth: GrowthPolicy::of(settings),
            health: HealthPolicy::of(settings),
            scoring: ScoringPolicy::of(settings),
            matrix: MatrixPolicy::of(settings),
            tier: TierPolicy::of(settings),
            attribution: revenue::attribution(settings),
            credit: revenue::credit(settings),
            touch_model: settings.choice("touch.model", AttributionModel::Linear),
            touches: revenue::touches(settings),
            pipeline: PipelinePolicy::of(settings),
            registration: revenue::registration(settings),
            activity: ActivityPolicy::of(settings),
            target: TargetPolicy::of(settings),
            segmentation: SegmentationPolicy::of(settings),
            capacity: CapacityPolicy::of(settings),
            contact: ContactPolicy::of(settings),
            lifecycle: relationship::lifecycle(settings),
            escalation: EscalationPolicy::of(settings),
            program: ProgramPolicy::of(settings),
            qbr: QbrPolicy::of(settings),
            cadence: CadencePolicy::of(settings),
            certification: CertificationPolicy::of(settings),
            enablement: EnablementPolicy::of(settings),
            freshness: FreshnessPolicy::of(settings),
            listing: ListingPolicy::of(settings),
            webinar: WebinarPolicy::of(settings),
            campaign: CampaignPolicy::of(settings),
            commission: CommissionPolicy::of(settings),
            rebate: RebatePolicy::of(settings),
            spiff: SpiffPolicy::of(settings),
            clawback: ClawbackPolicy::of(settings),
            mdf: MdfPolicy::of(settings),
            pool: PoolPolicy::of(settings),
            affiliate: AffiliatePolicy::of(settings),
            benchmark: BenchmarkPolicy::of(settings),
            planner: PlannerPolicy::of(settings),
        }
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self::of(&Settings::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::cadence::IntervalDays;
    use crate::analysis::funnel::FunnelRates;
    use crate::analysis::health::HealthBand;
    use crate::analysis::matrix::{Quadrant, investment_call};
    use crate::analysis::qbr::QbrRules;
    use crate::analysis::segment::SegmentRules;
    use crate::analysis::timeline::LeadRules;
    use crate::analysis::touches::KindWeights;
    use crate::analysis::{evaluation, pipeline};
    use crate::program::choice::Choice;
    use crate::program::money::Money;

    #[test]
    fn the_defaults_are_those_of_the_rules() {
        // Reading a key that is missing or of another kind stops a debug build, so this reads them all.
        let policy = Policy::default();
        assert_eq!(policy.attribution, AttributionRules::default());
        assert_eq!(policy.credit, CreditRules::default());
        assert_eq!(policy.touches.kind_weights, KindWeights::default());
        assert_eq!(policy.touches.half_life_days, 30);
        assert_eq!(policy.registration, RegistrationRules::default());
        assert_eq!(policy.lifecycle, StageLimits::default());
        assert_eq!(policy.segmentation.rules(Money::whole(25_000)), SegmentRules::default());
        assert_eq!(policy.qbr.rules, QbrRules::default());
        assert_eq!(policy.cadence.intervals, IntervalDays::default());
        assert_eq!(policy.campaign.lead, LeadRules::default());
        assert_eq!(policy.webinar.funnel.rates, FunnelRates::default());
        assert_eq!(policy.pipeline.probabilities, pipeline::default_probabilities());
        assert_eq!(policy.scoring.evaluation_weights, evaluation::default_weights());
    }

    #[test]
    fn the_calls_are_those_of_the_rule() {
        let matrix = Policy::default().matrix;
        for quadrant in Quadrant::ALL {
            for health in HealthBand::ALL {
                assert_eq!(matrix.call(*quadrant, *health), investment_call(*quadrant, *health));
            }
        }
    }

    #[test]
    fn a_decision_reaches_the_policy() {
        let settings = Settings::default().set("influence.credit", "30%").unwrap();
        let settings = settings.set("matrix.revenue_midline", "150k").unwrap();
        let settings = settings.set("touch.model", "time_decay").unwrap();
        let policy = Policy::of(&settings);
        assert_eq!(policy.credit.influence_credit, Percent::whole(30));
        assert_eq!(policy.matrix.midlines(Money::ZERO).revenue, Money::whole(150_000));
        assert_eq!(Policy::default().matrix.midlines(Money::whole(100_000)).revenue, Money::whole(100_000));
        assert_eq!(policy.touch_model, AttributionModel::TimeDecay);
    }
}
