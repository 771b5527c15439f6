//! A table that formats only the rows in view.
//!
//! Rows come from a [`Rows`] provider on demand, so ten thousand partners cost as much to draw as thirty.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::paint;
use super::safe_text::{self, Align};
pub use super::table_layout::{Column, Order, Overflow, Placed, TableView};
use crate::tui::theme::{Look, Role};

/// Cells left of the first column: the mark and a blank.
pub const GUTTER: u16 = 2;

/// One value in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell<'a> {
    /// The text, not yet cleaned.
    pub text: Cow<'a, str>,
    /// What it is.
    pub role: Role,
    /// True for a value with a fault: it carries the fault sign.
    pub fault: bool,
}

impl<'a> Cell<'a> {
    /// Plain text.
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        Self { text: text.into(), role: Role::Text, fault: false }
    }

    /// Text in a role.
    pub fn role(text: impl Into<Cow<'a, str>>, role: Role) -> Self {
        Self { text: text.into(), role, fault: false }
    }

    /// With the fault sign.
    pub fn faulty(mut self) -> Self {
        self.fault = true;
        self
    }
}

/// Where the rows of a table come from; asked for the rows in view only.
pub trait Rows {
    /// How many rows there are.
    fn count(&self) -> usize;

    /// The value of a row in a column (index into the columns, whatever is in view).
    fn cell(&self, row: usize, column: usize) -> Cell<'_>;

    /// True for a marked row.
    fn marked(&self, row: usize) -> bool {
        let _ = row;
        false
    }

    /// The role of a whole row, such as `Muted` for a paused partner or `Header` for a group.
    fn row_role(&self, row: usize) -> Option<Role> {
        let _ = row;
        None
    }
}

/// How a table is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    /// The columns, in order.
    pub columns: &'a [Column],
    /// Cursor and scrolling.
    pub view: &'a TableView,
    /// Colours and signs.
    pub look: &'a Look,
    /// True when it has the keyboard: the cursor is shown strongly.
    pub focused: bool,
    /// True when one cell is selected within the row.
    pub cell_cursor: bool,
}

/// What stands at a place of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// The header of a column.
    Header(usize),
    /// A value.
    Cell {
        /// The row.
        row: usize,
        /// The column.
        column: usize,
    },
}

/// Rows of values that fit below the header.
pub fn body_height(area: Rect) -> usize {
    usize::from(area.height.saturating_sub(1))
}

/// Cells that columns have beside the gutter.
pub fn body_width(area: Rect) -> u16 {
    area.width.saturating_sub(GUTTER)
}

/// Brings the view in line with the area; call it in `Pane::layout`.
pub fn settle(view: &mut TableView, rows: usize, columns: &[Column], area: Rect) {
    view.settle(rows, body_height(area), columns, body_width(area));
}

/// What was clicked.
pub fn hit(area: Rect, at: Position, columns: &[Column], view: &TableView, rows: usize) -> Option<Hit> {
    if !area.contains(at) {
        return None;
    }
    let x = (at.x - area.x).saturating_sub(GUTTER);
    let placed = view.place(columns, body_width(area));
    let column = placed.iter().rev().find(|p| p.x <= x).or(placed.first())?.column;
    if at.y == area.y {
        return Some(Hit::Header(column));
    }
    let row = view.top + usize::from(at.y - area.y - 1);
    (row < rows).then_some(Hit::Cell { row, column })
}

/// The column whose right border was hit in the header, and the cells it has.
pub fn border(area: Rect, at: Position, columns: &[Column], view: &TableView) -> Option<(usize, u16)> {
    if !area.contains(at) || at.y != area.y {
        return None;
    }
    let x = (at.x - area.x).checked_sub(GUTTER)?;
    let placed = view.place(columns, body_width(area)).into_iter().find(|p| p.x + p.width == x)?;
    Some((placed.column, placed.width))
}

/// Where the selected cell stands on the screen, for an editor or the hardware cursor.
pub fn cell_area(area: Rect, columns: &[Column], view: &TableView) -> Option<Rect> {
    let placed = view.place(columns, body_width(area)).into_iter().find(|p| p.column == view.column)?;
    let line = u16::try_from(view.row.checked_sub(view.top)?).ok()?.checked_add(1)?;
    (line < area.height).then(|| Rect::new(area.x + GUTTER + placed.x, area.y + line, placed.width, 1))
}

