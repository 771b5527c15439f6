//! The planner's numbers in words: amounts, shares, levers, and what stands in the way.

use jiff::civil::Date;
use num_bigint::BigInt;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::GoalReview;
use crate::analysis::exact::{Exact, Fraction, NOT_AVAILABLE, exact_text, scaled, shown, whole};
use crate::analysis::goal::{Alone, Blocker, BlockerCode, Lever, LeverValue, MixBlocker, ResellersAlone, Stated};
use crate::program::choice::Choice;
use crate::program::currency::grouped;
use crate::program::partner::PartnerType;
use crate::program::period::months_after;
use crate::report::cell::Cell;

/// An amount with its thousands in groups.
pub(super) fn money(amount: &Exact) -> String {
    grouped(&shown(amount, 2))
}

/// A share with one decimal.
pub(super) fn percent(share: &Exact) -> String {
    format!("{}%", shown(&(share * whole(100)), 1))
}

/// A share that may have no value.
pub(super) fn maybe_percent(share: Option<&Exact>) -> String {
    share.map_or_else(|| NOT_AVAILABLE.to_owned(), percent)
}

/// A share as a cell with so many decimals.
pub(super) fn share_cell(share: Option<&Exact>, places: u8) -> Cell {
    let units = share.and_then(|share| scaled(&(share * whole(100)), 4).to_i128());
    units.map_or(Cell::Unknown, |units| Cell::Percent(Fraction::new(units, 10_000), places))
}

/// An amount as a cell.
pub(super) fn money_cell(amount: &Exact) -> Cell {
    Cell::Money(crate::analysis::exact::to_money(amount))
}

/// A number with two decimals at most.
fn number(value: &Exact) -> String {
    let text = shown(value, 2);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A type of partner in the plural.
pub(super) fn partners_of(kind: PartnerType) -> &'static str {
    match kind {
        PartnerType::Technology => "Technology partners",
        PartnerType::Referral => "Referral partners",
        PartnerType::Affiliate => "Affiliates",
        PartnerType::Reseller => "Resellers",
        PartnerType::Services => "SI and consultants",
        PartnerType::Strategic => "Strategic partners",
        PartnerType::Oem => "OEM partners",
    }
}

/// What a lever is.
pub(super) fn lever(lever: Lever) -> String {
    match lever {
        Lever::YearlyArr(kind) => format!("{}: new ARR each a year", partners_of(kind)),
        Lever::MonthsToValue(kind) => format!("{}: time to value", partners_of(kind)),
        Lever::Activation => "Recruits who become active".to_owned(),
        Lever::Recruits => "Partners recruited".to_owned(),
        Lever::StartDelay => "Start of all cohorts".to_owned(),
        Lever::DirectGrowth => "Growth of direct revenue".to_owned(),
        Lever::Retention => "Partner revenue that stays".to_owned(),
    }
}

/// The value of a lever with its unit.
pub(super) fn value(of: Lever, value: &LeverValue) -> String {
    match value {
        LeverValue::Money(amount) => money(amount),
        LeverValue::Months(months) if of == Lever::StartDelay && months.is_negative() => {
            format!("{} earlier", months_of(&-months))
        }
        LeverValue::Months(months) if of == Lever::StartDelay => format!("{} later", months_of(months)),
        LeverValue::Months(months) => months_of(months),
        LeverValue::Percent(share) => format!("{}%", number(&(share * whole(100)))),
        LeverValue::Factor(factor) => format!("{}x", number(factor)),
    }
}

fn months_of(months: &Exact) -> String {
    format!("{} month{}", number(months), if months.is_one() { "" } else { "s" })
}

/// What a lever alone can do.
pub(super) fn alone(of: Lever, alone: &Alone) -> String {
    match alone {
        Alone::AlreadyMet => "reached anyway".to_owned(),
        Alone::Reaches(reached) => format!("reaches it at {}", value(of, reached)),
        Alone::CannotAlone => "cannot alone".to_owned(),
    }
}

