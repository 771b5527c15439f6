//! Amounts as they stand in a cell: whole units with their sign, shortened rather than cut.

use rust_decimal::Decimal;

use crate::program::currency::Currency;
pub use crate::program::currency::grouped;
use crate::program::money::Money;

fn signed(currency: Currency, digits: &str) -> String {
    let sign = currency.sign().unwrap_or_default();
    match digits.strip_prefix('-') {
        Some(rest) => format!("-{sign}{rest}"),
        None => format!("{sign}{digits}"),
    }
}

/// The amount in whole units within `width` cells; larger ones in thousands (K) or millions (M) with one place.
pub fn short(money: Money, currency: Currency, width: usize) -> String {
    let whole = money.decimal().round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    let text = signed(currency, &grouped(&whole.to_string()));
    if text.chars().count() <= width {
        return text;
    }
    let scaled = [(1_000_i64, "K"), (1_000_000, "M"), (1_000_000_000, "B")].into_iter().map(|(unit, letter)| {
        let value = (money.decimal() / Decimal::from(unit))
            .round_dp_with_strategy(1, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
        signed(currency, &format!("{}{letter}", grouped(&value.to_string())))
    });
    let mut last = text;
    for candidate in scaled {
        last = candidate;
        if last.chars().count() <= width {
            break;
        }
    }
    last
}

/// The amount to the cent with its currency, for the inspector: `$1,250.00`, `CHF 1,250.00`.
pub fn exact(money: Money, currency: Currency) -> String {
    currency.exact(money)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_shortened_until_they_fit() {
        let money = |text: &str| text.parse::<Money>().unwrap();
        assert_eq!(short(money("550217.82"), Currency::USD, 9), "$550,218");
        assert_eq!(short(money("12345678.00"), Currency::USD, 9), "$12.3M");
        assert_eq!(short(money("-1250.50"), Currency::EUR, 9), "-€1,251");
        assert_eq!(short(money("0.00"), Currency::USD, 9), "$0");
        assert_eq!(short(money("123456.00"), Currency::USD, 7), "$123.5K");
        assert_eq!(exact(money("1250.00"), "CHF".parse().unwrap()), "CHF 1,250.00");
        assert_eq!(exact(money("-5.00"), Currency::USD), "-$5.00");
    }
}
