//! Money: an exact decimal in the program's currency, at most two places.

use std::fmt;
use std::iter::Sum;
use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};

use super::text_value::{BadText, serde_as_text};

const EXPECTED: &str = "an amount of money, such as \"1250.00\"";

/// An exact amount in the program's currency.
///
/// Its scale is that of the currency (none or two places), and its size stays under 10^15,
/// so that sums of a whole program never overflow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(Decimal);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// The first size that is refused: 10^15.
    pub const LIMIT: i64 = 1_000_000_000_000_000;

    /// A whole number of currency units.
    pub fn whole(units: i64) -> Self {
        Self::from_cents(i128::from(units) * 100)
    }

    /// Hundredths of the currency unit.
    ///
    /// Sums of a program's amounts stay far below the 28 digits a decimal holds; beyond them the largest amount stands.
    pub fn from_cents(cents: i128) -> Self {
        Self(Decimal::try_from_i128_with_scale(cents, 2).unwrap_or(Decimal::MAX))
    }

    /// Hundredths of the currency unit.
    pub fn cents(self) -> i128 {
        let mut hundredths = self.0;
        hundredths.rescale(2);
        hundredths.mantissa()
    }

    /// Rounds half away from zero to `places` (§0: one rounding, at the end).
    ///
    /// `None` when the amount is outside the limit.
    pub fn rounded(value: Decimal, places: u32) -> Option<Self> {
        let mut value = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
        value.rescale(places);
        (value.abs() < Decimal::from(Self::LIMIT)).then_some(Self(value))
    }

    /// The exact value.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// Whether this is nothing.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether this is below zero.
    pub fn is_negative(self) -> bool {
        self.cents() < 0
    }

    /// The sum, in two places.
    pub fn plus(self, other: Self) -> Self {
        Self::from_cents(self.cents() + other.cents())
    }

    /// The difference, in two places.
    pub fn minus(self, other: Self) -> Self {
        Self::from_cents(self.cents() - other.cents())
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        Self::from_cents(amounts.map(Self::cents).sum())
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Money {
    type Err = BadText;

    /// Plain digits with at most two places: no grouping, no symbol, no exponent.
    fn from_str(text: &str) -> Result<Self, BadText> {
        let bad = || BadText::new(text, EXPECTED);
        let digits = text.strip_prefix('-').unwrap_or(text);
        if digits.is_empty() || digits.starts_with('.') || !digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
            return Err(bad());
        }
        let mut value = Decimal::from_str_exact(text).map_err(|_| bad())?;
        match value.scale() {
            0 | 2 => {}
            1 => value.rescale(2),
            _ => return Err(bad()),
        }
        if value.abs() >= Decimal::from(Self::LIMIT) {
            return Err(bad());
        }
        Ok(Self(value))
    }
}

serde_as_text!(Money, "an amount of money, such as \"1250.00\"");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_back_keeps_the_amount_and_its_places() {
        for text in ["0.00", "1250.00", "-17.05", "55375612", "999999999999999.99"] {
            assert_eq!(text.parse::<Money>().unwrap().to_string(), text);
        }
        assert_eq!("1.5".parse::<Money>().unwrap().to_string(), "1.50");
    }

    #[test]
    fn what_is_not_plain_money_is_refused() {
        for text in ["", "1.234", "1,000", "1e3", "NaN", "$5", "+5", ".5", "1000000000000000", "--1", "5k"] {
            assert!(text.parse::<Money>().is_err(), "{text}");
        }
    }

    #[test]
    fn rounding_is_half_away_from_zero() {
        let round = |text: &str| Money::rounded(text.parse().unwrap(), 2).unwrap().to_string();
        assert_eq!(round("2.345"), "2.35");
        assert_eq!(round("-2.345"), "-2.35");
        assert_eq!(round("2.3449999"), "2.34");
    }
}
