//! What would change, line by line, before it does.

use crossterm::event::{MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::overlay::{Kind, Overlay, Step};
use crate::tui::action::Action;
use crate::tui::pane::Values;
use crate::tui::theme::{Look, Role};
use crate::tui::widgets::{paint, safe_text};

/// One line of a preview, with its sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewLine {
    sign: char,
    role: Role,
    text: String,
}

impl PreviewLine {
    /// A heading.
    pub fn heading(text: impl Into<String>) -> Self {
        Self { sign: ' ', role: Role::Header, text: text.into() }
    }

    /// As it is now and stays.
    pub fn same(text: impl Into<String>) -> Self {
        Self { sign: ' ', role: Role::Text, text: text.into() }
    }

    /// As it is before.
    pub fn before(text: impl Into<String>) -> Self {
        Self { sign: '-', role: Role::Bad, text: text.into() }
    }

    /// As it would be.
    pub fn after(text: impl Into<String>) -> Self {
        Self { sign: '+', role: Role::Good, text: text.into() }
    }

    /// Something to look at.
    pub fn warning(text: impl Into<String>) -> Self {
        Self { sign: '!', role: Role::Warning, text: text.into() }
    }
}

/// One way to do it: what would change, and what accepting it does.
#[derive(Debug, Clone, Default)]
struct Way {
    tag: String,
    word: String,
    lines: Vec<PreviewLine>,
    accept: Option<String>,
}

/// Lines to read, then to accept or leave; without an accept word it is only for reading.
#[derive(Debug, Clone)]
pub struct Preview {
    title: String,
    shown: Way,
    others: Vec<Way>,
    top: usize,
    frame: Rect,
}

impl Preview {
    /// Lines that are only read.
    pub fn new(tag: impl Into<String>, title: impl Into<String>) -> Self {
        let shown = Way { tag: tag.into(), ..Way::default() };
        Self { title: title.into(), shown, others: Vec::new(), top: 0, frame: Rect::default() }
    }

    /// The lines.
    pub fn lines(mut self, lines: Vec<PreviewLine>) -> Self {
        self.shown.lines = lines;
        self
    }

    /// What Enter does, such as "Move 7 tasks".
    pub fn accept(mut self, word: impl Into<String>) -> Self {
        self.shown.accept = Some(word.into());
        self
    }

    /// What this way is called where Tab leads to it, such as "leave them on weekends".
    pub fn called(mut self, word: impl Into<String>) -> Self {
        self.shown.word = word.into();
        self
    }

    /// Another way to do it: Tab goes there and back.
    pub fn or(mut self, other: Self) -> Self {
        self.others.push(other.shown);
        self
    }

    pub(super) fn spell(&mut self, spelled: &dyn Fn(&str) -> String) {
        self.title = spelled(&self.title);
        for way in std::iter::once(&mut self.shown).chain(&mut self.others) {
            way.accept = way.accept.as_deref().map(spelled);
            for line in &mut way.lines {
                line.text = spelled(&line.text);
            }
        }
    }

    /// Under which tag the answer goes back: that of the way shown.
    pub(super) fn tag(&self) -> &str {
        &self.shown.tag
    }

    /// What Tab does, where there is another way.
    pub fn other_way(&self) -> Option<&str> {
        self.others.first().map(|way| way.word.as_str())
    }

    fn switch(&mut self) -> Step {
        if self.others.is_empty() {
            return Step::Ignored;
        }
        let next = self.others.remove(0);
        self.others.push(std::mem::replace(&mut self.shown, next));
        self.scroll(0)
    }

    /// True where there is nothing to accept.
    pub fn is_only_read(&self) -> bool {
        self.shown.accept.is_none()
    }

    fn page(&self) -> isize {
        isize::from(self.frame.height.saturating_sub(4).max(1) as i16)
    }

    fn scroll(&mut self, by: isize) -> Step {
        let last = self.shown.lines.len().saturating_sub(self.page() as usize);
        self.top = self.top.saturating_add_signed(by).min(last);
        Step::Changed
    }

    pub(super) fn act(&mut self, action: Action) -> Step {
        match action {
            Action::ListUp => self.scroll(-1),
            Action::ListDown => self.scroll(1),
            Action::ListPageUp => self.scroll(-self.page()),
            Action::ListPageDown => self.scroll(self.page()),
            Action::Accept if self.shown.accept.is_some() => Step::Done(Values::Accepted),
            Action::Accept | Action::Cancel => Step::Done(Values::Cancelled(Vec::new())),
            Action::FieldNext | Action::FieldPrevious => self.switch(),
            _ => Step::Ignored,
        }
    }

    pub(super) fn mouse(&mut self, mouse: MouseEvent) -> Step {
        match mouse.kind {
            MouseEventKind::ScrollUp => self.scroll(-3),
            MouseEventKind::ScrollDown => self.scroll(3),
            _ => Step::Ignored,
        }
    }

    pub(super) fn layout(&mut self, area: Rect) {
        let width = area.width.saturating_sub(4).clamp(area.width.min(20), 100);
        let height = (self.shown.lines.len() as u16).saturating_add(4).clamp(5, 40).min(area.height);
        self.frame = paint::centred(area, width, height);
        self.scroll(0);
    }

    pub(super) fn draw(&self, buffer: &mut Buffer, look: &Look) -> Option<Position> {
        let inside = paint::framed(buffer, self.frame, &self.title, true, look);
        let (body, foot) = paint::split_bottom(inside, 2);
        for y in 0..body.height {
            let Some(line) = self.shown.lines.get(self.top + usize::from(y)) else { break };
            let text = format!("{} {}", line.sign, line.text);
            let text = safe_text::cut(&text, usize::from(body.width), look.glyphs.ellipsis);
            paint::text(buffer, body, 0, y, &text, look.style(line.role));
        }
        let more = self.shown.lines.len().saturating_sub(self.top + usize::from(body.height));
        let mut words = match &self.shown.accept {
            Some(accept) => {
                let other = self.other_way().map(|word| format!("  Tab {word}")).unwrap_or_default();
                format!("Enter {accept}{other}  Esc leave as it is")
            }
            None => "Esc close".to_owned(),
        };
        if more > 0 {
            words = format!("{words}  ({more} more lines below)");
        }
        let words = safe_text::cut(&words, usize::from(foot.width), look.glyphs.ellipsis);
        paint::text(buffer, foot, 0, 1, &words, look.style(Role::Key));
        None
    }
}

impl From<Preview> for Overlay {
    fn from(preview: Preview) -> Self {
        Self { tag: preview.tag().to_owned(), kind: Kind::Preview(preview) }
    }
}
