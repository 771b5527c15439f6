//! The value of a setting, and the one text it is written as.

use std::fmt;

use crate::program::money::Money;
use crate::program::quantity::Quantity;
use crate::program::rate::{Multiplier, Percent};

/// What a whole number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Things, named by the definition.
    Count,
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// Calendar days.
    Days,
    /// Calendar months.
    Months,
}

impl Unit {
    /// The word for one of them; nothing for plain counts.
    pub fn singular(self) -> &'static str {
        match self {
            Self::Count => "",
            Self::Minutes => "minute",
            Self::Hours => "hour",
            Self::Days => "day",
            Self::Months => "month",
        }
    }
}

/// The value of a setting, inside its range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingValue {
    /// A percentage.
    Percent(Percent),
    /// A multiplier.
    Multiplier(Multiplier),
    /// An exact number.
    Number(Quantity),
    /// Money in the program's currency.
    Money(Money),
    /// A whole number of that unit.
    Whole(i64, Unit),
    /// Yes or no.
    Flag(bool),
    /// One of the setting's words.
    Word(&'static str),
}

impl fmt::Display for SettingValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Percent(value) => value.fmt(f),
            Self::Multiplier(value) => value.fmt(f),
            Self::Number(value) => value.fmt(f),
            Self::Money(value) => value.fmt(f),
            Self::Whole(value, Unit::Count) => value.fmt(f),
            Self::Whole(value, unit) => {
                write!(f, "{value} {}{}", unit.singular(), if *value == 1 { "" } else { "s" })
            }
            Self::Flag(value) => f.write_str(if *value { "yes" } else { "no" }),
            Self::Word(word) => f.write_str(word),
        }
    }
}
