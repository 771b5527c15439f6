//! Draws an open calculator.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::form::{Calculation, Editor};
use super::layout::label_cells;
use super::slot::{Origin, Slot};
use crate::tui::theme::{Look, Role};
use crate::tui::widgets::{paint, safe_text};

const KEYS: &str = "Enter edit  h l choose  x clear  r reset  y copy  PgDn result  Esc close";
const KEYS_TYPING: &str = "Enter take it  Tab next input  Esc as it was before";

impl Calculation {
    /// Draws it; gives the place of the text cursor.
    pub fn draw(&self, buffer: &mut Buffer, look: &Look) -> Option<Position> {
        let places = &self.places;
        let title = format!("calc: {} ({})", self.calculator.name, self.calculator.rule);
        paint::framed(buffer, places.frame, &title, true, look);
        let line = |buffer: &mut Buffer, area: Rect, y: u16, text: &str, role: Role| {
            let text = safe_text::cut(text, usize::from(area.width), look.glyphs.ellipsis);
            paint::text(buffer, area, 0, y, &text, look.style(role));
        };
        line(buffer, places.head, 0, self.calculator.about, Role::Title);
        let cursor = self.draw_inputs(buffer, look);
        if places.is_beside() {
            paint::vertical(buffer, places.divider, 0, look.glyphs.vertical, look.style(Role::Border));
        } else {
            paint::horizontal(buffer, places.divider, 0, look.glyphs.horizontal, look.style(Role::Border));
            let last = places.rows.last().map_or(0, |(at, _)| at + 1);
            let more = match self.shown.len().saturating_sub(last) {
                0 => String::new(),
                n => format!(", and {n} more inputs with Tab"),
            };
            paint::text(buffer, places.divider, 1, 0, &format!(" Result{more} "), look.style(Role::Header));
        }
        self.draw_result(buffer, look);
        if let Some(slot) = self.slot() {
            match slot.faults.first() {
                Some(fault) => line(buffer, places.foot, 0, &format!("{} {fault}", look.glyphs.fault), Role::Error),
                None => match &slot.origin {
                    Origin::Kept(why) => line(buffer, places.foot, 0, why, Role::Warning),
                    _ => line(buffer, places.foot, 0, &slot.hint(), Role::Info),
                },
            }
        }
        line(buffer, places.foot, 1, if self.typing() { KEYS_TYPING } else { KEYS }, Role::Muted);
        cursor
    }

    fn draw_inputs(&self, buffer: &mut Buffer, look: &Look) -> Option<Position> {
        let places = &self.places;
        if self.shown.is_empty() {
            paint::text(buffer, places.inputs, 0, 0, "It takes no input", look.style(Role::Muted));
        }
        let labels = self.shown.iter().filter_map(|index| self.slots.get(*index));
        let widest = labels.map(|slot| safe_text::width(&slot.label())).max().unwrap_or(0);
        let label_width = widest.min(usize::from(places.inputs.width) * 2 / 5);
        let mut cursor = None;
        for (at, row) in &places.rows {
            let Some(slot) = self.shown.get(*at).and_then(|index| self.slots.get(*index)) else { continue };
            cursor = cursor.or(self.draw_input(buffer, *row, slot, *at == self.focus, label_width as u16, look));
        }
        cursor
    }

