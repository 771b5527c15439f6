//! Several labelled fields: Tab goes on, invalid text stays and is flagged, Enter saves what is valid.

use crossterm::event::{KeyCode, KeyEvent, MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::field::{Entry, Field};
use super::overlay::{Kind, Overlay, Step};
use super::page::{Page, PageLine};
use crate::tui::action::Action;
use crate::tui::pane::{Check, Values};
use crate::tui::theme::{Look, Role};
use crate::tui::widgets::text_field::Typed;
use crate::tui::widgets::{paint, safe_text};

/// From this width on the page stands beside the fields.
const BESIDE: u16 = 110;

/// Several labelled fields.
#[derive(Debug, Clone)]
pub struct Form {
    tag: String,
    title: String,
    fields: Vec<Field>,
    focus: usize,
    top: usize,
    frame: Rect,
    /// What follows the typing, in a form that has a page.
    page: Option<Page>,
    /// What Enter does, such as "write it".
    enter: String,
}

impl Form {
    /// A form without fields.
    pub fn new(tag: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            tag: tag.into(),
            title: title.into(),
            fields: Vec::new(),
            focus: 0,
            top: 0,
            frame: Rect::default(),
            page: None,
            enter: "save".to_owned(),
        }
    }

    /// With a page that follows the typing; `enter` says what Enter does.
    pub fn paged(mut self, enter: impl Into<String>) -> Self {
        self.page = Some(Page::default());
        self.enter = enter.into();
        self
    }

    /// Whether it has a page.
    pub fn is_paged(&self) -> bool {
        self.page.is_some()
    }

    /// Puts lines on the page.
    pub fn set_page(&mut self, title: impl Into<String>, lines: Vec<PageLine>) {
        if let Some(page) = &mut self.page {
            page.set(title.into(), lines);
        }
    }

    /// Puts a text into a field, in place of what is there.
    pub fn set(&mut self, name: &str, text: &str) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.name == name) {
            *field = field.clone().value(text);
        }
    }

    /// What the text of a field could go on as, where it is still that text.
    pub fn offer(&mut self, text: &str, found: &[String]) {
        for field in self.fields.iter_mut().filter(|field| field.current() == text) {
            field.offer(found);
        }
    }

    /// The name of the field with the cursor.
    pub fn focused(&self) -> &str {
        self.fields.get(self.focus).map_or("", |field| field.name.as_str())
    }

    /// Takes over the place of another form: the field with the cursor, and what the page shows.
    pub fn standing_as(mut self, other: &Self) -> Self {
        (self.top, self.page) = (other.top, other.page.clone());
        let name = other.focused().to_owned();
        let mut form = self.focus(&name);
        if let (Some(field), Some(before)) = (form.fields.get_mut(form.focus), other.fields.get(other.focus)) {
            field.look_on(before);
        }
        form
    }

    /// One field more.
    pub fn field(mut self, field: Field) -> Self {
        self.fields.push(field);
        self
    }

    pub(super) fn spell(&mut self, spelled: &dyn Fn(&str) -> String) {
        for field in &mut self.fields {
            field.hint = spelled(&field.hint);
        }
    }

    /// The field with the cursor at first.
    pub fn focus(mut self, name: &str) -> Self {
        self.focus = self.fields.iter().position(|field| field.name == name).unwrap_or(0);
        self
    }

    /// What it is called.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The fields by name, as typed.
    pub fn drafts(&self) -> Vec<(String, String)> {
        self.fields.iter().map(|field| (field.name.clone(), field.current().to_owned())).collect()
    }

    pub(super) fn checked(&mut self, name: &str, check: Check) {
        let Some(field) = self.fields.iter_mut().find(|field| field.name == name) else { return };
        if check.error.is_some() || field.check.error.is_none() {
            let lines = if check.lines.is_empty() { std::mem::take(&mut field.check.lines) } else { check.lines };
            field.check = Check { error: check.error, lines };
        }
    }

    fn accept(&mut self) -> Step {
        self.fields.iter_mut().for_each(|field| field.touched = true);
        match self.fields.iter().position(|field| field.check.error.is_some()) {
            Some(faulty) => {
                self.focus = faulty;
                Step::Changed
            }
            None => Step::Done(Values::Fields(self.drafts())),
        }
    }

    pub(super) fn act(&mut self, action: Action) -> Step {
        let count = self.fields.len().max(1);
        if action == Action::FieldNext && self.fields.get_mut(self.focus).is_some_and(Field::complete) {
            return self.typed();
        }
        if matches!(action, Action::FieldNext | Action::FieldPrevious) {
            self.leave();
        }
        match action {
            Action::FieldNext => self.focus = (self.focus + 1) % count,
            Action::FieldPrevious => self.focus = (self.focus + count - 1) % count,
            Action::Accept => return self.accept(),
            Action::Cancel => return Step::Done(Values::Cancelled(self.drafts())),
            _ => return Step::Ignored,
        }
        Step::Changed
    }

    /// The field with the cursor is left: from now on it says what is wrong with it.
    fn leave(&mut self) {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.touched = true;
        }
    }

    fn typed(&self) -> Step {
        self.fields
            .get(self.focus)
            .map_or(Step::Ignored, |field| Step::Typed { field: field.name.clone(), text: field.current().to_owned() })
    }

    pub(super) fn type_key(&mut self, key: KeyEvent) -> Step {
        let Some(field) = self.fields.get_mut(self.focus) else { return Step::Ignored };
        match field.key(key) {
            Typed::Edited => self.typed(),
            Typed::Moved => Step::Changed,
            Typed::Unused => self.turn(key.code),
        }
    }

    /// Turns the page.
    fn turn(&mut self, key: KeyCode) -> Step {
        let Some(page) = &mut self.page else { return Step::Ignored };
        match key {
            KeyCode::PageDown => page.scroll(page.height()),
            KeyCode::PageUp => page.scroll(-page.height()),
            _ => return Step::Ignored,
        }
        Step::Changed
    }

    pub(super) fn paste(&mut self, text: &str) -> Step {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.paste(text);
        }
        self.typed()
    }

    pub(super) fn mouse(&mut self, mouse: MouseEvent) -> Step {
        let list = self.field_area();
        let at = Position::new(mouse.column, mouse.row);
        let inside = list.contains(at);
        if let Some(page) = self.page.as_mut().filter(|page| page.area().contains(at)) {
            match mouse.kind {
                MouseEventKind::ScrollDown => page.scroll(3),
                MouseEventKind::ScrollUp => page.scroll(-3),
                _ => return Step::Ignored,
            }
            return Step::Changed;
        }
        if mouse.kind != MouseEventKind::Down(MouseButton::Left) || !inside {
            return Step::Ignored;
        }
        let line = self.top + usize::from(mouse.row - list.y);
        if line < self.fields.len() {
            self.leave();
            self.focus = line;
        }
        Step::Changed
    }

    fn field_area(&self) -> Rect {
        let body = paint::split_bottom(paint::inset(self.frame, 1, 1), 2).0;
        if self.page.is_none() { body } else { self.parts(body).0 }
    }

    /// The fields, the line between, and the page: beside each other where there is room, else one over the other.
    fn parts(&self, body: Rect) -> (Rect, Rect, Rect) {
        if body.width >= BESIDE {
            let (fields, rest) = paint::split_left(body, body.width * 2 / 5);
            let (line, rest) = paint::split_left(rest, 1);
            return (fields, line, paint::split_left(rest, 1).1);
        }
        let (fields, rest) = paint::split_top(body, (self.fields.len() as u16).min(body.height * 2 / 5));
        let (line, page) = paint::split_top(rest, 1);
        (fields, line, page)
    }

    pub(super) fn layout(&mut self, area: Rect) {
        let width = area.width.saturating_sub(4).clamp(area.width.min(24), 84);
        let height = (self.fields.len() as u16).saturating_add(4).min(area.height);
        self.frame = if self.page.is_some() { area } else { paint::centred(area, width, height) };
        let page = self.parts(paint::split_bottom(paint::inset(self.frame, 1, 1), 2).0).2;
        self.page.iter_mut().for_each(|shown| shown.layout(page));
        let height = usize::from(self.field_area().height).max(1);
        if self.focus < self.top {
            self.top = self.focus;
        } else if self.focus >= self.top + height {
            self.top = self.focus + 1 - height;
        }
    }

    pub(super) fn draw(&self, buffer: &mut Buffer, look: &Look) -> Option<Position> {
        let inside = paint::framed(buffer, self.frame, &self.title, true, look);
        let list = self.field_area();
        let labels = self.fields.iter().map(|f| safe_text::width(&safe_text::clean(&f.label)) as u16);
        let label_width = labels.max().unwrap_or(0).clamp(4, (list.width / 3).max(4));
        let mut cursor = None;
        for line in 0..list.height {
            let index = self.top + usize::from(line);
            let Some(field) = self.fields.get(index) else { break };
            let at = draw_field(buffer, paint::row(list, line), field, label_width, index == self.focus, look);
            cursor = cursor.or(at);
        }
        self.draw_page(buffer, paint::split_bottom(inside, 2).0, look);
        self.draw_message(buffer, paint::split_bottom(inside, 2).1, look);
        cursor
    }

    fn draw_page(&self, buffer: &mut Buffer, body: Rect, look: &Look) {
        let Some(page) = &self.page else { return };
        let (_, line, room) = self.parts(body);
        let heading = safe_text::cut(&page.heading(), usize::from(line.width.max(room.width)), look.glyphs.ellipsis);
        if line.height > 1 {
            paint::vertical(buffer, line, 0, look.glyphs.vertical, look.style(Role::Border));
        } else {
            paint::horizontal(buffer, line, 0, look.glyphs.horizontal, look.style(Role::Border));
            paint::text(buffer, line, 1, 0, &heading, look.style(Role::Header));
        }
        page.draw(buffer, look);
        if line.height > 1 {
            let head = Rect { y: self.frame.y, height: 1, ..room };
            paint::text(buffer, head, 0, 0, &heading, look.style(Role::Header));
        }
    }

    fn draw_message(&self, buffer: &mut Buffer, area: Rect, look: &Look) {
        let Some(field) = self.fields.get(self.focus) else { return };
        let candidates = field.candidates();
        let (text, role) = match (field.fault(), candidates.as_ref().or(field.check.lines.first())) {
            (Some(error), _) => (format!("{} {error}", look.glyphs.fault), Role::Error),
            (None, Some(line)) => (line.clone(), Role::Info),
            (None, None) => (field.hint.clone(), Role::Muted),
        };
        let cut = |text: &str| safe_text::cut(text, usize::from(area.width), look.glyphs.ellipsis);
        paint::text(buffer, area, 0, 0, &cut(&text), look.style(role));
        let page = if self.page.is_some() { "PgDn page  " } else { "" };
        let more = self.fields.len().saturating_sub(self.top + usize::from(self.field_area().height));
        let more =
            if more > 0 && self.page.is_some() { format!("  ({more} more fields below)") } else { String::new() };
        let close = if self.page.is_some() { "Esc close" } else { "Esc close, keeps what you typed" };
        let keys = cut(&format!("Tab next  Enter {}  {page}{close}{more}", self.enter));
        paint::text(buffer, area, 0, 1, &keys, look.style(Role::Muted));
    }
}

