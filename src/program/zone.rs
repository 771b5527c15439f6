//! Time zones by their IANA names, and what a local time means in one: it comes once, never, or twice.
//!
//! The rules are those of the database that is built in, so that an answer never depends on the machine.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};

use super::moment::Moment;
use super::text_value::{BadText, serde_as_text};

static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// Abbreviations that mean several zones, or one without its daylight saving, and what is usually meant.
const ABBREVIATIONS: [(&str, &str); 14] = [
    ("est", "America/New_York"),
    ("edt", "America/New_York"),
    ("et", "America/New_York"),
    ("cst", "America/Chicago"),
    ("cdt", "America/Chicago"),
    ("mst", "America/Denver"),
    ("mdt", "America/Denver"),
    ("pst", "America/Los_Angeles"),
    ("pdt", "America/Los_Angeles"),
    ("pt", "America/Los_Angeles"),
    ("cet", "Europe/Berlin"),
    ("cest", "Europe/Berlin"),
    ("bst", "Europe/London"),
    ("ist", "Asia/Kolkata"),
];

/// A time zone: `Europe/Berlin`.
#[derive(Debug, Clone)]
pub struct Zone(TimeZone);

/// What a local time is in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocalTime {
    /// One moment.
    Once(Moment),
    /// The clocks are put forward over it: the last time before and the first after.
    Never {
        /// When the clocks are put forward.
        from: DateTime,
        /// What they show then.
        to: DateTime,
    },
    /// The clocks are put back over it.
    Twice {
        /// Before that.
        first: Moment,
        /// After it.
        second: Moment,
    },
}

/// The clocks are put forward or back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What they show just before.
    pub local: DateTime,
    /// Minutes ahead of UTC before.
    pub from: i16,
    /// Minutes ahead of UTC after.
    pub to: i16,
    /// Whether daylight saving begins.
    pub daylight: bool,
    /// What the time is called after: `CEST`.
    pub name: String,
}

impl Zone {
    /// Its IANA name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// Its city as it is said: `New York`.
    pub fn city(&self) -> String {
        self.name().rsplit('/').next().unwrap_or_default().replace('_', " ")
    }

    /// What a clock that shows this time means here.
    pub fn resolve(&self, civil: DateTime) -> LocalTime {
        let at = |offset: Offset| moment(civil, offset);
        match self.0.to_ambiguous_timestamp(civil).offset() {
            AmbiguousOffset::Unambiguous { offset } => LocalTime::Once(at(offset)),
            AmbiguousOffset::Fold { before, after } => LocalTime::Twice { first: at(before), second: at(after) },
            AmbiguousOffset::Gap { before, after } => {
                let gap = i64::from(after.seconds() - before.seconds());
                let edge = self.edge(at(after), gap);
                LocalTime::Never { from: moment_at(edge, before).civil(), to: moment_at(edge, after).civil() }
            }
        }
    }

    /// The instant of the change that lies within so many seconds after a moment.
    fn edge(&self, from: Moment, within: i64) -> jiff::Timestamp {
        let start = from.timestamp();
        let next = self.0.following(start).next().map(|change| change.timestamp());
        next.filter(|at| at.as_second() - start.as_second() <= within.max(0)).unwrap_or(start)
    }

    /// The changes of the clocks between two dates, and the offset before the first.
    pub fn changes(&self, from: Date, to: Date) -> (i16, Vec<Change>) {
        let start = moment_at_utc(from);
        let before = minutes(self.0.to_offset(start));
        let mut last = before;
        let end = moment_at_utc(to);
        let found = self.0.following(start).take_while(|change| change.timestamp() <= end).filter_map(|change| {
            let (was, now) = (last, minutes(change.offset()));
            last = now;
            let local = Offset::from_seconds(i32::from(was) * 60).ok()?.to_datetime(change.timestamp());
            let (daylight, name) = (change.dst().is_dst(), change.abbreviation().to_owned());
            Some(Change { local, from: was, to: now, daylight, name })
        });
        (before, found.collect())
    }

    /// What the clock shows here at a moment.
    pub fn at(&self, moment: Moment) -> Moment {
        moment_at(moment.timestamp(), self.0.to_offset(moment.timestamp()))
    }

    /// The zone that is meant by a name, a city (`tokyo`) or a part of a name that fits one zone only.
    pub fn meant_by(text: &str) -> Result<Self, String> {
        let wanted = text.trim().to_lowercase().replace(' ', "_");
        if let Some((_, usual)) = ABBREVIATIONS.iter().find(|(short, _)| *short == wanted) {
            return Err(format!("{:?} is no zone with its daylight saving; {usual} is usually meant", text.trim()));
        }
        if let Ok(zone) = text.parse() {
            return Ok(zone);
        }
        let names = || DATABASE.available().map(|name| name.as_str().to_owned()).filter(|name| !is_old(name));
        let city = |name: &str| name.rsplit('/').next().unwrap_or_default().to_lowercase();
        let mut named: Vec<String> = names().filter(|name| city(name) == wanted).collect();
        if named.is_empty() && !wanted.is_empty() {
            named = names().filter(|name| city(name).starts_with(&wanted)).collect();
        }
        match named.as_slice() {
            [only] => only.parse().map_err(|bad: BadText| bad.to_string()),
            [] => Err(format!("{:?} is no time zone, such as Europe/Berlin or the city New York", text.trim())),
            several => Err(format!("{:?} is one of {}; say which", text.trim(), several.join(", "))),
        }
    }
}

