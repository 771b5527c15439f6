//! Facts of a partner's own business that its copy of a review may draw: nothing of others, nothing of what we think.

use serde::{Deserialize, Serialize};

use super::Review;
use super::scoreboard::{figures, target};
use crate::analysis::pipeline_movement::{Tally, movement};
use crate::program::campaign::CampaignState;
use crate::program::choice::Choice;
use crate::program::deal::{Deal, DealStage};
use crate::program::event::EventMetric;
use crate::program::money::Money;
use crate::program::qbr::ReviewFigure;
use crate::report::cell::Cell;

/// How many quarters are drawn.
const QUARTERS: usize = 5;

/// What the partner brought in a quarter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedQuarter {
    /// Which quarter.
    pub quarter: String,
    /// Sourced revenue.
    pub sourced: Option<Money>,
    /// Influenced revenue.
    pub influenced: Option<Money>,
    /// What sourced revenue was to reach.
    pub target: Option<Money>,
}

/// A step from the pipeline of one day to that of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedStep {
    /// What happened.
    pub step: String,
    /// How many deals.
    pub deals: i64,
    /// Their sum; below zero where they left.
    pub amount: Option<Money>,
}

/// What the events with the partner gave together in the quarter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SharedEvents {
    /// How many campaigns were launched.
    pub launched: u32,
    /// Who registered.
    pub registrations: Option<i64>,
    /// Who came.
    pub attendees: Option<i64>,
    /// Leads.
    pub leads: Option<i64>,
}

/// Where the partner stands in the tier program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedTier {
    /// Its tier.
    pub current: String,
    /// The next one.
    pub next: String,
    /// How far it is.
    pub progress: String,
    /// What is missing.
    pub gaps: Vec<String>,
}

/// The quarters up to that of the review, the oldest first.
pub(super) fn quarters(review: &Review<'_>) -> Vec<SharedQuarter> {
    let all = std::iter::successors(Some(review.quarter), |quarter| Some(quarter.previous()));
    let mut quarters: Vec<SharedQuarter> = all
        .take(QUARTERS)
        .map(|quarter| {
            let found = figures(review, quarter);
            let aimed = match target(review, ReviewFigure::Sourced) {
                Cell::Money(money) if quarter == review.quarter => Some(money),
                _ => None,
            };
            SharedQuarter {
                quarter: quarter.to_string(),
                sourced: found.sourced,
                influenced: found.influenced,
                target: aimed,
            }
        })
        .collect();
    quarters.reverse();
    quarters
}

/// How the pipeline that the partner leads moved in the quarter.
pub(super) fn steps(review: &Review<'_>) -> Vec<SharedStep> {
    let calendar = review.program.profile.calendar();
    let (from, last) = (calendar.first_day(review.quarter), calendar.last_day(review.quarter));
    let until = last.min(review.derived.as_of());
    if until < from {
        return Vec::new();
    }
    let all = review.derived.partner_deals(&review.partner.id).map(|(deal, _)| deal);
    let movement = movement(all.filter(|deal| deal.partner.as_ref() == Some(&review.partner.id)), from, until);
    let step = |step: String, tally: Tally, takes: bool| SharedStep {
        step,
        deals: if takes { -i64::from(tally.deals) } else { tally.deals.into() },
        amount: tally.amount.map(|amount| if takes { Money::ZERO.minus(amount) } else { amount }),
    };
    let mut steps = vec![
        step(format!("Open on {from}"), movement.opening, false),
        step("New".to_owned(), movement.new, false),
        step("Won".to_owned(), movement.won, true),
        step("Lost".to_owned(), movement.lost, true),
        step(format!("Open on {until}"), movement.closing, false),
    ];
    if movement.undated.deals > 0 {
        steps.insert(2, step("Without a creation date".to_owned(), movement.undated, false));
    }
    steps
}

/// Open deals that the partner leads, summed by stage; a sum is unknown where one of its amounts is.
pub(super) fn stages(review: &Review<'_>) -> Vec<(String, Option<Money>)> {
    let open: Vec<&Deal> = review
        .derived
        .partner_deals(&review.partner.id)
        .map(|(deal, _)| deal)
        .filter(|deal| deal.partner.as_ref() == Some(&review.partner.id))
        .filter(|deal| !matches!(deal.stage, DealStage::Won | DealStage::Lost))
        .collect();
    let of_stage = |stage: &DealStage| {
        let amounts: Vec<Option<Money>> =
            open.iter().filter(|deal| deal.stage == *stage).map(|deal| deal.amount).collect();
        (!amounts.is_empty()).then(|| (stage.label().to_owned(), amounts.into_iter().sum()))
    };
    DealStage::ALL.iter().filter_map(of_stage).collect()
}

/// What the campaigns of the quarter gave; a sum is unknown where one of them is.
pub(super) fn events(review: &Review<'_>) -> SharedEvents {
    let calendar = review.program.profile.calendar();
    let launched = review.derived.campaigns_of(&review.partner.id).iter().filter(|one| {
        one.state != CampaignState::Cancelled
            && one.launch <= review.derived.as_of()
            && calendar.quarter_of(one.launch) == review.quarter
    });
    let all: Vec<_> = launched.collect();
    let sum = |metric: EventMetric| -> Option<i64> {
        let of_one = |id| {
            let value = review.derived.campaign(id)?.actual(metric)?;
            num_traits::ToPrimitive::to_i64(&value.to_integer())
        };
        if all.is_empty() { None } else { all.iter().map(|one| of_one(&one.id)).sum() }
    };
    SharedEvents {
        launched: u32::try_from(all.len()).unwrap_or(u32::MAX),
        registrations: sum(EventMetric::Registrations),
        attendees: sum(EventMetric::Attendees),
        leads: sum(EventMetric::Leads),
    }
}

/// Where the partner stands; nothing while the program has no tiers.
pub(super) fn tier(review: &Review<'_>) -> Option<SharedTier> {
    let standing = review.derived.tier_standing(&review.partner.id)?;
    let currency = review.program.profile.currency;
    Some(SharedTier {
        current: standing.current.unwrap_or_else(|| "none".to_owned()),
        next: standing.next.unwrap_or_else(|| "none: this is the top".to_owned()),
        progress: standing.display,
        gaps: standing.gaps.iter().map(|gap| gap.told(currency)).collect(),
    })
}