fn draw_field(
    buffer: &mut Buffer,
    line: Rect,
    field: &Field,
    label_width: u16,
    focused: bool,
    look: &Look,
) -> Option<Position> {
    let glyphs = look.glyphs;
    let sign = match (field.fault().is_some(), focused) {
        (true, _) => (glyphs.fault, Role::Error),
        (false, true) => (glyphs.cursor, Role::Accent),
        (false, false) => (" ", Role::Text),
    };
    paint::text(buffer, line, 0, 0, sign.0, look.style(sign.1));
    let label = safe_text::cut(&field.label, usize::from(label_width), glyphs.ellipsis);
    let role = if focused { Role::Title } else { Role::Muted };
    paint::text(buffer, line, 2, 0, &label, look.style(role));
    let (_, room) = paint::split_left(line, label_width + 4);
    match &field.entry {
        Entry::Text(text) if focused => text.draw(buffer, room, look.style(Role::Input)),
        Entry::Text(text) => {
            let text = safe_text::cut(text.text(), usize::from(room.width), glyphs.ellipsis);
            paint::text(buffer, room, 0, 0, &text, look.style(Role::Text));
            None
        }
        Entry::Choice { options, chosen, .. } => {
            let label = options.get(*chosen).map_or("", |(_, label)| label);
            let text = format!("{} {label} {}", glyphs.more_left, glyphs.more_right);
            let text = safe_text::cut(&text, usize::from(room.width), glyphs.ellipsis);
            let role = if focused { Role::Selection } else { Role::Text };
            paint::text(buffer, room, 0, 0, &text, look.style(role));
            (focused && room.width > 0 && room.height > 0).then(|| Position::new(room.x, room.y))
        }
    }
}

