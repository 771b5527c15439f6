//! What a setting may hold: its kind and range, and how typed text is read.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::value::{SettingValue, Unit};
use crate::program::money::Money;
use crate::program::quantity::Quantity;
use crate::program::rate::{Multiplier, Percent};

/// Kind and range of a setting; both ends are allowed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub enum Kind {
    /// A percentage.
    Percent(Percent, Percent),
    /// A multiplier.
    Multiplier(Multiplier, Multiplier),
    /// An exact number.
    Number(Quantity, Quantity),
    /// Money in the program's currency.
    Money(Money, Money),
    /// A whole number.
    Count(i64, i64),
    /// Minutes.
    Minutes(i64, i64),
    /// Hours.
    Hours(i64, i64),
    /// Calendar days.
    Days(i64, i64),
    /// Calendar months.
    Months(i64, i64),
    /// Yes or no.
    Flag,
    /// One word of a list.
    Choice(#[serde(borrow)] Vec<&'static str>),
}

impl Kind {
    /// The value that a typed text stands for; `None` when it is of another kind or outside the range.
    ///
    /// Beside the written form it takes what people type: `30`, `30d`, `25k`, `$5,000`, `on`, `time decay`.
    pub fn read(&self, text: &str) -> Option<SettingValue> {
        let text = text.trim();
        match self {
            Self::Percent(low, high) => {
                let value = text.parse().ok()?;
                (*low..=*high).contains(&value).then_some(SettingValue::Percent(value))
            }
            Self::Multiplier(low, high) => {
                let value = text.parse().ok()?;
                (*low..=*high).contains(&value).then_some(SettingValue::Multiplier(value))
            }
            Self::Number(low, high) => {
                let value = Quantity::from(text.parse::<Quantity>().ok()?.decimal().normalize());
                (*low..=*high).contains(&value).then_some(SettingValue::Number(value))
            }
            Self::Money(low, high) => {
                let value = typed_money(text)?;
                (*low..=*high).contains(&value).then_some(SettingValue::Money(value))
            }
            Self::Flag => match text.to_lowercase().as_str() {
                "yes" | "true" | "on" | "y" => Some(SettingValue::Flag(true)),
                "no" | "false" | "off" | "n" => Some(SettingValue::Flag(false)),
                _ => None,
            },
            Self::Choice(words) => {
                let typed = text.to_lowercase().replace([' ', '-'], "_");
                words.iter().find(|word| **word == typed).map(|word| SettingValue::Word(word))
            }
            Self::Count(..) | Self::Minutes(..) | Self::Hours(..) | Self::Days(..) | Self::Months(..) => {
                let (low, high, unit) = self.whole_range()?;
                let value = typed_whole(text, unit)?;
                (low..=high).contains(&value).then_some(SettingValue::Whole(value, unit))
            }
        }
    }

    /// What the setting holds, in words: `a percentage from 0% to 100%`.
    pub fn expected(&self) -> String {
        match self {
            Self::Percent(low, high) => format!("a percentage from {low} to {high}"),
            Self::Multiplier(low, high) => format!("a multiplier from {low} to {high}"),
            Self::Number(low, high) => format!("a number from {low} to {high}"),
            Self::Money(low, high) => format!("an amount from {low} to {high}"),
            Self::Flag => "yes or no".to_owned(),
            Self::Choice(words) => format!("one of {}", words.join(", ")),
            Self::Count(..) | Self::Minutes(..) | Self::Hours(..) | Self::Days(..) | Self::Months(..) => {
                let (low, high, unit) = self.whole_range().unwrap_or((0, 0, Unit::Count));
                match unit {
                    Unit::Count => format!("a whole number from {low} to {high}"),
                    unit => format!("{}s from {low} to {high}", unit.singular()),
                }
            }
        }
    }

    fn whole_range(&self) -> Option<(i64, i64, Unit)> {
        match *self {
            Self::Count(low, high) => Some((low, high, Unit::Count)),
            Self::Minutes(low, high) => Some((low, high, Unit::Minutes)),
            Self::Hours(low, high) => Some((low, high, Unit::Hours)),
            Self::Days(low, high) => Some((low, high, Unit::Days)),
            Self::Months(low, high) => Some((low, high, Unit::Months)),
            _ => None,
        }
    }
}

/// A whole number, with or without (the beginning of) its unit.
fn typed_whole(text: &str, unit: Unit) -> Option<i64> {
    let end = text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len());
    let (number, word) = text.split_at_checked(end)?;
    let plural = format!("{}s", unit.singular());
    (word.is_empty() || (unit != Unit::Count && plural.starts_with(&word.to_lowercase()))).then_some(())?;
    number.trim().parse().ok()
}

/// Money in plain digits, grouped by commas, or in thousands and millions (`25k`, `1.2m`).
fn typed_money(text: &str) -> Option<Money> {
    let plain = text.trim_start_matches(['$', '€', '£']).replace(',', "").to_lowercase();
    let (digits, factor) = match (plain.strip_suffix('k'), plain.strip_suffix('m')) {
        (Some(digits), _) => (digits, 1_000),
        (_, Some(digits)) => (digits, 1_000_000),
        _ => (plain.as_str(), 1),
    };
    if !digits.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-') {
        return None;
    }
    let value = Decimal::from_str_exact(digits).ok()?.checked_mul(Decimal::from(factor))?;
    if value.normalize().scale() > 2 {
        return None;
    }
    Money::rounded(value, 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: &Kind, text: &str) -> Option<String> {
        kind.read(text).map(|value| value.to_string())
    }

    #[test]
    fn typed_forms_become_the_one_written_form() {
        let money = Kind::Money(Money::ZERO, Money::whole(1_000_000_000));
        for (text, written) in [("25k", "25000.00"), ("$5,000", "5000.00"), ("1.2M", "1200000.00"), ("7.5", "7.50")] {
            assert_eq!(read(&money, text).as_deref(), Some(written), "{text}");
        }
        let days = Kind::Days(1, 365);
        for (text, written) in [("30", "30 days"), ("30d", "30 days"), ("1 day", "1 day"), ("45 Days", "45 days")] {
            assert_eq!(read(&days, text).as_deref(), Some(written), "{text}");
        }
        let percent = Kind::Percent(Percent::whole(0), Percent::whole(100));
        assert_eq!(read(&percent, "12.50 %").as_deref(), Some("12.5%"));
        assert_eq!(read(&Kind::Choice(vec!["time_decay"]), "Time decay").as_deref(), Some("time_decay"));
        assert_eq!(read(&Kind::Flag, "on").as_deref(), Some("yes"));
    }

    #[test]
    fn other_kinds_and_values_outside_the_range_are_refused() {
        let days = Kind::Days(1, 365);
        for text in ["0", "366", "3 months", "", "1.5", "days"] {
            assert_eq!(read(&days, text), None, "{text}");
        }
        let money = Kind::Money(Money::ZERO, Money::whole(1000));
        for text in ["-1", "1000.01", "1.005", "k", "1e3", "0.000001k"] {
            assert_eq!(read(&money, text), None, "{text}");
        }
        assert_eq!(read(&Kind::Percent(Percent::whole(0), Percent::whole(100)), "100.0001%"), None);
        assert_eq!(read(&Kind::Choice(vec!["slab"]), "slabs"), None);
    }
}
