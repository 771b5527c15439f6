//! Drawing the roster, and what a click in it means.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::column::{Key, Source};
use super::editing::CellEditor;
use super::reading;
use super::rows;
use super::state::{Areas, Roster};
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::pane::Context;
use crate::tui::tabling;
use crate::tui::theme::Role;
use crate::tui::widgets::table::{self, Cell, Hit, Table};
use crate::tui::widgets::{paint, safe_text};

/// The least room for typed text.
const TYPING_ROOM: u16 = 26;

struct Grid<'a> {
    roster: &'a Roster,
    context: &'a Context<'a>,
    found: Vec<String>,
}

impl table::Rows for Grid<'_> {
    fn count(&self) -> usize {
        self.roster.rows.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let key = self.roster.arrangement().column(column).unwrap_or(Key::Name);
        let Some(partner) = self.roster.rows.get(row) else { return Cell::new("") };
        if let Some((text, _)) = self.roster.drafts.get(&partner.id, key) {
            return Cell::role(text.clone(), Role::Error).faulty();
        }
        let width = usize::from(self.roster.arrangement().width(key, self.roster.areas.table.width));
        let currency = self.context.workbench.program().profile.currency;
        let mut cell = Roster::reader(self.context).read(partner, key).cell(width, currency, self.context.look);
        if !self.found.is_empty() {
            let text = cell.text.to_lowercase();
            if self.found.iter().any(|word| text.contains(word.as_str())) {
                cell.role = Role::Match;
            }
        }
        cell
    }

    fn marked(&self, row: usize) -> bool {
        self.roster.marks.contains(&self.roster.rows, row, self.roster.view.row)
    }

    fn row_role(&self, row: usize) -> Option<Role> {
        self.roster.rows.get(row).and_then(|partner| reading::row_role(partner))
    }
}

impl Roster {
    pub(super) fn arrange_areas(&mut self, area: Rect, context: &Context<'_>) {
        let (rest, inspector, over) = self.split_for_inspector(area);
        let (tabs, rest) = paint::split_top(rest, tabling::tab_lines(self, context));
        let (status, table) = paint::split_top(rest, 1);
        let (table, value) = paint::split_bottom(table, u16::from(table.height > 4));
        self.areas = Areas { tabs, status, table, value, inspector, over };
        self.view.frozen = self.arrangement().frozen;
        let columns = self.arrangement().table_columns(table.width);
        table::settle(&mut self.view, self.rows.len(), &columns, table);
        self.settle_inspector(context);
        self.caret = table::cell_area(table, &columns, &self.view).and_then(|cell| match &self.editor {
            Some(editor) => {
                let field = field_area(cell, table);
                editor.text.draw(&mut Buffer::empty(field), field, ratatui::style::Style::new())
            }
            None if self.rows.len() > 0 && !(over && cell.x >= inspector.x) => Some(Position::new(cell.x, cell.y)),
            None => None,
        });
    }

    pub(super) fn draw_all(&self, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
        if paint::within(buffer, area).is_empty() {
            return;
        }
        tabling::draw_tabs(self, buffer, self.areas.tabs, context);
        self.draw_status(buffer, context);
        if self.rows.len() == 0 {
            self.draw_empty(buffer, context);
            return;
        }
        let columns = self.arrangement().table_columns(self.areas.table.width);
        let table = Table {
            columns: &columns,
            view: &self.view,
            look: context.look,
            focused: context.focused && !self.inspector.focused,
            cell_cursor: true,
        };
        let grid = Grid { roster: self, context, found: rows::words(&self.tabling.find) };
        table.draw(buffer, self.areas.table, &grid);
        self.draw_value(buffer, context);
        self.draw_inspector(buffer, context);
        if let Some(cell) = table::cell_area(self.areas.table, &columns, &self.view) {
            match &self.editor {
                Some(editor) => self.draw_editor(buffer, cell, editor, context),
                None => self.draw_fault(buffer, cell, context),
            }
        }
    }

