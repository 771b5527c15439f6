//! A number whose unit is named beside it: the threshold of a criterion, the value of a goal or KPI.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::money::Money;
use super::text_value::{BadText, serde_as_text};

/// An exact number; whether it is money, a count or a percentage is said by the metric beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Quantity(Decimal);

impl Quantity {
    /// A count.
    pub fn count(n: u32) -> Self {
        Self(Decimal::from(n))
    }

    /// An amount of money.
    pub fn money(amount: Money) -> Self {
        Self(amount.decimal())
    }

    /// The number itself.
    pub fn decimal(self) -> Decimal {
        self.0
    }
}

impl From<Decimal> for Quantity {
    fn from(value: Decimal) -> Self {
        Self(value)
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Quantity {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        let bad = || BadText::new(text, "a plain number, such as \"100000.00\" or \"5\"");
        let digits = text.strip_prefix('-').unwrap_or(text);
        if digits.is_empty() || digits.starts_with('.') || !digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
            return Err(bad());
        }
        let value = Decimal::from_str_exact(text).map_err(|_| bad())?;
        if value.scale() > 6 || value.abs() >= Decimal::from(Money::LIMIT) {
            return Err(bad());
        }
        Ok(Self(value))
    }
}

serde_as_text!(Quantity, "a plain number as text, such as \"100000.00\" or \"5\"");