impl GoalReview {
    /// The day that is so many months ahead; of the horizon, the day the target is due.
    pub fn day(&self, month: u32) -> Date {
        if month == self.plan.plan.horizon_months { self.plan.due } else { months_after(self.plan.as_of, month as i32) }
    }

    /// A month with its day.
    pub(super) fn month(&self, month: u32) -> String {
        format!("month {month} ({})", self.day(month))
    }

    /// How many resellers alone would do it.
    pub(super) fn resellers_alone(&self, alone: &ResellersAlone) -> String {
        let needed = |count: Option<&BigInt>| match count {
            Some(count) if count.is_zero() => "none".to_owned(),
            Some(count) => count.to_string(),
            None => "no number would do".to_owned(),
        };
        let [worst, _, best] = &self.plan.mix.capacity;
        format!(
            "Resellers alone, signed in {}: {} with everything else at its base, {} with every range at its best end. \
             The managers can look after {worst} to {best}.",
            self.month(alone.start_month),
            needed(alone.base.as_ref()),
            needed(alone.optimistic.as_ref()),
        )
    }

    /// Where the number of resellers comes from.
    pub(super) fn resellers_from(&self) -> String {
        match &self.plan.active_resellers {
            Stated::Asked => "as asked".to_owned(),
            Stated::Goal(goal) => format!("goal {goal}"),
            Stated::Program => "the program".to_owned(),
            Stated::Assumed => "as many as the target needs and the managers can look after".to_owned(),
        }
    }

    /// Everything in the way by its code, each sentence with its number.
    pub fn in_the_way(&self) -> Vec<(&'static str, String)> {
        let mut found: Vec<(&'static str, String)> =
            self.outcome.blockers.iter().map(|blocker| (blocker.code.word(), told(blocker))).collect();
        let of_mix = self.plan.mix.blockers.iter().filter(|blocker| **blocker != MixBlocker::NoPartnerManager);
        found.extend(of_mix.map(|blocker| (blocker.word(), self.mix_blocker(*blocker))));
        found
    }

    fn mix_blocker(&self, blocker: MixBlocker) -> String {
        let mix = &self.plan.mix;
        let [_, _, most] = &mix.capacity;
        match blocker {
            MixBlocker::NoPartnerManager => "There is no partner manager.".to_owned(),
            MixBlocker::NeededAboveCapacity => {
                let needed = mix.needed_active.clone().unwrap_or_default();
                format!("The target needs {needed} active resellers; the managers can look after {most} at most.")
            }
            MixBlocker::ResellersContributeNothing => {
                "Resellers signed now bring nothing by then at their usual time to value.".to_owned()
            }
            MixBlocker::NoOnboardingCapacity => {
                format!("{} recruits cannot be onboarded by anybody.", mix.unscheduled)
            }
        }
    }
}

/// What stands in the way, with its number.
fn told(blocker: &Blocker) -> String {
    let (number, limit) = (number(&blocker.number), number(&blocker.limit));
    let month = blocker.month.as_ref().map(exact_text).unwrap_or_default();
    match blocker.code {
        BlockerCode::NoPartnerManager => {
            "There is no partner manager: nobody looks after partners or onboards them.".to_owned()
        }
        BlockerCode::CapacityOver => {
            format!("The partners at the end need {number} managers even at best; there are {limit}.")
        }
        BlockerCode::OnboardingThroughput => {
            format!("{number} onboardings begin in the three months from month {month}; the managers can run {limit}.")
        }
        BlockerCode::ContributesNothingBefore => {
            let who = blocker.partner_type.map_or("They", partners_of);
            format!("{who} contribute nothing before month {number}; the plan ends in month {limit}.")
        }
        BlockerCode::ActivationBelowTarget => {
            format!("{number}% of recruits are expected to become active; {limit}% should.")
        }
    }
}
