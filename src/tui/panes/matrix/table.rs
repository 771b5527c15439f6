//! The matrix as a table: the same partners and words, for narrow screens and screen readers.

use super::plane::{Plane, letter, role_of, value_text};
use crate::program::choice::Choice;
use crate::program::currency::Currency;
use crate::tui::amount;
use crate::tui::theme::Role;
use crate::tui::widgets::table::{Cell, Column, Rows};

/// The columns of the twin.
pub(super) fn columns() -> Vec<Column> {
    vec![
        Column::new(" ", 2).min(2),
        Column::new("Partner", 26),
        Column::new("Value", 6).right(),
        Column::new("Revenue", 12).right(),
        Column::new("Quadrant", 20).min(20).priority(2),
        Column::new("Call", 12).min(12).priority(1),
        Column::new("Health", 10).min(10).priority(3),
        Column::new("Type", 14).min(14).priority(4),
    ]
}

/// The rows: plotted partners by value, then those that cannot be placed.
pub(super) struct Twin<'a> {
    pub(super) plane: &'a Plane,
    pub(super) currency: Currency,
}

impl Rows for Twin<'_> {
    fn count(&self) -> usize {
        self.plane.plotted.len() + self.plane.unplaced.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        if let Some(one) = self.plane.plotted.get(row) {
            return match column {
                0 => Cell::new(letter(row).map(String::from).unwrap_or_default()),
                1 => Cell::new(&*one.name),
                2 => Cell::new(value_text(one.value)),
                3 => {
                    let amount = amount::short(one.revenue, self.currency, 11);
                    Cell::new(if one.placement.is_hollow() { format!("{amount}?") } else { amount })
                }
                4 => Cell::new(one.quadrant.label()),
                5 => Cell::new(one.call.map_or("", Choice::label)),
                6 => Cell::role(one.band.label(), role_of(one.band)),
                _ => Cell::new(one.partner_type.map_or("", Choice::label)),
            };
        }
        match (self.plane.unplaced.get(row - self.plane.plotted.len()), column) {
            (Some(one), 1) => Cell::role(&*one.name, Role::Muted),
            (Some(one), 4) => Cell::role(one.missing, Role::Warning),
            _ => Cell::new(""),
        }
    }
}
