//! A single line of text that is edited: words, paste, undo of its own, scrolling sideways.

use std::ops::Range;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;

use super::{paint, safe_text};
use crate::tui::keys::Chord;

/// The most steps that are kept for undo.
const STEPS_KEPT: usize = 200;

/// What a key did to a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// The text is another.
    Edited,
    /// The cursor stands elsewhere.
    Moved,
    /// The field has no use for the key.
    Unused,
}

/// The text, its cursor (a byte offset at a grapheme boundary) and its own history.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextField {
    text: String,
    cursor: usize,
    past: Vec<(String, usize)>,
    future: Vec<(String, usize)>,
    typing_run: bool,
    replaceable: bool,
}

impl TextField {
    /// A field with text and the cursor at its end.
    pub fn new(text: impl Into<String>) -> Self {
        let text = one_line(&text.into());
        Self { cursor: text.len(), text, ..Self::default() }
    }

    /// The value of a cell: what is typed or pasted takes its place, as in a sheet; keys that move or take away keep it.
    pub fn replaceable(text: impl Into<String>) -> Self {
        let field = Self::new(text);
        Self { replaceable: !field.is_empty(), ..field }
    }

    /// True while the next letter takes the place of the text.
    pub fn is_replaceable(&self) -> bool {
        self.replaceable
    }

