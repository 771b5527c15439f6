//! activation, time to first deal, retention, NPS and QBR completion.

use jiff::civil::Date;

use super::benchmark::{TargetVerdict, reaches};
use super::exact::{Exact, Fraction, of_percent, ratio, whole};
use crate::program::choice::choice;
use crate::program::period::days_between;
use crate::program::qbr::QbrState;
use crate::program::rate::Percent;

/// A count out of a count against a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CountRate {
    /// The part.
    pub part: u64,
    /// The whole; zero gives no rate.
    pub of: u64,
}

impl CountRate {
    /// Counts one of the whole, in the part or not; or takes it out again.
    pub fn count(&mut self, in_part: bool, add: bool) {
        let step = |count: &mut u64, by: u64| *count = if add { *count + by } else { count.saturating_sub(by) };
        step(&mut self.of, 1);
        step(&mut self.part, in_part.into());
    }

    /// The rate as a factor.
    pub fn rate(self) -> Option<Exact> {
        ratio(&whole(self.part), &whole(self.of))
    }

    /// Whether the target is reached, exactly.
    pub fn verdict(self, target: Percent) -> TargetVerdict {
        reaches(self.rate().as_ref(), &of_percent(target))
    }
}

/// Answers to "how likely are you to recommend us", sorted (C-68).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Nps {
    /// 9 and 10.
    pub promoters: u64,
    /// 7 and 8.
    pub passives: u64,
    /// 0 to 6.
    pub detractors: u64,
}

impl Nps {
    /// Counts one answer of 0 to 10.
    pub fn add(&mut self, score: u8) {
        match score {
            9.. => self.promoters += 1,
            7..=8 => self.passives += 1,
            ..=6 => self.detractors += 1,
        }
    }

    /// How many answers.
    pub fn responses(self) -> u64 {
        self.promoters + self.passives + self.detractors
    }

    /// `100 * (promoters - detractors) / n`, -100 to 100; nothing without answers.
    pub fn score(self) -> Option<Fraction> {
        let responses = i128::from(self.responses());
        let balance = i128::from(self.promoters) - i128::from(self.detractors);
        (responses > 0).then(|| Fraction::new(100 * balance, responses))
    }
}

impl FromIterator<u8> for Nps {
    fn from_iter<I: IntoIterator<Item = u8>>(scores: I) -> Self {
        let mut nps = Self::default();
        scores.into_iter().for_each(|score| nps.add(score));
        nps
    }
}

choice! {
    /// Whether the first deal came in time.
    pub enum FirstDealVerdict {
        Pass = "pass" => "In time",
        Fail = "fail" => "Late",
        Pending = "pending" => "Pending",
    }
}

/// Days from signing to the first won deal, and whether they are fewer than `limit_days`.
pub fn first_deal(
    signed_on: Date,
    first_won_on: Option<Date>,
    as_of: Date,
    limit_days: u16,
) -> (Option<i32>, FirstDealVerdict) {
    let limit = i32::from(limit_days);
    match first_won_on.map(|won| days_between(signed_on, won)) {
        Some(days) if days < limit => (Some(days), FirstDealVerdict::Pass),
        Some(days) => (Some(days), FirstDealVerdict::Fail),
        None if days_between(signed_on, as_of) < limit => (None, FirstDealVerdict::Pending),
        None => (None, FirstDealVerdict::Fail),
    }
}

/// The median; of an even number the mean of the two in the middle.
pub fn median(mut days: Vec<i32>) -> Option<Fraction> {
    days.sort_unstable();
    let middle = days.len() / 2;
    let upper = i128::from(*days.get(middle)?);
    if days.len() % 2 == 1 {
        return Some(Fraction::from_integer(upper));
    }
    let lower = i128::from(*days.get(middle.checked_sub(1)?)?);
    Some(Fraction::new(lower + upper, 2))
}

/// Reviews held out of those scheduled up to `as_of`; a rescheduled one counts at its new date only.
pub fn qbr_completion(reviews: impl IntoIterator<Item = (Date, QbrState)>, as_of: Date) -> CountRate {
    let mut rate = CountRate::default();
    for (date, state) in reviews {
        if date <= as_of && state != QbrState::Rescheduled {
            rate.of += 1;
            rate.part += u64::from(state == QbrState::Held);
        }
    }
    rate
}
