//! One typed value of a table: what it is, not how it looks.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

use jiff::civil::Date;
use num_traits::ToPrimitive;
use serde_json::{Number, Value};

use super::natural;
use crate::analysis::exact::{Exact, Fraction, NOT_AVAILABLE, shown, widened};
use crate::program::choice::Choice;
use crate::program::currency::grouped;
use crate::program::money::Money;
use crate::program::period::Quarter;
use crate::program::rate::Percent;

/// What a column holds, which decides how it is compared, aligned and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Free text or an identifier.
    Text,
    /// A word out of a closed list.
    Word,
    /// A whole number.
    Count,
    /// An exact number.
    Number,
    /// Money in the currency of the table.
    Money,
    /// A percentage.
    Percent,
    /// A multiple, such as `3.7x`.
    Multiple,
    /// A civil date.
    Date,
    /// A fiscal quarter.
    Quarter,
    /// Yes or no.
    Flag,
    /// Several texts.
    List,
}

/// A value of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cell {
    /// Not known, or there is none; never zero.
    #[default]
    Unknown,
    /// Free text or an identifier.
    Text(Arc<str>),
    /// A word of the file and its label on the screen.
    Word(&'static str, &'static str),
    /// A whole number.
    Count(i64),
    /// An exact number.
    Number(Fraction),
    /// Money in the currency of the table.
    Money(Money),
    /// Percent (one half is 50), shown with so many decimals.
    Percent(Fraction, u8),
    /// A multiple.
    Multiple(Fraction),
    /// A civil date.
    Date(Date),
    /// A fiscal quarter.
    Quarter(Quarter),
    /// Yes or no.
    Flag(bool),
    /// Several texts.
    List(Vec<Arc<str>>),
    /// Data that a reader is told in other words.
    Told(Box<Cell>, Arc<str>),
}

impl CellKind {
    /// Whether its values are numbers, which stand to the right.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Count | Self::Number | Self::Money | Self::Percent | Self::Multiple)
    }

    /// What it is called in messages.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Word => "one word of a list",
            Self::Count => "a whole number, such as 5",
            Self::Number => "a number, such as 58.5",
            Self::Money => "money, such as 25k",
            Self::Percent => "a percentage, such as 30%",
            Self::Multiple => "a multiple, such as 3.7x",
            Self::Date => "a date, such as 2026-03-14, fri or 2026-Q1",
            Self::Quarter => "a quarter, such as 2026-Q3",
            Self::Flag => "yes or no",
            Self::List => "several texts",
        }
    }
}

impl Cell {
    /// Text.
    pub fn text(text: impl Into<Arc<str>>) -> Self {
        Self::Text(text.into())
    }

    /// A word of a closed list.
    pub fn word(choice: impl Choice) -> Self {
        Self::Word(choice.word(), choice.label())
    }

    /// A count; beyond what a count holds, the largest stands.
    pub fn count(count: impl TryInto<i64>) -> Self {
        Self::Count(count.try_into().unwrap_or(i64::MAX))
    }

    /// A stated percentage, with the decimals it has.
    pub fn percent(percent: Percent) -> Self {
        let decimal = percent.decimal().normalize();
        Self::Percent(crate::analysis::exact::fraction(decimal), decimal.scale() as u8)
    }

    /// An exact factor as percent with one decimal; unknown where there is none.
    pub fn factor(factor: Option<&Exact>) -> Self {
        let percent = factor.and_then(|factor| {
            let (part, whole) = (factor.numer().to_i128()?, factor.denom().to_i128()?);
            Some(Fraction::new(part.checked_mul(100)?, whole))
        });
        percent.map_or(Self::Unknown, |percent| Self::Percent(percent, 1))
    }

