//! A time with its offset, as a calculator reads and writes it: to the second, in the offset text of the input.

use std::cmp::Ordering;
use std::fmt;

use jiff::ToSpan;
use jiff::civil::{self, Date};

use super::schema::Grammar;
use crate::program::moment::Moment;
use crate::program::period::days_between;

/// A civil time and its offset from UTC, with the way the offset was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateTime {
    civil: civil::DateTime,
    offset_minutes: i32,
    zulu: bool,
}

impl DateTime {
    /// Reads `2025-03-03T09:00:00+01:00` as the grammar has it.
    pub fn read(text: &str, grammar: Grammar) -> Option<Self> {
        let (local, offset_minutes, zulu) = if let Some(local) = text.strip_suffix('Z') {
            (local, 0, true)
        } else {
            let (local, offset) = text.split_at_checked(text.len().checked_sub(6)?)?;
            (local, offset_of(offset, grammar)?, false)
        };
        let (date, time) = local.split_once('T')?;
        let date = read_date(date)?;
        let (hours, rest) = pair(time)?;
        let (minutes, rest) = pair(rest.strip_prefix(':')?)?;
        let seconds = match rest.strip_prefix(':').map(pair) {
            Some(found) => Some(found.filter(|(_, rest)| rest.is_empty())?.0),
            None if rest.is_empty() => None,
            None => return None,
        };
        if grammar == Grammar::Operations && seconds != Some(0) {
            return None;
        }
        let civil = civil::DateTime::new(
            date.year(),
            date.month(),
            date.day(),
            hours.try_into().ok()?,
            minutes.try_into().ok()?,
            seconds.unwrap_or(0).try_into().ok().filter(|seconds| *seconds < 60)?,
            0,
        );
        Some(Self { civil: civil.ok()?, offset_minutes, zulu })
    }

    /// The day where it was written.
    pub fn date(self) -> Date {
        self.civil.date()
    }

    /// Seconds since 1970 in UTC.
    pub fn seconds(self) -> i64 {
        let days = i64::from(days_between(Date::constant(1970, 1, 1), self.civil.date()));
        let clock =
            i64::from(self.civil.hour()) * 3600 + i64::from(self.civil.minute()) * 60 + i64::from(self.civil.second());
        days * 86_400 + clock - i64::from(self.offset_minutes) * 60
    }

    /// Seconds from `self` to `later`.
    pub fn seconds_until(self, later: Self) -> i64 {
        later.seconds() - self.seconds()
    }

    /// The time so many hours later, in the same offset.
    pub fn plus_hours(self, hours: i64) -> Self {
        Self { civil: self.civil.saturating_add(hours.hours()), ..self }
    }

    /// The time so many days later, in the same offset.
    pub fn plus_days(self, days: i64) -> Self {
        Self { civil: self.civil.saturating_add(days.days()), ..self }
    }

    /// The same time for the rules, which count whole minutes.
    pub fn moment(self) -> Option<Moment> {
        Moment::new(self.civil, self.offset_minutes.try_into().ok()?)
    }
}

fn offset_of(text: &str, grammar: Grammar) -> Option<i32> {
    const LARGEST: i32 = 14;
    let (sign, rest) = match text.as_bytes().first()? {
        b'+' => (1, text.get(1..)?),
        b'-' => (-1, text.get(1..)?),
        _ => return None,
    };
    let (hours, rest) = pair(rest)?;
    let (minutes, rest) = pair(rest.strip_prefix(':')?)?;
    let unknown_offset = grammar == Grammar::Operations && sign < 0 && hours == 0 && minutes == 0;
    (rest.is_empty() && hours <= LARGEST && minutes < 60 && !unknown_offset).then_some(sign * (hours * 60 + minutes))
}

/// Two digits, and what follows them.
fn pair(text: &str) -> Option<(i32, &str)> {
    let (digits, rest) = text.split_at_checked(2)?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(())?;
    Some((digits.parse().ok()?, rest))
}

/// `YYYY-MM-DD`, an existing day of 1900 to 2199.
pub fn read_date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let shape = bytes.len() == 10
        && bytes
            .iter()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() });
    shape.then_some(())?;
    let year: i16 = text.get(..4)?.parse().ok()?;
    (1900..=2199).contains(&year).then_some(())?;
    Date::new(year, text.get(5..7)?.parse().ok()?, text.get(8..)?.parse().ok()?).ok()
}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// By the instant; times written in two offsets can be the same instant.
impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.seconds(), self.civil, self.zulu).cmp(&(other.seconds(), other.civil, other.zulu))
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (date, time) = (self.civil.date(), self.civil.time());
        write!(f, "{date}T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())?;
        if self.zulu {
            return f.write_str("Z");
        }
        let sign = if self.offset_minutes < 0 { '-' } else { '+' };
        let size = self.offset_minutes.unsigned_abs();
        write!(f, "{sign}{:02}:{:02}", size / 60, size % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_grammar_reads_its_own_date_times() {
        let both = ["2025-03-03T09:00:00+01:00", "2025-03-03T09:00:00Z", "2024-02-29T23:59:00-14:59"];
        for text in both {
            for grammar in [Grammar::Deals, Grammar::Operations] {
                assert_eq!(DateTime::read(text, grammar).unwrap().to_string(), text);
            }
        }
        for text in ["2025-03-03T09:00Z", "2025-03-03T09:00:30Z", "2025-03-03T09:00:00-00:00"] {
            assert!(DateTime::read(text, Grammar::Deals).is_some(), "{text}");
            assert!(DateTime::read(text, Grammar::Operations).is_none(), "{text}");
        }
        for text in [
            "2025-03-03T09:00:00",
            "2025-03-03 09:00:00Z",
            "2025-03-03t09:00:00Z",
            "2025-03-03T09:00:00z",
            "2025-02-29T09:00:00Z",
            "2025-03-03T24:00:00Z",
            "2025-03-03T09:60:00Z",
            "2025-03-03T09:00:60Z",
            "2025-03-03T9:00:00Z",
            "2025-03-03T09:00:00.0Z",
            "2025-03-03T09:00:00+1:00",
            "2025-03-03T09:00:00+0100",
            "2025-03-03T09:00:00+15:00",
            "1899-12-31T09:00:00Z",
            "é",
            "",
        ] {
            assert!(DateTime::read(text, Grammar::Deals).is_none(), "{text}");
        }
    }

    #[test]
    fn times_compare_as_instants_and_keep_their_offset() {
        let read = |text| DateTime::read(text, Grammar::Operations).unwrap();
        let opened = read("2025-03-01T09:00:00+01:00");
        assert_eq!(opened.seconds_until(read("2025-03-01T12:00:00Z")), 4 * 3600);
        assert_eq!(opened.plus_hours(48).to_string(), "2025-03-03T09:00:00+01:00");
        assert!(opened < read("2025-03-01T08:01:00Z"));
    }
}
