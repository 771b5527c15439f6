//! the health score, a range where facts are missing, and its band.

use super::exact::Fraction;
use super::growth::{Growth, GrowthState, STRONG_GROWTH};
use crate::program::choice::{Choice, choice};
use crate::program::partner::{EngagementLevel, StrategicFit};
use crate::program::rate::Percent;

choice! {
    /// The five dimensions of health, in the order of the score.
    pub enum HealthDimension {
        Revenue = "revenue" => "Revenue",
        Activity = "activity" => "Activity",
        Engagement = "engagement" => "Engagement",
        Satisfaction = "satisfaction" => "Satisfaction",
        StrategicFit = "strategic_fit" => "Strategic fit",
    }
}

choice! {
    /// The bands of the health score.
    pub enum HealthBand {
        Champion = "champion" => "Champion",
        Healthy = "healthy" => "Healthy",
        AtRisk = "at_risk" => "At-risk",
        Critical = "critical" => "Critical",
        Churning = "churning" => "Churning",
        Unknown = "unknown" => "Unknown",
    }
}

/// What the score is made from; what is missing is unknown, never zero.
#[derive(Debug, Clone, Copy)]
pub struct HealthFacts {
    /// Growth year on year.
    pub growth: Growth,
    /// Registrations submitted in the last completed quarter that count.
    pub registrations: Option<u32>,
    /// The level of engagement.
    pub engagement: Option<EngagementLevel>,
    /// NPS, -100 to 100.
    pub nps: Option<Fraction>,
    /// Strategic fit.
    pub strategic_fit: Option<StrategicFit>,
}

/// The numbers of the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HealthRules {
    /// What a partner without revenue in both quarters gets: 0, or 10 in the literal reading.
    pub no_revenue_points: u8,
    /// The growth that gives all points.
    pub strong_growth: Percent,
}

impl Default for HealthRules {
    fn default() -> Self {
        Self { no_revenue_points: 0, strong_growth: Percent::whole(STRONG_GROWTH) }
    }
}

/// Days since the last portal visit up to which a partner is engaged weekly, monthly, quarterly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EngagementDays {
    /// Weekly.
    pub weekly: u16,
    /// Monthly.
    pub monthly: u16,
    /// Quarterly; longer ago is inactive.
    pub quarterly: u16,
}

impl Default for EngagementDays {
    fn default() -> Self {
        Self { weekly: 7, monthly: 31, quarterly: 92 }
    }
}

/// The score of a partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Health {
    points: [Option<u8>; 5],
    /// The known points.
    pub low: u8,
    /// The known points and the most that the unknown dimensions can give.
    pub high: u8,
    /// The band that both ends share, otherwise [`HealthBand::Unknown`].
    pub band: HealthBand,
}

impl HealthDimension {
    /// The most points it gives; the five sum to 100.
    pub fn max(self) -> u8 {
        match self {
            Self::Revenue => 30,
            Self::Activity => 25,
            Self::Engagement => 20,
            Self::Satisfaction => 15,
            Self::StrategicFit => 10,
        }
    }

    /// Its name for the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Revenue => "Revenue growth",
            Self::Activity => "Activity",
            Self::Engagement => "Engagement",
            Self::Satisfaction => "Satisfaction",
            Self::StrategicFit => "Strategic fit",
        }
    }
}

impl HealthBand {
    /// The band of a score.
    pub fn of(score: u8) -> Self {
        match score {
            80.. => Self::Champion,
            60..80 => Self::Healthy,
            40..60 => Self::AtRisk,
            20..40 => Self::Critical,
            ..20 => Self::Churning,
        }
    }

    /// The word for the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Champion => "Champion",
            Self::Healthy => "Healthy",
            Self::AtRisk => "At-risk",
            Self::Critical => "Critical",
            Self::Churning => "Churning",
            Self::Unknown => "Unknown",
        }
    }
}

///
pub fn health(facts: &HealthFacts, rules: &HealthRules) -> Health {
    let points = [
        revenue_points(&facts.growth, rules),
        facts.registrations.map(activity_points),
        facts.engagement.map(engagement_points),
        facts.nps.as_ref().map(satisfaction_points),
        facts.strategic_fit.map(fit_points),
    ];
    let mut low = 0;
    let mut high = 0;
    for (dimension, points) in HealthDimension::ALL.iter().copied().zip(points) {
        low += points.unwrap_or(0);
        high += points.unwrap_or(dimension.max());
    }
    let band = if HealthBand::of(low) == HealthBand::of(high) { HealthBand::of(low) } else { HealthBand::Unknown };
    Health { points, low, high, band }
}

fn revenue_points(growth: &Growth, rules: &HealthRules) -> Option<u8> {
    match growth.state {
        GrowthState::New => Some(30),
        GrowthState::Growing if growth.at_least(rules.strong_growth) == Some(true) => Some(30),
        GrowthState::Growing => Some(20),
        GrowthState::Flat => Some(10),
        GrowthState::Declining => Some(0),
        GrowthState::NoRevenue => Some(rules.no_revenue_points.min(30)),
        GrowthState::Unknown => None,
    }
}

