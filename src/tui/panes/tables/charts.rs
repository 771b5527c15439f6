//! A quarter of closed-won revenue as a picture in cells: what it is made of, and how it came over the quarters.

use super::detail::Entry;
use super::section::Section;
use super::state::Tables;
use crate::program::money::Money;
use crate::report::cell::Cell;
use crate::tui::amount;
use crate::tui::pane::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::bars;
use crate::tui::widgets::safe_text::{self, Align};

/// Cells of the waterfall.
const WIDE: u32 = 16;
/// Cells of an amount.
const AMOUNT: usize = 9;
/// Quarters of the trend.
const QUARTERS: usize = 8;

/// What closed-won revenue falls into, in the order in which it adds up.
const PARTS: [(&str, &str, Role); 4] = [
    ("sourced", "Sourced", Role::Series1),
    ("influenced", "Influenced", Role::Series2),
    ("none", "Neither", Role::Series3),
    ("unclassified", "Not classified", Role::Warning),
];

fn money(cell: Option<&Cell>) -> Option<Money> {
    match cell {
        Some(Cell::Money(money)) => Some(*money),
        _ => None,
    }
}

/// Cells from the left up to a part of the whole.
fn cells(part: i128, whole: i128) -> u32 {
    u32::try_from(part.max(0) * i128::from(WIDE) / whole.max(1)).unwrap_or(WIDE).min(WIDE)
}

impl Tables {
    /// The waterfall of the quarter under the cursor and the trend up to it; nothing elsewhere.
    pub(super) fn quarter_charts(&self, context: &Context<'_>) -> Vec<Entry> {
        let Some(total) = money(self.cell("total")).filter(|total| self.section == Section::Cfo && total.cents() > 0)
        else {
            return Vec::new();
        };
        let currency = context.workbench.program().profile.currency;
        let glyphs = context.look.glyphs;
        let told = |money: Money| {
            safe_text::fit(&amount::short(money, currency, AMOUNT), AMOUNT, Align::Right, glyphs.ellipsis)
        };
        let mut entries = vec![Entry::heading("Closed-won, from part to whole")];
        let mut before = 0;
        for (column, label, role) in PARTS {
            let Some(part) = money(self.cell(column)).filter(|part| part.cents() > 0) else { continue };
            let (begin, end) = (cells(before, total.cents()), cells(before + part.cents(), total.cents()));
            before += part.cents();
            let bar = glyphs.empty.repeat(begin as usize)
                + &glyphs.full.repeat(end.saturating_sub(begin).max(1) as usize)
                + &glyphs.empty.repeat(WIDE.saturating_sub(end.max(begin + 1)) as usize);
            entries.push(Entry::of(label, format!("{bar} {}", told(part)), role));
        }
        let whole = glyphs.full.repeat(WIDE as usize);
        entries.push(Entry::of("Closed-won", format!("{whole} {}", told(total)), Role::Text));
        entries.extend(self.trend(context));
        entries
    }

    /// The quarters up to the one under the cursor as columns, the newest at the right, with the first and the last number.
    fn trend(&self, context: &Context<'_>) -> Option<Entry> {
        let data = self.tab().data.as_ref()?;
        let at = self.cell("quarter")?.plain().into_owned();
        let mut quarters: Vec<(String, Option<Money>)> = (0..data.len())
            .filter_map(|row| Some((data.cell(row, "quarter")?.plain().into_owned(), money(data.cell(row, "total")))))
            .filter(|(quarter, _)| *quarter <= at)
            .collect();
        quarters.sort();
        let shown = quarters.get(quarters.len().saturating_sub(QUARTERS)..)?;
        if shown.len() < 2 {
            return None;
        }
        let values: Vec<Option<u64>> =
            shown.iter().map(|(_, money)| money.and_then(|money| u64::try_from(money.cents()).ok())).collect();
        let currency = context.workbench.program().profile.currency;
        let told = |end: &(String, Option<Money>)| {
            let amount = end.1.map_or_else(|| "?".to_owned(), |money| amount::short(money, currency, AMOUNT));
            format!("{amount} ({})", end.0)
        };
        let (first, last) = (shown.first()?, shown.last()?);
        let columns = bars::columns_text(&values, context.look);
        Some(Entry::of("Trend", format!("{} {columns} {}", told(first), told(last)), Role::Series1))
    }
}
