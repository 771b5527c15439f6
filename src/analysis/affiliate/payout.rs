//! whether a click counts, how long a sale is held back, and whether a balance is paid out.

use jiff::civil::Date;

use crate::analysis::truth::Truth;
use crate::program::choice::choice;
use crate::program::money::Money;
use crate::program::period::{days_after, days_between};

/// What is paid of a balance: all of it from the minimum on, when above zero, otherwise nothing.
pub fn payment(balance: Money, minimum: Money) -> Option<Money> {
    (balance >= minimum && balance > Money::from_cents(0)).then_some(balance)
}

choice! {
    /// Why a conversion counts or does not.
    pub enum CookieReason {
        BeforeClick = "before_click" => "Before the click",
        Within = "within" => "Within the cookie's days",
        Expired = "expired" => "After the cookie's days",
    }
}

/// The last day on which a click still counts.
pub fn cookie_last_day(click_on: Date, cookie_days: u16) -> Date {
    days_after(click_on, i32::from(cookie_days) - 1)
}

/// Whether a conversion lies in `[click, click + cookie_days)`.
pub fn cookie(click_on: Date, converted_on: Date, cookie_days: u16) -> CookieReason {
    match days_between(click_on, converted_on) {
        days if days < 0 => CookieReason::BeforeClick,
        days if days < i32::from(cookie_days) => CookieReason::Within,
        _ => CookieReason::Expired,
    }
}

choice! {
    /// Where the commission of a sale stands.
    pub enum HoldbackState {
        Refunded = "refunded" => "Refunded",
        Held = "held" => "Held back",
        Unknown = "unknown" => "Unknown",
        Payable = "payable" => "Payable",
    }
}

/// The first day on which a sale's commission may be paid.
pub fn payable_from(sale_on: Date, holdback_days: u16) -> Date {
    days_after(sale_on, holdback_days.into())
}

/// Whether the commission of a sale may be paid on a day.
pub fn holdback(sale_on: Date, as_of: Date, refunded: Truth, holdback_days: u16) -> HoldbackState {
    match refunded {
        Truth::Yes => HoldbackState::Refunded,
        _ if as_of < payable_from(sale_on, holdback_days) => HoldbackState::Held,
        Truth::Unknown => HoldbackState::Unknown,
        Truth::No => HoldbackState::Payable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_balance_is_paid_from_the_minimum_on() {
        let pay = |balance: &str, minimum: &str| payment(balance.parse().unwrap(), minimum.parse().unwrap());
        assert_eq!(pay("49.99", "50.00"), None);
        assert_eq!(pay("50.00", "50.00"), "50.00".parse().ok());
        assert_eq!(pay("0.00", "0.00"), None);
        assert_eq!(pay("-5.00", "0.00"), None);
    }

    #[test]
    fn a_click_counts_on_its_own_day_and_not_on_the_sixtieth_after() {
        let click = date(2025, 1, 1);
        for (on, reason) in [
            (date(2024, 12, 31), CookieReason::BeforeClick),
            (click, CookieReason::Within),
            (date(2025, 3, 1), CookieReason::Within),
            (date(2025, 3, 2), CookieReason::Expired),
        ] {
            assert_eq!(cookie(click, on, 60), reason);
        }
        assert_eq!(cookie_last_day(click, 60), date(2025, 3, 1));
    }

    #[test]
    fn a_refund_comes_before_everything_and_an_unknown_one_after_the_holdback() {
        let state = |day, refunded| holdback(date(2025, 3, 1), date(2025, 3, day), refunded, 30);
        assert_eq!(state(30, Truth::No), HoldbackState::Held);
        assert_eq!(state(30, Truth::Unknown), HoldbackState::Held);
        assert_eq!(state(2, Truth::Yes), HoldbackState::Refunded);
        assert_eq!(state(31, Truth::No), HoldbackState::Payable);
        assert_eq!(state(31, Truth::Unknown), HoldbackState::Unknown);
    }
}
