//! the windows of an as-of date, laid out once so that a date is placed by comparing.

use jiff::civil::Date;

use crate::program::criterion::Window;
use crate::program::period::{FiscalCalendar, Quarter, days_after, months_after};

/// A run of days, both ends inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
}

impl Days {
    /// Whether a day is inside.
    pub fn contains(&self, date: Date) -> bool {
        self.first <= date && date <= self.last
    }
}

/// Every window that measures are taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Periods {
    /// The day everything is seen from.
    pub as_of: Date,
    /// The program's fiscal calendar.
    pub calendar: FiscalCalendar,
    /// The trailing twelve months.
    pub t12m: Days,
    /// The twelve months before those.
    pub t12m_before: Days,
    /// The trailing 90 days.
    pub t90d: Days,
    /// The last completed quarter.
    pub last_quarter: Quarter,
    /// Its days.
    pub last_quarter_days: Days,
    /// The days of the same quarter one year earlier.
    pub prior_year_quarter_days: Days,
    /// The fiscal year up to `as_of`.
    pub fiscal_ytd: Days,
}

impl Periods {
    /// The windows of a day.
    pub fn new(as_of: Date, calendar: FiscalCalendar) -> Self {
        let days_of = |quarter: Quarter| Days { first: calendar.first_day(quarter), last: calendar.last_day(quarter) };
        let trailing = |end: Date| Days { first: days_after(months_after(end, -12), 1), last: end };
        let last_quarter = calendar.last_completed(as_of);
        let first_quarter = Quarter { number: 1, ..calendar.quarter_of(as_of) };
        Self {
            as_of,
            calendar,
            t12m: trailing(as_of),
            t12m_before: trailing(months_after(as_of, -12)),
            t90d: Days { first: days_after(as_of, -89), last: as_of },
            last_quarter,
            last_quarter_days: days_of(last_quarter),
            prior_year_quarter_days: days_of(last_quarter.year_before()),
            fiscal_ytd: Days { first: calendar.first_day(first_quarter), last: as_of },
        }
    }

    /// Whether something of that date counts in a window; nothing after `as_of` ever does.
    pub fn contains(&self, window: Window, date: Date) -> bool {
        match window {
            Window::T12m => self.t12m.contains(date),
            Window::T90d => self.t90d.contains(date),
            Window::LastQuarter => self.last_quarter_days.contains(date),
            Window::FiscalYtd => self.fiscal_ytd.contains(date),
            Window::Ever | Window::Now => date <= self.as_of,
        }
    }
}