    fn draw_status(&self, buffer: &mut Buffer, context: &Context<'_>) {
        let area = self.areas.status;
        let dot = format!(" {} ", context.look.glyphs.dot);
        let hidden = self.rows.hidden() > 0;
        let mut line = vec![
            paint::piece(" ", Role::Text),
            paint::piece(self.counted_words(), if hidden { Role::Warning } else { Role::Text }),
        ];
        let mut add = |text: String, role: Role| {
            line.push(paint::piece(dot.clone(), Role::Muted));
            line.push(paint::piece(text, role));
        };
        let marked = self.marks.len();
        if self.marks.ranging() {
            add("marking a range".to_owned(), Role::Marked);
        }
        if marked > 0 {
            let hidden = self.marks.hidden(&self.rows);
            let not = if hidden > 0 { format!(" ({hidden} hidden)") } else { String::new() };
            add(format!("{marked} marked{not}"), Role::Marked);
        }
        if self.drafts.len() > 0 {
            add(format!("{} {} not valid", context.look.glyphs.fault, self.drafts.len()), Role::Error);
        }
        if !self.filter.is_empty() {
            add(format!("filter: {}", self.filter), Role::Accent);
        }
        if !self.arrangement().sorts.is_empty() {
            add(format!("sorted by {}", self.arrangement().sort_label()), Role::Muted);
        } else if self.rows.total() > 0 && self.filter.is_empty() {
            add("sorted by name".to_owned(), Role::Muted);
        }
        if !self.tabling.find.is_empty() {
            add(format!("find: {}", self.tabling.find), Role::Accent);
        }
        if let Some(why) = &self.unsourced {
            add(format!("{why} (K on Sourced)"), Role::Muted);
        }
        paint::pieces(buffer, area, 0, 0, &line, context.look);
    }

    /// The value under the cursor in full, and what its column is; notices lie over this line and hide no row.
    fn draw_value(&self, buffer: &mut Buffer, context: &Context<'_>) {
        let area = self.areas.value;
        let key = self.column();
        if self.editor.is_some() {
            let words = " Enter saves and goes down, Tab saves and goes on, Esc leaves it as it was";
            paint::text(buffer, area, 0, 0, words, context.look.style(Role::Muted));
            return;
        }
        let Some(partner) = self.current() else { return };
        let currency = context.workbench.program().profile.currency;
        let text = Self::reader(context).read(partner, key).plain(currency);
        let text = if text.is_empty() { "not known".to_owned() } else { text };
        let does = match key.spec().source {
            Source::Field(_) => "Enter edits",
            Source::Override(..) => "Enter sets it by hand",
            Source::Derived(_) => "computed, K explains",
        };
        let room = usize::from(area.width).saturating_sub(does.len() + key.label().len() + 6);
        let text = safe_text::cut(&safe_text::clean(&text), room, context.look.glyphs.ellipsis);
        let line = [
            paint::piece(format!(" {}  ", key.label()), Role::Muted),
            paint::piece(text, Role::Text),
            paint::piece(format!("  {does}"), Role::Muted),
        ];
        paint::pieces(buffer, area, 0, 0, &line, context.look);
    }

    fn draw_empty(&self, buffer: &mut Buffer, context: &Context<'_>) {
        let filter = format!("No partner matches {}", self.filter);
        let lines: &[(&str, &str)] = if self.rows.total() > 0 {
            &[("", &filter), ("F", "shows all partners again"), ("/", "changes the filter")]
        } else {
            &[
                ("", "No partners yet."),
                ("a", "adds a partner"),
                ("paste", "a list of names, one a line: you see what is added first"),
                ("?", "lists every key"),
            ]
        };
        for (y, (key, text)) in lines.iter().enumerate() {
            let line = paint::row(self.areas.table, y as u16 * 2 + 1);
            let x = if key.is_empty() { 2 } else { 9 };
            paint::text(buffer, line, 2, 0, key, context.look.style(Role::Key));
            paint::text(buffer, line, x, 0, text, context.look.style(Role::Text));
        }
    }

    fn draw_editor(&self, buffer: &mut Buffer, cell: Rect, editor: &CellEditor, context: &Context<'_>) {
        let field = field_area(cell, self.areas.table);
        paint::clear(buffer, field, context.look.style(Role::Input));
        editor.text.draw(buffer, field, context.look.style(Role::Input));
        let abandoned = self.drafts.abandoned(&editor.partner, editor.key);
        let (text, role) = match &editor.verdict {
            Err(error) => (format!("{} {error}", context.look.glyphs.fault), Role::Error),
            Ok(_) if editor.text.text() == editor.original && abandoned.is_some() => {
                ("Up brings back what was typed here".to_owned(), Role::Info)
            }
            Ok(meaning) if meaning.is_empty() => return,
            Ok(meaning) => (meaning.clone(), Role::Info),
        };
        self.draw_message(buffer, field, &text, role, context);
    }

