//! How the user arranged a table: which columns, in which order and how wide, and by which keys it is sorted.

use super::column_key::ColumnKey;
use crate::tui::widgets::table::{Column, Order};

/// The narrowest column.
const NARROWEST: u16 = 3;
/// The widest column.
const WIDEST: u16 = 80;

/// One key of the sort order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort<K> {
    /// By which column.
    pub key: K,
    /// Which end first.
    pub order: Order,
}

/// Columns, widths and sort keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrangement<K> {
    all: Vec<K>,
    first_sorts: Vec<Sort<K>>,
    /// The columns shown, from left to right; never empty, and the first of all always stands first.
    pub columns: Vec<K>,
    /// Widths that the user set.
    pub widths: Vec<(K, u16)>,
    /// The sort keys, the first counting most.
    pub sorts: Vec<Sort<K>>,
    /// How many columns stay at the left.
    pub frozen: usize,
}

impl<K: ColumnKey> Arrangement<K> {
    /// The columns as they are at first, and the order that holds until the user sorts.
    pub fn of(all: Vec<K>, first_sorts: Vec<Sort<K>>) -> Self {
        let columns = all.iter().copied().filter(|key| key.shown_at_first()).collect();
        Self { all, columns, widths: Vec::new(), sorts: first_sorts.clone(), first_sorts, frozen: 1 }
    }

    /// The same table as it was at first.
    pub fn at_first(&self) -> Self {
        Self::of(self.all.clone(), self.first_sorts.clone())
    }

    /// Every column, also those not shown.
    pub fn all(&self) -> &[K] {
        &self.all
    }

    /// Whether it is sorted as it was at first.
    pub fn is_sorted_as_at_first(&self) -> bool {
        self.sorts == self.first_sorts
    }

    /// The column that always stays.
    pub fn pinned(&self) -> Option<K> {
        self.all.first().copied()
    }

    /// The column at a place, the last one beyond the end.
    pub fn column(&self, at: usize) -> Option<K> {
        self.columns.get(at).or(self.columns.last()).copied()
    }

    /// Cells of a column in a table of a width.
    pub fn width(&self, key: K, table: u16) -> u16 {
        let set = self.widths.iter().find(|(known, _)| *known == key);
        set.map_or_else(|| key.likes(table), |(_, width)| *width)
    }

    /// The columns as the table draws them.
    pub fn table_columns(&self, table: u16) -> Vec<Column> {
        let column = |key: &K| {
            let sort = self.sorts.iter().find(|sort| sort.key == *key).map(|sort| sort.order);
            key.column(self.width(*key, table)).sorted(sort)
        };
        self.columns.iter().map(column).collect()
    }

    /// Makes a column wider or narrower; gives its new width.
    pub fn resize(&mut self, key: K, by: i16, table: u16) -> u16 {
        let width = self.width(key, table).saturating_add_signed(by).clamp(NARROWEST, WIDEST);
        self.set_width(key, width);
        width
    }

    /// Sets the width of a column.
    pub fn set_width(&mut self, key: K, width: u16) {
        self.widths.retain(|(known, _)| *known != key);
        self.widths.push((key, width.clamp(NARROWEST, WIDEST)));
    }

    /// Shows exactly these columns: those shown before keep their order, new ones follow. The first always stays.
    pub fn show(&mut self, wanted: &[K]) {
        let pinned = self.pinned();
        let stays = |key: &K| Some(*key) == pinned || wanted.contains(key);
        let mut columns: Vec<K> = self.columns.iter().copied().filter(stays).collect();
        if let Some(pinned) = pinned.filter(|pinned| !columns.contains(pinned)) {
            columns.insert(0, pinned);
        }
        for key in self.all.iter().filter(|key| wanted.contains(key)) {
            if !columns.contains(key) {
                columns.push(*key);
            }
        }
        self.columns = columns;
        self.frozen = self.frozen.min(self.columns.len());
    }

    /// Hides a column; the first stays.
    pub fn hide(&mut self, key: K) -> bool {
        if Some(key) == self.pinned() {
            return false;
        }
        let before = self.columns.len();
        self.columns.retain(|known| *known != key);
        self.frozen = self.frozen.min(self.columns.len());
        self.columns.len() < before
    }

    /// Moves the column at a place by one; gives its new place.
    pub fn shift(&mut self, at: usize, right: bool) -> usize {
        let to = if right { at + 1 } else { at.saturating_sub(1) };
        if at >= self.columns.len() || to >= self.columns.len() {
            return at;
        }
        self.columns.swap(at, to);
        to
    }

    /// Ascending, descending, as at first, for a column alone.
    pub fn cycle(&mut self, key: K) -> Option<Order> {
        let own = match self.sorts.as_slice() {
            _ if self.is_sorted_as_at_first() => None,
            sorts => sorts.iter().find(|sort| sort.key == key).map(|sort| sort.order),
        };
        let next = match own {
            None => Some(Order::Ascending),
            Some(Order::Ascending) => Some(Order::Descending),
            Some(Order::Descending) => None,
        };
        self.sorts = next.map_or_else(|| self.first_sorts.clone(), |order| vec![Sort { key, order }]);
        next
    }

    /// The sort keys as they are typed: `health desc, name`.
    pub fn sort_text(&self) -> String {
        let one = |sort: &Sort<K>| match sort.order {
            Order::Ascending => sort.key.word().to_owned(),
            Order::Descending => format!("{} desc", sort.key.word()),
        };
        self.sorts.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    /// The sort keys in words.
    pub fn sort_label(&self) -> String {
        let one = |sort: &Sort<K>| match sort.order {
            Order::Ascending => sort.key.label().to_lowercase(),
            Order::Descending => format!("{} descending", sort.key.label().to_lowercase()),
        };
        self.sorts.iter().map(one).collect::<Vec<_>>().join(", then ")
    }

    /// The column of that word or title, or the first whose word begins so.
    pub fn named(&self, text: &str) -> Option<K> {
        named(&self.all, text)
    }
}

fn named<K: ColumnKey>(all: &[K], text: &str) -> Option<K> {
    let wanted = text.trim().to_lowercase();
    if wanted.is_empty() {
        return None;
    }
    let exact = |key: &&K| key.word() == wanted || key.title().to_lowercase() == wanted;
    all.iter().find(exact).or_else(|| all.iter().find(|key| key.word().starts_with(&wanted))).copied()
}

/// Reads sort keys: columns with a comma between, `desc` or a leading `-` for the largest first.
pub fn read_sorts<K: ColumnKey>(all: &[K], text: &str) -> Result<Vec<Sort<K>>, String> {
    let mut sorts: Vec<Sort<K>> = Vec::new();
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let lower = part.to_lowercase();
        let (name, order) = if let Some(name) = lower.strip_prefix('-') {
            (name.trim(), Order::Descending)
        } else if let Some(name) = lower.strip_suffix(" desc").or(lower.strip_suffix(" descending")) {
            (name.trim(), Order::Descending)
        } else {
            (lower.strip_suffix(" asc").unwrap_or(&lower).trim(), Order::Ascending)
        };
        let Some(key) = named(all, name) else {
            let known: Vec<&str> =
                all.iter().filter(|key| key.shown_at_first()).map(|key| key.word()).take(5).collect();
            return Err(format!("{name:?} is no column; type one such as {}", known.join(", ")));
        };
        if sorts.iter().any(|sort| sort.key == key) {
            return Err(format!("{name:?} stands twice"));
        }
        sorts.push(Sort { key, order });
    }
    Ok(sorts)
}
