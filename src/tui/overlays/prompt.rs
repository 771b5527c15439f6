//! One line of text with a message that follows the typing.

use crossterm::event::{KeyEvent, MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::overlay::{Kind, Overlay, Step};
use crate::tui::action::Action;
use crate::tui::pane::{Check, Values};
use crate::tui::theme::{Look, Role};
use crate::tui::widgets::text_field::{TextField, Typed};
use crate::tui::widgets::{paint, safe_text, wrap};

/// The most preview lines shown.
const LINES_SHOWN: u16 = 10;
/// The most lines of an error.
const FAULT_LINES: usize = 4;

/// One line of text.
#[derive(Debug, Clone)]
pub struct Prompt {
    tag: String,
    title: String,
    hint: String,
    field: TextField,
    check: Check,
    bottom: bool,
    /// What was typed here before and left.
    recall: String,
    frame: Rect,
}

impl Prompt {
    /// An empty prompt in the middle of the screen.
    pub fn new(tag: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            tag: tag.into(),
            title: title.into(),
            hint: String::new(),
            field: TextField::default(),
            check: Check::default(),
            bottom: false,
            recall: String::new(),
            frame: Rect::default(),
        }
    }

    /// The text at first.
    pub fn with_text(mut self, text: impl Into<String>) -> Self {
        self.field = TextField::new(text);
        self
    }

    /// The value as it is: shown marked, and replaced by what is typed, as in a cell of a sheet. Keys that move or
    /// take away keep it for editing.
    pub fn with_value(mut self, value: impl Into<String>) -> Self {
        self.field = TextField::replaceable(value);
        self
    }

    pub(super) fn spell(&mut self, spelled: &dyn Fn(&str) -> String) {
        self.hint = spelled(&self.hint);
    }

    /// What may be typed, shown while there is no message.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// What was typed here before and left with Esc: Up brings it back.
    pub fn recalling(mut self, text: impl Into<String>) -> Self {
        self.recall = text.into();
        if !self.recall.is_empty() {
            self.hint = format!("Up brings back {:?}", self.recall);
        }
        self
    }

    /// Above the footer, so that the pane stays in view: filters, finds.
    pub fn at_bottom(mut self) -> Self {
        self.bottom = true;
        self
    }

    /// What it is called.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Whether the pane stays in view above it, as with a filter.
    pub fn is_at_bottom(&self) -> bool {
        self.bottom
    }

    /// The text as typed.
    pub fn text(&self) -> &str {
        self.field.text()
    }

    pub(super) fn checked(&mut self, check: Check) {
        self.check = check;
    }

    /// What is wrong, wrapped after its sign.
    fn fault_lines(&self, width: u16) -> Vec<String> {
        let error = self.check.error.as_deref().unwrap_or_default();
        let mut lines = wrap::wrap(error, usize::from(width.saturating_sub(2)).max(8));
        lines.truncate(FAULT_LINES);
        lines
    }

    fn typed(&self) -> Step {
        Step::Typed { field: String::new(), text: self.field.text().to_owned() }
    }

    pub(super) fn act(&mut self, action: Action) -> Step {
        match action {
            Action::Accept if self.check.error.is_none() => Step::Done(Values::Text(self.field.text().to_owned())),
            Action::Accept => Step::Changed,
            Action::FieldPrevious if !self.recall.is_empty() => {
                self.field = TextField::new(self.recall.clone());
                self.typed()
            }
            Action::Cancel => Step::Done(Values::Cancelled(vec![(String::new(), self.field.text().to_owned())])),
            _ => Step::Ignored,
        }
    }

    pub(super) fn type_key(&mut self, key: KeyEvent) -> Step {
        match self.field.key(key) {
            Typed::Edited => self.typed(),
            Typed::Moved => Step::Changed,
            Typed::Unused => Step::Ignored,
        }
    }

    pub(super) fn paste(&mut self, text: &str) -> Step {
        self.field.paste(text);
        self.typed()
    }

    pub(super) fn mouse(&mut self, mouse: MouseEvent) -> Step {
        let inside = paint::row(paint::inset(self.frame, 1, 1), 0);
        let at = Position::new(mouse.column, mouse.row);
        if mouse.kind != MouseEventKind::Down(MouseButton::Left) || !inside.contains(at) {
            return Step::Ignored;
        }
        self.field.click(at.x - inside.x, inside.width);
        Step::Changed
    }

    pub(super) fn layout(&mut self, area: Rect) {
        let lines = (self.check.lines.len() as u16).min(LINES_SHOWN);
        let width = area.width.saturating_sub(4).clamp(area.width.min(20), 76);
        let width = if self.bottom { area.width } else { width };
        let message = if self.check.error.is_some() {
            self.fault_lines(width.saturating_sub(2)).len() as u16
        } else {
            u16::from(!self.hint.is_empty())
        };
        let height = (3 + lines + message).min(area.height);
        if self.bottom {
            let (_, frame) = paint::split_bottom(area, height);
            self.frame = frame;
        } else {
            self.frame = paint::centred(area, width, height);
        }
    }

    pub(super) fn draw(&self, buffer: &mut Buffer, look: &Look) -> Option<Position> {
        let inside = paint::framed(buffer, self.frame, &self.title, true, look);
        let role = if self.check.error.is_some() { Role::Error } else { Role::Input };
        let cursor = self.field.draw(buffer, inside, look.style(role));
        let cut = |text: &str| safe_text::cut(text, usize::from(inside.width), look.glyphs.ellipsis);
        let mut y = 1;
        if self.check.error.is_some() {
            for (at, line) in self.fault_lines(inside.width).iter().enumerate() {
                let lead = if at == 0 { look.glyphs.fault } else { " " };
                paint::text(buffer, inside, 0, y, &cut(&format!("{lead} {line}")), look.style(Role::Error));
                y += 1;
            }
        } else if !self.hint.is_empty() {
            paint::text(buffer, inside, 0, y, &cut(&self.hint), look.style(Role::Muted));
            y += 1;
        }
        for line in self.check.lines.iter().take(usize::from(LINES_SHOWN)) {
            paint::text(buffer, inside, 0, y, &cut(line), look.style(Role::Text));
            y += 1;
        }
        cursor
    }
}

