//! How the campaign sheet is drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::model::{Line, Target};
use super::state::Sheet;
use crate::tui::pane::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::paint::{Piece, piece};
use crate::tui::widgets::safe_text::{self, Align};

/// The most cells of the labels.
const LABELS: usize = 24;

/// Draws the lines in view.
pub(in super::super) fn draw(sheet: &Sheet, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    let width = usize::from(area.width.saturating_sub(2));
    let labels = sheet.lines.iter().map(|line| safe_text::width(&safe_text::clean(&line.label))).max().unwrap_or(0);
    let labels = labels.clamp(8, LABELS.min(width / 3).max(8));
    sheet.view.draw(buffer, area, sheet.lines.len(), context.focused, context.look, |index| {
        sheet.lines.get(index).map_or_else(Vec::new, |line| pieces(line, labels, width, context))
    });
}

fn pieces(line: &Line, labels: usize, width: usize, context: &Context<'_>) -> Vec<Piece> {
    let ellipsis = context.look.glyphs.ellipsis;
    if line.target == Target::Heading {
        return vec![piece(safe_text::cut(&line.text, width, ellipsis), Role::Header)];
    }
    let label = safe_text::fit(&line.label, labels, Align::Left, ellipsis);
    let text = safe_text::cut(&line.text, width.saturating_sub(labels + 2), ellipsis);
    vec![piece(format!("{label}  "), Role::Muted), piece(text, line.role)]
}
