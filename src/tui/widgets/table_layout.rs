//! Which columns of a table stand where at a given width, and which rows are in view.

use super::safe_text::Align;

/// The order of a sorted column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Order {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The header.
    pub title: String,
    /// The cells it would like.
    pub width: u16,
    /// The cells below which it is left out.
    pub min: u16,
    /// Where values stand.
    pub align: Align,
    /// 0 is never dropped; the largest number is dropped first where columns do not scroll.
    pub priority: u8,
    /// The sort arrow in the header.
    pub sort: Option<Order>,
}

impl Column {
    /// A left-aligned column that may shrink to half its width.
    pub fn new(title: impl Into<String>, width: u16) -> Self {
        let width = width.max(1);
        let min = width.div_ceil(2).max(3).min(width);
        Self { title: title.into(), width, min, align: Align::Left, priority: 0, sort: None }
    }

    /// Values at the right, never shrunk: numbers.
    pub fn right(mut self) -> Self {
        self.align = Align::Right;
        self.min = self.width;
        self
    }

    /// Values in the middle.
    pub fn centre(mut self) -> Self {
        self.align = Align::Centre;
        self
    }

    /// The smallest width.
    pub fn min(mut self, min: u16) -> Self {
        self.min = min.clamp(1, self.width);
        self
    }

    /// When it is dropped: 0 never, larger numbers earlier.
    pub fn priority(mut self, priority: u8) -> Self {
        self.priority = priority;
        self
    }

    /// The sort arrow.
    pub fn sorted(mut self, sort: Option<Order>) -> Self {
        self.sort = sort;
        self
    }
}

/// What happens with columns that do not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Overflow {
    /// The least important are left out.
    #[default]
    Drop,
    /// They are reached by moving to the right; the frozen ones stay.
    Scroll,
}

/// A column in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// Index into the columns.
    pub column: usize,
    /// Cells from the left edge of the table.
    pub x: u16,
    /// Cells it has.
    pub width: u16,
}

/// Cursor and scrolling of a table, by index; the caller keeps ids and turns them into indexes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableView {
    /// The row under the cursor.
    pub row: usize,
    /// The column under the cursor.
    pub column: usize,
    /// The first row in view.
    pub top: usize,
    /// The first scrolled column in view, not counting frozen ones.
    pub left: usize,
    /// How many columns stay at the left when the rest scrolls.
    pub frozen: usize,
    /// What happens with columns that do not fit.
    pub overflow: Overflow,
}

impl Default for TableView {
    fn default() -> Self {
        Self { row: 0, column: 0, top: 0, left: 0, frozen: 1, overflow: Overflow::Drop }
    }
}

impl TableView {
    /// A table whose columns scroll sideways behind the first.
    pub fn scrolling() -> Self {
        Self { overflow: Overflow::Scroll, ..Self::default() }
    }

    /// Moves the cursor by rows, stopping at both ends; tells whether it moved.
    pub fn move_rows(&mut self, by: isize, rows: usize) -> bool {
        let before = self.row;
        self.row = self.row.saturating_add_signed(by).min(rows.saturating_sub(1));
        self.row != before
    }

    /// Moves the cursor by columns, stopping at both ends; tells whether it moved.
    pub fn move_columns(&mut self, by: isize, columns: usize) -> bool {
        let before = self.column;
        self.column = self.column.saturating_add_signed(by).min(columns.saturating_sub(1));
        self.column != before
    }

    /// Scrolls by rows and keeps the cursor in view.
    pub fn scroll_rows(&mut self, by: isize, rows: usize, height: usize) {
        let last = rows.saturating_sub(height.max(1));
        self.top = self.top.saturating_add_signed(by).min(last);
        let end = (self.top + height.max(1)).min(rows);
        self.row = self.row.clamp(self.top, end.saturating_sub(1).max(self.top));
    }

    /// Puts the row under the cursor in the middle.
    pub fn centre(&mut self, height: usize) {
        self.top = self.row.saturating_sub(height / 2);
    }

    /// Brings cursor and scrolling in line with what there is: `rows` rows of which `height` fit, and the columns that
    /// fit into `width` cells. Call it in `Pane::layout`.
    pub fn settle(&mut self, rows: usize, height: usize, columns: &[Column], width: u16) {
        self.row = self.row.min(rows.saturating_sub(1));
        self.column = self.column.min(columns.len().saturating_sub(1));
        let height = height.max(1);
        self.top = self.top.min(rows.saturating_sub(height));
        if self.row < self.top {
            self.top = self.row;
        } else if self.row >= self.top + height {
            self.top = self.row + 1 - height;
        }
        self.left = self.left.clamp(self.frozen, columns.len().max(self.frozen));
        match self.overflow {
            Overflow::Drop => self.left = self.frozen,
            Overflow::Scroll => self.settle_columns(columns, width),
        }
    }

    fn settle_columns(&mut self, columns: &[Column], width: u16) {
        if self.column < self.frozen {
            return;
        }
        self.left = self.left.min(self.column);
        while self.left < self.column && !self.fully_in_view(columns, width) {
            self.left += 1;
        }
    }

