//! Dates as people write them (rule 6): the local date as written counts and is never shifted.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};
use unicode_normalization::UnicodeNormalization;

use super::options::DateOrder;
use super::sheet::Cell;
use super::vocabulary::{fold, vocabulary};
use crate::program::period::days_after;

/// A date with the clock time beside it, in seconds that order two changes of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// The date as written.
    pub date: Date,
    /// Seconds since 1970 of date, time and offset: for comparing only.
    pub order: i64,
}

/// Why a cell is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateFault {
    /// Nothing there.
    Blank,
    /// No date, or outside 1990 to 2100.
    Bad,
    /// May be month first or day first.
    Ambiguous,
}

/// A text taken apart.
enum Parts {
    /// Year, month, day.
    Known(i64, i64, i64),
    /// Two numbers whose order the column tells, and the year.
    Ordered(i64, i64, i64),
}

/// Reads a date cell of a column whose slashed dates have that order.
pub fn date(cell: &Cell, order: Option<DateOrder>, from_1904: bool) -> Result<Dated, DateFault> {
    match cell {
        Cell::Date(date, seconds) => bounded(*date, i64::from(*seconds)),
        Cell::Number(number) => {
            let days = number.trunc().to_string();
            let digits = if from_1904 { shifted_1904(&days) } else { days };
            bare(&digits).ok_or(DateFault::Bad)
        }
        Cell::Text(text) if !cell.is_blank() => written(text, order),
        Cell::Empty | Cell::Text(_) => Err(DateFault::Blank),
        Cell::Bool(_) | Cell::Error(_) | Cell::NoResult => Err(DateFault::Bad),
    }
}

fn shifted_1904(days: &str) -> String {
    if days.len() == 5 {
        days.parse::<i64>().map_or_else(|_| days.to_owned(), |n| (n + 1462).to_string())
    } else {
        days.to_owned()
    }
}

/// The order of a column's slashed dates: any first number over 12 is a day, any second over 12 is a day.
///
/// Evidence for both, or for neither, tells nothing.
pub fn order_of<'a>(cells: impl Iterator<Item = &'a Cell>) -> Option<DateOrder> {
    let (mut day_first, mut month_first) = (false, false);
    for cell in cells {
        let Cell::Text(text) = cell else { continue };
        if !text.contains(['/', '-', '／']) {
            continue;
        }
        if let Some((Parts::Ordered(first, second, _), _)) = taken_apart(text) {
            day_first |= first > 12 && first <= 31 && second <= 12;
            month_first |= second > 12 && second <= 31 && first <= 12;
        }
    }
    match (day_first, month_first) {
        (true, false) => Some(DateOrder::Dmy),
        (false, true) => Some(DateOrder::Mdy),
        _ => None,
    }
}

fn written(text: &str, order: Option<DateOrder>) -> Result<Dated, DateFault> {
    let (parts, seconds) = taken_apart(text).ok_or(DateFault::Bad)?;
    let (year, month, day) = match parts {
        Parts::Known(year, month, day) => (year, month, day),
        Parts::Ordered(first, second, year) => match order {
            Some(DateOrder::Mdy) => (year, first, second),
            Some(DateOrder::Dmy) => (year, second, first),
            None if first == second || second > 12 => (year, first, second),
            None if first > 12 => (year, second, first),
            None => return Err(DateFault::Ambiguous),
        },
    };
    let narrow = |n: i64| i8::try_from(n).map_err(|_| DateFault::Bad);
    let year = i16::try_from(year).map_err(|_| DateFault::Bad)?;
    let date = Date::new(year, narrow(month)?, narrow(day)?).map_err(|_| DateFault::Bad)?;
    bounded(date, seconds)
}

fn bounded(date: Date, seconds: i64) -> Result<Dated, DateFault> {
    if !(1990..=2100).contains(&date.year()) {
        return Err(DateFault::Bad);
    }
    let days = crate::program::period::days_between(Date::constant(1970, 1, 1), date);
    Ok(Dated { date, order: i64::from(days) * 86_400 + seconds })
}

/// Date parts and the seconds of the clock time beside them.
fn taken_apart(text: &str) -> Option<(Parts, i64)> {
    let text: Cow<'_, str> =
        if text.is_ascii() { text.into() } else { text.nfkc().filter(|c| !super::text::is_invisible(*c)).collect() };
    let (date, seconds) = without_time(text.trim())?;
    let date = date.trim_end_matches([',', ' ']);
    if !date.is_empty() && date.bytes().all(|b| b.is_ascii_digit()) {
        let dated = bare(date)?;
        let civil = dated.date;
        let parts = Parts::Known(civil.year().into(), civil.month().into(), civil.day().into());
        return Some((parts, seconds));
    }
    let parts = if date.chars().any(|c| c.is_alphabetic() && !matches!(c, '年' | '月' | '日' | '년' | '월' | '일'))
    {
        with_month_name(date)?
    } else {
        numeric(date)?
    };
    Some((parts, seconds))
}

