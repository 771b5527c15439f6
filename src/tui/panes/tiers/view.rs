//! How the grid of tiers is drawn, and what stands in place of it where there are none.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::cells;
use super::columns::Region;
use super::detail;
use super::members;
use super::rows::Row;
use super::rules_view;
use super::state::Tiers;
use super::twin;
use crate::tui::action::{Action, Scope};
use crate::tui::pane::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::table::{self, Cell, Rows, Table};
use crate::tui::widgets::{paint, safe_text};

struct GridRows<'a> {
    pane: &'a Tiers,
    context: &'a Context<'a>,
}

impl Rows for GridRows<'_> {
    fn count(&self) -> usize {
        self.pane.model.rows.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let glyphs = self.context.look.glyphs;
        let Some(entry) = self.pane.model.rows.get(row) else { return Cell::new("") };
        let Some(rank) = column.checked_sub(1) else {
            let indent = if entry.is_entry() { " " } else { "" };
            return Cell::new(format!("{indent}{}", cells::label(&self.pane.model, entry)));
        };
        let cells = self.pane.columns.get(column).map_or(0, |column| usize::from(column.width));
        if let Some(draft) = self.pane.draft(entry, rank) {
            let room = cells.saturating_sub(1);
            return Cell::role(safe_text::cut(draft, room, glyphs.ellipsis), Role::Error).faulty();
        }
        let shown = cells::shown(&self.pane.model, entry, rank, cells, glyphs);
        let room = cells.saturating_sub(usize::from(shown.fault));
        let text = safe_text::cut(&shown.text, room, glyphs.ellipsis);
        let cell = Cell::role(text, shown.role);
        if shown.fault { cell.faulty() } else { cell }
    }

    fn row_role(&self, row: usize) -> Option<Role> {
        self.pane.model.rows.get(row).filter(|row| !row.is_entry()).map(|_| Role::Header)
    }
}

pub(super) fn draw(pane: &Tiers, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    if pane.model.tiers.is_empty() {
        draw_empty(pane, buffer, area, context);
        return;
    }
    if let Some(rules) = &pane.rules {
        rules_view::draw(pane, rules, buffer, area, context);
        return;
    }
    if pane.twin {
        twin::draw(pane, buffer, area, context);
        return;
    }
    let look = context.look;
    let table = Table {
        columns: &pane.columns,
        view: &pane.grid,
        look,
        focused: context.focused && pane.region == Region::Grid,
        cell_cursor: true,
    };
    table.draw(buffer, pane.areas.grid, &GridRows { pane, context });
    if let (Some(editor), Some(cell)) = (&pane.editor, pane.cell_area()) {
        let role = if editor.verdict.is_err() { Role::Error } else { Role::Input };
        paint::clear(buffer, cell, look.style(role));
        editor.text.draw(buffer, cell, look.style(role));
    }
    if pane.areas.wide {
        let line = Rect { x: pane.areas.grid.right(), width: 1, ..area };
        paint::vertical(buffer, line, 0, look.glyphs.vertical, look.style(Role::Border));
    }
    detail::draw(pane, buffer, pane.areas.detail, context);
    members::draw(pane, buffer, pane.areas.people, context);
}

/// Where the hardware cursor stands.
pub(super) fn cursor(pane: &Tiers) -> Option<Position> {
    if pane.model.tiers.is_empty() || pane.twin {
        return None;
    }
    if let Some(rules) = &pane.rules {
        return rules_view::cursor(rules, pane.body());
    }
    let cell = match pane.region {
        Region::Grid => pane.cell_area()?,
        Region::People => return members::cursor(pane),
    };
    match &pane.editor {
        Some(editor) => {
            let mut scratch = Buffer::empty(cell);
            editor.text.draw(&mut scratch, cell, ratatui::style::Style::new())
        }
        None => Some(Position::new(cell.x, cell.y)),
    }
}

/// The cell under the cursor on the screen.
pub(super) fn cell_area(pane: &Tiers) -> Option<Rect> {
    table::cell_area(pane.areas.grid, &pane.columns, &pane.grid)
}

fn draw_empty(pane: &Tiers, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    let look = context.look;
    let scopes = [Scope::Tiers, Scope::Global];
    let key = |action: Action| context.keymap.key_for(&scopes, action).unwrap_or_default();
    let ladder = pane.track_name().map_or_else(String::new, |name| format!(" for {name}"));
    let lines = [
        (format!("No tiers yet{ladder}"), Role::Title),
        (String::new(), Role::Text),
        (format!("{}  start from a ladder: standard, core or example", key(Action::AddTemplate)), Role::Text),
        (format!("{}  add a single tier", key(Action::Add)), Role::Text),
        (String::new(), Role::Text),
        ("A tier says what a partner must reach and what it gets for it.".to_owned(), Role::Muted),
    ];
    for (y, (text, role)) in lines.iter().enumerate() {
        let text = safe_text::cut(text, usize::from(area.width.saturating_sub(4)), look.glyphs.ellipsis);
        paint::text(buffer, area, 2, y as u16 + 1, &text, look.style(*role));
    }
}

/// True for a row that the cursor may stand on.
pub(super) fn selectable(row: &Row) -> bool {
    row.is_entry()
}