    fn fully_in_view(&self, columns: &[Column], width: u16) -> bool {
        let wanted = columns.get(self.column).map_or(0, |c| c.width);
        self.place(columns, width).iter().any(|p| p.column == self.column && p.width >= wanted)
    }

    /// The columns in view, from left to right, one blank between them.
    pub fn place(&self, columns: &[Column], width: u16) -> Vec<Placed> {
        match self.overflow {
            Overflow::Drop => place_dropping(columns, width),
            Overflow::Scroll => self.place_scrolling(columns, width),
        }
    }

    fn place_scrolling(&self, columns: &[Column], width: u16) -> Vec<Placed> {
        let frozen = 0..self.frozen.min(columns.len());
        let rest = self.left.max(self.frozen)..columns.len();
        let mut placed = Vec::new();
        let mut x = 0_u16;
        for column in frozen.chain(rest) {
            let room = width.saturating_sub(x);
            let wanted = &columns[column];
            let cells = if column < self.frozen { wanted.width.min((width / 2).max(8)) } else { wanted.width };
            if room == 0 || (room < wanted.min && !placed.is_empty()) {
                break;
            }
            placed.push(Placed { column, x, width: cells.min(room) });
            x = x.saturating_add(cells).saturating_add(1);
        }
        placed
    }
}

fn place_dropping(columns: &[Column], width: u16) -> Vec<Placed> {
    let total = |kept: &[usize], cells: fn(&Column) -> u16| -> u32 {
        let gaps = kept.len().saturating_sub(1) as u32;
        kept.iter().map(|i| u32::from(cells(&columns[*i]))).sum::<u32>() + gaps
    };
    let mut kept: Vec<usize> = (0..columns.len()).collect();
    while total(&kept, |c| c.min) > u32::from(width) {
        let Some(position) = kept
            .iter()
            .enumerate()
            .filter(|(_, i)| columns[**i].priority > 0)
            .max_by_key(|(position, i)| (columns[**i].priority, *position))
            .map(|(position, _)| position)
        else {
            break;
        };
        kept.remove(position);
    }
    let mut spare = u32::from(width).saturating_sub(total(&kept, |c| c.min));
    let mut placed = Vec::new();
    let mut x = 0_u16;
    for column in kept {
        let wanted = &columns[column];
        let more = spare.min(u32::from(wanted.width.saturating_sub(wanted.min)));
        spare -= more;
        let room = width.saturating_sub(x);
        if room == 0 {
            break;
        }
        let cells = (wanted.min + more as u16).min(room);
        placed.push(Placed { column, x, width: cells });
        x = x.saturating_add(cells).saturating_add(1);
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<Column> {
        vec![
            Column::new("Partner", 20),
            Column::new("Tier", 8).priority(1),
            Column::new("Revenue", 12).right().priority(2),
            Column::new("Notes", 30).priority(9),
        ]
    }

    #[test]
    fn the_least_important_columns_go_first() {
        let view = TableView::default();
        let shown = |width| view.place(&columns(), width).iter().map(|p| p.column).collect::<Vec<_>>();
        assert_eq!(shown(80), [0, 1, 2, 3]);
        assert_eq!(shown(40), [0, 1, 2]);
        assert_eq!(shown(20), [0, 1]);
        assert_eq!(shown(10), [0]);
        assert_eq!(shown(3), [0]);
        assert_eq!(shown(0), Vec::<usize>::new());
    }

    #[test]
    fn the_selected_column_scrolls_into_view_and_the_first_stays() {
        let mut view = TableView::scrolling();
        view.column = 3;
        view.settle(10, 5, &columns(), 55);
        let placed = view.place(&columns(), 55);
        assert_eq!(placed[0].column, 0);
        assert!(placed.iter().any(|p| p.column == 3 && p.width == 30));
        view.column = 1;
        view.settle(10, 5, &columns(), 55);
        assert!(view.place(&columns(), 55).iter().any(|p| p.column == 1));
    }

    #[test]
    fn no_column_leaves_the_width() {
        for width in 0..100 {
            for column in 0..4 {
                let mut view = TableView::scrolling();
                view.column = column;
                view.settle(3, 1, &columns(), width);
                for placed in view.place(&columns(), width).iter().chain(&place_dropping(&columns(), width)) {
                    assert!(placed.x + placed.width <= width);
                }
            }
        }
    }

    #[test]
    fn the_cursor_stays_in_view_when_rows_go() {
        let mut view = TableView { row: 90, top: 80, ..TableView::default() };
        view.settle(12, 5, &columns(), 40);
        assert_eq!((view.row, view.top), (11, 7));
        view.settle(0, 5, &columns(), 40);
        assert_eq!((view.row, view.top), (0, 0));
        view.move_rows(-3, 0);
        view.scroll_rows(3, 0, 5);
        assert_eq!((view.row, view.top), (0, 0));
    }
}
