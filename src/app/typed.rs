//! What people type, as the canonical text of a field: `25k`, `30%`, `fri`, `+2w`, `W-3`.
//!
//! Nothing is guessed: what has two readings is refused with both named.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use rust_decimal::Decimal;

use super::workbench::Workbench;
use crate::edit::{Refusal, field, naming};
use crate::program::Kind;
use crate::program::clock_time::ClockTime;
use crate::program::money::Money;
use crate::program::period::{Quarter, days_after, months_after};
use crate::program::record::{FieldKind, FieldShape};
use crate::program::text_value::BadText;
use crate::program::zone::Zone;

/// The canonical text of what was typed for a field; empty stays empty.
pub fn canonical(workbench: &Workbench, kind: Kind, name: &str, text: &str) -> Result<String, Refusal> {
    let (_, field, shape) = field::declared(kind, name)?;
    let text = text.trim();
    if let (FieldShape::List, FieldKind::Reference(to)) = (shape, field) {
        return Ok(field::items(text).map(|item| reference(workbench, *to, item)).collect::<Vec<_>>().join(", "));
    }
    if let Some(written) = super::typed_pairs::canonical(kind, name, text) {
        return Ok(written);
    }
    if matches!(name, "time_zone" | "time_zones" | "zones") && *field == FieldKind::Text {
        let zones = field::items(text).map(|item| Zone::meant_by(item).map(|zone| zone.to_string()));
        let zones: Result<Vec<String>, String> = zones.collect();
        return zones.map(|zones| zones.join(", ")).map_err(|why| Refusal::bad(name, why));
    }
    if text.is_empty() || *shape == FieldShape::List {
        return Ok(text.to_owned());
    }
    if (kind, name) == (Kind::Campaign, "launch_time") {
        return text.parse().map(|time: ClockTime| time.to_string()).map_err(|why| Refusal::bad(name, why));
    }
    let bad = |why: BadText| Refusal::bad(name, why);
    let program = workbench.program();
    Ok(match field {
        FieldKind::Date => date(text, workbench.as_of(), None).map_err(bad)?.to_string(),
        FieldKind::When if !text.contains('T') => date(text, workbench.as_of(), None).map_err(bad)?.to_string(),
        FieldKind::Money => money(text, program.profile.currency.places()).map_err(bad)?.to_string(),
        FieldKind::Quantity => quantity(text).map_err(bad)?,
        FieldKind::Percent => format!("{}%", text.trim_end_matches('%').trim()),
        FieldKind::Multiplier => format!("{}x", text.trim_end_matches(['x', 'X']).trim()),
        FieldKind::Quarter => quarter(text, workbench).map_err(bad)?.to_string(),
        FieldKind::Reference(kind) => reference(workbench, *kind, text),
        FieldKind::Text if name == "portal_last_active" && text != "never" => {
            date(text, workbench.as_of(), None).map_err(bad)?.to_string()
        }
        _ => text.to_owned(),
    })
}

/// An identifier as it is, or the record of that name where exactly one has it.
pub fn reference(workbench: &Workbench, kind: Kind, text: &str) -> String {
    let program = workbench.program();
    if program.has(kind, text) {
        return text.to_owned();
    }
    let wanted = text.to_lowercase();
    let records = program.records(kind);
    let mut named = records.iter().filter(|record| naming::called_record(program, record).to_lowercase() == wanted);
    match (named.next(), named.next()) {
        (Some(only), None) => only.id().to_owned(),
        _ => text.to_owned(),
    }
}

const DATE: &str = "a date, such as 2026-03-14, 14 Mar, fri, today, +2w, or W-3 before a launch";

/// A date in words, seen from `as_of`; `W-3` and `T-14` count from the launch where there is one.
pub fn date(text: &str, as_of: Date, launch: Option<Date>) -> Result<Date, BadText> {
    let bad = || BadText::new(text, DATE);
    let lower = text.trim().to_lowercase();
    if let Ok(date) = lower.parse::<Date>() {
        return in_range(date).ok_or_else(bad);
    }
    let read = match lower.as_str() {
        "today" | "now" => Some(as_of),
        "tomorrow" => Some(days_after(as_of, 1)),
        "yesterday" => Some(days_after(as_of, -1)),
        "eom" => Some(as_of.last_of_month()),
        "eow" => Some(next_weekday(as_of, Weekday::Friday)),
        _ => None,
    };
    read.or_else(|| offset(&lower, as_of))
        .or_else(|| from_launch(&lower, launch))
        .or_else(|| weekday(&lower).map(|day| next_weekday(as_of, day)))
        .or_else(|| day_and_month(&lower, as_of))
        .and_then(in_range)
        .ok_or_else(bad)
}

