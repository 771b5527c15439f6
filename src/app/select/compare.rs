//! One comparison: the value as typed, read for the kind of its column, and tried on cells.

use std::cmp::Ordering;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::filter::Calendar;
use super::syntax::Op;
use crate::analysis::exact::{Fraction, fraction};
use crate::app::typed;
use crate::program::period::{Month, Quarter, days_after, months_after};
use crate::report::cell::{Cell, CellKind};

/// A comparison ready to be tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Test {
    Number(Op, Fraction),
    /// Compared with a run of days: a day, a month or a quarter.
    Days(Op, Date, Date),
    Quarter(Op, Quarter),
    Flag(bool, bool),
    /// In lower case; equal or not.
    Word(bool, String),
    /// In lower case.
    Contains(String),
    /// Whether it must be unknown.
    Unknown(bool),
}

/// The comparison for a column of that kind; nothing when the value is none of that kind.
pub(super) fn test(kind: CellKind, op: Op, value: &str, calendar: &Calendar) -> Option<Test> {
    let lower = value.to_lowercase();
    let equality = match op {
        Op::Contains => return Some(Test::Contains(lower)),
        Op::Equal => Some(true),
        Op::NotEqual => Some(false),
        _ => None,
    };
    if let (Some(equal), "unknown" | "") = (equality, lower.as_str()) {
        return Some(Test::Unknown(equal));
    }
    match kind {
        CellKind::Text | CellKind::Word | CellKind::List => equality.map(|equal| Test::Word(equal, lower)),
        CellKind::Flag => {
            let flag = match lower.as_str() {
                "yes" | "true" | "y" | "on" => true,
                "no" | "false" | "n" | "off" => false,
                _ => return None,
            };
            equality.map(|equal| Test::Flag(equal, flag))
        }
        CellKind::Count | CellKind::Number | CellKind::Money | CellKind::Percent | CellKind::Multiple => {
            number(kind, &lower).map(|number| Test::Number(op, number))
        }
        CellKind::Date => days(value, calendar).map(|(first, last)| Test::Days(op, first, last)),
        CellKind::Quarter => quarter(value, calendar).map(|quarter| Test::Quarter(op, quarter)),
    }
}

fn number(kind: CellKind, text: &str) -> Option<Fraction> {
    let text = match kind {
        CellKind::Percent => text.trim_end_matches('%').trim_end(),
        CellKind::Multiple => text.trim_end_matches('x').trim_end(),
        _ if text.ends_with('%') => return None,
        _ => text,
    };
    let plain = typed::quantity(text).ok()?;
    Decimal::from_str_exact(&plain).ok().map(fraction)
}

fn quarter(text: &str, calendar: &Calendar) -> Option<Quarter> {
    let upper = text.to_uppercase();
    if let Ok(quarter) = upper.parse() {
        return Some(quarter);
    }
    let number = upper.strip_prefix('Q')?.parse().ok().filter(|number| (1..=4).contains(number))?;
    Some(Quarter { number, ..calendar.fiscal.quarter_of(calendar.as_of) })
}

fn days(text: &str, calendar: &Calendar) -> Option<(Date, Date)> {
    if let Some(quarter) = quarter(text, calendar) {
        return Some((calendar.fiscal.first_day(quarter), calendar.fiscal.last_day(quarter)));
    }
    if let Ok(Month { year, number }) = text.parse() {
        let first = Date::new(year, number.cast_signed(), 1).ok()?;
        return Some((first, days_after(months_after(first, 1), -1)));
    }
    let day = typed::date(text, calendar.as_of, None).ok()?;
    Some((day, day))
}

impl Test {
    /// Whether a cell passes.
    pub(super) fn holds(&self, cell: &Cell) -> bool {
        match self {
            Self::Unknown(wanted) => (cell.is_unknown() || &*cell.plain() == "unknown") == *wanted,
            Self::Word(equal, text) => is_text(cell, text) == *equal,
            Self::Contains(text) => contains_text(cell, text),
            Self::Flag(equal, flag) => {
                let found = if let Cell::Flag(value) = cell { Some(value == flag) } else { None };
                found.map_or(!equal, |found| found == *equal)
            }
            Self::Number(op, number) => op.passes(cell.exact().map(|value| value.cmp(number))),
            Self::Quarter(op, quarter) => {
                let order = if let Cell::Quarter(value) = cell { Some(value.cmp(quarter)) } else { None };
                op.passes(order)
            }
            Self::Days(op, first, last) => {
                let order = match cell {
                    Cell::Date(date) if date < first => Some(Ordering::Less),
                    Cell::Date(date) if date > last => Some(Ordering::Greater),
                    Cell::Date(_) => Some(Ordering::Equal),
                    _ => None,
                };
                op.passes(order)
            }
        }
    }
}

impl Op {
    /// Whether a value in that order to the threshold passes; an unknown one is only ever "not equal".
    fn passes(self, order: Option<Ordering>) -> bool {
        match (self, order) {
            (Self::NotEqual, None) => true,
            (_, None) | (Self::Contains, _) => false,
            (Self::Equal, Some(order)) => order.is_eq(),
            (Self::NotEqual, Some(order)) => order.is_ne(),
            (Self::More, Some(order)) => order.is_gt(),
            (Self::AtLeast, Some(order)) => order.is_ge(),
            (Self::Less, Some(order)) => order.is_lt(),
            (Self::AtMost, Some(order)) => order.is_le(),
        }
    }
}

fn is_text(cell: &Cell, lower: &str) -> bool {
    match cell {
        Cell::Unknown => false,
        Cell::Text(text) => same(text, lower),
        Cell::Word(word, label) => same(word, lower) || same(label, lower),
        Cell::List(texts) => texts.iter().any(|text| same(text, lower)),
        _ => same(&cell.plain(), lower),
    }
}

/// Whether a cell shows that text somewhere, as data or as a label, in any case.
pub(super) fn contains_text(cell: &Cell, lower: &str) -> bool {
    match cell {
        Cell::Unknown => false,
        Cell::Text(text) => contains(text, lower),
        Cell::Word(word, label) => contains(word, lower) || contains(label, lower),
        Cell::List(texts) => texts.iter().any(|text| contains(text, lower)),
        Cell::Money(_) | Cell::Count(_) => contains(&cell.plain(), lower) || contains(&cell.display(), lower),
        _ => contains(&cell.plain(), lower),
    }
}

fn same(text: &str, lower: &str) -> bool {
    if text.is_ascii() { text.eq_ignore_ascii_case(lower) } else { text.to_lowercase() == lower }
}

fn contains(text: &str, lower: &str) -> bool {
    if lower.is_empty() {
        return true;
    }
    if text.is_ascii() {
        return lower.is_ascii()
            && text.as_bytes().windows(lower.len()).any(|window| window.eq_ignore_ascii_case(lower.as_bytes()));
    }
    text.to_lowercase().contains(lower)
}
