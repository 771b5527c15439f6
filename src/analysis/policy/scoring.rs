//! How partners are judged: growth, health, scorecard, value matrix, tiers.

use super::word::{EconomicsBasis, MatrixAxis, ProgressMode, ReferralRule, ScoreSource, StrategicSource, TierMetric};
use crate::analysis::evaluation::EvaluationWeights;
use crate::analysis::exact::{Fraction, fraction};
use crate::analysis::health::HealthBand;
use crate::analysis::matrix::{InvestmentCall, Midlines, Quadrant};
use crate::analysis::scorecard::ScorecardScale;
use crate::analysis::tier_clock::Landing;
use crate::program::money::Money;
use crate::program::rate::{Multiplier, Percent};
use crate::program::settings::Settings;

/// Growth year on year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrowthPolicy {
    /// Change still called flat, as a share of the quarter a year before; 0 or more.
    pub flat_band: Percent,
    /// Growth from which it counts as strong.
    pub strong: Percent,
}

/// Health score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HealthPolicy {
    /// Revenue points without revenue in both quarters: 0 or 10.
    pub no_revenue_points: u8,
    /// Last portal visit at most so many days ago is weekly.
    pub weekly_days: u16,
    /// The same for monthly.
    pub monthly_days: u16,
    /// The same for quarterly; beyond it inactive.
    pub quarterly_days: u16,
    /// Whether a reported score stands in for the computed one (C-38).
    pub reported_feeds: bool,
    /// Unknown dimensions that give a warning (REL-04).
    pub unknown_dimensions: u32,
}

/// Scorecard, evaluation and outreach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoringPolicy {
    /// How the scorecard's total becomes a potential (C-12).
    pub scale: ScorecardScale,
    /// Weights of strategic fit, market position, technical capability, go-to-market, cultural fit.
    pub evaluation_weights: EvaluationWeights,
    /// What outreach priority is taken from (C-14).
    pub outreach_source: ScoreSource,
    /// Months to the check-in of a partner that is not ready (C-13).
    pub check_in_months: u16,
    /// Months to its new score (C-13).
    pub rescore_months: u16,
    /// Days a top prospect has to commit (SEL-17).
    pub commitment_days: u16,
}

/// A revenue line: that of a tier of the ladder in use, or an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RevenueLine {
    /// The tier's revenue threshold: Gold for the matrix, Silver for the long tail.
    OfTier,
    /// This amount.
    Fixed(Money),
}

impl RevenueLine {
    /// The amount, given the tier's threshold.
    pub fn amount(self, of_tier: Money) -> Money {
        match self {
            Self::OfTier => of_tier,
            Self::Fixed(amount) => amount,
        }
    }

    pub(super) fn of(settings: &Settings, key: &str) -> Self {
        settings.money_or_word(key).map_or(Self::OfTier, Self::Fixed)
    }
}

/// Investment calls of one quadrant by health.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallRow {
    /// Champion or Healthy.
    pub good: InvestmentCall,
    /// At-risk, Critical or Churning.
    pub poor: InvestmentCall,
    /// Unknown health.
    pub unknown: InvestmentCall,
}

/// The investment calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvestmentCalls {
    /// High strategic value, high revenue.
    pub strategic_alliance: CallRow,
    /// High strategic value, low revenue.
    pub technology: CallRow,
    /// Low strategic value, high revenue.
    pub channel: CallRow,
    /// Low strategic value, low revenue.
    pub affiliate: CallRow,
}

/// Partner value matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixPolicy {
    /// What strategic value is taken from (C-14).
    pub strategic_source: StrategicSource,
    /// Strategic value from which it is high, 0 to 100.
    pub strategic_midline: Fraction,
    /// Revenue from which it is high; of a tier: Gold.
    pub revenue_midline: RevenueLine,
    /// What the revenue axis shows (C-61).
    pub axis: MatrixAxis,
    /// What to do about whom.
    pub calls: InvestmentCalls,
}

/// Tiers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierPolicy {
    /// Revenue that counts (C-02).
    pub metric: TierMetric,
    /// When a referral counts (C-05).
    pub referral_rule: ReferralRule,
    /// Where progress starts.
    pub progress_mode: ProgressMode,
    /// Whether reported revenue stands in where there are no deals.
    pub reported_feeds: bool,
    /// Length of a provisional tier, months.
    pub provisional_months: u16,
    /// Where a partner lands when its tier is no longer valid (F102).
    pub landing: Landing,
    /// Whether tiers may be granted by override (C-54).
    pub override_allowed: bool,
    /// Longest override, months (C-54).
    pub override_max_months: u16,
    /// Least strategic value for an override (C-54).
    pub override_min_strategic_value: Fraction,
    /// Days before the end of grace of the first notice.
    pub first_notice_days: u16,
    /// Days before the end of grace of the last notice.
    pub last_notice_days: u16,
    /// Most tiers of a track, base tier counted (C-55).
    pub max_tiers: u32,
    /// Largest step between thresholds.
    pub max_step: Multiplier,
    /// Signed partners of a small roster (C-65).
    pub small_roster_partners: u32,
    /// Tiers too many for it (C-65).
    pub small_roster_tiers: u32,
    /// Revenue at which the return of a tier is judged (C-37, TIER-10).
    pub economics_basis: EconomicsBasis,
    /// Return below which a tier gives a warning (TIER-10).
    pub economics_warn_below: Multiplier,
    /// Best progress below which a tier is out of reach (TIER-15).
    pub out_of_reach_progress: Percent,
    /// What the ways to a tier cost a partner.
    pub costs: UnitCosts,
}

