//! How the width of a page is divided among the columns of a table.

use unicode_width::UnicodeWidthStr;

use crate::report::table::Table;

/// The widest a column counts, in characters; longer text goes over several lines.
const MOST: usize = 42;
/// The narrowest, so that a heading of one letter still has room.
const LEAST: usize = 6;

/// The width of each column in characters: that of its widest value, within bounds.
pub(super) fn characters(table: &Table) -> Vec<usize> {
    let widest = |(place, title): (usize, &str)| {
        let lines = |text: &str| text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
        let values = table.rows.iter().filter_map(|row| row.get(place)).map(|cell| lines(&cell.display()));
        values.max().unwrap_or(0).max(title.width()).clamp(LEAST, MOST)
    };
    table.columns.iter().map(|column| column.title).enumerate().map(widest).collect()
}

/// The same as shares of a whole; together they are the whole.
pub(super) fn shares(table: &Table, whole: usize) -> Vec<usize> {
    let characters = characters(table);
    let total: usize = characters.iter().sum::<usize>().max(1);
    let mut shares: Vec<usize> = characters.iter().map(|width| width * whole / total).collect();
    let rest = whole - shares.iter().sum::<usize>();
    if let Some(last) = shares.last_mut() {
        *last += rest;
    }
    shares
}
