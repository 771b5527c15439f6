//! A bar of menus: left and right choose a menu, up and down a line, Enter runs it. What cannot be done now says why.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::entry::{Entry, Marks};
use super::overlay::{Kind, Overlay, Step};
use crate::tui::action::Action;
use crate::tui::pane::Values;
use crate::tui::theme::{Look, Role};
use crate::tui::widgets::{paint, safe_text};

/// A bar of menus.
#[derive(Debug, Clone)]
pub struct Menu {
    tag: String,
    title: String,
    menus: Vec<(String, Vec<Entry>)>,
    open: usize,
    cursor: usize,
    top: usize,
    frame: Rect,
}

impl Menu {
    /// A bar without menus.
    pub fn new(tag: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            tag: tag.into(),
            title: title.into(),
            menus: Vec::new(),
            open: 0,
            cursor: 0,
            top: 0,
            frame: Rect::default(),
        }
    }

    /// One menu more; without lines it is left out.
    pub fn menu(mut self, title: impl Into<String>, entries: Vec<Entry>) -> Self {
        if !entries.is_empty() {
            self.menus.push((title.into(), entries));
        }
        self
    }

    fn entries(&self) -> &[Entry] {
        self.menus.get(self.open).map_or(&[], |(_, entries)| entries)
    }

    fn current(&self) -> Option<&Entry> {
        self.entries().get(self.cursor)
    }

    fn turn(&mut self, by: isize) -> Step {
        let count = self.menus.len().max(1) as isize;
        self.open = (self.open as isize + by).rem_euclid(count) as usize;
        (self.cursor, self.top) = (0, 0);
        Step::Changed
    }

    fn step(&mut self, by: isize) -> Step {
        let last = self.entries().len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
        Step::Changed
    }

    fn accept(&self) -> Step {
        match self.current() {
            Some(entry) if entry.unavailable.is_none() => Step::Done(Values::Picked(entry.id.clone())),
            _ => Step::Ignored,
        }
    }

    pub(super) fn act(&mut self, action: Action) -> Step {
        let page = self.list_area().height.max(1).cast_signed();
        match action {
            Action::FieldNext => self.turn(1),
            Action::FieldPrevious => self.turn(-1),
            Action::ListUp => self.step(-1),
            Action::ListDown => self.step(1),
            Action::ListPageUp => self.step(-isize::from(page)),
            Action::ListPageDown => self.step(isize::from(page)),
            Action::Accept => self.accept(),
            Action::Cancel => Step::Done(Values::Cancelled(Vec::new())),
            _ => Step::Ignored,
        }
    }

    pub(super) fn mouse(&mut self, mouse: MouseEvent) -> Step {
        match mouse.kind {
            MouseEventKind::ScrollUp => return self.step(-1),
            MouseEventKind::ScrollDown => return self.step(1),
            MouseEventKind::Down(MouseButton::Left) => {}
            _ => return Step::Ignored,
        }
        let at = Position::new(mouse.column, mouse.row);
        let (bar, list) = (self.bar_area(), self.list_area());
        if bar.contains(at) {
            let hit = self.titles().into_iter().position(|(x, title)| {
                let width = safe_text::width(&title) as u16;
                (x..x + width).contains(&(at.x - bar.x))
            });
            if let Some(hit) = hit {
                return self.turn(hit as isize - self.open as isize);
            }
        } else if list.contains(at) {
            let line = self.top + usize::from(at.y - list.y);
            if line < self.entries().len() {
                self.cursor = line;
                return match self.accept() {
                    Step::Ignored => Step::Changed,
                    step => step,
                };
            }
        } else if !self.frame.contains(at) {
            return Step::Done(Values::Cancelled(Vec::new()));
        }
        Step::Ignored
    }

    /// The titles of the bar and where each begins.
    fn titles(&self) -> Vec<(u16, String)> {
        let mut x = 0;
        let place = |(title, _): &(String, Vec<Entry>)| {
            let title = format!(" {title} ");
            let at = x;
            x += safe_text::width(&title) as u16;
            (at, title)
        };
        self.menus.iter().map(place).collect()
    }

    fn bar_area(&self) -> Rect {
        paint::split_top(paint::inset(self.frame, 1, 1), 1).0
    }

    fn list_area(&self) -> Rect {
        let (_, rest) = paint::split_top(paint::inset(self.frame, 1, 1), 1);
        paint::split_bottom(rest, 1).0
    }

    pub(super) fn layout(&mut self, area: Rect) {
        let width = area.width.saturating_sub(4).clamp(area.width.min(20), 84);
        let longest = self.menus.iter().map(|(_, entries)| entries.len()).max().unwrap_or(0) as u16;
        self.frame = paint::centred(area, width, longest.saturating_add(4).clamp(6, 30).min(area.height));
        self.frame.y = area.y;
        let height = usize::from(self.list_area().height).max(1);
        if self.cursor < self.top {
            self.top = self.cursor;
        } else if self.cursor >= self.top + height {
            self.top = self.cursor + 1 - height;
        }
    }

    pub(super) fn draw(&self, buffer: &mut Buffer, look: &Look) -> Option<Position> {
        let inside = paint::framed(buffer, self.frame, &self.title, true, look);
        let bar = self.bar_area();
        for (index, (x, title)) in self.titles().into_iter().enumerate() {
            let role = if index == self.open { Role::TabActive } else { Role::Tab };
            paint::text(buffer, bar, x, 0, &title, look.style(role));
        }
        let list = self.list_area();
        let labels = self.entries().iter().map(|entry| safe_text::width(&safe_text::clean(&entry.label)) as u16);
        let labels = labels.max().unwrap_or(0).min(list.width / 2);
        for line in 0..list.height {
            let index = self.top + usize::from(line);
            let Some(entry) = self.entries().get(index) else { break };
            let marks = Marks { selected: index == self.cursor, marked: false };
            entry.draw(buffer, paint::row(list, line), labels, marks, look);
        }
        let (_, foot) = paint::split_bottom(inside, 1);
        if inside.height > 2 {
            let current = self.current();
            let (text, role) = match current.and_then(|entry| entry.unavailable.as_deref()) {
                Some(reason) => (reason, Role::Warning),
                None => (current.map_or("", |entry| entry.detail.as_str()), Role::Muted),
            };
            let text = safe_text::cut(text, usize::from(foot.width), look.glyphs.ellipsis);
            paint::text(buffer, foot, 0, 0, &text, look.style(role));
        }
        let line = self.cursor.checked_sub(self.top).and_then(|line| u16::try_from(line).ok());
        line.filter(|line| *line < list.height && list.width > 0).map(|line| Position::new(list.x, list.y + line))
    }
}

