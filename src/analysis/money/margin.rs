//! what a reseller pays and keeps: the margin of its tier, and points more for a registration that is valid.

use jiff::civil::Date;

use crate::analysis::exact::{of_money, of_percent, to_coins};
use crate::analysis::registration::Protection;
use crate::program::choice::choice;
use crate::program::money::Money;
use crate::program::rate::Percent;

choice! {
    /// Whether a registration earns the margin bonus.
    pub enum BonusState {
        Valid = "valid" => "Valid",
        ApprovedAfterQuote = "approved_after_quote" => "Approved after the quote",
        ProtectionOver = "protection_over" => "Protection over",
        None = "none" => "No registration",
    }
}

/// Judges a registration by the day of the quote: approved on or before it, and the quote inside the protection.
pub fn bonus_state(protection: Option<&Protection>, quote_on: Date) -> BonusState {
    match protection {
        None => BonusState::None,
        Some(protection) if quote_on < protection.from => BonusState::ApprovedAfterQuote,
        Some(protection) if protection.earns_bonus(quote_on) => BonusState::Valid,
        Some(_) => BonusState::ProtectionOver,
    }
}

/// The margin: the card's, and the bonus of a valid registration.
pub fn margin(card: Percent, bonus: Percent, state: BonusState) -> Percent {
    let points = card.units() + if state == BonusState::Valid { bonus.units() } else { 0 };
    percent_of_units(points)
}

/// A percentage of ten-thousandths, as [`Percent::units`] gives them.
pub fn percent_of_units(units: i128) -> Percent {
    let text = rust_decimal::Decimal::try_from_i128_with_scale(units, 4).unwrap_or_default().normalize().to_string();
    text.parse().unwrap_or_default()
}

/// What a reseller's deal gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResellerDeal {
    /// What we take off the list price.
    pub discount: Money,
    /// What the partner pays us.
    pub partner_cost: Money,
    /// What the partner's customer pays.
    pub sell_price: Money,
    /// What the partner keeps; negative when it sells below its cost.
    pub gross_profit: Money,
}

/// A deal at a list price and a margin, sold for `sell_price`, otherwise at list; one rounding, of the discount.
pub fn reseller_deal(list_price: Money, sell_price: Option<Money>, margin: Percent, places: u32) -> ResellerDeal {
    let sell_price = sell_price.unwrap_or(list_price);
    let discount = to_coins(&(of_money(list_price) * of_percent(margin)), places);
    let partner_cost = list_price.minus(discount);
    ResellerDeal { discount, partner_cost, sell_price, gross_profit: sell_price.minus(partner_cost) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn gold_with_a_valid_registration_keeps_forty_percent() {
        let margin = margin(Percent::whole(35), Percent::whole(5), BonusState::Valid);
        assert_eq!(margin, Percent::whole(40));
        let deal = reseller_deal(Money::whole(50_000), None, margin, 2);
        assert_eq!((deal.partner_cost, deal.gross_profit), (Money::whole(30_000), Money::whole(20_000)));
        let below_cost = reseller_deal("100.00".parse().unwrap(), "64.99".parse().ok(), Percent::whole(35), 2);
        assert_eq!(below_cost.gross_profit.to_string(), "-0.01");
    }

    #[test]
    fn the_quote_decides_whether_the_bonus_is_earned() {
        let protection = Protection { from: date(2025, 3, 1), end: date(2025, 3, 31) };
        for (quote, state) in [
            (date(2025, 2, 28), BonusState::ApprovedAfterQuote),
            (date(2025, 3, 1), BonusState::Valid),
            (date(2025, 3, 30), BonusState::Valid),
            (date(2025, 3, 31), BonusState::ProtectionOver),
        ] {
            assert_eq!(bonus_state(Some(&protection), quote), state);
        }
        assert_eq!(bonus_state(None, date(2025, 3, 1)), BonusState::None);
        assert_eq!(margin("20.25%".parse().unwrap(), Percent::whole(5), BonusState::Valid).to_string(), "25.25%");
    }

    proptest! {
        #[test]
        fn discount_and_cost_are_the_list_price(list in 0_i128..1_000_000_000, points in 0_i64..=10_000) {
            let deal = reseller_deal(Money::from_cents(list), None, Percent::from_basis_points(points), 2);
            prop_assert_eq!(deal.discount.plus(deal.partner_cost), Money::from_cents(list));
            prop_assert_eq!(deal.gross_profit, deal.discount);
        }
    }
}
