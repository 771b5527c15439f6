//! A page of a presentation, drawn over the whole screen: few lines, wide margins, no key and no clock.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::theme::{Look, Role};
use super::widgets::{paint, safe_text};
use crate::report::qbr::{PartnerView, Shown};

/// Draws the page that is shown.
pub fn draw(buffer: &mut Buffer, area: Rect, shown: &Shown, look: &Look) {
    paint::clear(buffer, area, look.style(Role::Text));
    if shown.blank || area.height < 3 || area.width < 10 {
        return;
    }
    let margin = (area.width / 16).max(2);
    let inner = paint::inset(area, margin, 1);
    let slide = shown.view.slide(shown.slide);
    let bold = |role: Role| look.style(role).add_modifier(Modifier::BOLD);
    let cells = usize::from(inner.width);
    let title = safe_text::cut(&slide.title.to_uppercase(), cells, look.glyphs.ellipsis);
    paint::text(buffer, inner, 0, 0, &title, bold(Role::Title));
    paint::horizontal(buffer, inner, 1, look.glyphs.horizontal, look.style(Role::Border));
    let room = inner.height.saturating_sub(5);
    let (gap, fit) = spacing(slide.lines.len(), room);
    for (at, (left, right)) in slide.lines.iter().take(fit).enumerate() {
        let y = 3 + at as u16 * gap;
        let right = safe_text::cut(right, cells / 2, look.glyphs.ellipsis);
        let width = safe_text::width(&right);
        let left = safe_text::cut(left, cells.saturating_sub(width + 2), look.glyphs.ellipsis);
        paint::text(buffer, inner, 0, y, &left, bold(Role::Text));
        let x = u16::try_from(cells.saturating_sub(width)).unwrap_or(0);
        paint::text(buffer, inner, x, y, &right, bold(Role::Accent));
    }
    if slide.lines.is_empty() {
        paint::text(buffer, inner, 0, 3, "Nothing here yet", look.style(Role::Muted));
    }
    let more = slide.lines.len().saturating_sub(fit);
    let more = if more > 0 { format!("and {more} more   ") } else { String::new() };
    let footer = format!(
        "SHARED VIEW   {}   {} {}   {more}{} of {}",
        shown.view.as_of.strftime("as of %-d %b %Y"),
        shown.view.partner,
        shown.view.quarter,
        shown.slide + 1,
        PartnerView::SLIDES
    );
    let footer = safe_text::cut(&footer, cells, look.glyphs.ellipsis);
    paint::text(buffer, inner, 0, inner.height.saturating_sub(1), &footer, look.style(Role::Muted));
}

/// Rows from line to line, as many as there is room for, and how many lines fit.
fn spacing(lines: usize, room: u16) -> (u16, usize) {
    let lines = u16::try_from(lines.max(1)).unwrap_or(u16::MAX);
    let gap = (room / lines).clamp(1, 3);
    (gap, usize::from(room.div_ceil(gap)))
}