/// Names that are kept for old systems only.
fn is_old(name: &str) -> bool {
    !name.contains('/')
        || ["Etc/", "US/", "Brazil/", "Canada/", "Chile/", "Mexico/", "SystemV/"]
            .iter()
            .any(|old| name.starts_with(old))
}

fn moment_at_utc(date: Date) -> jiff::Timestamp {
    Offset::UTC.to_timestamp(date.at(0, 0, 0, 0)).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
}

fn minutes(offset: Offset) -> i16 {
    i16::try_from(offset.seconds() / 60).unwrap_or(0)
}

fn moment(civil: DateTime, offset: Offset) -> Moment {
    Moment::new(civil, minutes(offset)).unwrap_or_else(|| Moment::utc(civil))
}

fn moment_at(timestamp: jiff::Timestamp, offset: Offset) -> Moment {
    moment(offset.to_datetime(timestamp), offset)
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Zone {}

impl PartialOrd for Zone {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Zone {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.name().cmp(other.name())
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Zone {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        let bad = |_| BadText::new(text, "a time zone by its IANA name, such as \"Europe/Berlin\"");
        DATABASE.get(text.trim()).map(Self).map_err(bad)
    }
}

serde_as_text!(Zone, "a time zone by its IANA name, such as \"Europe/Berlin\"");

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn zone(name: &str) -> Zone {
        name.parse().unwrap()
    }

    #[test]
    fn a_local_time_is_right_on_both_sides_of_daylight_saving() {
        let berlin = zone("Europe/Berlin");
        for (day, offset) in [(date(2026, 10, 24), "+02:00"), (date(2026, 10, 26), "+01:00")] {
            let LocalTime::Once(moment) = berlin.resolve(day.at(17, 0, 0, 0)) else { panic!("{day}") };
            assert!(moment.to_string().ends_with(offset), "{moment}");
        }
        // Between the two ends of daylight saving New York is five hours away, else six.
        let LocalTime::Once(there) = berlin.resolve(date(2026, 10, 28).at(17, 0, 0, 0)) else { panic!() };
        assert_eq!(zone("America/New_York").at(there).to_string(), "2026-10-28T12:00-04:00");
        let LocalTime::Once(later) = berlin.resolve(date(2026, 11, 4).at(17, 0, 0, 0)) else { panic!() };
        assert_eq!(zone("America/New_York").at(later).to_string(), "2026-11-04T11:00-05:00");
        assert_eq!(zone("Asia/Kolkata").at(later).to_string(), "2026-11-04T21:30+05:30");
    }

    #[test]
    fn a_time_that_the_clocks_skip_or_show_twice_is_told() {
        let berlin = zone("Europe/Berlin");
        let (from, to) = (date(2027, 3, 28).at(2, 0, 0, 0), date(2027, 3, 28).at(3, 0, 0, 0));
        assert_eq!(berlin.resolve(date(2027, 3, 28).at(2, 30, 0, 0)), LocalTime::Never { from, to });
        assert_eq!(berlin.resolve(date(2027, 3, 28).at(2, 0, 0, 0)), LocalTime::Never { from, to });
        let LocalTime::Twice { first, second } = berlin.resolve(date(2026, 10, 25).at(2, 30, 0, 0)) else { panic!() };
        assert_eq!(
            (first.to_string(), second.to_string()),
            ("2026-10-25T02:30+02:00".into(), "2026-10-25T02:30+01:00".into())
        );
        let lord_howe = zone("Australia/Lord_Howe");
        let (from, to) = (date(2026, 10, 4).at(2, 0, 0, 0), date(2026, 10, 4).at(2, 30, 0, 0));
        assert_eq!(lord_howe.resolve(date(2026, 10, 4).at(2, 15, 0, 0)), LocalTime::Never { from, to });
    }

    #[test]
    fn zones_are_found_by_name_and_by_city_and_abbreviations_are_not_guessed() {
        for (text, name) in [
            ("europe/berlin", "Europe/Berlin"),
            ("New York", "America/New_York"),
            ("tokyo", "Asia/Tokyo"),
            ("UTC", "UTC"),
            ("são", ""),
            ("EST", ""),
            ("bstt", ""),
            ("", ""),
        ] {
            let found = Zone::meant_by(text);
            assert_eq!(found.as_ref().map_or("", Zone::name), name, "{text}: {found:?}");
        }
        assert!(Zone::meant_by("est").unwrap_err().contains("America/New_York"));
        assert_eq!(zone("America/New_York").city(), "New York");
        assert!("Berlin".parse::<Zone>().is_err());
    }
}
