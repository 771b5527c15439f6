//! One line of a list to pick from: label, more words, and the key that does the same.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::theme::{Look, Role};
use crate::tui::widgets::{paint, safe_text};

/// One line of a picker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What is given back.
    pub id: String,
    /// What is read.
    pub label: String,
    /// More, in muted letters.
    pub detail: String,
    /// The key that does the same, at the right edge.
    pub key: String,
    /// Why it can not be chosen now; it is shown and says so.
    pub unavailable: Option<String>,
}

impl Entry {
    /// An entry that can be chosen.
    pub fn new(id: impl Into<String>, label: impl Into<String>) -> Self {
        Self { id: id.into(), label: label.into(), detail: String::new(), key: String::new(), unavailable: None }
    }

    /// With more words.
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// With the key that does the same.
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = key.into();
        self
    }

    /// Shown, but not to be chosen, and why.
    pub fn unavailable(mut self, reason: impl Into<String>) -> Self {
        self.unavailable = Some(reason.into());
        self
    }

    /// Draws it in a line; the words after the label begin after `labels` cells where the label is no longer.
    pub(super) fn draw(&self, buffer: &mut Buffer, line: Rect, labels: u16, marks: Marks, look: &Look) {
        let glyphs = look.glyphs;
        let role = if self.unavailable.is_some() { Role::Disabled } else { Role::Text };
        let sign = match marks {
            Marks { marked: true, .. } => glyphs.marked,
            Marks { selected: true, .. } => glyphs.cursor,
            Marks { .. } => " ",
        };
        paint::text(buffer, line, 0, 0, sign, look.style(Role::Accent));
        let key_room = safe_text::width(&safe_text::clean(&self.key)) as u16;
        let room = line.width.saturating_sub(3 + key_room);
        let label = safe_text::cut(&self.label, usize::from(room), glyphs.ellipsis);
        let used = paint::text(buffer, line, 2, 0, &label, look.style(role)).max(labels.min(room));
        let left = usize::from(room.saturating_sub(used + 2));
        if left > 4 {
            // why it cannot be chosen is said in words, not by its colour alone
            let detail = self.unavailable.as_deref().unwrap_or(&self.detail);
            let detail = safe_text::cut(detail, left, glyphs.ellipsis);
            paint::text(buffer, line, 2 + used + 2, 0, &detail, look.style(Role::Muted));
        }
        let at = line.width.saturating_sub(key_room);
        paint::text(buffer, line, at.max(2), 0, &self.key, look.style(Role::Key));
        if marks.selected {
            paint::tint(buffer, line, look.style(Role::Selection));
        }
    }
}

/// How a line stands in its list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks {
    /// Under the cursor.
    pub(super) selected: bool,
    /// Marked among others.
    pub(super) marked: bool,
}
