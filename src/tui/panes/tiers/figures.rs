//! Numbers as people read them: `$75,000`, `$1.2M`, `20`, `15%`.

use rust_decimal::Decimal;

pub(super) use crate::analysis::criteria_words::amount as quantity;
use crate::program::currency::Currency;
use crate::program::money::Money;
use crate::tui::amount;

/// Digits in groups of three; places that are all nought are left out.
pub(super) fn grouped(value: Decimal) -> String {
    let text = if value.fract().is_zero() { value.trunc().to_string() } else { value.to_string() };
    amount::grouped(&text)
}

/// An amount in full: `$75,000`, `$1,200.50`.
pub(super) fn money(money: Money, currency: Currency) -> String {
    currency.told(money)
}

/// An amount within so many cells: in full where it fits, otherwise shortened.
pub(super) fn money_within(amount: Money, currency: Currency, cells: usize) -> String {
    let full = money(amount, currency);
    if full.chars().count() <= cells { full } else { amount::short(amount, currency, cells) }
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
}
