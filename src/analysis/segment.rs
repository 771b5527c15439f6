//! the segment of a partner, which decides how it is managed.

use super::exact::Fraction;
use super::growth::{Growth, GrowthState};
use crate::program::choice::choice;
use crate::program::money::Money;
use crate::program::partner::{EngagementLevel, LifecycleStage, Segment};
use crate::program::rate::Percent;

/// The numbers of the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SegmentRules {
    /// Revenue below which a partner may be long-tail: the Silver threshold.
    pub silver_threshold: Money,
    /// The share of partners with revenue that are at the top.
    pub top_percent: Percent,
    /// The growth of a strategic partner.
    pub growth_percent: Percent,
    /// The least strategic value of a growing partner.
    pub min_strategic_value: Fraction,
    /// The most registrations of a long-tail partner in the last quarter.
    pub max_registrations: u32,
}

impl Default for SegmentRules {
    fn default() -> Self {
        Self {
            silver_threshold: Money::whole(25_000),
            top_percent: Percent::whole(10),
            growth_percent: Percent::whole(20),
            min_strategic_value: Fraction::from_integer(50),
            max_registrations: 2,
        }
    }
}

/// What is known of a partner.
#[derive(Debug, Clone, Copy)]
pub struct SegmentFacts {
    /// A segment set by hand.
    pub override_segment: Option<Segment>,
    /// Growth year on year, with the program's flat band.
    pub growth: Growth,
    /// Revenue of the trailing twelve months.
    pub revenue: Option<Money>,
    /// Rank by that revenue among partners with any, 1 for the largest, ties alike.
    pub rank: Option<u32>,
    /// The level of engagement.
    pub engagement: Option<EngagementLevel>,
    /// Strategic value, 0 to 100.
    pub strategic_value: Option<Fraction>,
    /// The stage of the lifecycle.
    pub stage: Option<LifecycleStage>,
    /// Registrations of the last completed quarter.
    pub registrations: Option<u32>,
}

choice! {
    /// What a segment could not be decided by.
    pub enum SegmentInput {
        Growth = "growth" => "Growth year on year",
        RevenueT12m = "revenue_t12m" => "Revenue of the last 12 months",
        Engagement = "engagement" => "Engagement",
        StrategicValue = "strategic_value" => "Strategic value",
        Stage = "stage" => "Stage",
        RegistrationsLastQuarter = "registrations_last_quarter" => "Registrations last quarter",
    }
}

/// How many partners are at the top: `ceil(n * percent)`.
pub fn top_count(with_revenue: usize, top_percent: Percent) -> u32 {
    let product = with_revenue as i128 * top_percent.units().max(0);
    (product + Percent::WHOLE - 1).div_euclid(Percent::WHOLE) as u32
}

/// the segment and the number of the rule that gave it, 1 to 6; an unknown value never matches.
pub fn segment(facts: &SegmentFacts, top_count: u32, rules: &SegmentRules) -> (Segment, u8) {
    let disengaged = matches!(facts.engagement, Some(EngagementLevel::Quarterly | EngagementLevel::Inactive));
    let strong = facts.growth.at_least(rules.growth_percent) == Some(true);
    let valuable = facts.strategic_value.is_some_and(|value| value >= rules.min_strategic_value);
    let starting = matches!(facts.stage, Some(LifecycleStage::Onboard | LifecycleStage::Enable));
    let small = facts.revenue.is_some_and(|revenue| revenue < rules.silver_threshold);
    let quiet = facts.registrations.is_some_and(|count| count <= rules.max_registrations);
    if let Some(segment) = facts.override_segment {
        (segment, 1)
    } else if facts.growth.state == GrowthState::Declining && disengaged {
        (Segment::AtRisk, 2)
    } else if strong && facts.rank.is_some_and(|rank| rank <= top_count) {
        (Segment::Strategic, 3)
    } else if strong || (facts.growth.is_growing() && valuable) || starting {
        (Segment::Growth, 4)
    } else if small && quiet {
        (Segment::LongTail, 5)
    } else {
        (Segment::Stable, 6)
    }
}

impl SegmentFacts {
    /// What is unknown, in the order of the rule.
    pub fn unknown(&self) -> Vec<SegmentInput> {
        [
            (self.growth.state == GrowthState::Unknown, SegmentInput::Growth),
            (self.revenue.is_none(), SegmentInput::RevenueT12m),
            (self.engagement.is_none(), SegmentInput::Engagement),
            (self.strategic_value.is_none(), SegmentInput::StrategicValue),
            (self.stage.is_none(), SegmentInput::Stage),
            (self.registrations.is_none(), SegmentInput::RegistrationsLastQuarter),
        ]
        .into_iter()
        .filter_map(|(unknown, input)| unknown.then_some(input))
        .collect()
    }
}

/// Ranks by revenue among those with any: 1 for the largest, ties share the better rank.
pub fn ranks(revenues: &[Option<Money>]) -> Vec<Option<u32>> {
    let mut order: Vec<(i128, usize)> = revenues
        .iter()
        .enumerate()
        .filter_map(|(index, revenue)| revenue.map(|revenue| (revenue.cents(), index)).filter(|(cents, _)| *cents > 0))
        .collect();
    order.sort_unstable_by(|a, b| b.cmp(a));
    let mut ranks = vec![None; revenues.len()];
    let mut last = None;
    for (position, &(cents, index)) in order.iter().enumerate() {
        let rank = match last {
            Some((before, rank)) if before == cents => rank,
            _ => position as u32 + 1,
        };
        last = Some((cents, rank));
        ranks[index] = Some(rank);
    }
    ranks
}