    /// Texts in their order.
    pub fn list<T: Into<Arc<str>>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self::List(texts.into_iter().map(Into::into).collect())
    }

    /// The same data, told to a reader in those words.
    pub fn told(self, words: impl Into<Arc<str>>) -> Self {
        if self.is_unknown() { self } else { Self::Told(Box::new(self), words.into()) }
    }

    /// What cannot be said, as a change from nothing: `n/a`.
    pub fn not_available() -> Self {
        Self::text(NOT_AVAILABLE)
    }

    /// Whether it is `n/a` in the place of a number.
    pub fn is_not_available(&self) -> bool {
        matches!(self, Self::Text(text) if &**text == NOT_AVAILABLE)
    }

    /// Whether nothing is known.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }

    /// Whether it is free text, or several texts.
    pub fn is_text(&self) -> bool {
        match self {
            Self::Told(data, _) => data.is_text(),
            _ => matches!(self, Self::Text(_) | Self::List(_)),
        }
    }

    /// The value as data: plain digits, ISO dates, words of the file; nothing when unknown.
    pub fn plain(&self) -> Cow<'_, str> {
        match self {
            Self::Unknown => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Word(word, _) => Cow::Borrowed(word),
            Self::Count(count) => Cow::Owned(count.to_string()),
            Self::Number(number) => Cow::Owned(decimal(number, 4)),
            Self::Money(money) => Cow::Owned(money_plain(*money)),
            Self::Percent(percent, places) => Cow::Owned(percent_text(percent, *places)),
            Self::Multiple(multiple) => Cow::Owned(format!("{}x", shown(&widened(multiple), 1))),
            Self::Date(date) => Cow::Owned(date.to_string()),
            Self::Quarter(quarter) => Cow::Owned(quarter.to_string()),
            Self::Flag(flag) => Cow::Borrowed(if *flag { "yes" } else { "no" }),
            Self::List(texts) => Cow::Owned(texts.join("; ")),
            Self::Told(data, _) => data.plain(),
        }
    }

    /// The value for a reader: labels, grouped thousands, `unknown` where nothing is known.
    pub fn display(&self) -> Cow<'_, str> {
        match self {
            Self::Unknown => Cow::Borrowed("unknown"),
            Self::Word(_, label) => Cow::Borrowed(label),
            Self::Money(money) => Cow::Owned(grouped(&money_plain(*money))),
            Self::Count(count) => Cow::Owned(grouped(&count.to_string())),
            Self::List(texts) if texts.is_empty() => Cow::Borrowed("none"),
            Self::Told(_, words) => Cow::Borrowed(words),
            _ => self.plain(),
        }
    }

    /// The value as JSON: money, percentages and multiples as text, unknown as null.
    pub fn json(&self) -> Value {
        match self {
            Self::Unknown => Value::Null,
            Self::Count(count) => Value::from(*count),
            Self::Number(number) => number_json(number),
            Self::Flag(flag) => Value::from(*flag),
            Self::List(texts) => texts.iter().map(|text| Value::from(&**text)).collect(),
            Self::Told(data, _) => data.json(),
            _ => Value::from(self.plain().into_owned()),
        }
    }

    /// A total order for sorting; unknown stands after everything, text without regard to case.
    pub fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Unknown, Self::Unknown) => Ordering::Equal,
            (Self::Unknown, _) => Ordering::Greater,
            (_, Self::Unknown) => Ordering::Less,
            (Self::Date(a), Self::Date(b)) => a.cmp(b),
            (Self::Quarter(a), Self::Quarter(b)) => a.cmp(b),
            (Self::Flag(a), Self::Flag(b)) => a.cmp(b),
            _ => {
                if let (Some(a), Some(b)) = (self.exact(), other.exact()) {
                    return a.cmp(&b);
                }
                let (a, b) = (self.plain(), other.plain());
                natural::key(&a).cmp(&natural::key(&b)).then_with(|| a.cmp(&b))
            }
        }
    }

    /// The exact number, where it is one; money in currency units, percent as its number of percent.
    pub fn exact(&self) -> Option<Fraction> {
        match self {
            Self::Count(count) => Some(Fraction::from_integer(i128::from(*count))),
            Self::Number(number) | Self::Percent(number, _) | Self::Multiple(number) => Some(*number),
            Self::Money(money) => Some(Fraction::new(money.cents(), 100)),
            Self::Told(data, _) => data.exact(),
            _ => None,
        }
    }
}