impl From<Menu> for Overlay {
    fn from(menu: Menu) -> Self {
        Self { tag: menu.tag.clone(), kind: Kind::Menu(menu) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn menu() -> Menu {
        let mut menu = Menu::new("t", "Menu")
            .menu("File", vec![Entry::new("save", "Save").key("Ctrl+S"), Entry::new("export", "Export")])
            .menu("Nothing", Vec::new())
            .menu("Edit", vec![Entry::new("undo", "Undo").unavailable("Not now: nothing to undo")]);
        menu.layout(Rect::new(0, 2, 60, 20));
        menu
    }

    fn click(menu: &mut Menu, column: u16, row: u16) -> Step {
        let kind = MouseEventKind::Down(MouseButton::Left);
        menu.mouse(MouseEvent { kind, column, row, modifiers: crossterm::event::KeyModifiers::NONE })
    }

    #[test]
    fn menus_are_turned_and_a_line_is_run() {
        let mut menu = menu();
        assert_eq!(menu.menus.len(), 2, "a menu without lines is left out");
        menu.act(Action::ListDown);
        assert_eq!(menu.act(Action::Accept), Step::Done(Values::Picked("export".into())));
        menu.act(Action::FieldNext);
        assert_eq!(menu.act(Action::Accept), Step::Ignored, "what is unavailable stays and says why");
        menu.act(Action::FieldNext);
        assert_eq!(menu.open, 0);
        assert_eq!(menu.act(Action::Cancel), Step::Done(Values::Cancelled(Vec::new())));
    }

    #[test]
    fn a_click_turns_runs_or_closes() {
        let mut menu = menu();
        assert_eq!(click(&mut menu, 11, 3), Step::Changed);
        assert_eq!(menu.open, 1);
        click(&mut menu, 4, 3);
        assert_eq!(click(&mut menu, 10, 4), Step::Done(Values::Picked("save".into())));
        assert_eq!(click(&mut menu, 1, 19), Step::Done(Values::Cancelled(Vec::new())));
    }
}
