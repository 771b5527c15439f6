//! A time of day as people type it, with the zone it is in: `17:00`, `5 pm`, `17:00 Tokyo`.

use crate::program::clock_time::ClockTime;
use crate::program::zone::Zone;

/// A time of day, and the zone where one is named; an empty text is no time.
///
/// # Errors
/// No time of day, or a zone that is none or one of several.
pub fn clock(text: &str) -> Result<Option<(ClockTime, Option<Zone>)>, String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() {
        return Ok(None);
    }
    // The longest beginning that is a time: `5 pm Tokyo` is not five o'clock in "pm Tokyo".
    let read = |count: usize| words.get(..count)?.join(" ").parse::<ClockTime>().ok().map(|time| (time, count));
    let Some((time, count)) = [2, 1].into_iter().find_map(read) else {
        let first = words.first().copied().unwrap_or_default();
        return Err(first.parse::<ClockTime>().err().map(|bad| bad.to_string()).unwrap_or_default());
    };
    let rest = words.get(count..).unwrap_or_default().join(" ");
    let rest = rest.trim_start_matches("in ").trim_matches(['(', ')']);
    let zone = if rest.is_empty() { None } else { Some(Zone::meant_by(rest)?) };
    Ok(Some((time, zone)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_may_name_its_zone() {
        for (text, time, zone) in [
            ("17:00", "17:00", ""),
            ("5 pm Tokyo", "17:00", "Asia/Tokyo"),
            ("9:30 in new york", "09:30", "America/New_York"),
            ("01:30-05:00 America/New_York", "01:30-05:00", "America/New_York"),
        ] {
            let (found, place) = clock(text).unwrap().unwrap();
            assert_eq!((found.to_string().as_str(), place.as_ref().map_or("", Zone::name)), (time, zone), "{text}");
        }
        assert_eq!(clock("  ").unwrap(), None);
        for text in ["soon", "25:00 Tokyo", "17:00 EST", "17:00 nowhere"] {
            assert!(clock(text).is_err(), "{text}");
        }
    }
}