impl From<Prompt> for Overlay {
    fn from(prompt: Prompt) -> Self {
        Self { tag: prompt.tag.clone(), kind: Kind::Prompt(prompt) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keys::Chord;

    #[test]
    fn invalid_text_stays_and_is_not_accepted() {
        let mut prompt = Prompt::new("t", "Threshold").with_text("25x");
        prompt.checked(Check { error: Some("\"25x\" is not an amount".into()), lines: Vec::new() });
        assert_eq!(prompt.act(Action::Accept), Step::Changed);
        assert_eq!(prompt.text(), "25x");
        prompt.checked(Check::default());
        assert_eq!(prompt.act(Action::Accept), Step::Done(Values::Text("25x".into())));
    }

    #[test]
    fn typing_replaces_a_value_and_moving_first_keeps_it() {
        let typed = |keys: &[&str]| {
            let mut prompt = Prompt::new("t", "Region").with_value("EMEA");
            for key in keys {
                prompt.type_key(key.parse::<Chord>().unwrap().event());
            }
            prompt.text().to_owned()
        };
        assert_eq!(typed(&["A", "P"]), "AP");
        assert_eq!(typed(&["end", "2"]), "EMEA2");
        assert_eq!(typed(&["backspace"]), "EME");
    }

    #[test]
    fn what_was_left_is_brought_back_by_up() {
        let mut prompt = Prompt::new("t", "Threshold").with_value("25").recalling("250k");
        assert_eq!(prompt.act(Action::FieldPrevious), Step::Typed { field: String::new(), text: "250k".into() });
        assert_eq!(prompt.text(), "250k");
        assert_eq!(Prompt::new("t", "Threshold").act(Action::FieldPrevious), Step::Ignored);
    }

    #[test]
    fn cancelling_hands_the_draft_back() {
        let mut prompt = Prompt::new("t", "Threshold").with_text("25");
        let draft = Values::Cancelled(vec![(String::new(), "25".into())]);
        assert_eq!(prompt.act(Action::Cancel), Step::Done(draft));
    }
}