impl Cell {
    /// The nearest number that a sheet or the geometry of a chart can hold; never what anything is decided by.
    pub fn nearest(&self) -> Option<f64> {
        let exact = self.exact()?;
        Some(*exact.numer() as f64 / *exact.denom() as f64)
    }
}

/// A known value, or unknown.
impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Unknown, Into::into)
    }
}

macro_rules! cells {
    ($($from:ty => |$value:ident| $cell:expr;)+) => {
        $(impl From<$from> for Cell { fn from($value: $from) -> Self { $cell } })+
    };
}

cells! {
    &str => |value| Self::text(value);
    String => |value| Self::text(value);
    &String => |value| Self::text(value.as_str());
    Arc<str> => |value| Self::Text(value);
    Money => |value| Self::Money(value);
    Percent => |value| Self::percent(value);
    Date => |value| Self::Date(value);
    Quarter => |value| Self::Quarter(value);
    bool => |value| Self::Flag(value);
    u8 => |value| Self::Count(value.into());
    u16 => |value| Self::Count(value.into());
    u32 => |value| Self::Count(value.into());
    u64 => |value| Self::count(value);
    i32 => |value| Self::Count(value.into());
    i64 => |value| Self::Count(value);
    usize => |value| Self::count(value);
    Fraction => |value| Self::Number(value);
}

impl<T> From<&crate::program::id::Id<T>> for Cell {
    fn from(id: &crate::program::id::Id<T>) -> Self {
        Self::Text(id.shared())
    }
}

/// Money in two places, as JSON and tables write it.
pub fn money_plain(money: Money) -> String {
    Money::from_cents(money.cents()).to_string()
}

fn percent_text(percent: &Fraction, places: u8) -> String {
    format!("{}%", shown(&widened(percent), places.into()))
}

/// A number with at most so many decimals, without zeros at the end.
fn decimal(number: &Fraction, places: u32) -> String {
    let text = shown(&widened(number), places);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

fn number_json(number: &Fraction) -> Value {
    let text = decimal(number, 4);
    let integer = text.parse::<i64>().ok().map(Value::from);
    let float = || text.parse::<f64>().ok().and_then(Number::from_f64).map(Value::Number);
    integer.or_else(float).unwrap_or(Value::String(text.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_data_and_for_readers() {
        let cases: [(Cell, &str, &str, &str); 10] = [
            (Cell::Unknown, "", "unknown", "null"),
            (Cell::Money(Money::whole(1_234_567)), "1234567.00", "1,234,567.00", "\"1234567.00\""),
            (Cell::Money("-5".parse().unwrap()), "-5.00", "-5.00", "\"-5.00\""),
            (Cell::percent(Percent::from_basis_points(1250)), "12.5%", "12.5%", "\"12.5%\""),
            (Cell::Percent(Fraction::new(100, 3), 1), "33.3%", "33.3%", "\"33.3%\""),
            (Cell::Number(Fraction::new(235, 4)), "58.75", "58.75", "58.75"),
            (Cell::Count(12_000), "12000", "12,000", "12000"),
            (Cell::Word("long_tail", "Long-tail"), "long_tail", "Long-tail", "\"long_tail\""),
            (Cell::list(["a", "b"]), "a; b", "a; b", "[\"a\",\"b\"]"),
            (Cell::text("5.00 < 9.00").told("$5 of $9"), "5.00 < 9.00", "$5 of $9", "\"5.00 < 9.00\""),
        ];
        for (cell, plain, display, json) in cases {
            assert_eq!((&*cell.plain(), &*cell.display(), cell.json().to_string()), (plain, display, json.to_owned()));
        }
    }

    #[test]
    fn unknown_sorts_last_and_numbers_sort_by_value() {
        let mut cells = [Cell::Unknown, Cell::Count(10), Cell::Money(Money::whole(9)), Cell::Count(-3)];
        cells.sort_by(Cell::order);
        assert_eq!(cells, [Cell::Count(-3), Cell::Money(Money::whole(9)), Cell::Count(10), Cell::Unknown]);
    }
}
