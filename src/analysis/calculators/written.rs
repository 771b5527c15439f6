//! How results stand in an answer: exact and displayed forms beside each other, amounts, counts of any size.

use num_bigint::BigInt;
use num_traits::ToPrimitive;
use serde_json::{Value, json};

use crate::analysis::exact::{
    Exact, Fraction, NOT_AVAILABLE, exact_percent, exact_text, of_percent, shown, whole, widened,
};
use crate::program::choice::Choice;
use crate::program::money::Money;
use crate::program::rate::Percent;

/// An amount of currency units with two decimals, whatever its size.
pub(super) fn money(amount: &Exact) -> String {
    shown(amount, 2)
}

/// An amount with two decimals, also where it is nothing.
pub(super) fn amount(amount: Money) -> Money {
    Money::from_cents(amount.cents())
}

/// A factor as percent with four decimals and no sign, or `n/a`.
pub(super) fn percent4(factor: Option<&Exact>) -> String {
    factor.map_or_else(|| NOT_AVAILABLE.to_owned(), |factor| shown(&(factor * whole(100)), 4))
}

/// A factor as percent with two decimals: `79.99%`.
pub(super) fn percent2(factor: &Exact) -> String {
    format!("{}%", shown(&(factor * whole(100)), 2))
}

/// A count as a JSON integer; as text beyond what one can hold.
pub(super) fn count(number: &BigInt) -> Value {
    number.to_i64().map_or_else(|| json!(number.to_string()), |number| json!(number))
}

/// A month as a JSON integer; a part of one as an exact text.
pub(super) fn month(month: &Exact) -> Value {
    if month.is_integer() { count(month.numer()) } else { json!(exact_text(month)) }
}

/// A percentage without its sign, as short as it can be: `12.5`.
pub(super) fn percent(percent: Percent) -> String {
    exact_percent(&of_percent(percent))
}

/// A factor as exact percent.
pub(super) fn share(factor: Option<&Exact>) -> Option<String> {
    factor.map(exact_percent)
}

/// A number, exact.
pub(super) fn number(value: Option<&Exact>) -> Option<String> {
    value.map(exact_text)
}

/// A bounded fraction, exact.
pub(super) fn fraction(value: Option<Fraction>) -> Option<String> {
    value.map(|value| exact_text(&widened(&value)))
}

/// A bounded fraction with so many decimals, or `n/a`.
pub(super) fn fraction_shown(value: Option<Fraction>, places: u32) -> String {
    value.map_or_else(|| NOT_AVAILABLE.to_owned(), |value| shown(&widened(&value), places))
}

/// The words of a list of choices.
pub(super) fn words<T: Choice>(choices: impl IntoIterator<Item = T>) -> Vec<&'static str> {
    choices.into_iter().map(Choice::word).collect()
}