    /// What is wrong with the text left in the cell under the cursor.
    fn draw_fault(&self, buffer: &mut Buffer, cell: Rect, context: &Context<'_>) {
        let draft = self.cursor.as_ref().and_then(|id| self.drafts.get(id, self.column()));
        if let Some((_, error)) = draft {
            let text = format!("{} {error}  (Enter repairs, Delete drops it)", context.look.glyphs.fault);
            self.draw_message(buffer, cell, &text, Role::Error, context);
        }
    }

    /// A line under a cell, above it at the bottom of the table.
    fn draw_message(&self, buffer: &mut Buffer, cell: Rect, text: &str, role: Role, context: &Context<'_>) {
        let table = self.areas.table;
        let below = cell.y + 1 < table.bottom();
        let y = if below { cell.y + 1 } else { cell.y.saturating_sub(1).max(table.y) };
        let text = safe_text::clean(text);
        let width = (safe_text::width(&text) as u16 + 2).min(table.width);
        let x = cell.x.min(table.right().saturating_sub(width)).max(table.x);
        let line = Rect::new(x, y, width, 1);
        paint::clear(buffer, line, context.look.style(Role::Text));
        let cut = safe_text::cut(&text, usize::from(width.saturating_sub(2)), context.look.glyphs.ellipsis);
        paint::text(buffer, line, 1, 0, &cut, context.look.style(role));
    }

    /// A click or the wheel.
    pub(super) fn click(&mut self, mouse: MouseEvent, context: &Context<'_>) -> Outcome {
        let at = Position::new(mouse.column, mouse.row);
        let in_inspector = self.areas.inspector.contains(at);
        match mouse.kind {
            MouseEventKind::ScrollUp | MouseEventKind::ScrollDown => {
                let by = if mouse.kind == MouseEventKind::ScrollUp { -3 } else { 3 };
                if in_inspector {
                    self.inspector.top = self.inspector.top.saturating_add_signed(by);
                } else {
                    self.view.scroll_rows(by, self.rows.len(), table::body_height(self.areas.table));
                    self.settle_cursor();
                }
                Outcome::Changed
            }
            MouseEventKind::Down(MouseButton::Left) if in_inspector => {
                self.inspector.focused = true;
                Outcome::Changed
            }
            MouseEventKind::Down(MouseButton::Left) if self.areas.tabs.contains(at) && self.editor.is_none() => {
                tabling::click_tab(self, self.areas.tabs, at.x, context)
            }
            MouseEventKind::Down(MouseButton::Left) if self.editor.is_none() => self.click_table(at),
            _ => Outcome::ignored(),
        }
    }

    fn click_table(&mut self, at: Position) -> Outcome {
        self.inspector.focused = false;
        let columns = self.arrangement().table_columns(self.areas.table.width);
        match table::hit(self.areas.table, at, &columns, &self.view, self.rows.len()) {
            Some(Hit::Header(column)) => {
                self.view.column = column;
                Outcome::Run(Action::SortColumn)
            }
            Some(Hit::Cell { row, column }) if (row, column) == (self.view.row, self.view.column) => {
                Outcome::Run(Action::Open)
            }
            Some(Hit::Cell { row, column }) => {
                self.view.column = column;
                let by = row as isize - self.view.row as isize;
                Outcome::Changed.and(self.move_rows(by))
            }
            None => Outcome::ignored(),
        }
    }
}

/// The room for typed text: the cell, wider where the cell is narrow.
fn field_area(cell: Rect, table: Rect) -> Rect {
    let room = table.right().saturating_sub(cell.x);
    let width = cell.width.max(TYPING_ROOM);
    if width <= room {
        return Rect { width, ..cell };
    }
    let x = table.right().saturating_sub(width).max(table.x);
    Rect { x, width: width.min(table.width), ..cell }
}
