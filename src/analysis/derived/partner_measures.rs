//! What follows for one partner: every measure of the roster, from its own facts.

use std::sync::Arc;

use super::context::Context;
use super::deal_measures::DealEntry;
use super::due::{self, DueItem};
use super::metrics::{self, registered};
use super::revenue::{self, RevenueMeasures};
use super::tier_measures::{self, TierMeasures};
use crate::analysis::evaluation::{self, Evaluation};
use crate::analysis::exact::{Fraction, fraction};
use crate::analysis::growth::{Growth, growth};
use crate::analysis::health::{
    EngagementDays, Health, HealthFacts, HealthRules, engagement_level, fit_of_score, health,
};
use crate::analysis::lifecycle::{Lifecycle, lifecycle};
use crate::analysis::matrix::{InvestmentCall, MatrixFacts, Placement, place};
use crate::analysis::outreach::{OutreachPriority, Qualifiers, outreach_priority};
use crate::analysis::partner_kpis::{CountRate, Nps, qbr_completion};
use crate::analysis::policy::{ActivatedDefinition, ActiveDefinition, MatrixAxis, ScoreSource, StrategicSource};
use crate::analysis::promises::BothSides;
use crate::analysis::scorecard::{Scorecard, ScorecardBand, ScorecardScale};
use crate::analysis::segment::{SegmentFacts, segment};
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::{EngagementLevel, Partner, Segment, StrategicFit};
use crate::program::period::days_between;
use crate::program::portal::PortalActivity;
use crate::program::scoring;

/// What follows for one partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerMeasures {
    /// Whose.
    pub partner: Id<Partner>,
    /// Revenue of won deals.
    pub revenue: RevenueMeasures,
    /// Growth of credited revenue year on year.
    pub growth: Growth,
    /// Registrations submitted in the last completed quarter that count; unknown where none are ever recorded.
    pub registrations_last_quarter: Option<u32>,
    /// The partner's own answers of the trailing twelve months.
    pub nps_answers: Nps,
    /// NPS from those answers, otherwise as entered.
    pub nps: Option<Fraction>,
    /// The level of engagement, entered or from the portal.
    pub engagement: Option<EngagementLevel>,
    /// Strategic fit, entered or from the evaluation.
    pub strategic_fit: Option<StrategicFit>,
    /// The latest evaluation.
    pub evaluation: Option<Evaluation>,
    /// The latest scorecard.
    pub scorecard: Option<Scorecard>,
    /// Its band on the program's scale.
    pub scorecard_band: Option<ScorecardBand>,
    /// Outreach priority.
    pub outreach: Option<OutreachPriority>,
    /// Place on the value matrix.
    pub placement: Placement,
    /// What to do at a review; nothing while not placed.
    pub investment_call: Option<InvestmentCall>,
    /// Health.
    pub health: Health,
    /// Where in its life.
    pub lifecycle: Lifecycle,
    /// The tier.
    pub tier: TierMeasures,
    /// How the partner is managed.
    pub segment: Segment,
    /// The rule that gave the segment, 1 to 6.
    pub segment_rule: u8,
    /// The earliest open item.
    pub next_due: Option<DueItem>,
    /// Reviews held out of those scheduled up to the as-of date.
    pub reviews: CountRate,
    /// What became of the action items and promises of both sides.
    pub promises: BothSides,
    pub(super) segment_override: Option<Segment>,
    pub(super) activated: bool,
    pub(super) active: bool,
}

/// Derives one partner, but for its rank and segment, which depend on the others.
pub(super) fn derive(context: &Context<'_>, partner: &Partner, deals: &[Arc<DealEntry>]) -> PartnerMeasures {
    let policy = &context.rules.policy;
    let lines = revenue::lines(context, &partner.id, deals);
    let revenue = RevenueMeasures::of(context, &lines);
    let growth =
        growth(revenue.known(revenue.quarter), revenue.known(revenue.prior_year_quarter), policy.growth.flat_band);
    let judged = judgements(context, partner);
    let (nps_answers, nps) = nps(context, partner);
    let registrations_last_quarter = registrations_last_quarter(context, partner);
    let engagement = engagement(context, partner);
    let facts = HealthFacts {
        growth,
        registrations: registrations_last_quarter,
        engagement,
        nps,
        strategic_fit: judged.strategic_fit,
    };
    let health = health_of(context, partner, &facts);
    let placement = placement(context, partner, &revenue, &judged);
    let (activated, active) = activity(context, partner, &revenue);
    PartnerMeasures {
        partner: partner.id.clone(),
        revenue,
        growth,
        registrations_last_quarter,
        nps_answers,
        nps,
        engagement,
        strategic_fit: judged.strategic_fit,
        evaluation: judged.evaluation,
        scorecard: judged.scorecard,
        scorecard_band: judged.band,
        outreach: judged.outreach,
        placement,
        investment_call: placement.quadrant.map(|quadrant| policy.matrix.call(quadrant, health.band)),
        health,
        lifecycle: lifecycle(
            partner.stage,
            partner.stage_since,
            partner.review_on,
            context.periods.as_of,
            &policy.lifecycle,
        ),
        tier: tier_measures::derive(context, partner, &lines),
        segment: Segment::Stable,
        segment_rule: 6,
        next_due: due::next_of(context, &partner.id),
        reviews: reviews(context, &partner.id),
        promises: promises(context, &partner.id),
        segment_override: partner.segment_override,
        activated,
        active,
    }
}

