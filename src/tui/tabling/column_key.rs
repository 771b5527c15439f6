//! What tells one column of a table from another, and how it likes to stand.

use crate::tui::widgets::table::Column;

/// A column of a table, cheap to copy.
pub trait ColumnKey: Copy + Eq + std::fmt::Debug {
    /// The word in filters, sort keys, saved views and copied headers.
    fn word(self) -> &'static str;

    /// The header.
    fn title(self) -> &'static str;

    /// What it is called in a sentence.
    fn label(self) -> &'static str;

    /// The column of the report that says the same, where there is one.
    fn reported(self) -> Option<&'static str> {
        Some(self.word())
    }

    /// The cells it likes in a table of so many cells.
    fn likes(self, table: u16) -> u16;

    /// Whether the table has it unless the user decided otherwise.
    fn shown_at_first(self) -> bool {
        true
    }

    /// The column as the table draws it, with so many cells.
    fn column(self, width: u16) -> Column;
}
