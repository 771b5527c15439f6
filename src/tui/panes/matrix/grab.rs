//! Moving a point: its strategic value up and down, its potential left and right.

use rust_decimal::Decimal;

use super::plane::Plotted;
use crate::app::command::PartnerCommand;
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::Partner;
use crate::program::quantity::Quantity;
use crate::tui::session::Command;
use crate::tui::widgets::safe_text;

/// A point that was picked up; nothing in the program has changed yet.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grabbed {
    pub(super) id: Id<Partner>,
    pub(super) name: String,
    /// Strategic value, 0 to 100, in hundredths.
    pub(super) value: Decimal,
    /// Potential; `None` while the revenue is earned and cannot be moved.
    pub(super) potential: Option<Money>,
    pub(super) revenue: Money,
    /// Digits typed for an absolute strategic value.
    pub(super) typed: String,
    before: (Decimal, Option<Money>),
}

impl Grabbed {
    /// Picks a point up where it stands.
    pub(super) fn new(point: &Plotted) -> Self {
        let hundredths = (point.value * num_rational::Ratio::from_integer(100)).round().to_integer();
        let value = Decimal::try_from_i128_with_scale(hundredths, 2).unwrap_or_default().normalize();
        let potential = point.placement.is_hollow().then_some(point.revenue);
        Self {
            id: point.id.clone(),
            name: safe_text::clean(&point.name).into_owned(),
            value,
            potential,
            revenue: point.revenue,
            typed: String::new(),
            before: (value, potential),
        }
    }

    /// Raises or lowers the strategic value within 0 to 100.
    pub(super) fn rise(&mut self, by: i64) {
        self.typed.clear();
        self.value = (self.value + Decimal::from(by)).clamp(Decimal::ZERO, Decimal::ONE_HUNDRED);
    }

    /// Moves the potential by steps of two leading digits; false where the revenue is earned.
    pub(super) fn shift(&mut self, steps: i32) -> bool {
        let Some(potential) = self.potential else { return false };
        let mut amount = potential.decimal();
        for _ in 0..steps.abs() {
            let magnitude = amount.trunc().to_string().len().saturating_sub(2) as u32;
            let step = Decimal::from(10_i64.saturating_pow(magnitude).max(100));
            amount = if steps > 0 { amount + step } else { (amount - step).max(Decimal::ZERO) };
        }
        let places = potential.decimal().scale();
        self.potential = Money::rounded(amount, places).or(self.potential);
        true
    }

    /// Takes a digit of an absolute strategic value; more than 100 starts anew.
    pub(super) fn digit(&mut self, digit: char) {
        self.typed.push(digit);
        let typed: Decimal = self.typed.parse().unwrap_or_default();
        if typed > Decimal::ONE_HUNDRED {
            self.typed = digit.to_string();
        }
        self.value = self.typed.parse().unwrap_or_default();
    }

    /// The revenue shown while moving.
    pub(super) fn shown_revenue(&self) -> Money {
        self.potential.unwrap_or(self.revenue)
    }

    /// The command that drops it here; `None` where nothing moved.
    pub(super) fn dropped(&self) -> Option<Command> {
        if (self.value, self.potential) == self.before {
            return None;
        }
        Some(Command::Partner(PartnerCommand::Place {
            partner: self.id.clone(),
            strategic_value: Quantity::from(self.value.normalize()),
            potential: self.potential.filter(|_| self.potential != self.before.1),
        }))
    }
}
