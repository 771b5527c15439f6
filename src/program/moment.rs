//! A civil time with its offset from UTC, to the second: what service clocks count on.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::text_value::{BadText, serde_as_text};

/// A time with a UTC offset: `2025-03-01T09:00+01:00`; seconds are written only where there are some.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Moment {
    civil: DateTime,
    offset_minutes: i16,
}

impl Moment {
    /// A local time and how many minutes it is ahead of UTC (less than 15 hours).
    pub fn new(civil: DateTime, offset_minutes: i16) -> Option<Self> {
        (offset_minutes.unsigned_abs() < 15 * 60)
            .then(|| Self { civil: civil.date().at(civil.hour(), civil.minute(), civil.second(), 0), offset_minutes })
    }

    /// A time of UTC.
    pub fn utc(civil: DateTime) -> Self {
        Self { civil: civil.date().at(civil.hour(), civil.minute(), civil.second(), 0), offset_minutes: 0 }
    }

    /// The date where it was written.
    pub fn date(self) -> Date {
        self.civil.date()
    }

    /// For people: `Wed 25 Nov 2026 11:24`, and what it is ahead of UTC where it is.
    pub fn spelled(self) -> String {
        let hours = self.offset_minutes.unsigned_abs();
        let zone = match self.offset_minutes {
            0 => " UTC".to_owned(),
            ahead => format!(" UTC{}{:02}:{:02}", if ahead < 0 { '-' } else { '+' }, hours / 60, hours % 60),
        };
        format!("{}{zone}", self.civil.strftime("%a %-d %b %Y %H:%M"))
    }

    /// The first minute of a day, where only the day is known.
    pub fn start_of(date: Date) -> Self {
        Self { civil: date.at(0, 0, 0, 0), offset_minutes: 0 }
    }

    /// The local clock time.
    pub fn civil(self) -> DateTime {
        self.civil
    }

    /// Minutes the local clock is ahead of UTC.
    pub fn offset_minutes(self) -> i16 {
        self.offset_minutes
    }

    /// The moment so many days later, at the same clock time and offset; kept inside the calendar.
    pub fn days_later(self, days: i32) -> Self {
        Self { civil: self.civil.saturating_add(days.days()), ..self }
    }

    /// The moment so many hours later, at the same offset; kept inside the calendar.
    pub fn hours_later(self, hours: u32) -> Self {
        Self { civil: self.civil.saturating_add(i64::from(hours).hours()), ..self }
    }

    /// The moment so many seconds later, at the same offset; kept inside the calendar.
    pub fn seconds_later(self, seconds: u64) -> Self {
        let seconds = i64::try_from(seconds).unwrap_or(i64::MAX).min(10_000_000_000);
        Self { civil: self.civil.saturating_add(seconds.seconds()), ..self }
    }

    /// Whole minutes from `self` to `later`, rounded down.
    pub fn minutes_until(self, later: Self) -> i64 {
        self.seconds_until(later).div_euclid(60)
    }

    /// Seconds from `self` to `later`.
    pub fn seconds_until(self, later: Self) -> i64 {
        later.utc_seconds() - self.utc_seconds()
    }

    /// The instant it is.
    pub fn timestamp(self) -> jiff::Timestamp {
        jiff::Timestamp::from_second(self.utc_seconds()).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }

    fn utc_seconds(self) -> i64 {
        let days = super::period::days_between(Date::constant(1970, 1, 1), self.civil.date());
        let clock =
            i64::from(self.civil.hour()) * 3600 + i64::from(self.civil.minute()) * 60 + i64::from(self.civil.second());
        i64::from(days) * 86_400 + clock - i64::from(self.offset_minutes) * 60
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.utc_seconds(), self.civil).cmp(&(other.utc_seconds(), other.civil))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.offset_minutes < 0 { '-' } else { '+' };
        let offset = self.offset_minutes.unsigned_abs();
        write!(f, "{}T{:02}:{:02}", self.civil.date(), self.civil.hour(), self.civil.minute())?;
        if self.civil.second() != 0 {
            write!(f, ":{:02}", self.civil.second())?;
        }
        write!(f, "{sign}{:02}:{:02}", offset / 60, offset % 60)
    }
}

impl FromStr for Moment {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        let read = || {
            let (civil, offset) = if let Some(civil) = text.strip_suffix('Z') {
                (civil, 0)
            } else {
                let (civil, offset) = text.split_at_checked(text.len().checked_sub(6)?)?;
                let sign = match offset.as_bytes()[0] {
                    b'+' => 1,
                    b'-' => -1,
                    _ => return None,
                };
                let (hours, minutes) = offset[1..].split_once(':')?;
                let minutes = minutes.parse::<i16>().ok().filter(|m| (0..60).contains(m))?;
                (civil, sign * (hours.parse::<i16>().ok()? * 60 + minutes))
            };
            Self::new(civil.parse().ok()?, offset)
        };
        read().ok_or_else(|| BadText::new(text, "a time with its offset, such as \"2025-03-01T09:00+01:00\""))
    }
}

serde_as_text!(Moment, "a time with its offset, such as \"2025-03-01T09:00+01:00\"");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elapsed_minutes_count_across_offsets() {
        let opened: Moment = "2025-03-01T09:00+01:00".parse().unwrap();
        let answered: Moment = "2025-03-01T12:00Z".parse().unwrap();
        assert_eq!(opened.minutes_until(answered), 240);
        assert!(opened < answered);
        assert_eq!(opened.to_string(), "2025-03-01T09:00+01:00");
        let later: Moment = "2025-03-01T09:00:59+01:00".parse().unwrap();
        assert_eq!((opened.minutes_until(later), opened.seconds_until(later)), (0, 59));
        assert_eq!(later.to_string(), "2025-03-01T09:00:59+01:00");
        for bad in ["2025-03-01", "2025-03-01T09:00", "2025-03-01T09:00+15:00", "é"] {
            assert!(bad.parse::<Moment>().is_err(), "{bad}");
        }
    }
}
