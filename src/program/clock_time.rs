//! The clock time of a launch, and the moment it is on a day in a zone.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime};

use super::Program;
use super::campaign::Campaign;
use super::moment::Moment;
use super::text_value::BadText;
use super::zone::{LocalTime, Zone};

const EXPECTED: &str = "a time of day, such as 17:00, 5pm or 9:30";

/// `17:00`; with its offset (`01:30-05:00`) where the clock shows it twice on that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockTime {
    /// 0 to 23.
    pub hour: i8,
    /// 0 to 59.
    pub minute: i8,
    /// Minutes ahead of UTC, where it says which of two times is meant.
    pub offset: Option<i16>,
}

/// When a campaign begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// Only the day is known.
    Day(Date),
    /// A local time, but nobody says where.
    Anywhere(DateTime),
    /// A moment in its zone.
    At(Moment, Zone),
    /// A time that is none, or not on that day in that zone: why, and what to do.
    Wrong(String),
}

impl ClockTime {
    /// The time on a day.
    pub fn on(self, date: Date) -> DateTime {
        date.at(self.hour, self.minute, 0, 0)
    }

    /// The moment on a day in a zone.
    ///
    /// # Errors
    /// The clocks skip it, or show it twice and nothing says which is meant; both are told with what to type.
    pub fn moment(self, date: Date, zone: &Zone) -> Result<Moment, String> {
        let clock = |civil: DateTime| format!("{:02}:{:02}", civil.hour(), civil.minute());
        let day = date.strftime("%a %-d %b %Y");
        match (zone.resolve(self.on(date)), self.offset) {
            (LocalTime::Once(moment), Some(offset)) if moment.offset_minutes() != offset => {
                Err(format!("{zone} is at {} on {day}, not at {}", written(moment.offset_minutes()), written(offset)))
            }
            (LocalTime::Once(moment), _) => Ok(moment),
            (LocalTime::Never { from, to }, _) => Err(format!(
                "{} does not exist on {day} in {zone}: the clocks go from {} to {}",
                clock(self.on(date)),
                clock(from),
                clock(to)
            )),
            (LocalTime::Twice { first, second }, Some(offset)) => {
                let both = [first, second];
                let meant = both.into_iter().find(|moment| moment.offset_minutes() == offset);
                meant.ok_or_else(|| twice(self, date, zone, first, second))
            }
            (LocalTime::Twice { first, second }, None) => Err(twice(self, date, zone, first, second)),
        }
    }
}

fn twice(time: ClockTime, date: Date, zone: &Zone, first: Moment, second: Moment) -> String {
    let plain = ClockTime { offset: None, ..time };
    let with = |moment: Moment| ClockTime { offset: Some(moment.offset_minutes()), ..time };
    let day = date.strftime("%a %-d %b %Y");
    format!(
        "{plain} comes twice on {day} in {zone}; write {} for the first or {} for the second",
        with(first),
        with(second)
    )
}

/// `+02:00`.
fn written(minutes: i16) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60)
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        self.offset.map_or(Ok(()), |offset| f.write_str(&written(offset)))
    }
}

impl FromStr for ClockTime {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        let lower = text.trim().to_lowercase();
        let read = || {
            let (clock, half) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
                (Some(clock), _) => (clock.trim_end(), Some(0)),
                (_, Some(clock)) => (clock.trim_end(), Some(12)),
                _ => (lower.as_str(), None),
            };
            let (clock, offset) = match clock.rfind(['+', '-']) {
                Some(at) => (clock.get(..at)?, Some(offset(clock.get(at..)?)?)),
                None => (clock, None),
            };
            let digits = |text: &str| text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
            let (hour, minute) = match clock.split_once([':', '.']) {
                Some((hour, minute)) if minute.len() == 2 => (hour, minute),
                None if half.is_some() => (clock, "00"),
                _ => return None,
            };
            if !digits(hour) || !digits(minute) {
                return None;
            }
            let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok()?);
            let hour = match half {
                Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
                Some(_) => return None,
                None => hour,
            };
            ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some(Self { hour, minute, offset })
        };
        read().ok_or_else(|| BadText::new(text, EXPECTED))
    }
}

fn offset(text: &str) -> Option<i16> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let (hours, minutes): (i16, i16) = (hours.parse().ok()?, minutes.parse().ok()?);
    ((0..15).contains(&hours) && (0..60).contains(&minutes)).then_some(sign * (hours * 60 + minutes))
}

impl Campaign {
    /// The zone of its time: its own, else that of the program.
    pub fn zone<'a>(&'a self, program: &'a Program) -> Option<&'a Zone> {
        self.time_zone.as_ref().or(program.profile.time_zone.as_ref())
    }

    /// When it begins.
    pub fn start(&self, program: &Program) -> Start {
        self.start_on(self.launch, program)
    }

    /// When it would begin on another day, at the same clock time.
    pub fn start_on(&self, date: Date, program: &Program) -> Start {
        let Some(text) = self.launch_time.as_deref().filter(|text| !text.trim().is_empty()) else {
            return Start::Day(date);
        };
        let time: ClockTime = match text.parse() {
            Ok(time) => time,
            Err(bad) => return Start::Wrong(bad.to_string()),
        };
        match self.zone(program) {
            None => Start::Anywhere(time.on(date)),
            Some(zone) => time.moment(date, zone).map_or_else(Start::Wrong, |moment| Start::At(moment, zone.clone())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn times_are_read_as_people_type_them() {
        for (text, expected) in [
            ("17:00", "17:00"),
            ("5pm", "17:00"),
            ("12 am", "00:00"),
            ("12pm", "12:00"),
            ("9.30", "09:30"),
            ("9:30 PM", "21:30"),
            ("01:30-05:00", "01:30-05:00"),
        ] {
            assert_eq!(text.parse::<ClockTime>().unwrap().to_string(), expected, "{text}");
        }
        for text in ["", "17", "25:00", "17:60", "13pm", "5", "17:0", "soon", "17:00+25:00", "é:00"] {
            assert!(text.parse::<ClockTime>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_time_that_is_none_or_two_is_refused_with_what_to_type() {
        let zone: Zone = "Europe/Berlin".parse().unwrap();
        let half_past_two: ClockTime = "02:30".parse().unwrap();
        let never = half_past_two.moment(date(2027, 3, 28), &zone).unwrap_err();
        assert_eq!(
            never,
            "02:30 does not exist on Sun 28 Mar 2027 in Europe/Berlin: the clocks go from 02:00 to 03:00"
        );
        let twice = half_past_two.moment(date(2026, 10, 25), &zone).unwrap_err();
        assert!(twice.contains("write 02:30+02:00 for the first or 02:30+01:00 for the second"), "{twice}");
        let second: ClockTime = "02:30+01:00".parse().unwrap();
        assert_eq!(second.moment(date(2026, 10, 25), &zone).unwrap().to_string(), "2026-10-25T02:30+01:00");
        assert!(second.moment(date(2026, 7, 1), &zone).is_err());
    }
}
