//! Which of the versions that are kept may go.

use std::collections::HashSet;

use jiff::Timestamp;

use super::version::Version;

/// The latest, which all stay.
const LATEST: usize = 20;
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// How long one of each day stays, in seconds.
const DAILY: i64 = 60 * DAY;
/// The room that the versions of one plan may take, in bytes; the latest three stay whatever they take.
const ROOM: u64 = 1024 * 1024 * 1024;
const WHATEVER_THEY_TAKE: usize = 3;
/// So many go at a time, so that a clock that jumps throws away no history at once.
const AT_A_TIME: usize = 2;

/// The versions that may go now, the oldest first; `versions` has the newest first.
pub(super) fn superfluous(versions: &[Version], now: Timestamp) -> Vec<&Version> {
    let (mut seen, mut room) = (HashSet::new(), 0);
    let mut going: Vec<&Version> = Vec::new();
    for (place, version) in versions.iter().enumerate() {
        let at = version.at.as_second();
        let age = now.as_second() - at;
        let of_its_time = match age {
            ..DAY => seen.insert((HOUR, at.div_euclid(HOUR))),
            DAY..DAILY => seen.insert((DAY, at.div_euclid(DAY))),
            _ => false,
        };
        room += version.length;
        let fits = room <= ROOM || place < WHATEVER_THEY_TAKE;
        if !version.why.stays() && (!fits || place >= LATEST && !of_its_time) {
            going.push(version);
        }
    }
    going.into_iter().rev().take(AT_A_TIME).collect()
}

#[cfg(test)]
mod tests {
    use super::super::version::Why;
    use super::*;

    fn version(number: u32, at: i64, why: Why, length: u64) -> Version {
        let at = Timestamp::from_second(at).unwrap();
        Version { file: number.to_string().into(), number, at, why, digest: "0".to_owned(), length }
    }

    /// Saves every ten minutes for 100 days, thinned at each one.
    #[test]
    fn of_a_hundred_days_twenty_and_the_hours_of_a_day_and_sixty_days_remain() {
        let begin = 1_800_000_000;
        let mut kept: Vec<Version> = Vec::new();
        for number in 0..100 * 144_u32 {
            let at = begin + i64::from(number) * 600;
            let why = if number == 5 { Why::Import } else { Why::Save };
            kept.insert(0, version(number, at, why, 1));
            let going: Vec<u32> =
                superfluous(&kept, Timestamp::from_second(at).unwrap()).iter().map(|version| version.number).collect();
            kept.retain(|version| !going.contains(&version.number));
        }
        let now = begin + 100 * DAY;
        let numbers: Vec<u32> = kept.iter().map(|version| version.number).collect();
        assert!(numbers.contains(&5), "what was there before an import stays");
        assert!((0..20).all(|back| numbers.contains(&(14_399 - back))));
        let in_days = |from: i64, to: i64| {
            kept.iter().filter(|v| (from * DAY..to * DAY).contains(&(now - v.at.as_second()))).count()
        };
        assert!((24..=45).contains(&in_days(0, 1)), "{}", in_days(0, 1));
        assert!((58..=62).contains(&in_days(1, 61)), "{}", in_days(1, 61));
        assert_eq!(in_days(62, 200), 1);
    }

    #[test]
    fn a_clock_that_jumps_and_plans_that_are_large_take_two_at_a_time_and_never_the_latest() {
        let many: Vec<Version> = (0..40).rev().map(|n| version(n, i64::from(n), Why::Save, 1)).collect();
        let going = superfluous(&many, Timestamp::from_second(100 * DAY * 365).unwrap());
        assert_eq!(going.iter().map(|version| version.number).collect::<Vec<_>>(), [0, 1]);
        let large: Vec<Version> = (0..6).rev().map(|n| version(n, i64::from(n), Why::Save, ROOM)).collect();
        let going = superfluous(&large, Timestamp::from_second(10).unwrap());
        assert_eq!(going.iter().map(|version| version.number).collect::<Vec<_>>(), [0, 1]);
        assert!(superfluous(&large[..3], Timestamp::from_second(10).unwrap()).is_empty());
    }
}
