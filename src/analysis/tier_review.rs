//! yearly reviews of a granted tier, grace, and downgrades by one level.

use crate::program::choice::choice;
use crate::program::period::{days_after, months_after};
use jiff::civil::Date;

choice! {
    /// Where a partner stands in the maintenance of its tier.
    pub enum ReviewState {
        Kept = "kept" => "Kept",
        Grace = "grace" => "Grace",
        Downgraded = "downgraded" => "Downgraded",
        Unknown = "unknown" => "Unknown",
    }
}

/// What the partner qualified for on a day: a rank in the ladder (0 is the base tier), or no tier at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TierEvaluation {
    /// The day.
    pub date: Date,
    /// The rank.
    pub qualified: Option<usize>,
}

/// A step down at the end of a grace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Downgrade {
    /// The rank before.
    pub from: usize,
    /// The rank after.
    pub to: usize,
    /// The day on which the grace ended.
    pub on: Date,
}

/// The result of the maintenance rules on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierReview {
    /// Where the partner stands.
    pub state: ReviewState,
    /// The rank after all downgrades.
    pub tier: usize,
    /// Since when.
    pub since: Date,
    /// The last review reached in that tier.
    pub review_on: Option<Date>,
    /// The first day on which the grace is over, while in grace.
    pub grace_end: Option<Date>,
    /// The day that cleared the grace of that last review.
    pub cleared_on: Option<Date>,
    /// The four reviews after `as_of`; none at the base tier.
    pub next_reviews: Vec<Date>,
    /// The steps down.
    pub downgrades: Vec<Downgrade>,
    /// The rank the latest evaluation qualifies for, when higher.
    pub promotion_to: Option<usize>,
}

/// What the maintenance rules need of a partner and its ladder.
#[derive(Debug, Clone, Copy)]
pub struct ReviewFacts<'a> {
    /// The granted rank.
    pub granted: usize,
    /// Since when.
    pub since: Date,
    /// The day on which the question is asked.
    pub as_of: Date,
    /// Months between reviews, 12 by default.
    pub review_months: u16,
    /// Quarters of grace per rank; a rank beyond the list has none.
    pub grace_quarters: &'a [u8],
    /// What the partner qualified for, by date ascending.
    pub evaluations: &'a [TierEvaluation],
}

///
pub fn review(facts: &ReviewFacts<'_>) -> TierReview {
    let every = i32::from(facts.review_months.max(1));
    let mut review = TierReview {
        state: ReviewState::Kept,
        tier: facts.granted,
        since: facts.since,
        review_on: None,
        grace_end: None,
        cleared_on: None,
        next_reviews: Vec::new(),
        downgrades: Vec::new(),
        promotion_to: None,
    };
    let mut count = 1;
    while review.tier > 0 {
        let on = months_after(review.since, count * every);
        if on > facts.as_of {
            break;
        }
        match review.step(facts, on) {
            Step::Kept => count += 1,
            Step::Down => count = 1,
            Step::Stop => break,
        }
    }
    if !review.downgrades.is_empty() && review.state == ReviewState::Kept {
        review.state = ReviewState::Downgraded;
    }
    if review.tier > 0 {
        let later = (1..).map(|count| months_after(review.since, count * every));
        review.next_reviews = later.take(4000).filter(|&on| on > facts.as_of).take(4).collect();
    }
    let latest = facts.evaluations.iter().rfind(|evaluation| evaluation.date <= facts.as_of);
    review.promotion_to = latest.and_then(|latest| latest.qualified).filter(|&rank| rank > review.tier);
    review
}

enum Step {
    Kept,
    Down,
    Stop,
}

impl TierReview {
    fn step(&mut self, facts: &ReviewFacts<'_>, on: Date) -> Step {
        self.review_on = Some(on);
        self.cleared_on = None;
        let holds = |evaluation: &&TierEvaluation| evaluation.qualified.is_some_and(|rank| rank >= self.tier);
        let Some(in_force) = facts.evaluations.iter().rfind(|evaluation| evaluation.date <= on) else {
            self.state = ReviewState::Unknown;
            return Step::Stop;
        };
        if holds(&in_force) {
            return Step::Kept;
        }
        let quarters = facts.grace_quarters.get(self.tier).copied().unwrap_or(0);
        let end = months_after(on, 3 * i32::from(quarters));
        let within =
            |evaluation: &&TierEvaluation| (on..end).contains(&evaluation.date) && evaluation.date <= facts.as_of;
        if let Some(clearing) = facts.evaluations.iter().filter(within).find(holds) {
            self.cleared_on = Some(clearing.date);
            return Step::Kept;
        }
        if facts.as_of < end {
            self.state = ReviewState::Grace;
            self.grace_end = Some(end);
            return Step::Stop;
        }
        self.downgrades.push(Downgrade { from: self.tier, to: self.tier - 1, on: end });
        self.tier -= 1;
        self.since = end;
        self.review_on = None;
        Step::Down
    }

    /// When to tell the partner, while in grace: at the review, and so many days before the end.
    pub fn notices(&self, first_days: u16, last_days: u16) -> Option<[Date; 3]> {
        let (review_on, end) = (self.review_on?, self.grace_end?);
        Some([review_on, days_after(end, -i32::from(first_days)), days_after(end, -i32::from(last_days))])
    }
}