/// Digits without separators: `YYYYMMDD`, a spreadsheet's serial of five digits, or milliseconds since 1970.
fn bare(digits: &str) -> Option<Dated> {
    let n: i64 = digits.parse().ok()?;
    match digits.len() {
        8 => {
            let date = Date::new((n / 10_000) as i16, (n / 100 % 100) as i8, (n % 100) as i8).ok()?;
            bounded(date, 0).ok()
        }
        5 => bounded(days_after(Date::constant(1899, 12, 30), n as i32), 0).ok(),
        12 | 13 => {
            let seconds = n / 1000;
            bounded(days_after(Date::constant(1970, 1, 1), (seconds / 86_400) as i32), seconds % 86_400).ok()
        }
        _ => None,
    }
}

/// Cuts off a clock time; gives its seconds, moved to UTC where it has an offset.
fn without_time(text: &str) -> Option<(&str, i64)> {
    let Some(colon) = text.find(':') else { return Some((text, 0)) };
    let hours = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let date = text[..hours].trim_end_matches(['T', 't', ' ', ',', '\u{a0}']);
    let clock = text[hours..].to_ascii_uppercase();
    let end = clock.find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.' || c == ',')).unwrap_or(clock.len());
    let (time, zone) = clock.split_at(end);
    let mut numbers = time.split(':').map(|part| part.split(['.', ',']).next().unwrap_or("").parse::<i64>().ok());
    let (mut hour, minute) = (numbers.next()??, numbers.next()??);
    let second = numbers.next().unwrap_or(Some(0))?;
    let mut zone = zone.trim();
    if let Some(rest) = zone.strip_prefix("PM").or_else(|| zone.strip_prefix("P.M.")) {
        hour = hour % 12 + 12;
        zone = rest;
    } else if let Some(rest) = zone.strip_prefix("AM").or_else(|| zone.strip_prefix("A.M.")) {
        hour %= 12;
        zone = rest;
    }
    let fine = hour <= 24 && minute < 60 && second <= 60 && numbers.next().is_none();
    fine.then(|| (date, hour * 3600 + minute * 60 + second - offset(zone.trim())))
}

/// Seconds that a zone such as `+02:00` is ahead of UTC; names of zones count as UTC.
fn offset(zone: &str) -> i64 {
    let (sign, digits) = match zone.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => match zone.strip_prefix('-') {
            Some(digits) => (-1, digits),
            None => return 0,
        },
    };
    let digits: String = digits.chars().filter(char::is_ascii_digit).take(4).collect();
    let hours: i64 = digits.get(..2).and_then(|text| text.parse().ok()).unwrap_or(0);
    let minutes: i64 = digits.get(2..).and_then(|text| text.parse().ok()).unwrap_or(0);
    sign * (hours * 3600 + minutes * 60)
}

/// `2025-06-17`, `2025/6/17`, `2025年6月17日`, `17.6.25`, and slashed or dashed dates of unknown order.
fn numeric(text: &str) -> Option<Parts> {
    let separators: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect();
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let (first, second, third) = (numbers.next()?, numbers.next()?, numbers.next()?);
    if numbers.next().is_some() {
        return None;
    }
    let of = |part: &str| (part.len() <= 4).then(|| part.parse::<i64>().ok())?;
    let (a, b, c) = (of(first)?, of(second)?, of(third)?);
    let dots = matches!(separators[..], ['.', '.'] | ['.', '.', '.']);
    let even = dots
        || matches!(separators[..], ['/', '/'] | ['-', '-'] | ['年', '月'] | ['年', '月', '日'] | ['년', '월', '일']);
    if !even {
        return None;
    }
    if first.len() == 4 {
        return (second.len() <= 2 && third.len() <= 2).then_some(Parts::Known(a, b, c));
    }
    let year = full_year(third)?;
    if first.len() > 2 || second.len() > 2 {
        return None;
    }
    Some(if dots { Parts::Known(year, b, a) } else { Parts::Ordered(a, b, year) })
}

/// A year of four digits, or of two: up to 69 is this century.
fn full_year(text: &str) -> Option<i64> {
    let n: i64 = text.parse().ok()?;
    match text.len() {
        4 => Some(n),
        2 => Some(if n < 70 { 2000 + n } else { 1900 + n }),
        _ => None,
    }
}

