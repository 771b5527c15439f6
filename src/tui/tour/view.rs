//! The strip under the pane that says what to do next.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::guide::Guide;
use crate::tui::action::{Action, Scope};
use crate::tui::keymap::Keymap;
use crate::tui::theme::{Look, Role};
use crate::tui::widgets::{paint, safe_text, wrap};

/// Rows of a body that the strip takes: few where there are few.
pub fn height(body: u16) -> u16 {
    if body >= 16 { 4 } else { 2 }
}

/// Draws the step at hand.
pub fn draw(buffer: &mut Buffer, area: Rect, guide: &Guide, keymap: &Keymap, look: &Look) {
    let Some(step) = guide.step() else { return };
    paint::clear(buffer, area, look.style(Role::Text));
    let (head, rest) = paint::split_top(area, 1);
    paint::horizontal(buffer, head, 0, look.glyphs.horizontal, look.style(Role::BorderFocused));
    let title = format!(" Tour {} of {}: {} ", guide.at() + 1, guide.count(), step.title);
    let keys = [(Action::TourNext, "on"), (Action::TourBack, "back"), (Action::Tour, "leave")];
    let keys = keys.into_iter().filter_map(|(action, word)| {
        let key = keymap.key_for(&[Scope::Global], action)?;
        Some(format!("{key} {word}"))
    });
    let keys = format!(" {} ", keys.collect::<Vec<_>>().join("  "));
    let width = safe_text::width(&keys) as u16;
    let room = usize::from(head.width.saturating_sub(width + 4));
    let title = safe_text::cut(&title, room, look.glyphs.ellipsis);
    paint::text(buffer, head, 2, 0, &title, look.style(Role::Title));
    paint::text(buffer, head, head.width.saturating_sub(width + 1), 0, &keys, look.style(Role::Key));
    let inside = paint::inset(rest, 1, 0);
    let lines = wrap::wrap(&step.words(keymap), usize::from(inside.width));
    for (y, line) in (0..inside.height).zip(lines) {
        paint::text(buffer, inside, 0, y, &line, look.style(Role::Text));
    }
}