fn reviews(context: &Context<'_>, partner: &Id<Partner>) -> CountRate {
    let reviews = context.index.qbrs.of(partner).iter().map(|qbr| (qbr.scheduled_for, qbr.state));
    qbr_completion(reviews, context.periods.as_of)
}

fn promises(context: &Context<'_>, partner: &Id<Partner>) -> BothSides {
    let items = context.index.actions.of(partner).iter().map(AsRef::as_ref);
    let promises = context.index.promises.of(partner).iter().map(AsRef::as_ref);
    BothSides::of(items, promises, context.periods.as_of)
}

/// Whether the partner ever was active, and whether it is (C-43).
fn activity(context: &Context<'_>, partner: &Partner, revenue: &RevenueMeasures) -> (bool, bool) {
    let policy = &context.rules.policy.activity;
    let registrations = context.index.registrations.of(&partner.id);
    let registered_in_window = || {
        let window = context.periods.t12m;
        registrations.iter().any(|found| registered(found.state) && window.contains(found.submitted_at.date()))
    };
    let activated = match policy.activated {
        ActivatedDefinition::WonEver => revenue.won_ever > 0,
        ActivatedDefinition::RegisteredEver => !registrations.is_empty(),
    };
    let active = match policy.active {
        ActiveDefinition::WonInWindow => revenue.won_in_window > 0,
        ActiveDefinition::WonEver => revenue.won_ever > 0,
        ActiveDefinition::RegisteredInWindow => registered_in_window(),
    };
    (activated, active)
}

struct Judgements {
    evaluation: Option<Evaluation>,
    scorecard: Option<Scorecard>,
    band: Option<ScorecardBand>,
    outreach: Option<OutreachPriority>,
    strategic_fit: Option<StrategicFit>,
}

fn judgements(context: &Context<'_>, partner: &Partner) -> Judgements {
    let as_of = context.periods.as_of;
    let policy = &context.rules.policy.scoring;
    let evaluations = context.index.evaluations.of(&partner.id).iter();
    let latest = evaluations.filter(|evaluation| evaluation.on <= as_of).max_by_key(|evaluation| evaluation.on);
    let evaluation = latest.map(|latest| evaluation::evaluate(evaluation_scores(latest), &policy.evaluation_weights));
    let cards = context.index.scorecards.of(&partner.id).iter();
    let card = cards.filter(|card| card.on <= as_of).max_by_key(|card| card.on);
    let scorecard = card.map(|card| Scorecard::new(card_scores(card)));
    let band_on = |scale| match scale {
        ScorecardScale::Evaluation10 => Scorecard::default().band(scale, evaluation.as_ref()),
        _ => scorecard.and_then(|card| card.band(scale, evaluation.as_ref())),
    };
    let band = band_on(policy.scale);
    let outreach_band = match policy.outreach_source {
        ScoreSource::Scorecard => band,
        ScoreSource::Evaluation => band_on(ScorecardScale::Evaluation10),
    };
    let qualifiers = card.map_or_else(Qualifiers::default, |card| Qualifiers {
        active_interest: card.active_interest,
        shared_customer: card.shared_customer,
        strategic_market: card.strategic_market,
        growth_potential: card.growth_potential,
    });
    let from_evaluation = || latest.and_then(|latest| latest.strategic_fit).map(fit_of_score);
    Judgements {
        evaluation,
        scorecard,
        band,
        outreach: outreach_band.and_then(|band| outreach_priority(band, &qualifiers)),
        strategic_fit: partner.strategic_fit.or_else(from_evaluation),
    }
}

fn evaluation_scores(record: &scoring::Evaluation) -> [Option<u8>; 5] {
    [
        record.strategic_fit,
        record.market_position,
        record.technical_capability,
        record.go_to_market,
        record.cultural_fit,
    ]
}

fn card_scores(record: &scoring::Scorecard) -> [Option<u8>; 7] {
    [
        record.customer_overlap,
        record.product_synergy,
        record.sales_capacity,
        record.marketing_capability,
        record.technical_depth,
        record.brand_alignment,
        record.commitment_level,
    ]
}