impl From<Form> for Overlay {
    fn from(form: Form) -> Self {
        Self { tag: form.tag.clone(), kind: Kind::Form(form) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keys::Chord;

    fn number(text: &str) -> Result<String, String> {
        text.parse::<u32>().map(|n| format!("{n} people")).map_err(|_| format!("{text:?} is not a count"))
    }

    fn form() -> Form {
        Form::new("t", "Partner")
            .field(Field::text("name", "Name").required())
            .field(Field::text("people", "People").value("12").checked_by(number))
    }

    #[test]
    fn enter_goes_to_the_first_faulty_field_and_saves_when_none_is() {
        let mut form = form();
        form.act(Action::FieldNext);
        assert_eq!(form.act(Action::Accept), Step::Changed);
        assert_eq!(form.focus, 0);
        for c in "Acme".chars() {
            form.type_key(Chord::char(c).event());
        }
        let saved = vec![("name".into(), "Acme".into()), ("people".into(), "12".into())];
        assert_eq!(form.act(Action::Accept), Step::Done(Values::Fields(saved)));
    }

    #[test]
    fn an_empty_field_is_not_faulty_before_it_was_left_or_sent() {
        let faults = |form: &Form| form.fields.iter().filter(|field| field.fault().is_some()).count();
        let mut left = form();
        assert_eq!(faults(&left), 0);
        left.act(Action::FieldNext);
        assert_eq!(faults(&left), 1);
        let mut sent = form();
        sent.act(Action::Accept);
        assert_eq!(faults(&sent), 1);
    }

    #[test]
    fn tab_leaves_a_faulty_field_and_the_text_stays() {
        let mut form = form().focus("people");
        form.type_key(Chord::char('x').event());
        form.act(Action::FieldNext);
        assert_eq!(form.focus, 0);
        let draft = vec![("name".into(), String::new()), ("people".into(), "12x".into())];
        assert_eq!(form.act(Action::Cancel), Step::Done(Values::Cancelled(draft)));
    }
}