fn in_range(date: Date) -> Option<Date> {
    (1990..=2100).contains(&date.year()).then_some(date)
}

fn offset(text: &str, from: Date) -> Option<Date> {
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let rest = &text[1..];
    let unit = rest.chars().last()?;
    let number: i32 = rest.trim_end_matches(char::is_alphabetic).parse().ok().filter(|n| (0..=10_000).contains(n))?;
    match unit {
        'd' => Some(days_after(from, sign * number)),
        'w' => Some(days_after(from, sign * number * 7)),
        'm' => Some(months_after(from, sign * number)),
        'y' => Some(months_after(from, sign * number * 12)),
        _ if unit.is_ascii_digit() => Some(days_after(from, sign * number)),
        _ => None,
    }
}

fn from_launch(text: &str, launch: Option<Date>) -> Option<Date> {
    let (days, rest) = match text.chars().next()? {
        'w' => (7, &text[1..]),
        't' => (1, &text[1..]),
        _ => return None,
    };
    let number: i32 = if rest.is_empty() { return None } else { rest.parse().ok()? };
    (rest.starts_with(['+', '-']) || number == 0).then_some(())?;
    launch.map(|launch| days_after(launch, number.clamp(-520, 520) * days))
}

fn weekday(text: &str) -> Option<Weekday> {
    const DAYS: [(&str, Weekday); 7] = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    let text = text.strip_prefix("next ").unwrap_or(text);
    DAYS.into_iter().find(|(name, _)| text.len() >= 3 && name.starts_with(text)).map(|(_, day)| day)
}

/// The next such day after `from`.
fn next_weekday(from: Date, day: Weekday) -> Date {
    let ahead = (i32::from(day.to_monday_one_offset()) - i32::from(from.weekday().to_monday_one_offset()) + 6)
        .rem_euclid(7)
        + 1;
    days_after(from, ahead)
}

fn day_and_month(text: &str, as_of: Date) -> Option<Date> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let words: Vec<&str> = text.split([' ', ',', '.']).filter(|word| !word.is_empty()).collect();
    let month_at =
        words.iter().position(|word| word.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(word)))?;
    let month = MONTHS.iter().position(|month| month.starts_with(words[month_at]))? as i8 + 1;
    let numbers: Vec<i16> = words.iter().filter_map(|word| word.parse().ok()).collect();
    match (numbers.as_slice(), words.len()) {
        ([day], 2) => {
            let day = i8::try_from(*day).ok()?;
            let this_year = Date::new(as_of.year(), month, day).ok()?;
            // A day long past is meant for next year: people type due dates.
            if this_year < as_of.checked_sub(180.days()).ok()? {
                Date::new(as_of.year() + 1, month, day).ok()
            } else {
                Some(this_year)
            }
        }
        ([day, year], 3) if *year >= 1990 => Date::new(*year, month, i8::try_from(*day).ok()?).ok(),
        _ => None,
    }
}

const MONEY: &str = "an amount of money, such as 25000, 25k, 1.2m or 1,200.50";

/// Money in words: `25k`, `1.2m`, `$1,200.50`, rounded to no place: more places than the currency has are refused.
pub fn money(text: &str, places: u32) -> Result<Money, BadText> {
    let bad = || BadText::new(text, MONEY);
    let value = number(text).ok_or_else(bad)?;
    if value.normalize().scale() > places {
        return Err(bad());
    }
    Money::rounded(value, places).ok_or_else(bad)
}

/// A plain number in words, for a field whose unit stands beside it.
pub fn quantity(text: &str) -> Result<String, BadText> {
    let value =
        number(text.trim_end_matches('%')).ok_or_else(|| BadText::new(text, "a number, such as 5, 25k or 1.2m"))?;
    Ok(value.to_string())
}

