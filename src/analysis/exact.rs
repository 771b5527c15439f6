//! Exact rationals, the one rounding at the end of a formula, and the forms in which they are shown (§0).

use num_bigint::BigInt;
use num_rational::{BigRational, Ratio};
use num_traits::{One, Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;

use crate::program::money::Money;
use crate::program::rate::Percent;

/// An exact number of any size.
pub type Exact = BigRational;

/// An exact number whose parts are bounded by the limits of money, percent and scores.
pub type Fraction = Ratio<i128>;

/// What stands where a number has no value.
pub const NOT_AVAILABLE: &str = "n/a";

/// A decimal as a fraction.
pub fn fraction(value: Decimal) -> Fraction {
    Fraction::new(value.mantissa(), 10_i128.pow(value.scale()))
}

/// A decimal as an exact number.
pub fn exact(value: Decimal) -> Exact {
    Exact::new(value.mantissa().into(), BigInt::from(10).pow(value.scale()))
}

/// A whole number as an exact number.
pub fn whole(value: impl Into<BigInt>) -> Exact {
    Exact::from_integer(value.into())
}

/// An amount of money in currency units.
pub fn of_money(amount: Money) -> Exact {
    Exact::new(amount.cents().into(), 100.into())
}

/// A percentage as a factor: 25% is one quarter.
pub fn of_percent(percent: Percent) -> Exact {
    Exact::new(percent.units().into(), Percent::WHOLE.into())
}

/// A bounded fraction as an exact number.
pub fn widened(value: &Fraction) -> Exact {
    Exact::new((*value.numer()).into(), (*value.denom()).into())
}

/// `part / whole`, or nothing when the whole is zero.
pub fn ratio(part: &Exact, whole: &Exact) -> Option<Exact> {
    (!whole.is_zero()).then(|| part / whole)
}

/// The nearest integer to `value * 10^places`, half away from zero.
pub fn scaled(value: &Exact, places: u32) -> BigInt {
    let doubled = value.numer().abs() * BigInt::from(10).pow(places) * BigInt::from(2) + value.denom();
    let size: BigInt = doubled / (value.denom() * BigInt::from(2));
    if value.is_negative() { -size } else { size }
}

/// An amount in currency units, rounded half away from zero to the cent.
///
/// Beyond what money can hold, the largest amount stands.
pub fn to_money(value: &Exact) -> Money {
    Money::from_cents(scaled(value, 2).to_i128().unwrap_or(i128::MAX))
}

/// An amount in currency units, rounded half away from zero to the smallest coin of a currency with `places`.
pub fn to_coins(value: &Exact, places: u32) -> Money {
    let unit = minor_unit(places);
    let hundredths = scaled(value, places.min(2)).to_i128().and_then(|coins| coins.checked_mul(unit));
    Money::from_cents(hundredths.unwrap_or(i128::MAX))
}

/// The value with `places` decimals, half away from zero; for amounts that may be larger than money can hold.
pub fn rounded(value: &Exact, places: u32) -> Exact {
    Exact::new(scaled(value, places), BigInt::from(10).pow(places))
}

/// `amount * percent`, rounded half away from zero to `places` of the currency.
pub fn percent_of(amount: Money, percent: Percent, places: u32) -> Money {
    let unit = minor_unit(places);
    let whole = Percent::WHOLE * unit;
    let product = amount.cents() * percent.units();
    let size = (product.abs() * 2 + whole) / (whole * 2) * unit;
    Money::from_cents(if product < 0 { -size } else { size })
}

/// How many hundredths the smallest coin of a currency with `places` is worth.
pub(crate) fn minor_unit(places: u32) -> i128 {
    10_i128.pow(2_u32.saturating_sub(places))
}

/// A number with `places` decimals, half away from zero, without a minus sign when it rounds to nothing.
pub fn shown(value: &Exact, places: u32) -> String {
    let number = scaled(value, places);
    with_places(number.is_negative(), number.abs().to_string(), places)
}

/// The same of a small number, without the detour over integers of any length.
pub fn fraction_shown(value: &Fraction, places: u32) -> String {
    let rounded = || -> Option<i128> {
        let denominator = value.denom().checked_mul(2).filter(|denominator| *denominator > 0)?;
        let number = value.numer().checked_mul(10_i128.checked_pow(places)?)?;
        let size = number.checked_abs()?.checked_mul(2)?.checked_add(*value.denom())? / denominator;
        Some(if number < 0 { -size } else { size })
    };
    match rounded() {
        Some(number) => with_places(number < 0, number.unsigned_abs().to_string(), places),
        None => shown(&widened(value), places),
    }
}

fn with_places(negative: bool, digits: String, places: u32) -> String {
    let sign = if negative { "-" } else { "" };
    let places = places as usize;
    if places == 0 {
        return format!("{sign}{digits}");
    }
    let digits = format!("{digits:0>width$}", width = places + 1);
    let (units, decimals) = digits.split_at(digits.len() - places);
    format!("{sign}{units}.{decimals}")
}

/// A factor as percent with one decimal: one quarter is `25.0%`.
pub fn percent_shown(factor: Option<&Exact>) -> String {
    factor.map_or_else(|| NOT_AVAILABLE.to_owned(), |factor| format!("{}%", shown(&(factor * whole(100)), 1)))
}

/// A multiple with one decimal: `3.7x`.
pub fn multiple_shown(multiple: Option<&Exact>) -> String {
    multiple.map_or_else(|| NOT_AVAILABLE.to_owned(), |multiple| format!("{}x", shown(multiple, 1)))
}

/// The shortest decimal when the value is a finite one, otherwise the fraction in lowest terms.
pub fn exact_text(value: &Exact) -> String {
    let mut rest = value.denom().clone();
    let mut count = |factor: u32| {
        let factor = BigInt::from(factor);
        let mut times = 0_u32;
        while (&rest % &factor).is_zero() {
            rest /= &factor;
            times += 1;
        }
        times
    };
    let places = count(2).max(count(5));
    if rest.is_one() { shown(value, places) } else { format!("{}/{}", value.numer(), value.denom()) }
}

/// A factor as exact percent: one third is `100/3`.
pub fn exact_percent(factor: &Exact) -> String {
    exact_text(&(factor * whole(100)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(numerator: i64, denominator: i64) -> Exact {
        Exact::new(numerator.into(), denominator.into())
    }

    #[test]
    fn a_small_number_is_shown_as_one_of_any_length() {
        for denominator in [1, 2, 3, 7, 40, 200] {
            for numerator in -450..450 {
                let small = Fraction::new(numerator, denominator);
                for places in 0..3 {
                    assert_eq!(fraction_shown(&small, places), shown(&widened(&small), places), "{small} at {places}");
                }
            }
        }
        let large = Fraction::new(i128::MAX, 3);
        assert_eq!(fraction_shown(&large, 1), shown(&widened(&large), 1));
    }

    #[test]
    fn one_rounding_half_away_from_zero() {
        assert_eq!(shown(&of(1, 8), 2), "0.13");
        assert_eq!(shown(&of(-1, 8), 2), "-0.13");
        assert_eq!(shown(&of(-1, 25), 1), "0.0");
        assert_eq!(to_money(&of(1, 3)).to_string(), "0.33");
        assert_eq!(multiple_shown(Some(&of(11, 3))), "3.7x");
        assert_eq!(percent_shown(None), "n/a");
    }

    #[test]
    fn a_finite_decimal_is_short_and_the_rest_is_a_fraction() {
        for (value, text) in [(of(13, 4), "3.25"), (of(7, 1), "7"), (of(-3, 2), "-1.5"), (of(22, 6), "11/3")] {
            assert_eq!(exact_text(&value), text);
        }
    }

    #[test]
    fn a_share_of_money_is_rounded_to_the_coin_of_its_currency() {
        let amount = Money::from_cents(-10_050);
        assert_eq!(percent_of(amount, Percent::whole(25), 2).to_string(), "-25.13");
        assert_eq!(percent_of(amount, Percent::whole(25), 0).to_string(), "-25.00");
    }
}
