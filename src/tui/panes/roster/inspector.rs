//! The partner beside the table: shown, hidden, scrolled.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::sections;
use super::state::Roster;
use crate::tui::outcome::Outcome;
use crate::tui::pane::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::paint::{self, Piece};

/// From this width on the inspector stands beside the table.
pub(super) const BESIDE_FROM: u16 = 120;
/// Cells of the inspector beside the table.
const BESIDE: u16 = 46;
/// Cells of the inspector above the table.
const OVER: u16 = 56;

impl Roster {
    /// Whether the inspector is in view.
    pub(super) fn inspector_shown(&self) -> bool {
        !self.areas.inspector.is_empty()
    }

    /// Whether it lies over the table.
    pub(super) fn inspector_over(&self) -> bool {
        self.areas.over && self.inspector_shown()
    }

    pub(super) fn toggle_inspector(&mut self) -> Outcome {
        let wide = self.areas.table.width + self.areas.inspector.width >= BESIDE_FROM;
        let shown = if wide { &mut self.inspector.beside } else { &mut self.inspector.over };
        *shown = !*shown;
        let shown = *shown;
        self.inspector.focused = false;
        if shown && self.rows.total() == 0 {
            return Outcome::info("The inspector shows a partner as soon as there is one");
        }
        Outcome::Changed
    }

    /// Takes the place of the inspector off an area; gives what is left and its own place.
    pub(super) fn split_for_inspector(&self, area: Rect) -> (Rect, Rect, bool) {
        let none = Rect::new(area.right(), area.y, 0, 0);
        if self.rows.total() == 0 {
            return (area, none, false);
        }
        if area.width >= BESIDE_FROM {
            if !self.inspector.beside {
                return (area, none, false);
            }
            let width = if area.width >= 160 { BESIDE + 14 } else { BESIDE };
            let (table, inspector) = paint::split_left(area, area.width - width);
            return (table, inspector, false);
        }
        if !self.inspector.over {
            return (area, none, false);
        }
        let width = if area.width < 64 { area.width } else { OVER.min(area.width - 24) };
        let (_, inspector) = paint::split_left(area, area.width - width);
        (area, inspector, true)
    }

    /// The lines of the partner under the cursor.
    fn inspected(&self, context: &Context<'_>, width: u16) -> Vec<Vec<Piece>> {
        let Some(partner) = self.current() else { return Vec::new() };
        sections::lines(partner, &Self::reader(context), context.look, width)
    }

    /// Keeps the scrolling within the lines; another partner is read from its top.
    pub(super) fn settle_inspector(&mut self, context: &Context<'_>) {
        if self.inspector.of != self.cursor {
            self.inspector.of.clone_from(&self.cursor);
            self.inspector.top = 0;
        }
        if self.inspector.top == 0 {
            return;
        }
        let inside = inside(self.areas.inspector, self.areas.over);
        let lines = self.inspected(context, inside.width).len();
        self.inspector.top = self.inspector.top.min(lines.saturating_sub(usize::from(inside.height)));
    }

    pub(super) fn draw_inspector(&self, buffer: &mut Buffer, context: &Context<'_>) {
        let area = self.areas.inspector;
        if area.is_empty() {
            return;
        }
        let look = context.look;
        let name = self.current().map_or("", |partner| partner.name.as_str());
        if self.areas.over {
            paint::framed(buffer, area, name, context.focused, look);
        } else {
            let role = if self.inspector.focused { Role::BorderFocused } else { Role::Border };
            paint::vertical(buffer, area, 0, look.glyphs.vertical, look.style(role));
            paint::text(buffer, area, 2, 0, name, look.style(Role::Title));
        }
        let inside = inside(area, self.areas.over);
        let lines = self.inspected(context, inside.width);
        for (y, line) in lines.iter().skip(self.inspector.top).take(usize::from(inside.height)).enumerate() {
            paint::pieces(buffer, inside, 0, y as u16, line, look);
        }
        let below = lines.len().saturating_sub(self.inspector.top + usize::from(inside.height));
        if below > 0 && area.width > 24 {
            let text = if self.inspector.focused {
                format!(" {below} more below ")
            } else {
                format!(" {below} more, Tab then j ")
            };
            let x = area.width.saturating_sub(text.len() as u16 + 1);
            paint::text(buffer, area, x, area.height.saturating_sub(1), &text, look.style(Role::Muted));
        }
    }
}

fn inside(area: Rect, over: bool) -> Rect {
    if over {
        return paint::inset(area, 1, 1);
    }
    let (_, rest) = paint::split_top(area, 1);
    let (rest, _) = paint::split_bottom(rest, 1);
    paint::split_left(rest, 2).1
}