fn number(text: &str) -> Option<Decimal> {
    let lower = text.trim().trim_start_matches(['$', '€', '£', '¥']).to_lowercase();
    let (digits, factor) = match lower.chars().last()? {
        'k' => (&lower[..lower.len() - 1], 1_000),
        'm' => (&lower[..lower.len() - 1], 1_000_000),
        'b' => (&lower[..lower.len() - 1], 1_000_000_000),
        _ => (lower.as_str(), 1),
    };
    let digits = grouped(digits.trim())?;
    let value = Decimal::from_str_exact(&digits).ok()?;
    value.checked_mul(Decimal::from(factor))
}

/// Digits without their grouping: `1,200.50`, `1 200,50` and `1'200` are read, `1.200` and `1,20,0` are not.
fn grouped(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\'' | '_')).collect();
    let body = plain.strip_prefix('-').unwrap_or(&plain);
    if body.is_empty()
        || !body.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',')
        || !body.starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let commas = body.matches(',').count();
    let points = body.matches('.').count();
    let thousands = |separator: char, part: &str| part.split(separator).skip(1).all(|group| group.len() == 3);
    match (commas, points) {
        (0, 0 | 1) => Some(plain),
        (_, 1) if body.rfind(',') < body.find('.') && thousands(',', body.split('.').next()?) => {
            Some(plain.replace(',', ""))
        }
        (1, _) if points > 0 && body.rfind('.') < body.find(',') && thousands('.', body.split(',').next()?) => {
            Some(plain.replace('.', "").replace(',', "."))
        }
        (1, 0) if body.split(',').nth(1).is_some_and(|cents| cents.len() == 2) => Some(plain.replace(',', ".")),
        (_, 0) if thousands(',', body) => Some(plain.replace(',', "")),
        _ => None,
    }
}

pub(super) fn quarter(text: &str, workbench: &Workbench) -> Result<Quarter, BadText> {
    let upper = text.to_uppercase();
    if let Ok(quarter) = upper.replace(' ', "-").parse() {
        return Ok(quarter);
    }
    let current = workbench.program().profile.calendar().quarter_of(workbench.as_of());
    match upper.strip_prefix('Q').and_then(|number| number.parse::<u8>().ok()) {
        Some(number) if (1..=4).contains(&number) => Ok(Quarter { year: current.year, number }),
        _ => Err(BadText::new(text, "a quarter, such as 2026-Q3 or Q3")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn dates_are_read_as_people_type_them() {
        let as_of = day(2026, 9, 30); // a Wednesday
        let launch = Some(day(2026, 11, 4));
        for (text, expected) in [
            ("2026-03-14", day(2026, 3, 14)),
            ("today", as_of),
            ("fri", day(2026, 10, 2)),
            ("wednesday", day(2026, 10, 7)),
            ("+2w", day(2026, 10, 14)),
            ("-3d", day(2026, 9, 27)),
            ("+1m", day(2026, 10, 30)),
            ("14 oct", day(2026, 10, 14)),
            ("Jan 5", day(2027, 1, 5)),
            ("5 Jan 2026", day(2026, 1, 5)),
            ("W-3", day(2026, 10, 14)),
            ("t+1", day(2026, 11, 5)),
            ("eom", day(2026, 9, 30)),
        ] {
            assert_eq!(date(text, as_of, launch).unwrap(), expected, "{text}");
        }
        for text in ["", "soon", "31 feb", "w", "+w", "2026-02-30", "03/04/2026", "9999-01-01"] {
            assert!(date(text, as_of, launch).is_err(), "{text}");
        }
    }

    #[test]
    fn money_is_read_as_people_type_it() {
        for (text, expected) in [
            ("25k", "25000.00"),
            ("1.2m", "1200000.00"),
            ("$1,200.50", "1200.50"),
            ("1 200,50", "1200.50"),
            ("1.200,50", "1200.50"),
            ("1,200", "1200.00"),
            ("-5", "-5.00"),
        ] {
            assert_eq!(money(text, 2).unwrap().to_string(), expected, "{text}");
        }
        for text in ["", "k", "1,20,0", "1.2345", "abc", "1e5", "999999999999999999"] {
            assert!(money(text, 2).is_err(), "{text}");
        }
    }
}