fn activity_points(registrations: u32) -> u8 {
    match registrations {
        5.. => 25,
        3..=4 => 20,
        1..=2 => 10,
        0 => 0,
    }
}

fn engagement_points(level: EngagementLevel) -> u8 {
    match level {
        EngagementLevel::Weekly => 20,
        EngagementLevel::Monthly => 15,
        EngagementLevel::Quarterly => 10,
        EngagementLevel::Inactive => 0,
    }
}

fn satisfaction_points(nps: &Fraction) -> u8 {
    let at_least = |limit: i128| *nps >= Fraction::from_integer(limit);
    match () {
        () if at_least(50) => 15,
        () if at_least(25) => 10,
        () if at_least(0) => 5,
        () => 0,
    }
}

fn fit_points(fit: StrategicFit) -> u8 {
    match fit {
        StrategicFit::Strong => 10,
        StrategicFit::Moderate => 5,
        StrategicFit::Weak => 0,
    }
}

/// The level of engagement: entered, else from the days since the last portal visit, else "never logged in".
pub fn engagement_level(
    entered: Option<EngagementLevel>,
    days_since_visit: Option<i32>,
    never_visited: bool,
    limits: &EngagementDays,
) -> Option<EngagementLevel> {
    let from_days = |days: i32| match days {
        _ if days <= i32::from(limits.weekly) => EngagementLevel::Weekly,
        _ if days <= i32::from(limits.monthly) => EngagementLevel::Monthly,
        _ if days <= i32::from(limits.quarterly) => EngagementLevel::Quarterly,
        _ => EngagementLevel::Inactive,
    };
    entered.or(days_since_visit.map(from_days)).or(never_visited.then_some(EngagementLevel::Inactive))
}

/// The fit that an evaluation's Strategic Fit of 1 to 5 stands for.
pub fn fit_of_score(score: u8) -> StrategicFit {
    match score {
        4.. => StrategicFit::Strong,
        3 => StrategicFit::Moderate,
        ..=2 => StrategicFit::Weak,
    }
}

impl Health {
    /// The points of a dimension, nothing when it is unknown.
    pub fn points(&self, dimension: HealthDimension) -> Option<u8> {
        self.points[dimension as usize]
    }

    /// The score, where nothing is missing or what is missing gives nothing.
    pub fn score(&self) -> Option<u8> {
        (self.low == self.high).then_some(self.low)
    }

    /// The same dimensions under a score that another system reports, where a program lets it stand in (C-38).
    pub fn with_reported(self, score: u8) -> Self {
        let score = score.min(100);
        Self { low: score, high: score, band: HealthBand::of(score), ..self }
    }

    /// The dimensions without facts.
    pub fn unknown(&self) -> impl Iterator<Item = HealthDimension> + '_ {
        HealthDimension::ALL.iter().copied().filter(|&dimension| self.points(dimension).is_none())
    }

    /// `Champion (80)` or `Unknown (65–80)`.
    pub fn display(&self) -> String {
        match self.score() {
            Some(score) => format!("{} ({score})", self.band.label()),
            None => format!("{} ({}–{})", self.band.label(), self.low, self.high),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::growth::growth;
    use crate::program::money::Money;
    use proptest::prelude::*;

    /// Facts of a partner in growth, registrations, days since the last visit, NPS and fit.
    fn facts((current, previous, registrations, days, nps, fit): (i128, i128, u32, i32, i128, u8)) -> HealthFacts {
        let money = |cents| Some(Money::from_cents(cents));
        HealthFacts {
            growth: growth(money(current), money(previous), "5%".parse().unwrap()),
            registrations: Some(registrations),
            engagement: engagement_level(None, Some(days), false, &EngagementDays::default()),
            nps: Some(Fraction::from_integer(nps)),
            strategic_fit: Some(fit_of_score(fit)),
        }
    }

    proptest! {
        #[test]
        fn a_better_fact_never_takes_points_from_its_dimension(
            previous in 0_i128..1_000_000, current in (0_i128..2_000_000, 0_i128..200_000), registrations in (0_u32..8, 0_u32..4),
            days in (0_i32..150, 0_i32..60), nps in (-100_i128..=100, 0_i128..60), fit in (1_u8..=5, 0_u8..3)
        ) {
            let lower = (current.0, previous, registrations.0, days.0 + days.1, nps.0, fit.0);
            let higher = (
                current.0 + current.1, previous, registrations.0 + registrations.1, days.0, nps.0 + nps.1, fit.0 + fit.1
            );
            let rules = HealthRules::default();
            let (lower, higher) = (health(&facts(lower), &rules), health(&facts(higher), &rules));
            for dimension in HealthDimension::ALL.iter().copied() {
                prop_assert!(lower.points(dimension).unwrap() <= higher.points(dimension).unwrap());
            }
            prop_assert!(lower.score().unwrap() <= higher.score().unwrap() && higher.high <= 100);
        }
    }
}