/// `Jun 17, 2025`, `17-Jun-25`, `17. Juni 2025`, `17 de junio de 2025`.
fn with_month_name(text: &str) -> Option<Parts> {
    let words = vocabulary();
    let mut month = None;
    let mut numbers: Vec<String> = Vec::new();
    let tokens = text.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty());
    for token in tokens {
        let token = fold(token);
        let digits: String = token.chars().take_while(char::is_ascii_digit).collect();
        let word = &token[digits.len()..];
        if !digits.is_empty() {
            numbers.push(digits);
        }
        if word.is_empty() || words.date_words.contains(word) {
            continue;
        }
        if month.replace(i64::from(*words.months.get(word)?)).is_some() {
            return None;
        }
    }
    let [first, second] = &numbers[..] else { return None };
    let of = |part: &str| part.parse::<i64>().ok();
    if first.len() == 4 {
        return Some(Parts::Known(of(first)?, month?, of(second)?));
    }
    (first.len() <= 2).then_some(())?;
    Some(Parts::Known(full_year(second)?, month?, of(first)?))
}

/// The civil date and time of a workbook's cell.
pub fn of_civil(civil: DateTime) -> Cell {
    let seconds = u32::try_from(civil.hour()).unwrap_or(0) * 3600
        + u32::try_from(civil.minute()).unwrap_or(0) * 60
        + u32::try_from(civil.second()).unwrap_or(0);
    Cell::Date(civil.date(), seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, order: Option<DateOrder>) -> Result<String, DateFault> {
        date(&Cell::text(text), order, false).map(|dated| dated.date.to_string())
    }

    #[test]
    fn every_form_of_one_day_is_that_day() {
        for text in [
            "2025-06-17",
            "2025/6/17",
            "20250617",
            "17.06.2025",
            "17.6.25",
            "Jun 17, 2025",
            "June 17 2025",
            "17-Jun-25",
            "17 Jun 2025",
            "17. Juni 2025",
            "17 de junio de 2025",
            "17 juin 2025",
            "45825",
            "2025-06-17T23:30:00-08:00",
            "2025-06-17 23:30",
            "2025-06-17T08:15:22.000Z",
            "1750147200000",
            "2025年6月17日",
            "2025. 6. 17.",
            "２０２５－０６－１７",
            "6/17/2025 9:14 AM",
            "6/17/25",
            "17/6/2025",
            "17-06-2025",
            "Tuesday, June 17th, 2025",
            "2025-Jun-17",
        ] {
            assert_eq!(read(text, None).as_deref(), Ok("2025-06-17"), "{text}");
        }
        assert_eq!(date(&Cell::Number(45825.into()), None, false).unwrap().date.to_string(), "2025-06-17");
        assert_eq!(date(&Cell::Number(44363.into()), None, true).unwrap().date.to_string(), "2025-06-17");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "2/30/2025",
            "31.02.2025",
            "offen",
            "yesterday",
            "last spring",
            "1989-12-31",
            "2101-01-01",
            "12:30",
            "2025",
            "2025-13-01",
            "1",
            "17.6",
            "6/17/2025/1",
            "99999999999999999999",
            "Q2-2025",
            "6.17/2025",
        ] {
            assert_eq!(read(text, Some(DateOrder::Mdy)), Err(DateFault::Bad), "{text}");
        }
        assert_eq!(read("  ", None), Err(DateFault::Blank));
    }

    #[test]
    fn the_order_of_slashed_dates_comes_from_the_column() {
        let cells = |texts: &[&str]| texts.iter().map(|text| Cell::text(text)).collect::<Vec<_>>();
        let order = |texts: &[&str]| order_of(cells(texts).iter());
        assert_eq!(order(&["4/5/2025", "6/17/2025"]), Some(DateOrder::Mdy));
        assert_eq!(order(&["4/5/2025", "17/6/2025"]), Some(DateOrder::Dmy));
        assert_eq!(order(&["4/5/2025"]), None);
        assert_eq!(order(&["17/6/2025", "6/17/2025"]), None);
        assert_eq!(read("4/5/2025", None), Err(DateFault::Ambiguous));
        assert_eq!(read("5/5/2025", None).as_deref(), Ok("2025-05-05"));
        assert_eq!(read("4/5/2025", Some(DateOrder::Dmy)).as_deref(), Ok("2025-05-04"));
    }

    #[test]
    fn changes_of_one_day_are_ordered_by_their_clock() {
        let at = |text: &str| date(&Cell::text(text), None, false).unwrap().order;
        assert!(at("2025-05-18T09:00") < at("2025-05-18T10:00"));
        assert!(at("2025-05-18T11:00+02:00") < at("2025-05-18T10:00Z"));
        assert!(at("5/18/2025 9:00 AM") < at("5/18/2025 1:00 PM"));
    }
}