fn nps(context: &Context<'_>, partner: &Partner) -> (Nps, Option<Fraction>) {
    let responses = context.index.nps_responses.of(&partner.id).iter();
    let recent = responses.filter(|response| context.periods.t12m.contains(response.on));
    let answers: Nps = recent.map(|response| response.score).collect();
    let entered = || partner.entered_nps.map(|entered| fraction(entered.decimal()));
    (answers, answers.score().or_else(entered))
}

fn registrations_last_quarter(context: &Context<'_>, partner: &Partner) -> Option<u32> {
    let quarter = context.periods.last_quarter_days;
    let registrations = context.index.registrations.of(&partner.id).iter();
    let counted =
        registrations.filter(|found| registered(found.state) && quarter.contains(found.submitted_at.date())).count();
    context.rules.recorded.registrations.then_some(counted as u32)
}

fn engagement(context: &Context<'_>, partner: &Partner) -> Option<EngagementLevel> {
    let policy = &context.rules.policy.health;
    let limits =
        EngagementDays { weekly: policy.weekly_days, monthly: policy.monthly_days, quarterly: policy.quarterly_days };
    let days = match partner.portal_last_active {
        Some(PortalActivity::On(date)) if date <= context.periods.as_of => {
            Some(days_between(date, context.periods.as_of))
        }
        _ => None,
    };
    let never = partner.portal_last_active == Some(PortalActivity::Never);
    engagement_level(partner.engagement_level, days, never, &limits)
}

fn health_of(context: &Context<'_>, partner: &Partner, facts: &HealthFacts) -> Health {
    let policy = &context.rules.policy;
    let rules = HealthRules { no_revenue_points: policy.health.no_revenue_points, strong_growth: policy.growth.strong };
    let computed = health(facts, &rules);
    if !policy.health.reported_feeds {
        return computed;
    }
    let reported = metrics::reported(context, partner, &["health", "health_score"]).and_then(|text| text.parse().ok());
    reported.map_or(computed, |score| computed.with_reported(score))
}

fn placement(context: &Context<'_>, partner: &Partner, revenue: &RevenueMeasures, judged: &Judgements) -> Placement {
    let policy = &context.rules.policy.matrix;
    let evaluation = judged.evaluation.as_ref().filter(|_| policy.strategic_source != StrategicSource::Scorecard);
    let scorecard_raw =
        judged.scorecard.and_then(|card| card.raw()).filter(|_| policy.strategic_source != StrategicSource::Evaluation);
    let facts = MatrixFacts {
        override_value: partner.strategic_value_override.map(|value| fraction(value.decimal())),
        evaluation,
        scorecard_raw,
        has_closed_won: policy.axis == MatrixAxis::Actual
            || (policy.axis == MatrixAxis::ActualThenPotential && revenue.won_ever > 0),
        credited: revenue.known(revenue.credited),
        potential: partner.potential,
    };
    place(&facts, &context.rules.midlines)
}

impl PartnerMeasures {
    /// Strategic value, 0 to 100.
    pub fn strategic_value(&self) -> Option<Fraction> {
        self.placement.strategic_value.map(|(value, _)| value)
    }

    /// The sourced revenue per sourced deal, as cents and number of deals; nothing without a positive sum.
    pub(super) fn average_deal(&self) -> Option<(i128, u32)> {
        let cents = self.revenue.known(self.revenue.sourced)?.cents();
        (cents > 0).then_some((cents, self.revenue.sourced_deals))
    }

    /// Credited revenue of the trailing twelve months, where it is known.
    pub(super) fn credited(&self) -> Option<Money> {
        self.revenue.known(self.revenue.credited)
    }

    /// What the segment is decided by, with the rank among all partners.
    pub fn segment_facts(&self, rank: Option<u32>) -> SegmentFacts {
        SegmentFacts {
            override_segment: self.segment_override,
            growth: self.growth,
            revenue: self.credited(),
            rank,
            engagement: self.engagement,
            strategic_value: self.strategic_value(),
            stage: Some(self.lifecycle.stage),
            registrations: self.registrations_last_quarter,
        }
    }

    /// Stands on a ladder that asks for other values of the same metrics.
    pub(super) fn climb_again(&mut self, context: &Context<'_>) {
        if let Some(partner) = context.program.partners.get(&self.partner) {
            self.tier = tier_measures::with_values(context, partner, std::mem::take(&mut self.tier.values));
        }
    }

    /// Takes the segment that the rank among all partners gives.
    pub(super) fn set_rank(&mut self, context: &Context<'_>, rank: Option<u32>, top_count: u32) {
        (self.segment, self.segment_rule) = segment(&self.segment_facts(rank), top_count, &context.rules.segments);
    }
}
