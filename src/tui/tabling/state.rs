//! What a table remembers besides its cursor: how it is arranged, and which saved view is shown.

use super::arrangement::{Arrangement, Sort};
use super::column_key::ColumnKey;
use super::views::Views;
use crate::edit::Edit;

/// How a table is arranged, and what waits for an answer.
#[derive(Debug, Clone)]
pub struct Tabling<K> {
    /// Columns, widths, order.
    pub arrangement: Arrangement<K>,
    /// The saved views of the table and the one shown.
    pub views: Views,
    /// The words that find looks for; empty: none.
    pub find: String,
    /// The order before it was typed anew.
    pub(super) sorts_before: Option<Vec<Sort<K>>>,
    /// The columns and the place before one was grabbed.
    pub(super) grabbed: Option<(Vec<K>, usize)>,
    /// The column whose border is dragged, where that began, and its width then.
    pub(super) dragged: Option<(K, u16, u16)>,
    /// What a paste would do, and the rows it would change.
    pub(super) pasting: Option<(Edit, Vec<usize>)>,
}

impl<K: ColumnKey> Tabling<K> {
    /// A table as it is at first.
    pub fn of(arrangement: Arrangement<K>) -> Self {
        Self {
            arrangement,
            views: Views::default(),
            find: String::new(),
            sorts_before: None,
            grabbed: None,
            dragged: None,
            pasting: None,
        }
    }

    /// Whether a column is being moved.
    pub fn is_grabbing(&self) -> bool {
        self.grabbed.is_some()
    }
}
