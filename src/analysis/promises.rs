//! Promises kept, for each side: action items and promises that are due, and what became of them (R-41, F102, S-3).

use jiff::civil::Date;

use super::partner_kpis::CountRate;
use crate::program::qbr::ActionItem;
use crate::program::relationship::PromisedItem;
use crate::program::side::Side;

/// What became of something that was promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Done in time, or done without a date.
    Kept,
    /// Done after its date.
    Late,
    /// Open past its date.
    Broken,
    /// Open, and not due yet.
    Open,
}

impl Fate {
    /// Seen on a day; due on that day is not late yet, and what is done later is open.
    pub fn of(due: Option<Date>, done: Option<Date>, as_of: Date) -> Self {
        match (due, done.filter(|done| *done <= as_of)) {
            (Some(due), Some(done)) if done > due => Self::Late,
            (_, Some(_)) => Self::Kept,
            (Some(due), None) if due < as_of => Self::Broken,
            (_, None) => Self::Open,
        }
    }

    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Late => "kept late",
            Self::Broken => "broken: overdue",
            Self::Open => "open",
        }
    }
}

/// What became of the promises of one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Promises {
    /// Done in time.
    pub kept: u64,
    /// Done after their date.
    pub late: u64,
    /// Open past their date.
    pub broken: u64,
    /// Not due yet.
    pub open: u64,
}

impl Promises {
    /// Counts one.
    pub fn count(&mut self, fate: Fate) {
        let of_fate = match fate {
            Fate::Kept => &mut self.kept,
            Fate::Late => &mut self.late,
            Fate::Broken => &mut self.broken,
            Fate::Open => &mut self.open,
        };
        *of_fate += 1;
    }

    /// Kept in time out of all that were done or are past their date.
    pub fn rate(self) -> CountRate {
        CountRate { part: self.kept, of: self.kept + self.late + self.broken }
    }

    /// Adds those of another, or takes them out again.
    pub fn add(&mut self, other: Self, add: bool) {
        let step = |count: &mut u64, by: u64| *count = if add { *count + by } else { count.saturating_sub(by) };
        step(&mut self.kept, other.kept);
        step(&mut self.late, other.late);
        step(&mut self.broken, other.broken);
        step(&mut self.open, other.open);
    }
}

/// What became of the promises of both sides; what both promised counts for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BothSides {
    /// Ours.
    pub us: Promises,
    /// The partner's.
    pub partner: Promises,
}

impl BothSides {
    /// Counts something that was promised.
    pub fn count(&mut self, by: Side, fate: Fate) {
        if by != Side::Partner {
            self.us.count(fate);
        }
        if by != Side::Us {
            self.partner.count(fate);
        }
    }

    /// Adds those of another, or takes them out again.
    pub fn add(&mut self, other: Self, add: bool) {
        self.us.add(other.us, add);
        self.partner.add(other.partner, add);
    }

    /// Of action items and promises, seen on a day.
    pub fn of<'a>(
        items: impl IntoIterator<Item = &'a ActionItem>,
        promises: impl IntoIterator<Item = &'a PromisedItem>,
        as_of: Date,
    ) -> Self {
        let mut both = Self::default();
        for item in items {
            both.count(item.side, Fate::of(item.due, item.done_on, as_of));
        }
        for promise in promises {
            both.count(promise.by, Fate::of(promise.due, promise.done_on, as_of));
        }
        both
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_judged_once_it_is_done_or_past_its_date() {
        let day = |day: i8| Date::constant(2026, 7, day);
        let cases = [
            (Some(9), None, Fate::Broken),
            (Some(10), None, Fate::Open),
            (None, None, Fate::Open),
            (Some(9), Some(9), Fate::Kept),
            (Some(8), Some(9), Fate::Late),
            (None, Some(9), Fate::Kept),
            (Some(20), Some(11), Fate::Open),
            (Some(9), Some(11), Fate::Broken),
        ];
        for (due, done, expected) in cases {
            assert_eq!(Fate::of(due.map(day), done.map(day), day(10)), expected, "{due:?} {done:?}");
        }
    }

    #[test]
    fn what_both_promised_counts_for_each_side_and_open_ones_for_no_rate() {
        let mut both = BothSides::default();
        for (by, fate) in [
            (Side::Us, Fate::Kept),
            (Side::Both, Fate::Late),
            (Side::Partner, Fate::Broken),
            (Side::Partner, Fate::Open),
        ] {
            both.count(by, fate);
        }
        assert_eq!((both.us.rate(), both.partner.rate()), (CountRate { part: 1, of: 2 }, CountRate { part: 0, of: 2 }));
        assert_eq!(both.partner.open, 1);
        let mut sum = both;
        sum.add(both, true);
        sum.add(both, false);
        assert_eq!(sum, both);
    }
}
