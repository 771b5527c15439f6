//! A question for what undo can not bring back: the safe answer has the cursor, the others have a letter.

use crossterm::event::{KeyEvent, MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::overlay::{Kind, Overlay, Step};
use crate::tui::action::Action;
use crate::tui::keys::Chord;
use crate::tui::pane::Values;
use crate::tui::theme::{Look, Role};
use crate::tui::widgets::{paint, safe_text, wrap};

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is given back.
    pub id: String,
    /// The letter that gives it at once.
    pub letter: char,
    /// What is read.
    pub label: String,
}

impl Choice {
    /// An answer with its letter.
    pub fn new(id: impl Into<String>, letter: char, label: impl Into<String>) -> Self {
        Self { id: id.into(), letter, label: label.into() }
    }
}

/// A question. The first answer is the safe one: it has the cursor, and Esc gives it.
#[derive(Debug, Clone)]
pub struct Confirm {
    tag: String,
    title: String,
    lines: Vec<String>,
    choices: Vec<Choice>,
    focus: usize,
    frame: Rect,
}

impl Confirm {
    /// A question without answers yet.
    pub fn new(tag: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            tag: tag.into(),
            title: title.into(),
            lines: Vec::new(),
            choices: Vec::new(),
            focus: 0,
            frame: Rect::default(),
        }
    }

    /// One line of explanation.
    pub fn line(mut self, line: impl Into<String>) -> Self {
        self.lines.push(line.into());
        self
    }

    /// One answer; the first is the safe one.
    pub fn choice(mut self, choice: Choice) -> Self {
        self.choices.push(choice);
        self
    }

    fn answer(&self, index: usize) -> Step {
        match self.choices.get(index) {
            Some(choice) => Step::Done(Values::Answer(choice.id.clone())),
            None => Step::Done(Values::Cancelled(Vec::new())),
        }
    }

    pub(super) fn act(&mut self, action: Action) -> Step {
        let count = self.choices.len().max(1);
        match action {
            Action::FieldNext | Action::ListDown => self.focus = (self.focus + 1) % count,
            Action::FieldPrevious | Action::ListUp => self.focus = (self.focus + count - 1) % count,
            Action::Accept => return self.answer(self.focus),
            Action::Cancel => return self.answer(0),
            _ => return Step::Ignored,
        }
        Step::Changed
    }

    pub(super) fn type_key(&mut self, key: KeyEvent) -> Step {
        let Some(c) = Chord::of(&key).typed() else { return Step::Ignored };
        match self.choices.iter().position(|choice| choice.letter == c) {
            Some(index) => self.answer(index),
            None => Step::Ignored,
        }
    }

    fn line_of(&self, row: u16) -> Option<usize> {
        let inside = paint::inset(self.frame, 1, 1);
        let first = inside.bottom().saturating_sub(self.choices.len() as u16);
        let index = usize::from(row.checked_sub(first)?);
        (index < self.choices.len()).then_some(index)
    }

    pub(super) fn mouse(&mut self, mouse: MouseEvent) -> Step {
        let inside = self.frame.contains(Position::new(mouse.column, mouse.row));
        if mouse.kind != MouseEventKind::Down(MouseButton::Left) || !inside {
            return Step::Ignored;
        }
        self.line_of(mouse.row).map_or(Step::Ignored, |index| self.answer(index))
    }

    fn text(&self, width: u16) -> Vec<String> {
        self.lines.iter().flat_map(|line| wrap::wrap(line, usize::from(width))).collect()
    }

    pub(super) fn layout(&mut self, area: Rect) {
        let width = area.width.saturating_sub(4).clamp(area.width.min(20), 66);
        let lines = self.text(width.saturating_sub(2)).len() as u16;
        let height = lines.saturating_add(self.choices.len() as u16 + 3).min(area.height);
        self.frame = paint::centred(area, width, height);
    }

    pub(super) fn draw(&self, buffer: &mut Buffer, look: &Look) -> Option<Position> {
        let inside = paint::framed(buffer, self.frame, &self.title, true, look);
        let (body, answers) = paint::split_bottom(inside, self.choices.len() as u16);
        for (y, line) in self.text(inside.width).iter().enumerate() {
            paint::text(buffer, body, 0, y as u16, line, look.style(Role::Text));
        }
        let mut cursor = None;
        for (index, choice) in self.choices.iter().enumerate() {
            let line = paint::row(answers, index as u16);
            let text = format!("  {}  {}", choice.letter, choice.label);
            let text = safe_text::fit(&text, usize::from(line.width), safe_text::Align::Left, look.glyphs.ellipsis);
            let role = if index == self.focus { Role::Selection } else { Role::Text };
            paint::text(buffer, line, 0, 0, &text, look.style(role));
            if index == self.focus {
                paint::text(buffer, line, 0, 0, look.glyphs.cursor, look.style(role));
                cursor = (line.width > 0 && line.height > 0).then(|| Position::new(line.x, line.y));
            }
        }
        cursor
    }
}

impl From<Confirm> for Overlay {
    fn from(confirm: Confirm) -> Self {
        Self { tag: confirm.tag.clone(), kind: Kind::Confirm(confirm) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quit() -> Confirm {
        Confirm::new("quit", "Unsaved changes")
            .line("3 edits are not saved.")
            .choice(Choice::new("stay", 'c', "Go on working"))
            .choice(Choice::new("save", 's', "Save and quit"))
            .choice(Choice::new("discard", 'd', "Quit without saving"))
    }

    #[test]
    fn enter_and_esc_give_the_safe_answer_and_a_letter_another() {
        let answer = |id: &str| Step::Done(Values::Answer(id.into()));
        assert_eq!(quit().act(Action::Accept), answer("stay"));
        assert_eq!(quit().act(Action::Cancel), answer("stay"));
        assert_eq!(quit().type_key(Chord::char('d').event()), answer("discard"));
        assert_eq!(quit().type_key(Chord::char('y').event()), Step::Ignored);
    }
}