impl Table<'_> {
    /// Draws header and rows.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, rows: &impl Rows) {
        let area = paint::within(buffer, area);
        if area.width == 0 || area.height == 0 {
            return;
        }
        let placed = self.view.place(self.columns, body_width(area));
        self.draw_header(buffer, area, &placed);
        for line in 1..area.height {
            let row = self.view.top + usize::from(line - 1);
            if row >= rows.count() {
                break;
            }
            self.draw_row(buffer, paint::row(area, line), row, &placed, rows);
        }
    }

    fn draw_header(&self, buffer: &mut Buffer, area: Rect, placed: &[Placed]) {
        let style = self.look.style(Role::Header);
        let glyphs = self.look.glyphs;
        for place in placed {
            let column = &self.columns[place.column];
            let arrow = match column.sort {
                Some(Order::Ascending) => glyphs.ascending,
                Some(Order::Descending) => glyphs.descending,
                None => "",
            };
            let room = usize::from(place.width).saturating_sub(safe_text::width(arrow));
            let title = safe_text::cut(&column.title, room, glyphs.ellipsis);
            let title = safe_text::fit(&format!("{title}{arrow}"), usize::from(place.width), column.align, "");
            paint::text(buffer, area, GUTTER + place.x, 0, &title, style);
        }
        if self.view.overflow == Overflow::Scroll {
            self.draw_more(buffer, area, placed);
        }
    }

    fn draw_more(&self, buffer: &mut Buffer, area: Rect, placed: &[Placed]) {
        let style = self.look.style(Role::Accent);
        if self.view.left > self.view.frozen {
            paint::text(buffer, area, 0, 0, self.look.glyphs.more_left, style);
        }
        let last = placed.last().map_or(0, |p| p.column + 1);
        if last < self.columns.len() {
            paint::text(buffer, area, area.width.saturating_sub(1), 0, self.look.glyphs.more_right, style);
        }
    }

    fn draw_row(&self, buffer: &mut Buffer, line: Rect, row: usize, placed: &[Placed], rows: &impl Rows) {
        let selected = row == self.view.row;
        let marked = rows.marked(row);
        let ground = rows.row_role(row).map_or_else(Style::new, |role| self.look.style(role));
        if marked {
            paint::text(buffer, line, 0, 0, self.look.glyphs.marked, self.look.style(Role::Marked));
        } else if selected {
            paint::text(buffer, line, 0, 0, self.look.glyphs.cursor, self.look.style(Role::Accent));
        }
        for place in placed {
            let cell = rows.cell(row, place.column);
            let style = ground.patch(self.look.style(cell.role));
            let text = self.cell_text(&cell, place);
            paint::text(buffer, line, GUTTER + place.x, 0, &text, style);
        }
        if selected {
            self.tint_selected(buffer, line, placed);
        }
    }

    fn cell_text(&self, cell: &Cell<'_>, place: &Placed) -> String {
        let align = self.columns[place.column].align;
        let width = usize::from(place.width);
        let glyphs = self.look.glyphs;
        if cell.fault && width > 1 {
            let text = safe_text::fit(&cell.text, width - 1, align, glyphs.ellipsis);
            return format!("{}{text}", glyphs.fault);
        }
        if align == Align::Right && safe_text::width(&safe_text::clean(&cell.text)) > width {
            // A cut number would be a wrong number.
            return "#".repeat(width);
        }
        safe_text::fit(&cell.text, width, align, glyphs.ellipsis)
    }

    fn tint_selected(&self, buffer: &mut Buffer, line: Rect, placed: &[Placed]) {
        if !self.focused {
            paint::tint(buffer, line, self.look.style(Role::Match));
            return;
        }
        let (row, mut at) = (self.look.style(Role::Selection), self.look.style(Role::Cell));
        // Without colours the row is reversed, and the cell stands out of it by not being so.
        if row.add_modifier.contains(Modifier::REVERSED) {
            at = at.remove_modifier(Modifier::REVERSED);
        }
        let body = Rect { x: line.x + GUTTER.min(line.width), width: line.width.saturating_sub(GUTTER), ..line };
        paint::tint(buffer, body, row);
        if !self.cell_cursor {
            return;
        }
        if let Some(place) = placed.iter().find(|p| p.column == self.view.column) {
            let cell = Rect::new(body.x + place.x, line.y, place.width, 1).intersection(line);
            paint::tint(buffer, cell, at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    struct Names {
        names: Vec<&'static str>,
        asked: RefCell<Vec<usize>>,
    }

    impl Rows for Names {
        fn count(&self) -> usize {
            self.names.len() * 1000
        }
        fn cell(&self, row: usize, column: usize) -> Cell<'_> {
            self.asked.borrow_mut().push(row);
            match column {
                0 => Cell::new(self.names[row % self.names.len()]),
                _ => Cell::new(format!("{}", row * 100)),
            }
        }
        fn marked(&self, row: usize) -> bool {
            row == 1
        }
    }

    fn rows() -> Names {
        Names {
            names: vec!["Acme", "株式会社サクラ", "e\u{301}clair", "👨‍👩‍👧 family"], asked: RefCell::default()
        }
    }

    fn text_of(buffer: &Buffer) -> Vec<String> {
        (0..buffer.area.height)
            .map(|y| (0..buffer.area.width).map(|x| buffer[(x, y)].symbol().to_owned()).collect::<String>())
            .collect()
    }

    #[test]
    fn only_rows_in_view_are_asked_for() {
        let columns = [Column::new("Partner", 10), Column::new("Revenue", 8).right().sorted(Some(Order::Descending))];
        let look = Look::default();
        let mut view = TableView { row: 2002, ..TableView::default() };
        let area = Rect::new(0, 0, 24, 5);
        settle(&mut view, 4000, &columns, area);
        let mut buffer = Buffer::empty(area);
        let names = rows();
        Table { columns: &columns, view: &view, look: &look, focused: true, cell_cursor: true }.draw(
            &mut buffer,
            area,
            &names,
        );
        assert!(names.asked.borrow().iter().all(|row| (1999..=2002).contains(row)));
        assert_eq!(text_of(&buffer)[0].trim_end(), "  Partner    Revenue▼");
    }

    #[test]
    fn columns_stay_aligned_with_wide_names_and_marks_show() {
        let columns = [Column::new("Partner", 10), Column::new("Revenue", 6).right()];
        let look = Look::default();
        let view = TableView::default();
        let area = Rect::new(0, 0, 20, 5);
        let mut buffer = Buffer::empty(area);
        Table { columns: &columns, view: &view, look: &look, focused: true, cell_cursor: false }.draw(
            &mut buffer,
            area,
            &rows(),
        );
        for y in 1..5 {
            assert_eq!(buffer[(18, y)].symbol(), "0", "{:?}", text_of(&buffer));
        }
        assert_eq!(buffer[(0, 2)].symbol(), "●");
    }

    #[test]
    fn it_draws_at_every_size() {
        let columns = [Column::new("Partner", 10), Column::new("Revenue", 6).right(), Column::new("x", 40).priority(1)];
        let look = Look::default();
        for width in 0..40 {
            for height in 0..6 {
                for view in [TableView::default(), TableView::scrolling()] {
                    let mut view = TableView { column: 2, row: 7, ..view };
                    let area = Rect::new(1, 1, width, height);
                    settle(&mut view, 8, &columns, area);
                    let mut buffer = Buffer::empty(Rect::new(0, 0, 30, 5));
                    Table { columns: &columns, view: &view, look: &look, focused: true, cell_cursor: true }.draw(
                        &mut buffer,
                        area,
                        &rows(),
                    );
                    let _ = cell_area(area, &columns, &view);
                    let _ = hit(area, Position::new(5, 2), &columns, &view, 8);
                }
            }
        }
    }

    #[test]
    fn a_click_finds_its_cell() {
        let columns = [Column::new("Partner", 10), Column::new("Revenue", 6).right()];
        let view = TableView { top: 3, ..TableView::default() };
        let area = Rect::new(0, 2, 24, 6);
        assert_eq!(hit(area, Position::new(14, 2), &columns, &view, 9), Some(Hit::Header(1)));
        assert_eq!(hit(area, Position::new(3, 4), &columns, &view, 9), Some(Hit::Cell { row: 4, column: 0 }));
        assert_eq!(hit(area, Position::new(3, 9), &columns, &view, 5), None);
        assert_eq!(border(area, Position::new(12, 2), &columns, &view), Some((0, 10)));
        assert_eq!(border(area, Position::new(12, 3), &columns, &view), None);
        assert_eq!(border(area, Position::new(13, 2), &columns, &view), None);
    }
}
