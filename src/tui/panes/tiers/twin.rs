//! The same as a plain list: one line per tier and field, for narrow screens and screen readers.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cells;
use super::rows::Row;
use super::sentence;
use super::state::Tiers;
use crate::tui::pane::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::paint::{self, piece};
use crate::tui::widgets::safe_text::{self, Align};

/// A line: the tier by rank, and the row; none for the sentence of its criteria.
pub(super) type TwinLine = (usize, Option<usize>);

/// The lines, tier by tier.
pub(super) fn lines(pane: &Tiers) -> Vec<TwinLine> {
    let entries: Vec<usize> =
        pane.model.rows.iter().enumerate().filter(|(_, row)| row.is_entry()).map(|(index, _)| index).collect();
    let of_tier = |rank: usize| std::iter::once((rank, None)).chain(entries.iter().map(move |row| (rank, Some(*row))));
    (0..pane.model.tiers.len()).flat_map(of_tier).collect()
}

/// Tier, field and value of a line.
pub(super) fn texts(pane: &Tiers, line: TwinLine, context: &Context<'_>) -> [String; 3] {
    let (rank, row) = line;
    let tier = pane.model.tiers.get(rank);
    let name = tier.map_or_else(String::new, |tier| tier.name.clone());
    let row: Option<&Row> = row.and_then(|row| pane.model.rows.get(row));
    match row {
        None => {
            let words = tier.map_or_else(String::new, |tier| sentence::sentence(&tier.criteria, pane.model.currency));
            [name, "Criteria".to_owned(), words]
        }
        Some(row) => {
            let shown = cells::shown(&pane.model, row, rank, usize::MAX, context.look.glyphs);
            [name, cells::label(&pane.model, row), shown.text]
        }
    }
}

pub(super) fn draw(pane: &Tiers, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    let look = context.look;
    let (head, list) = paint::split_top(area, 1);
    let tier_room = 14.min(usize::from(area.width) / 4);
    let field_room = 26.min(usize::from(area.width) / 3);
    let fit = |text: &str, room: usize| safe_text::fit(text, room, Align::Left, look.glyphs.ellipsis);
    let heading = format!("{} {} Value", fit("Tier", tier_room), fit("Field", field_room));
    paint::text(buffer, head, 2, 0, &heading, look.style(Role::Header));
    let lines = lines(pane);
    pane.twin_list.draw(buffer, list, lines.len(), context.focused, look, |index| {
        let Some(line) = lines.get(index) else { return Vec::new() };
        let [tier, field, value] = texts(pane, *line, context);
        vec![
            piece(fit(&tier, tier_room) + " ", Role::Muted),
            piece(fit(&field, field_room) + " ", Role::Text),
            piece(value, Role::Text),
        ]
    });
}