    /// Keeps the text for editing.
    pub fn keep(&mut self) {
        self.replaceable = false;
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// True when nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Replaces the text, as one step of undo, with the cursor at its end.
    pub fn set(&mut self, text: &str) {
        self.remember(false);
        self.replaceable = false;
        self.text = one_line(text);
        self.cursor = self.text.len();
    }

    /// Inserts pasted text; line breaks become blanks.
    pub fn paste(&mut self, text: &str) {
        self.give_way();
        self.remember(false);
        self.insert(&one_line(text));
    }

    /// Applies a key.
    pub fn key(&mut self, event: KeyEvent) -> Typed {
        let chord = Chord::of(&event);
        if let Some(c) = chord.typed() {
            self.give_way();
            self.remember(true);
            self.insert(c.encode_utf8(&mut [0; 4]));
            return Typed::Edited;
        }
        self.replaceable = false;
        let by_word = chord.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match chord.code {
            KeyCode::Left if by_word => self.move_to(self.word_left()),
            KeyCode::Right if by_word => self.move_to(self.word_right()),
            KeyCode::Left => self.move_to(self.left()),
            KeyCode::Right => self.move_to(self.right()),
            KeyCode::Home => self.move_to(0),
            KeyCode::End => self.move_to(self.text.len()),
            KeyCode::Backspace if by_word => self.remove(self.word_left(), self.cursor),
            KeyCode::Backspace => self.remove(self.left(), self.cursor),
            KeyCode::Delete if by_word => self.remove(self.cursor, self.word_right()),
            KeyCode::Delete => self.remove(self.cursor, self.right()),
            KeyCode::Char(c) if chord.modifiers == KeyModifiers::CONTROL => self.control(c),
            KeyCode::Char('b') if chord.modifiers == KeyModifiers::ALT => self.move_to(self.word_left()),
            KeyCode::Char('f') if chord.modifiers == KeyModifiers::ALT => self.move_to(self.word_right()),
            _ => Typed::Unused,
        }
    }

    /// The old value goes, as a step of undo of its own.
    fn give_way(&mut self) {
        if self.replaceable {
            self.set("");
        }
    }

    fn control(&mut self, c: char) -> Typed {
        match c {
            'a' => self.move_to(0),
            'e' => self.move_to(self.text.len()),
            'b' => self.move_to(self.left()),
            'f' => self.move_to(self.right()),
            'k' => self.remove(self.cursor, self.text.len()),
            'u' => self.remove(0, self.cursor),
            'w' => self.remove(self.word_left(), self.cursor),
            'z' => self.undo(),
            'y' => self.redo(),
            _ => Typed::Unused,
        }
    }

    fn insert(&mut self, text: &str) {
        self.text.insert_str(self.cursor, text);
        self.cursor += text.len();
        self.cursor = self.boundary(self.cursor);
    }

    /// An inserted mark may join the letter before it: the cursor goes to the end of the joined grapheme.
    fn boundary(&self, at: usize) -> usize {
        self.text.grapheme_indices(true).map(|(start, _)| start).find(|start| *start >= at).unwrap_or(self.text.len())
    }

    fn move_to(&mut self, at: usize) -> Typed {
        self.typing_run = false;
        self.cursor = at;
        Typed::Moved
    }

    fn remove(&mut self, from: usize, to: usize) -> Typed {
        if from >= to {
            return Typed::Moved;
        }
        self.remember(false);
        self.text.replace_range(from..to, "");
        self.cursor = self.boundary(from);
        Typed::Edited
    }

    /// Takes back the last step; a run of typed letters is one step.
    pub fn undo(&mut self) -> Typed {
        let Some(before) = self.past.pop() else { return Typed::Moved };
        self.typing_run = false;
        self.future.push((std::mem::replace(&mut self.text, before.0), self.cursor));
        self.cursor = before.1;
        Typed::Edited
    }

    /// Does an undone step again.
    pub fn redo(&mut self) -> Typed {
        let Some(after) = self.future.pop() else { return Typed::Moved };
        self.past.push((std::mem::replace(&mut self.text, after.0), self.cursor));
        self.cursor = after.1;
        Typed::Edited
    }

    fn remember(&mut self, typing: bool) {
        if !(typing && self.typing_run) {
            self.past.push((self.text.clone(), self.cursor));
            if self.past.len() > STEPS_KEPT {
                self.past.remove(0);
            }
        }
        self.typing_run = typing;
        self.future.clear();
    }

    fn left(&self) -> usize {
        self.text[..self.cursor].grapheme_indices(true).next_back().map_or(0, |(start, _)| start)
    }

    fn right(&self) -> usize {
        self.text[self.cursor..].graphemes(true).next().map_or(self.cursor, |g| self.cursor + g.len())
    }

    fn word_left(&self) -> usize {
        let words = self.text[..self.cursor].split_word_bound_indices();
        words.rev().find(|(_, word)| !word.trim().is_empty()).map_or(0, |(start, _)| start)
    }

    fn word_right(&self) -> usize {
        let words = self.text[self.cursor..].split_word_bound_indices();
        let mut ends = words.filter(|(_, word)| !word.trim().is_empty()).map(|(start, word)| start + word.len());
        ends.next().map_or(self.text.len(), |end| self.cursor + end)
    }

    /// Puts the cursor where column `x` of the drawn field was clicked.
    pub fn click(&mut self, x: u16, width: u16) {
        self.replaceable = false;
        let (_, skipped) = self.window(width);
        let mut used = 0;
        let mut at = skipped;
        for grapheme in self.text[skipped..].graphemes(true) {
            let cells = safe_text::width(&safe_text::clean(grapheme));
            if used + cells > usize::from(x) {
                break;
            }
            used += cells;
            at += grapheme.len();
        }
        self.move_to(at);
    }

    /// Cells before the cursor within the drawn window, and the byte offset of the window.
    fn window(&self, width: u16) -> (u16, usize) {
        let room = usize::from(width.max(1)) - 1;
        let mut used = 0;
        let mut start = self.cursor;
        for (offset, grapheme) in self.text[..self.cursor].grapheme_indices(true).rev() {
            let cells = safe_text::width(&safe_text::clean(grapheme));
            if used + cells > room {
                break;
            }
            used += cells;
            start = offset;
        }
        (used as u16, start)
    }

    /// Draws the field into one row, scrolled so that the cursor is in view; gives the place of the cursor.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, style: Style) -> Option<Position> {
        let area = paint::within(buffer, paint::row(area, 0));
        if area.width == 0 || area.height == 0 {
            return None;
        }
        let style = if self.replaceable { style.add_modifier(Modifier::REVERSED) } else { style };
        paint::tint(buffer, area, style);
        let (before, start) = self.window(area.width);
        paint::text(buffer, area, 0, 0, &self.text[start..], style);
        Some(Position::new(area.x + before.min(area.width - 1), area.y))
    }

