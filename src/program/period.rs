//! Fiscal quarters, months, and the windows of §0.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::Date;

use super::text_value::{BadText, serde_as_text};

/// A fiscal quarter, named by the year its fiscal year is called: `2026-Q3`.
///
/// A fiscal year is called after the calendar year in which it starts; with the default start in January
/// fiscal and calendar year are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    /// The fiscal year.
    pub year: i16,
    /// 1 to 4.
    pub number: u8,
}

/// A calendar month: `2026-09`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// The calendar year.
    pub year: i16,
    /// 1 to 12.
    pub number: u8,
}

/// The month in which the fiscal year starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FiscalCalendar {
    start_month: i8,
}

impl FiscalCalendar {
    /// A fiscal year that starts on the first of `month`, 1 to 12; other numbers mean January.
    pub fn starting_in(month: u8) -> Self {
        Self { start_month: if (1..=12).contains(&month) { month as i8 } else { 1 } }
    }

    /// The quarter a date lies in.
    pub fn quarter_of(self, date: Date) -> Quarter {
        let months = i32::from(date.month() - self.start_month);
        let year = if months < 0 { date.year() - 1 } else { date.year() };
        Quarter { year, number: (months.rem_euclid(12) / 3 + 1) as u8 }
    }

    /// First day of the quarter.
    pub fn first_day(self, quarter: Quarter) -> Date {
        let months = i32::from(self.start_month) - 1 + (i32::from(quarter.number) - 1) * 3;
        let year = quarter.year + (months / 12) as i16;
        Date::new(year, (months % 12 + 1) as i8, 1).unwrap_or(Date::MIN)
    }

    /// Last day of the quarter.
    pub fn last_day(self, quarter: Quarter) -> Date {
        days_after(self.first_day(quarter.next()), -1)
    }

    /// The latest quarter whose last day is on or before `as_of`.
    pub fn last_completed(self, as_of: Date) -> Quarter {
        let current = self.quarter_of(as_of);
        if self.last_day(current) <= as_of { current } else { current.previous() }
    }
}

impl Quarter {
    /// The quarter after this one.
    pub fn next(self) -> Self {
        if self.number == 4 {
            Self { year: self.year + 1, number: 1 }
        } else {
            Self { number: self.number + 1, ..self }
        }
    }

    /// The quarter before this one.
    pub fn previous(self) -> Self {
        if self.number == 1 {
            Self { year: self.year - 1, number: 4 }
        } else {
            Self { number: self.number - 1, ..self }
        }
    }

    /// The same quarter one fiscal year earlier.
    pub fn year_before(self) -> Self {
        Self { year: self.year - 1, ..self }
    }
}

/// The date `days` later (earlier when negative), kept inside the calendar.
pub fn days_after(date: Date, days: i32) -> Date {
    date.saturating_add(days.days())
}

/// The same day of the month `months` later, clamped to the month's last day (§0).
pub fn months_after(date: Date, months: i32) -> Date {
    date.saturating_add(months.months())
}

/// `later - earlier` in calendar days.
pub fn days_between(earlier: Date, later: Date) -> i32 {
    earlier.until(later).map_or(0, |span| span.get_days())
}

/// Trailing twelve months: `as_of - 12 months < date <= as_of` (§0).
pub fn in_trailing_year(date: Date, as_of: Date) -> bool {
    date <= as_of && date > months_after(as_of, -12)
}

/// Trailing 90 days: `as_of - 90 < date <= as_of` (§0).
pub fn in_trailing_90_days(date: Date, as_of: Date) -> bool {
    date <= as_of && date > days_after(as_of, -90)
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-Q{}", self.year, self.number)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.number)
    }
}

impl FromStr for Quarter {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        let read = || {
            let (year, number) = text.split_once("-Q")?;
            let number = number.parse().ok().filter(|n| (1..=4).contains(n) && number.len() == 1)?;
            (year.len() == 4).then_some(())?;
            Some(Self { year: year.parse().ok()?, number })
        };
        read().ok_or_else(|| BadText::new(text, "a quarter, such as \"2026-Q3\""))
    }
}

impl FromStr for Month {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        let read = || {
            let (year, number) = text.split_once('-')?;
            let number = number.parse().ok().filter(|n| (1..=12).contains(n) && number.len() == 2)?;
            (year.len() == 4).then_some(())?;
            Some(Self { year: year.parse().ok()?, number })
        };
        read().ok_or_else(|| BadText::new(text, "a month, such as \"2026-09\""))
    }
}

serde_as_text!(Quarter, "a quarter, such as \"2026-Q3\"");
serde_as_text!(Month, "a month, such as \"2026-09\"");

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn quarters_follow_the_fiscal_start() {
        let calendar = FiscalCalendar::starting_in(1);
        assert_eq!(calendar.quarter_of(date(2026, 9, 30)).to_string(), "2026-Q3");
        assert_eq!(calendar.last_completed(date(2026, 9, 30)).to_string(), "2026-Q3");
        assert_eq!(calendar.last_completed(date(2026, 9, 29)).to_string(), "2026-Q2");
        let october = FiscalCalendar::starting_in(10);
        let quarter = october.quarter_of(date(2026, 2, 14));
        assert_eq!(quarter.to_string(), "2025-Q2");
        assert_eq!((october.first_day(quarter), october.last_day(quarter)), (date(2026, 1, 1), date(2026, 3, 31)));
    }

    #[test]
    fn months_clamp_and_windows_are_half_open_at_the_start() {
        assert_eq!(months_after(date(2025, 1, 31), 1), date(2025, 2, 28));
        let as_of = date(2026, 9, 30);
        assert!(in_trailing_year(date(2025, 10, 1), as_of));
        assert!(!in_trailing_year(date(2025, 9, 30), as_of));
        assert!(in_trailing_year(as_of, as_of));
        assert_eq!(days_between(date(2026, 1, 31), date(2026, 3, 1)), 29);
    }
}
