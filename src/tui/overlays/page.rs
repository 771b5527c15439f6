//! A page beside a form that follows what is typed: the first lines of a document, the first rows of a file.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::theme::{Look, Role};
use crate::tui::widgets::{paint, safe_text, wrap};

/// One line of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLine {
    /// What is read.
    pub text: String,
    /// How it is drawn.
    pub role: Role,
    /// Whether it is cut rather than broken where it is too long, as a row of a table is.
    pub whole: bool,
}

impl PageLine {
    /// A line of text, broken where it is too long.
    pub fn new(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), role, whole: false }
    }

    /// A row of a table, cut where it is too long.
    pub fn row(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), role, whole: true }
    }
}

/// Lines that are scrolled.
#[derive(Debug, Clone, Default)]
pub struct Page {
    title: String,
    lines: Vec<PageLine>,
    /// The lines as they are broken to the width.
    shown: Vec<PageLine>,
    top: usize,
    area: Rect,
}

impl Page {
    /// Puts other lines in; the place stays as far as there are lines.
    pub(super) fn set(&mut self, title: String, lines: Vec<PageLine>) {
        (self.title, self.lines) = (title, lines);
        self.layout(self.area);
    }

    /// The title over the lines, with how many are further down.
    pub(super) fn heading(&self) -> String {
        let below = self.shown.len().saturating_sub(self.top + usize::from(self.area.height));
        match below {
            0 => format!(" {} ", self.title),
            n => format!(" {}, {n} more lines with PgDn ", self.title),
        }
    }

    /// Lines of a page.
    pub(super) fn height(&self) -> isize {
        self.area.height.saturating_sub(1).max(1) as isize
    }

    pub(super) fn area(&self) -> Rect {
        self.area
    }

    pub(super) fn scroll(&mut self, by: isize) {
        let last = self.shown.len().saturating_sub(usize::from(self.area.height));
        self.top = self.top.saturating_add_signed(by).min(last);
    }

    pub(super) fn layout(&mut self, area: Rect) {
        self.area = area;
        let width = usize::from(area.width);
        let broken = |line: &PageLine| {
            if line.whole || safe_text::width(&line.text) <= width {
                return vec![line.clone()];
            }
            wrap::wrap(&line.text, width.max(8)).into_iter().map(|text| PageLine { text, ..line.clone() }).collect()
        };
        self.shown = self.lines.iter().flat_map(broken).collect();
        self.scroll(0);
    }

    pub(super) fn draw(&self, buffer: &mut Buffer, look: &Look) {
        for y in 0..self.area.height {
            let Some(line) = self.shown.get(self.top + usize::from(y)) else { break };
            let text = safe_text::cut(&line.text, usize::from(self.area.width), look.glyphs.ellipsis);
            paint::text(buffer, self.area, 0, y, &text, look.style(line.role));
        }
    }
}