    /// Styles a stretch of the drawn text, given in bytes.
    pub fn mark(&self, buffer: &mut Buffer, area: Rect, range: &Range<usize>, style: Style) {
        let area = paint::within(buffer, paint::row(area, 0));
        let (_, start) = self.window(area.width);
        let cells = |to: usize| {
            let shown = self.text.get(start..to.max(start)).unwrap_or_default();
            u16::try_from(safe_text::width(&safe_text::clean(shown))).unwrap_or(u16::MAX).min(area.width)
        };
        let (from, to) = (cells(range.start), cells(range.end));
        paint::tint(buffer, Rect { x: area.x + from, width: to.saturating_sub(from), ..area }, style);
    }
}

fn one_line(text: &str) -> String {
    text.replace("\r\n", " ").replace(['\n', '\r', '\t'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_typed_takes_the_place_of_a_value_and_moving_first_keeps_it() {
        let typed = |keys: &[&str]| {
            let mut field = TextField::replaceable("25000");
            for key in keys {
                field.key(key.parse::<Chord>().unwrap().event());
            }
            field.text().to_owned()
        };
        assert_eq!(typed(&["3", "0"]), "30");
        assert_eq!(typed(&["right", "0"]), "250000");
        assert_eq!(typed(&["backspace"]), "2500");
        assert_eq!(typed(&["f2", "5"]), "250005");
        let mut pasted = TextField::replaceable("25000");
        pasted.paste("75k");
        assert_eq!(pasted.text(), "75k");
    }

    fn press(field: &mut TextField, keys: &[&str]) {
        for key in keys {
            field.key(key.parse::<Chord>().unwrap().event());
        }
    }

    #[test]
    fn words_and_lines_are_moved_over_and_removed() {
        let mut field = TextField::new("Acme Gold partner");
        press(&mut field, &["ctrl+w"]);
        assert_eq!(field.text(), "Acme Gold ");
        press(&mut field, &["ctrl+left", "ctrl+k"]);
        assert_eq!(field.text(), "Acme ");
        press(&mut field, &["home", "X", "end", "Y", "ctrl+a", "delete", "ctrl+e", "ctrl+u"]);
        assert_eq!(field.text(), "");
    }

    #[test]
    fn undo_takes_a_run_of_letters_at_once() {
        let mut field = TextField::new("");
        press(&mut field, &["a", "b", "c", "backspace", "d", "e"]);
        assert_eq!(field.text(), "abde");
        press(&mut field, &["ctrl+z"]);
        assert_eq!(field.text(), "ab");
        press(&mut field, &["ctrl+z", "ctrl+z"]);
        assert_eq!(field.text(), "");
        press(&mut field, &["ctrl+y", "ctrl+y", "ctrl+y"]);
        assert_eq!(field.text(), "abde");
    }

    #[test]
    fn a_letter_with_marks_is_one_step() {
        let mut field = TextField::new("e\u{301}x株");
        press(&mut field, &["backspace", "backspace", "backspace"]);
        assert_eq!(field.text(), "");
    }

    #[test]
    fn pasted_lines_become_one() {
        let mut field = TextField::new("");
        field.paste("a\r\nb\tc");
        assert_eq!(field.text(), "a b c");
    }

    proptest! {
        #[test]
        fn any_keys_on_any_text_keep_the_cursor_at_a_boundary(
            text in any::<String>(),
            keys in proptest::collection::vec(0_usize..16, 0..40),
            width in 0_u16..20,
        ) {
            let names = ["left", "right", "home", "end", "backspace", "delete", "ctrl+left", "ctrl+right", "ctrl+w",
                "ctrl+u", "ctrl+k", "ctrl+z", "ctrl+y", "a", "space", "\u{301}"];
            let mut field = TextField::new(text);
            for key in keys {
                if let Ok(chord) = names[key].parse::<Chord>() {
                    field.key(chord.event());
                }
                prop_assert!(field.text().is_char_boundary(field.cursor));
                let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 1));
                let at = field.draw(&mut buffer, Rect::new(0, 0, width, 1), Style::new());
                prop_assert!(at.is_none_or(|at| at.x < width));
                field.click(width / 2, width);
            }
        }
    }
}
