//! Numbers as people read them: `$75,000`, `$1.2M`, `20`, `15%`.

use rust_decimal::Decimal;

use crate::program::criterion::{Metric, MetricKind};
use crate::program::currency::Currency;
use crate::program::money::Money;
use crate::program::quantity::Quantity;
use crate::tui::amount;

/// Digits in groups of three; places that are all nought are left out.
pub(super) fn grouped(value: Decimal) -> String {
    let text = if value.fract().is_zero() { value.trunc().to_string() } else { value.to_string() };
    amount::grouped(&text)
}

/// An amount in full: `$75,000`, `$1,200.50`.
pub(super) fn money(money: Money, currency: Currency) -> String {
    let exact = amount::exact(money, currency);
    exact.strip_suffix(".00").map_or(exact.clone(), str::to_owned)
}

/// An amount within so many cells: in full where it fits, otherwise shortened.
pub(super) fn money_within(amount: Money, currency: Currency, cells: usize) -> String {
    let full = money(amount, currency);
    if full.chars().count() <= cells { full } else { amount::short(amount, currency, cells) }
}

/// A quantity in the unit of its metric.
pub(super) fn quantity(value: Quantity, metric: &Metric, currency: Currency) -> String {
    match (metric.kind(), Money::rounded(value.decimal(), 2)) {
        (MetricKind::Money, Some(amount)) => money(amount, currency),
        _ => grouped(value.decimal()),
    }
}

/// A sentence with its plain numbers grouped: `82000.00 < 100000.00` becomes `82,000 < 100,000`.
pub(super) fn regrouped(sentence: &str) -> String {
    let mut words = Vec::new();
    for word in sentence.split(' ') {
        match word.parse::<Decimal>() {
            Ok(value) if word.starts_with(|c: char| c.is_ascii_digit() || c == '-') => words.push(grouped(value)),
            _ => words.push(word.to_owned()),
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_and_shortened_only_where_they_must_be() {
        let of = |text: &str| text.parse::<Money>().unwrap();
        assert_eq!(money(of("75000.00"), Currency::USD), "$75,000");
        assert_eq!(money(of("-1200.50"), Currency::EUR), "-€1,200.50");
        assert_eq!(money(of("500.00"), "CHF".parse().unwrap()), "CHF 500");
        assert_eq!(money_within(of("272727.27"), Currency::USD, 9), "$272,727");
    }

    #[test]
    fn sentences_are_regrouped() {
        assert_eq!(regrouped("sourced revenue 82000.00 < 100000.00"), "sourced revenue 82,000 < 100,000");
        assert_eq!(regrouped("certified people 1 < 2"), "certified people 1 < 2");
    }
}
