//! How exact results stand in an answer: amounts, shares, counts of any size.

use num_bigint::BigInt;
use num_traits::ToPrimitive;
use serde_json::{Value, json};

use crate::analysis::exact::{Exact, NOT_AVAILABLE, exact_text, shown, whole};
use crate::program::money::Money;

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
