//! Several lines of text that are edited: notes, QBR sections, a brief.
//!
//! The editing is that of `ratatui-textarea`; its key map is not, since Ctrl+U there is undo and here clears a line.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget;
use ratatui_textarea::{CursorMove, TextArea as Editor, WrapMode};

use super::paint;
use super::text_field::Typed;
use crate::tui::keys::Chord;
use crate::tui::theme::{Look, Role};

/// Several lines of text with a cursor and a history of their own.
#[derive(Debug, Clone)]
pub struct TextArea {
    editor: Editor<'static>,
}

impl TextArea {
    /// An editor with text and the cursor at its end.
    pub fn new(text: &str) -> Self {
        let mut editor = Editor::new(text.lines().map(str::to_owned).collect());
        editor.set_wrap_mode(WrapMode::WordOrGlyph);
        editor.set_cursor_line_style(Style::new());
        editor.move_cursor(CursorMove::Bottom);
        editor.move_cursor(CursorMove::End);
        Self { editor }
    }

    /// The text, lines joined by line breaks.
    pub fn text(&self) -> String {
        self.editor.lines().join("\n")
    }

    /// True when nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.editor.is_empty()
    }

    /// Inserts pasted text with its line breaks, as one step of undo.
    pub fn paste(&mut self, text: &str) {
        self.editor.insert_str(text);
    }

    /// Applies a key. Enter, Ctrl+J and Alt+Enter break the line; Esc and Tab are left to the caller.
    pub fn key(&mut self, event: KeyEvent) -> Typed {
        let chord = Chord::of(&event);
        if let Some(c) = chord.typed() {
            self.editor.insert_char(c);
            return Typed::Edited;
        }
        let control = chord.modifiers.contains(KeyModifiers::CONTROL);
        match chord.code {
            KeyCode::Enter => {
                self.editor.insert_newline();
                Typed::Edited
            }
            KeyCode::Char(c) if control => self.control(c),
            KeyCode::Backspace if control => edited(self.editor.delete_word()),
            KeyCode::Backspace => edited(self.editor.delete_char()),
            KeyCode::Delete if control => edited(self.editor.delete_next_word()),
            KeyCode::Delete => edited(self.editor.delete_next_char()),
            KeyCode::Left if control => self.go(CursorMove::WordBack),
            KeyCode::Right if control => self.go(CursorMove::WordForward),
            KeyCode::Left => self.go(CursorMove::Back),
            KeyCode::Right => self.go(CursorMove::Forward),
            KeyCode::Up => self.go(CursorMove::Up),
            KeyCode::Down => self.go(CursorMove::Down),
            KeyCode::Home if control => self.go(CursorMove::Top),
            KeyCode::End if control => self.go(CursorMove::Bottom),
            KeyCode::Home => self.go(CursorMove::Head),
            KeyCode::End => self.go(CursorMove::End),
            _ => Typed::Unused,
        }
    }

    fn control(&mut self, c: char) -> Typed {
        match c {
            'a' => self.go(CursorMove::Head),
            'e' => self.go(CursorMove::End),
            'j' => {
                self.editor.insert_newline();
                Typed::Edited
            }
            'k' => edited(self.editor.delete_line_by_end()),
            'u' => edited(self.editor.delete_line_by_head()),
            'w' => edited(self.editor.delete_word()),
            'z' => edited(self.editor.undo()),
            'y' => edited(self.editor.redo()),
            _ => Typed::Unused,
        }
    }

    fn go(&mut self, to: CursorMove) -> Typed {
        self.editor.move_cursor(to);
        Typed::Moved
    }

    /// Draws the text into the area; the cursor is a reversed cell, and its place is given for the hardware cursor.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, focused: bool, look: &Look) -> Option<Position> {
        let area = paint::within(buffer, area);
        if area.width < 2 || area.height == 0 {
            return None;
        }
        let mut editor = self.editor.clone();
        editor.set_style(look.style(Role::Text));
        editor.set_cursor_style(if focused { look.style(Role::Cell) } else { Style::new() });
        (&editor).render(area, buffer);
        let at = editor.screen_cursor();
        let (row, column) = editor.scroll_offset();
        let x = u16::try_from(at.col).ok()?.checked_sub(column)?.checked_add(area.x)?;
        let y = u16::try_from(at.row).ok()?.checked_sub(row)?.checked_add(area.y)?;
        let at = Position::new(x, y);
        (focused && area.contains(at)).then_some(at)
    }
}

fn edited(changed: bool) -> Typed {
    if changed { Typed::Edited } else { Typed::Moved }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn press(area: &mut TextArea, keys: &[&str]) {
        for key in keys {
            area.key(key.parse::<Chord>().unwrap().event());
        }
    }

    #[test]
    fn lines_are_broken_and_edited_with_our_keys() {
        let mut area = TextArea::new("Agreed:");
        press(&mut area, &["enter", "k", "i", "t", "ctrl+u"]);
        assert_eq!(area.text(), "Agreed:\n");
        area.paste("one\r\ntwo");
        assert_eq!(area.text(), "Agreed:\none\ntwo");
        press(&mut area, &["ctrl+z"]);
        assert_eq!(area.text(), "Agreed:\n");
        press(&mut area, &["up", "end", "ctrl+w"]);
        assert!(area.text().starts_with("Agreed\n"), "{:?}", area.text());
    }

    #[test]
    fn escape_and_tab_are_left_to_the_caller() {
        let mut area = TextArea::new("");
        assert_eq!(area.key(Chord::plain(KeyCode::Esc).event()), Typed::Unused);
        assert_eq!(area.key(Chord::plain(KeyCode::Tab).event()), Typed::Unused);
    }

    proptest! {
        #[test]
        fn any_text_is_drawn_at_any_size(text in any::<String>(), width in 0_u16..24, height in 0_u16..6) {
            let area = TextArea::new(&text);
            let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 5));
            area.draw(&mut buffer, Rect::new(0, 0, width, height), true, &Look::default());
        }
    }
}
