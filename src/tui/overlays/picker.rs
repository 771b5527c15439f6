//! A list with a typed filter: palette, help, menu and every choice among many.

use std::collections::BTreeSet;

use crossterm::event::{KeyCode, KeyEvent, MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::entry::{Entry, Marks};
use super::fuzzy;
use super::overlay::{Kind, Overlay, Step};
use super::typed_set::typed_set;
use crate::tui::action::Action;
use crate::tui::pane::Values;
use crate::tui::theme::{Look, Role};
use crate::tui::widgets::text_field::{TextField, Typed};
use crate::tui::widgets::{paint, safe_text};

/// A list with a typed filter.
#[derive(Debug, Clone)]
pub struct Picker {
    tag: String,
    title: String,
    entries: Vec<Entry>,
    /// What stands in place of the entries behind a first sign: the sign, a title, the entries.
    behind: Vec<(char, &'static str, Vec<Entry>)>,
    /// Fields that are set by typing their name and a value behind a sign.
    free: Option<(char, Vec<String>)>,
    query: TextField,
    shown: Vec<usize>,
    cursor: usize,
    top: usize,
    marking: bool,
    marked: BTreeSet<String>,
    palette: bool,
    quick: bool,
    /// How many of the first lines stand there while nothing is typed, where not all do.
    at_first: Option<usize>,
    footer: String,
    frame: Rect,
}

impl Picker {
    /// An empty list.
    pub fn new(tag: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            tag: tag.into(),
            title: title.into(),
            entries: Vec::new(),
            behind: Vec::new(),
            free: None,
            query: TextField::default(),
            shown: Vec::new(),
            cursor: 0,
            top: 0,
            marking: false,
            marked: BTreeSet::new(),
            palette: false,
            quick: false,
            at_first: None,
            footer: String::new(),
            frame: Rect::default(),
        }
    }

    /// The lines to pick from.
    pub fn entries(mut self, entries: Vec<Entry>) -> Self {
        self.entries = entries;
        self.refilter();
        self
    }

    /// Only so many of the lines while nothing is typed; typing looks among all.
    pub fn at_first(mut self, count: usize) -> Self {
        self.at_first = Some(count);
        self.refilter();
        self
    }

    /// Other lines, for a text that begins with a sign.
    pub fn behind(mut self, sign: char, title: &'static str, entries: Vec<Entry>) -> Self {
        self.behind.push((sign, title, entries));
        self
    }

    /// Names of fields that a text behind a sign may begin with, to set what comes after.
    pub fn free(mut self, sign: char, fields: Vec<String>) -> Self {
        self.free = Some((sign, fields));
        self
    }

    /// The lines that are filtered now, their title where they are others, and the text that filters them.
    fn in_force(&self) -> (&[Entry], Option<&'static str>, &str) {
        let text = self.query.text();
        let first = text.chars().next();
        match self.behind.iter().find(|(sign, _, _)| Some(*sign) == first) {
            Some((sign, title, entries)) => (entries, Some(title), text.get(sign.len_utf8()..).unwrap_or_default()),
            None => (&self.entries, None, text),
        }
    }

    /// What the typed text would set, where no line fits it.
    fn typed_set(&self) -> Option<(String, String)> {
        let (sign, fields) = self.free.as_ref().filter(|_| self.shown.is_empty())?;
        typed_set(fields, self.query.text().strip_prefix(*sign)?.trim_start())
    }

    /// The line under the cursor at first.
    pub fn select(mut self, id: &str) -> Self {
        let at = self.shown.iter().position(|i| self.entries.get(*i).is_some_and(|e| e.id == id));
        self.cursor = at.unwrap_or(0);
        self
    }

    /// With a text in the filter.
    pub fn filtered(mut self, query: &str) -> Self {
        self.query = TextField::new(query);
        self.refilter();
        self
    }

    /// Lets Tab mark several lines; the answer is `PickedMany`.
    pub fn marking(mut self, marked: impl IntoIterator<Item = String>) -> Self {
        self.marking = true;
        self.marked = marked.into_iter().collect();
        self
    }

    /// A line below the list.
    pub fn footer(mut self, footer: impl Into<String>) -> Self {
        self.footer = footer.into();
        self
    }

    pub(super) fn spell(&mut self, spelled: &dyn Fn(&str) -> String) {
        self.footer = spelled(&self.footer);
    }

    /// Shown as the command palette.
    pub fn palette(mut self) -> Self {
        self.palette = true;
        self
    }

    /// True for the command palette.
    pub fn is_palette(&self) -> bool {
        self.palette
    }

    /// The keys at the right edge take their line at once, as long as nothing is typed.
    pub fn quick(mut self) -> Self {
        self.quick = true;
        self
    }

    /// The line that a key takes at once.
    fn taken_by(&self, key: KeyEvent) -> Option<&Entry> {
        let KeyCode::Char(typed) = key.code else { return None };
        let free = self.quick && self.query.text().is_empty();
        let is_it = |entry: &&Entry| entry.key.chars().eq([typed]) && entry.unavailable.is_none();
        self.entries.iter().find(is_it).filter(|_| free)
    }

    /// The title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The identifier of the line under the cursor.
    pub fn highlighted(&self) -> Option<&str> {
        self.current().map(|entry| entry.id.as_str())
    }

    /// What is typed into the filter.
    pub fn query(&self) -> &str {
        self.query.text()
    }

    fn refilter(&mut self) {
        let (entries, _, text) = self.in_force();
        let texts = entries.iter().map(|e| (e.label.as_str(), e.detail.as_str()));
        self.shown = fuzzy::matching(text, texts);
        if let Some(count) = self.at_first.filter(|_| self.query.text().is_empty()) {
            self.shown.truncate(count);
        }
        (self.cursor, self.top) = (0, 0);
    }

    fn current(&self) -> Option<&Entry> {
        self.in_force().0.get(*self.shown.get(self.cursor)?)
    }

    fn list_height(&self) -> usize {
        usize::from(self.frame.height.saturating_sub(4)).max(1)
    }

    fn accept(&mut self) -> Step {
        if self.marking {
            let mut ids: Vec<String> = self.marked.iter().cloned().collect();
            if ids.is_empty() {
                ids.extend(self.current().map(|entry| entry.id.clone()));
            }
            return Step::Done(Values::PickedMany(ids));
        }
        match self.current() {
            Some(entry) if entry.unavailable.is_none() => Step::Done(Values::Picked(entry.id.clone())),
            Some(_) => Step::Ignored,
            None => self.typed_set().map_or(Step::Ignored, |(id, _)| Step::Done(Values::Picked(id))),
        }
    }

    pub(super) fn act(&mut self, action: Action) -> Step {
        let page = self.list_height() as isize;
        let by = match action {
            Action::ListUp => -1,
            Action::ListDown => 1,
            Action::ListPageUp => -page,
            Action::ListPageDown => page,
            Action::Accept => return self.accept(),
            Action::Cancel => return Step::Done(Values::Cancelled(Vec::new())),
            _ => return Step::Ignored,
        };
        self.cursor = self.cursor.saturating_add_signed(by).min(self.shown.len().saturating_sub(1));
        Step::Changed
    }

    pub(super) fn type_key(&mut self, key: KeyEvent) -> Step {
        if key.code == KeyCode::Tab && self.marking {
            if let Some(id) = self.current().map(|entry| entry.id.clone())
                && !self.marked.remove(&id)
            {
                self.marked.insert(id);
            }
            return self.act(Action::ListDown);
        }
        if let Some(entry) = self.taken_by(key) {
            return Step::Done(Values::Picked(entry.id.clone()));
        }
        match self.query.key(key) {
            Typed::Edited => {
                self.refilter();
                Step::Typed { field: String::new(), text: self.query.text().to_owned() }
            }
            Typed::Moved => Step::Changed,
            Typed::Unused => Step::Ignored,
        }
    }

    pub(super) fn paste(&mut self, text: &str) -> Step {
        self.query.paste(text);
        self.refilter();
        Step::Changed
    }

    pub(super) fn mouse(&mut self, mouse: MouseEvent) -> Step {
        match mouse.kind {
            MouseEventKind::ScrollUp => self.act(Action::ListUp),
            MouseEventKind::ScrollDown => self.act(Action::ListDown),
            MouseEventKind::Down(MouseButton::Left) => {
                let list = self.list_area();
                if !list.contains(Position::new(mouse.column, mouse.row)) {
                    return Step::Ignored;
                }
                let line = self.top + usize::from(mouse.row - list.y);
                if line >= self.shown.len() {
                    return Step::Ignored;
                }
                if line == self.cursor {
                    return self.accept();
                }
                self.cursor = line;
                Step::Changed
            }
            _ => Step::Ignored,
        }
    }

    fn list_area(&self) -> Rect {
        let inside = paint::inset(self.frame, 1, 1);
        let (_, rest) = paint::split_top(inside, 1);
        paint::split_bottom(rest, 1).0
    }

    pub(super) fn layout(&mut self, area: Rect) {
        let width = area.width.saturating_sub(4).clamp(area.width.min(20), 92);
        let height = (self.entries.len() as u16).saturating_add(4).clamp(6, 26).min(area.height);
        self.frame = paint::centred(area, width, height);
        self.cursor = self.cursor.min(self.shown.len().saturating_sub(1));
        let height = self.list_height();
        if self.cursor < self.top {
            self.top = self.cursor;
        } else if self.cursor >= self.top + height {
            self.top = self.cursor + 1 - height;
        }
    }

    pub(super) fn draw(&self, buffer: &mut Buffer, look: &Look) -> Option<Position> {
        let title = self.in_force().1.unwrap_or(&self.title);
        let inside = paint::framed(buffer, self.frame, title, true, look);
        let (line, _) = paint::split_top(inside, 1);
        let used = paint::text(buffer, line, 0, 0, "> ", look.style(Role::Key));
        let (_, field) = paint::split_left(line, used);
        let cursor = self.query.draw(buffer, field, look.style(Role::Text));
        let list = self.list_area();
        let labels = self.label_cells(list.width);
        for line in 0..list.height {
            let Some(index) = self.shown.get(self.top + usize::from(line)) else { break };
            if let Some(entry) = self.in_force().0.get(*index) {
                let selected = self.top + usize::from(line) == self.cursor;
                let marked = self.marked.contains(&entry.id);
                entry.draw(buffer, paint::row(list, line), labels, Marks { selected, marked }, look);
            }
        }
        if self.shown.is_empty() {
            let text = match self.typed_set() {
                Some((_, told)) => format!("Enter sets {told}"),
                None => "Nothing matches".to_owned(),
            };
            let text = safe_text::cut(&text, usize::from(list.width), look.glyphs.ellipsis);
            paint::text(buffer, list, 0, 0, &text, look.style(Role::Muted));
        }
        let (_, foot) = paint::split_bottom(inside, 1);
        if inside.height > 2 {
            let reason = self.current().and_then(|entry| entry.unavailable.as_deref());
            let (text, role) = match reason {
                Some(reason) => (reason, Role::Warning),
                None => (self.footer.as_str(), Role::Muted),
            };
            let text = safe_text::cut(text, usize::from(foot.width), look.glyphs.ellipsis);
            paint::text(buffer, foot, 0, 0, &text, look.style(role));
        }
        cursor
    }

    /// Cells of the labels shown, so that what follows them stands in a column.
    fn label_cells(&self, room: u16) -> u16 {
        let entries = self.in_force().0;
        let shown = self.shown.iter().filter_map(|index| entries.get(*index));
        let widest = shown.map(|entry| safe_text::width(&safe_text::clean(&entry.label))).max().unwrap_or(0);
        u16::try_from(widest).unwrap_or(u16::MAX).min(room / 2)
    }
}

impl From<Picker> for Overlay {
    fn from(picker: Picker) -> Self {
        Self { tag: picker.tag.clone(), kind: Kind::Picker(picker) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keys::Chord;

    fn picker() -> Picker {
        let entries = vec![
            Entry::new("acme", "Acme Inc."),
            Entry::new("beta", "Beta GmbH").unavailable("it is archived"),
            Entry::new("gamma", "Gamma"),
        ];
        Picker::new("partner", "Partner").entries(entries)
    }

    fn type_text(picker: &mut Picker, text: &str) {
        for c in text.chars() {
            picker.type_key(Chord::char(c).event());
        }
    }

    #[test]
    fn typing_narrows_and_enter_gives_the_id() {
        let mut picker = picker();
        type_text(&mut picker, "gam");
        assert_eq!(picker.act(Action::Accept), Step::Done(Values::Picked("gamma".into())));
    }

    #[test]
    fn what_is_unavailable_is_not_picked() {
        let mut picker = picker();
        picker.act(Action::ListDown);
        assert_eq!(picker.act(Action::Accept), Step::Ignored);
        picker.layout(Rect::new(0, 0, 60, 12));
        let mut buffer = Buffer::empty(Rect::new(0, 0, 60, 12));
        picker.draw(&mut buffer, &Look::default());
        let text: String = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert!(text.contains("it is archived"));
    }

    #[test]
    fn tab_marks_where_several_may_be_picked() {
        let mut picker = picker().marking(["gamma".to_owned()]);
        picker.type_key(Chord::plain(KeyCode::Tab).event());
        let expected = Values::PickedMany(vec!["acme".into(), "gamma".into()]);
        assert_eq!(picker.act(Action::Accept), Step::Done(expected));
    }
}
