//! Drawing the pane, and what a click in it means.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::cells::{Grid, full};
use super::state::{Areas, Tables};
use super::tabling::words;
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::pane::Context;
use crate::tui::tabling;
use crate::tui::theme::Role;
use crate::tui::widgets::table::{self, Hit, Table};
use crate::tui::widgets::{paint, safe_text};

/// From this width on the detail stands beside the table, otherwise below it.
const BESIDE_FROM: u16 = 120;
/// Cells of the detail beside the table.
const BESIDE: u16 = 50;
/// Lines of the detail below the table, its title with them.
const BELOW: u16 = 7;
/// From this height on there is room for it below.
const BELOW_FROM: u16 = 16;

impl Tables {
    pub(super) fn arrange_areas(&mut self, area: Rect, context: &Context<'_>) {
        let (tabs, rest) = paint::split_top(area, 1);
        let (views, rest) = paint::split_top(rest, tabling::tab_lines(self, context));
        let (status, rest) = paint::split_top(rest, 1);
        let beside = area.width >= BESIDE_FROM;
        let shown = self.detail.shown && self.tab().len() > 0;
        let (main, detail) = match shown {
            true if beside => paint::split_left(rest, rest.width - BESIDE - if area.width >= 160 { 14 } else { 0 }),
            true if area.height >= BELOW_FROM => paint::split_bottom(rest, BELOW),
            _ => (rest, Rect::new(rest.right(), rest.y, 0, 0)),
        };
        let (table, value) = paint::split_bottom(main, u16::from(main.height > 4));
        self.areas = Areas { tabs, views, status, table, value, detail, beside };
        let columns = self.tab().tabling.arrangement.table_columns(table.width);
        let rows = self.tab().len();
        let tab = self.tab_mut();
        tab.view.frozen = tab.tabling.arrangement.frozen;
        table::settle(&mut tab.view, rows, &columns, table);
        self.settle_detail(context);
        let cell = table::cell_area(table, &columns, &self.tab().view).filter(|_| rows > 0);
        self.caret = cell.map(|cell| Position::new(cell.x, cell.y));
    }

    /// Keeps the scrolling of the detail within its lines.
    fn settle_detail(&mut self, context: &Context<'_>) {
        if self.areas.detail.is_empty() {
            self.detail.focused = false;
        }
        if self.detail.top > 0 {
            let inside = self.inside_detail();
            let lines = self.detail_lines(context, usize::from(inside.width)).len();
            self.detail.top = self.detail.top.min(lines.saturating_sub(usize::from(inside.height)));
        }
    }

    fn inside_detail(&self) -> Rect {
        let (_, rest) = paint::split_top(self.areas.detail, 1);
        if self.areas.beside { paint::split_left(rest, 2).1 } else { paint::split_left(rest, 1).1 }
    }

    pub(super) fn draw_all(&self, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
        if paint::within(buffer, area).is_empty() {
            return;
        }
        self.draw_tabs(buffer, context);
        tabling::draw_tabs(self, buffer, self.areas.views, context);
        self.draw_status(buffer, context);
        let tab = self.tab();
        let Some(data) = tab.data.as_ref().filter(|data| data.len() > 0) else {
            self.draw_empty(buffer, context);
            return;
        };
        let columns = tab.tabling.arrangement.table_columns(self.areas.table.width);
        let focused = context.focused && !self.detail.focused;
        Table { columns: &columns, view: &tab.view, look: context.look, focused, cell_cursor: true }.draw(
            buffer,
            self.areas.table,
            &Grid {
                data,
                tab,
                spec: self.spec(),
                width: self.areas.table.width,
                found: words(&tab.tabling.find),
                context,
            },
        );
        self.draw_value(buffer, context);
        self.draw_detail(buffer, context);
    }

    fn draw_status(&self, buffer: &mut Buffer, context: &Context<'_>) {
        let tab = self.tab();
        let dot = format!(" {} ", context.look.glyphs.dot);
        let hidden = tab.len() < tab.total();
        let role = if hidden { Role::Warning } else { Role::Text };
        let mut line = vec![paint::piece(" ", Role::Text), paint::piece(self.counted_words(), role)];
        let mut add = |text: String, role: Role| {
            line.push(paint::piece(dot.clone(), Role::Muted));
            line.push(paint::piece(text, role));
        };
        if self.has_marks() {
            let (shown, hidden) = self.marked();
            let not = if hidden > 0 { format!(", {hidden} more hidden") } else { String::new() };
            let range = if tab.marks.ranging() { ", a range to here" } else { "" };
            add(format!("{shown} marked{not}{range}"), Role::Marked);
        }
        if !tab.filter.is_empty() {
            add(format!("filter: {}", tab.filter), Role::Accent);
        }
        if let Some(words) = self.sort_words().filter(|_| tab.total() > 0) {
            add(words, Role::Muted);
        }
        if !tab.tabling.find.is_empty() {
            add(format!("find: {}", tab.tabling.find), Role::Accent);
        }
        add(format!("as of {}", context.workbench.as_of()), Role::Muted);
        paint::pieces(buffer, self.areas.status, 0, 0, &line, context.look);
    }