    fn draw_input(
        &self,
        buffer: &mut Buffer,
        row: Rect,
        slot: &Slot,
        focused: bool,
        label_width: u16,
        look: &Look,
    ) -> Option<Position> {
        let glyphs = look.glyphs;
        let sign = match (slot.faults.is_empty(), focused) {
            (false, _) => (glyphs.fault, Role::Error),
            (true, true) => (glyphs.cursor, Role::Accent),
            (true, false) => (" ", Role::Text),
        };
        paint::text(buffer, row, 0, 0, sign.0, look.style(sign.1));
        let label = safe_text::cut(&slot.label(), usize::from(label_width), glyphs.ellipsis);
        paint::text(buffer, row, 2, 0, &label, look.style(if focused { Role::Title } else { Role::Muted }));
        let note = note(slot);
        let room = Rect { height: row.height.min(1), ..paint::split_left(row, label_width + 4).1 };
        let noted = (safe_text::width(&note) as u16 + 2).min(room.width / 2);
        let (value, beside) = paint::split_left(room, room.width.saturating_sub(noted));
        let said = safe_text::cut(&note, usize::from(beside.width.saturating_sub(2)), glyphs.ellipsis);
        paint::text(buffer, beside, 2, 0, &said, look.style(Role::Muted));
        let below = |height: u16| Rect { x: row.x + 2, y: row.y + 1, width: row.width.saturating_sub(2), height };
        let left = row.height.saturating_sub(1);
        let faulty = u16::from(!slot.faults.is_empty()).min(left);
        let mut cursor = None;
        match &self.editor {
            Some(Editor::Line(field)) if focused => cursor = field.draw(buffer, value, look.style(Role::Input)),
            Some(Editor::Large(area)) if focused => {
                paint::text(buffer, value, 0, 0, "typed below, as JSON", look.style(Role::Muted));
                cursor = area.draw(buffer, below(left - faulty), true, look);
            }
            _ => draw_value(buffer, value, slot, focused, look),
        }
        if let Some(fault) = slot.faults.first().filter(|_| faulty > 0) {
            let line = Rect { y: row.y + row.height - 1, height: 1, ..below(1) };
            let text = safe_text::cut(fault, usize::from(line.width), glyphs.ellipsis);
            paint::text(buffer, line, 0, 0, &text, look.style(Role::Error));
        }
        cursor
    }

    fn draw_result(&self, buffer: &mut Buffer, look: &Look) {
        let places = &self.places;
        let area = places.result;
        let labels = label_cells(area.width);
        let cut = |text: &str, cells: usize| safe_text::cut(text, cells, look.glyphs.ellipsis);
        for y in 0..area.height {
            let Some(line) = places.lines.get(places.scroll + usize::from(y)) else { break };
            if line.role != Role::Text {
                paint::text(buffer, area, 0, y, &cut(&line.value, usize::from(area.width)), look.style(line.role));
                continue;
            }
            paint::text(buffer, area, 0, y, &cut(&line.label, labels), look.style(Role::Header));
            let x = labels as u16 + 2;
            let used = paint::text(buffer, area, x, y, &line.value, look.style(Role::Text));
            let x = x + used + if used > 0 { 2 } else { 0 };
            let left = usize::from(area.width.saturating_sub(x));
            if left > 8 {
                paint::text(buffer, area, x, y, &cut(&line.about, left), look.style(Role::Muted));
            }
        }
        let below = places.lines.len().saturating_sub(places.scroll + usize::from(area.height));
        if below > 0 && area.height > 0 {
            let more = format!(" {} more lines, PgDn", below + 1);
            let last = paint::row(area, area.height - 1);
            paint::clear(buffer, last, look.style(Role::Text));
            paint::text(buffer, last, 0, 0, &more, look.style(Role::Muted));
        }
    }
}

fn draw_value(buffer: &mut Buffer, area: Rect, slot: &Slot, focused: bool, look: &Look) {
    let role = match (slot.text.is_empty(), focused) {
        (true, _) => Role::Muted,
        (false, true) => Role::Selection,
        (false, false) => Role::Text,
    };
    let text = if slot.text.is_empty() { slot.placeholder() } else { slot.text.replace('\n', " ") };
    let text = if slot.words().is_empty() || !focused {
        text
    } else {
        format!("{} {text} {}", look.glyphs.more_left, look.glyphs.more_right)
    };
    let text = safe_text::cut(&text, usize::from(area.width), look.glyphs.ellipsis);
    paint::text(buffer, area, 0, 0, &text, look.style(role));
}

/// The unit, and where the value comes from.
fn note(slot: &Slot) -> String {
    let unit = slot.field.unit().unwrap_or_default();
    let origin = match &slot.origin {
        Origin::Absent | Origin::Typed => "",
        Origin::Example => "example",
        Origin::Filled(from) => from,
        Origin::Kept(_) => "example, see below",
    };
    if unit.is_empty() || origin.is_empty() { format!("{unit}{origin}") } else { format!("{unit}, {origin}") }
}
