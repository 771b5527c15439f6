//! A list of lines with a cursor: agenda, findings, tasks. Only the lines in view are made.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::paint::{self, Piece};
use crate::tui::theme::{Look, Role};

/// Cursor and scrolling, by index; the caller keeps ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListView {
    /// The line under the cursor.
    pub cursor: usize,
    /// The first line in view.
    pub top: usize,
}

impl ListView {
    /// Moves the cursor, stopping at both ends; tells whether it moved.
    pub fn move_by(&mut self, by: isize, lines: usize) -> bool {
        let before = self.cursor;
        self.cursor = self.cursor.saturating_add_signed(by).min(lines.saturating_sub(1));
        self.cursor != before
    }

    /// Brings cursor and scrolling in line with what there is. Call it in `Pane::layout`.
    pub fn settle(&mut self, lines: usize, height: u16) {
        let height = usize::from(height).max(1);
        self.cursor = self.cursor.min(lines.saturating_sub(1));
        self.top = self.top.min(lines.saturating_sub(height));
        if self.cursor < self.top {
            self.top = self.cursor;
        } else if self.cursor >= self.top + height {
            self.top = self.cursor + 1 - height;
        }
    }

    /// Where the cursor stands in the list's area.
    pub fn place(&self, area: Rect, lines: usize) -> Option<Position> {
        let y = u16::try_from(self.cursor.checked_sub(self.top)?).ok()?;
        (y < area.height && self.cursor < lines).then(|| Position::new(area.x, area.y + y))
    }

    /// The line at a place of the list's area.
    pub fn hit(&self, area: Rect, at: Position, lines: usize) -> Option<usize> {
        let line = self.top + usize::from(at.y.checked_sub(area.y)?);
        (area.contains(at) && line < lines).then_some(line)
    }

    /// Draws the lines in view, each made of pieces; the line under the cursor is in reverse video while `focused`.
    pub fn draw(
        &self,
        buffer: &mut Buffer,
        area: Rect,
        lines: usize,
        focused: bool,
        look: &Look,
        mut line: impl FnMut(usize) -> Vec<Piece>,
    ) {
        let area = paint::within(buffer, area);
        for y in 0..area.height {
            let index = self.top + usize::from(y);
            if index >= lines {
                break;
            }
            let row = paint::row(area, y);
            let selected = index == self.cursor;
            if selected {
                paint::text(buffer, row, 0, 0, look.glyphs.cursor, look.style(Role::Accent));
            }
            let (_, body) = paint::split_left(row, 2);
            paint::pieces(buffer, body, 0, 0, &line(index), look);
            if selected && focused {
                paint::tint(buffer, body, look.style(Role::Selection));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_in_view_are_made_at_any_size() {
        let look = Look::default();
        for width in 0..12 {
            for height in 0..6 {
                let mut view = ListView { cursor: 70, top: 0 };
                view.settle(100, height);
                let area = Rect::new(0, 0, width, height);
                let mut buffer = Buffer::empty(area);
                let mut made = 0;
                view.draw(&mut buffer, area, 100, true, &look, |index| {
                    made += 1;
                    vec![paint::piece(format!("line 株 {index}"), Role::Text)]
                });
                assert!(made <= usize::from(height));
            }
        }
    }

    #[test]
    fn the_cursor_stays_on_a_line_that_is_there() {
        let mut view = ListView { cursor: 9, top: 5 };
        view.settle(3, 5);
        assert_eq!(view, ListView { cursor: 2, top: 0 });
        assert!(!view.move_by(5, 3));
        view.settle(0, 5);
        assert_eq!(view.cursor, 0);
    }
}
