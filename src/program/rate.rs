//! Percentages and multipliers: exact decimals that travel as text.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::text_value::{BadText, serde_as_text};

/// A percentage, up to four places: 25% is `25`, written `"25%"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Percent(Decimal);

/// A factor, up to six places: `"1.5x"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Multiplier(Decimal);

fn exact(text: &str, places: u32) -> Option<Decimal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || digits.starts_with('.') || !digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return None;
    }
    let value = Decimal::from_str_exact(text).ok()?.normalize();
    (value.scale() <= places && value.abs() < Decimal::from(1_000_000_000)).then_some(value)
}

impl Percent {
    /// A whole number of percent.
    pub fn whole(percent: i64) -> Self {
        Self(Decimal::from(percent))
    }

    /// Hundredths of a percent (basis points).
    pub fn from_basis_points(points: i64) -> Self {
        Self(Decimal::new(points, 2).normalize())
    }

    /// The number before the percent sign.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// Ten-thousandths of a percent, exact: 25% is 250,000. One whole is [`Percent::WHOLE`].
    pub fn units(self) -> i128 {
        let mut value = self.0;
        value.rescale(4);
        value.mantissa()
    }

    /// The units of 100%.
    pub const WHOLE: i128 = 1_000_000;
}

impl Multiplier {
    /// The number before the `x`.
    pub fn decimal(self) -> Decimal {
        self.0
    }
}

impl Default for Multiplier {
    fn default() -> Self {
        Self(Decimal::ONE)
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", self.0)
    }
}

impl fmt::Display for Multiplier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x", self.0)
    }
}

impl FromStr for Percent {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        let number = text.strip_suffix('%').unwrap_or(text).trim_end();
        exact(number, 4).map(Self).ok_or_else(|| BadText::new(text, "a percentage, such as \"12.5%\""))
    }
}

impl FromStr for Multiplier {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        let number = text.strip_suffix('x').unwrap_or(text).trim_end();
        exact(number, 6).map(Self).ok_or_else(|| BadText::new(text, "a multiplier, such as \"1.5x\""))
    }
}

serde_as_text!(Percent, "a percentage, such as \"12.5%\"");
serde_as_text!(Multiplier, "a multiplier, such as \"1.5x\"");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling_for_one_rate() {
        for (given, written) in [("25%", "25%"), ("12.50%", "12.5%"), ("0", "0%"), ("-3.1250%", "-3.125%")] {
            assert_eq!(given.parse::<Percent>().unwrap().to_string(), written);
        }
        assert_eq!("1.50x".parse::<Multiplier>().unwrap().to_string(), "1.5x");
        assert_eq!("25%".parse::<Percent>().unwrap().units(), 250_000);
    }

    #[test]
    fn too_many_places_and_other_text_are_refused() {
        for text in ["", "%", "1.00001%", "a%", "1e2", "1,5%"] {
            assert!(text.parse::<Percent>().is_err(), "{text}");
        }
        assert!("1.0000001x".parse::<Multiplier>().is_err());
    }
}