    /// The value under the cursor in full, and what Enter does with it.
    fn draw_value(&self, buffer: &mut Buffer, context: &Context<'_>) {
        let area = self.areas.value;
        let column = self.column();
        let known = self.spec().report.columns.iter().find(|known| known.name == column);
        let title = known.map_or("", |known| known.title);
        let text = self.cell(column).map(|cell| full(cell, context)).unwrap_or_default();
        let text = if text.is_empty() { "not known".to_owned() } else { text };
        let does = self.does(column);
        let room = usize::from(area.width).saturating_sub(does.len() + title.len() + 6);
        let text = safe_text::cut(&safe_text::clean(&text), room, context.look.glyphs.ellipsis);
        let line = [
            paint::piece(format!(" {title}  "), Role::Muted),
            paint::piece(text, Role::Text),
            paint::piece(format!("  {does}"), Role::Muted),
        ];
        paint::pieces(buffer, area, 0, 0, &line, context.look);
    }

    fn draw_empty(&self, buffer: &mut Buffer, context: &Context<'_>) {
        let tab = self.tab();
        let none = format!("Nothing here matches {}", tab.filter);
        let lines: [(&str, &str); 2] = if tab.total() > 0 {
            [("", &none), ("F", "shows everything again")]
        } else {
            [("", self.spec().empty), (">", "goes to the next table, < to the one before")]
        };
        for (y, (key, text)) in lines.iter().enumerate() {
            let line = paint::row(self.areas.table, y as u16 * 2 + 1);
            let x = if key.is_empty() { 2 } else { 5 };
            paint::text(buffer, line, 2, 0, key, context.look.style(Role::Key));
            paint::text(buffer, line, x, 0, text, context.look.style(Role::Text));
        }
    }

    fn draw_detail(&self, buffer: &mut Buffer, context: &Context<'_>) {
        let area = self.areas.detail;
        if area.is_empty() {
            return;
        }
        let look = context.look;
        let border = look.style(if self.detail.focused { Role::BorderFocused } else { Role::Border });
        let x = if self.areas.beside {
            paint::vertical(buffer, area, 0, look.glyphs.vertical, border);
            2
        } else {
            paint::horizontal(buffer, paint::row(area, 0), 0, look.glyphs.horizontal, border);
            1
        };
        let title =
            format!("{}{}{}", if x == 1 { " " } else { "" }, self.detail_title(), if x == 1 { " " } else { "" });
        let room = usize::from(area.width.saturating_sub(x + 1));
        paint::text(buffer, area, x, 0, &safe_text::cut(&title, room, look.glyphs.ellipsis), look.style(Role::Title));
        let inside = self.inside_detail();
        let lines = self.detail_lines(context, usize::from(inside.width));
        for (y, line) in lines.iter().skip(self.detail.top).take(usize::from(inside.height)).enumerate() {
            paint::pieces(buffer, inside, 0, y as u16, line, look);
        }
        let below = lines.len().saturating_sub(self.detail.top + usize::from(inside.height));
        if below > 0 && area.width > 30 {
            let text =
                if self.detail.focused { format!(" {below} more ") } else { format!(" {below} more, Tab then j ") };
            let x = area.width.saturating_sub(text.len() as u16 + 1);
            let y = if self.areas.beside { area.height.saturating_sub(1) } else { 0 };
            paint::text(buffer, area, x, y, &text, look.style(Role::Muted));
        }
    }

    /// A click or the wheel.
    pub(super) fn click(&mut self, mouse: MouseEvent, context: &Context<'_>) -> Outcome {
        let at = Position::new(mouse.column, mouse.row);
        let in_detail = self.areas.detail.contains(at);
        match mouse.kind {
            MouseEventKind::ScrollUp | MouseEventKind::ScrollDown => {
                let by = if mouse.kind == MouseEventKind::ScrollUp { -3 } else { 3 };
                if in_detail {
                    self.detail.top = self.detail.top.saturating_add_signed(by);
                } else {
                    let (rows, height) = (self.tab().len(), table::body_height(self.areas.table));
                    self.tab_mut().view.scroll_rows(by, rows, height);
                    self.moved();
                }
                Outcome::Changed
            }
            MouseEventKind::Down(MouseButton::Left) if in_detail => {
                self.detail.focused = true;
                Outcome::Changed
            }
            MouseEventKind::Down(MouseButton::Left) if self.areas.tabs.contains(at) => {
                let x = at.x - self.areas.tabs.x;
                let hit = self.tab_at(x);
                hit.map_or_else(Outcome::ignored, |section| self.show(section, context))
            }
            MouseEventKind::Down(MouseButton::Left) if self.areas.views.contains(at) => {
                tabling::click_tab(self, self.areas.views, at.x, context)
            }
            MouseEventKind::Down(MouseButton::Left) => self.click_table(at),
            _ => Outcome::ignored(),
        }
    }

    fn click_table(&mut self, at: Position) -> Outcome {
        self.detail.focused = false;
        let columns = self.tab().tabling.arrangement.table_columns(self.areas.table.width);
        let view = &self.tab().view;
        match table::hit(self.areas.table, at, &columns, view, self.tab().len()) {
            Some(Hit::Header(column)) => {
                self.tab_mut().view.column = column;
                Outcome::Run(Action::SortColumn)
            }
            Some(Hit::Cell { row, column }) if (row, column) == (view.row, view.column) => Outcome::Run(Action::Open),
            Some(Hit::Cell { row, column }) => {
                let by = row as isize - view.row as isize;
                self.tab_mut().view.column = column;
                Outcome::Changed.and(self.move_rows(by))
            }
            None => Outcome::ignored(),
        }
    }
}