/// What one more of something costs a partner, in the program's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitCosts {
    /// 1,000 of revenue.
    pub revenue: Money,
    /// A deal.
    pub deal: Money,
    /// A referral or registration.
    pub referral: Money,
    /// A certified person.
    pub person: Money,
    /// A training or an exam.
    pub training: Money,
    /// An owned item.
    pub item: Money,
    /// A point of a score.
    pub point: Money,
    /// Anything else.
    pub other: Money,
}

impl GrowthPolicy {
    pub(super) fn of(settings: &Settings) -> Self {
        Self { flat_band: settings.percent("growth.flat_band"), strong: settings.percent("growth.strong_percent") }
    }
}

impl HealthPolicy {
    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            no_revenue_points: if settings.word("health.no_revenue_points") == "10" { 10 } else { 0 },
            weekly_days: settings.span("health.weekly_days"),
            monthly_days: settings.span("health.monthly_days"),
            quarterly_days: settings.span("health.quarterly_days"),
            reported_feeds: settings.flag("reported.feeds_health"),
            unknown_dimensions: settings.count("health.unknown_dimensions"),
        }
    }
}

impl ScoringPolicy {
    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            scale: settings.choice("scorecard.scale", ScorecardScale::Literal),
            evaluation_weights: [
                settings.percent("evaluation.weight.strategic_fit"),
                settings.percent("evaluation.weight.market_position"),
                settings.percent("evaluation.weight.technical_capability"),
                settings.percent("evaluation.weight.go_to_market"),
                settings.percent("evaluation.weight.cultural_fit"),
            ],
            outreach_source: settings.choice("outreach.source", ScoreSource::Scorecard),
            check_in_months: settings.span("outreach.check_in_months"),
            rescore_months: settings.span("outreach.rescore_months"),
            commitment_days: settings.span("selection.commitment_days"),
        }
    }
}

impl MatrixPolicy {
    /// Where "high" begins, given the Gold threshold of the ladder in use.
    pub fn midlines(&self, gold: Money) -> Midlines {
        Midlines { strategic: self.strategic_midline, revenue: self.revenue_midline.amount(gold) }
    }

    /// What to do about a partner of that quadrant and health.
    pub fn call(&self, quadrant: Quadrant, health: HealthBand) -> InvestmentCall {
        let row = match quadrant {
            Quadrant::StrategicAlliances => self.calls.strategic_alliance,
            Quadrant::TechnologyPartners => self.calls.technology,
            Quadrant::ChannelPartners => self.calls.channel,
            Quadrant::AffiliatePartners => self.calls.affiliate,
        };
        match health {
            HealthBand::Champion | HealthBand::Healthy => row.good,
            HealthBand::AtRisk | HealthBand::Critical | HealthBand::Churning => row.poor,
            HealthBand::Unknown => row.unknown,
        }
    }

    pub(super) fn of(settings: &Settings) -> Self {
        let row = |quadrant: &str| {
            let call =
                |health: &str| settings.choice(&format!("investment.{quadrant}.{health}"), InvestmentCall::Assess);
            CallRow { good: call("good"), poor: call("poor"), unknown: call("unknown") }
        };
        Self {
            strategic_source: settings.choice("matrix.strategic_source", StrategicSource::EvaluationThenScorecard),
            strategic_midline: fraction(settings.number("matrix.strategic_midline").decimal()),
            revenue_midline: RevenueLine::of(settings, "matrix.revenue_midline"),
            axis: settings.choice("matrix.axis", MatrixAxis::ActualThenPotential),
            calls: InvestmentCalls {
                strategic_alliance: row("strategic_alliance"),
                technology: row("technology"),
                channel: row("channel"),
                affiliate: row("affiliate"),
            },
        }
    }
}

impl TierPolicy {
    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            metric: settings.choice("tier.metric", TierMetric::AsWritten),
            referral_rule: settings.choice("tier.referral_rule", ReferralRule::Opportunity),
            progress_mode: settings.choice("tier.progress_mode", ProgressMode::FromZero),
            reported_feeds: settings.flag("reported.feeds_revenue"),
            provisional_months: settings.span("tier.provisional_months"),
            landing: settings.choice("tier.soft_landing", Landing::OneLevel),
            override_allowed: settings.flag("tier.override_allowed"),
            override_max_months: settings.span("tier.override_max_months"),
            override_min_strategic_value: fraction(settings.number("tier.override_min_strategic_value").decimal()),
            first_notice_days: settings.span("tier.grace_first_notice_days"),
            last_notice_days: settings.span("tier.grace_last_notice_days"),
            max_tiers: settings.count("tier.max_tiers"),
            max_step: settings.multiplier("tier.max_step"),
            small_roster_partners: settings.count("tier.small_roster_partners"),
            small_roster_tiers: settings.count("tier.small_roster_tiers"),
            economics_basis: settings.choice("tier.economics_basis", EconomicsBasis::Both),
            economics_warn_below: settings.multiplier("tier.economics_warn_below"),
            out_of_reach_progress: settings.percent("tier.out_of_reach_progress"),
            costs: UnitCosts {
                revenue: settings.money("tier.cost_revenue"),
                deal: settings.money("tier.cost_deal"),
                referral: settings.money("tier.cost_referral"),
                person: settings.money("tier.cost_person"),
                training: settings.money("tier.cost_training"),
                item: settings.money("tier.cost_item"),
                point: settings.money("tier.cost_point"),
                other: settings.money("tier.cost_other"),
            },
        }
    }
}
