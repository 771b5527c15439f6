//! when something that recurs is next due.

use crate::program::choice::choice;
use crate::program::goal::Cadence;
use crate::program::period::{days_after, days_between, months_after};
use jiff::civil::Date;

/// The days of the intervals that are not counted in months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IntervalDays {
    /// Weekly.
    pub weekly: u16,
    /// Every two weeks.
    pub bi_weekly: u16,
    /// Twice a year.
    pub bi_annual: u16,
}

impl Default for IntervalDays {
    fn default() -> Self {
        Self { weekly: 7, bi_weekly: 14, bi_annual: 182 }
    }
}

choice! {
    /// Whether it is time.
    pub enum DueState {
        Overdue = "overdue" => "Overdue",
        Due = "due" => "Due",
        Scheduled = "scheduled" => "Scheduled",
    }
}

impl DueState {
    /// The state of something due on a day.
    pub fn of(due: Date, as_of: Date) -> Self {
        match as_of.cmp(&due) {
            std::cmp::Ordering::Greater => Self::Overdue,
            std::cmp::Ordering::Equal => Self::Due,
            std::cmp::Ordering::Less => Self::Scheduled,
        }
    }
}

/// the day one interval after `last`.
pub fn next_due(last: Date, cadence: Cadence, days: &IntervalDays) -> Date {
    match cadence {
        Cadence::Weekly => days_after(last, days.weekly.into()),
        Cadence::Biweekly => days_after(last, days.bi_weekly.into()),
        Cadence::Monthly => months_after(last, 1),
        Cadence::Quarterly => months_after(last, 3),
        Cadence::Biannual => days_after(last, days.bi_annual.into()),
        Cadence::Annual => months_after(last, 12),
    }
}

/// Days overdue and days left; the one that does not apply is 0.
pub fn distance(due: Date, as_of: Date) -> (i32, i32) {
    let days = days_between(due, as_of);
    (days.max(0), (-days).max(0))
}
