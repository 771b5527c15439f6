//! How the user arranged the table: which columns, in which order and how wide, and by which keys it is sorted.

use super::column::Key;
use crate::tui::widgets::safe_text::Align;
use crate::tui::widgets::table::{Column, Order};

/// The narrowest column.
const NARROWEST: u16 = 3;
/// The widest column.
const WIDEST: u16 = 80;
/// Below this width columns take their narrow size.
const COMPACT_BELOW: u16 = 74;
/// From this width on names get more room.
const ROOMY_FROM: u16 = 100;

/// One key of the sort order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sort {
    /// By which column.
    pub(super) key: Key,
    /// Which end first.
    pub(super) order: Order,
}

/// Columns, widths and sort keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Arrangement {
    /// The columns shown, from left to right; never empty.
    pub(super) columns: Vec<Key>,
    /// Widths that the user set.
    pub(super) widths: Vec<(Key, u16)>,
    /// The sort keys, the first counting most.
    pub(super) sorts: Vec<Sort>,
    /// How many columns stay at the left.
    pub(super) frozen: usize,
}

impl Default for Arrangement {
    fn default() -> Self {
        Self {
            columns: Key::ALL.iter().copied().filter(|key| key.spec().shown).collect(),
            widths: Vec::new(),
            sorts: Vec::new(),
            frozen: 1,
        }
    }
}

impl Arrangement {
    /// The column at a place, the last one beyond the end.
    pub(super) fn column(&self, at: usize) -> Key {
        self.columns.get(at).or(self.columns.last()).copied().unwrap_or(Key::Name)
    }

    /// Cells of a column in a table of a width.
    pub(super) fn width(&self, key: Key, table: u16) -> u16 {
        if let Some((_, width)) = self.widths.iter().find(|(known, _)| *known == key) {
            return *width;
        }
        let spec = key.spec();
        match () {
            () if table < COMPACT_BELOW => spec.narrow,
            () if table >= ROOMY_FROM && key == Key::Name => spec.width + 6,
            () => spec.width,
        }
    }

    /// The columns as the table draws them.
    pub(super) fn table_columns(&self, table: u16) -> Vec<Column> {
        let column = |key: &Key| {
            let spec = key.spec();
            let width = self.width(*key, table);
            let sort = self.sorts.iter().find(|sort| sort.key == *key).map(|sort| sort.order);
            let title = if width < 13 && *key == Key::Tier { "Tier" } else { spec.title };
            let mut column = Column::new(title, width).min(width.min(4)).sorted(sort);
            if spec.right {
                column.align = Align::Right;
                column.min = width;
            }
            column
        };
        self.columns.iter().map(column).collect()
    }

    /// Makes a column wider or narrower; gives its new width.
    pub(super) fn resize(&mut self, key: Key, by: i16, table: u16) -> u16 {
        let width = self.width(key, table).saturating_add_signed(by).clamp(NARROWEST, WIDEST);
        self.set_width(key, width);
        width
    }

    /// Sets the width of a column.
    pub(super) fn set_width(&mut self, key: Key, width: u16) {
        self.widths.retain(|(known, _)| *known != key);
        self.widths.push((key, width.clamp(NARROWEST, WIDEST)));
    }

    /// Shows exactly these columns: those shown before keep their order, new ones follow. The name always stays.
    pub(super) fn show(&mut self, wanted: &[Key]) {
        let mut columns: Vec<Key> =
            self.columns.iter().copied().filter(|key| *key == Key::Name || wanted.contains(key)).collect();
        if !columns.contains(&Key::Name) {
            columns.insert(0, Key::Name);
        }
        for key in Key::ALL.iter().filter(|key| wanted.contains(key)) {
            if !columns.contains(key) {
                columns.push(*key);
            }
        }
        self.columns = columns;
        self.frozen = self.frozen.min(self.columns.len());
    }

    /// Hides a column; the name stays.
    pub(super) fn hide(&mut self, key: Key) -> bool {
        if key == Key::Name {
            return false;
        }
        let before = self.columns.len();
        self.columns.retain(|known| *known != key);
        self.columns.len() < before
    }

    /// Moves the column at a place by one; gives its new place.
    pub(super) fn shift(&mut self, at: usize, right: bool) -> usize {
        let to = if right { at + 1 } else { at.saturating_sub(1) };
        if at >= self.columns.len() || to >= self.columns.len() {
            return at;
        }
        self.columns.swap(at, to);
        to
    }

    /// Ascending, descending, off, for a column alone.
    pub(super) fn cycle(&mut self, key: Key) -> Option<Order> {
        let next = match self.sorts.iter().find(|sort| sort.key == key).map(|sort| sort.order) {
            None => Some(Order::Ascending),
            Some(Order::Ascending) => Some(Order::Descending),
            Some(Order::Descending) => None,
        };
        self.sorts = next.map(|order| Sort { key, order }).into_iter().collect();
        next
    }

    /// The sort keys as they are typed: `health desc, name`.
    pub(super) fn sort_text(&self) -> String {
        let one = |sort: &Sort| match sort.order {
            Order::Ascending => sort.key.spec().word.to_owned(),
            Order::Descending => format!("{} desc", sort.key.spec().word),
        };
        self.sorts.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    /// The sort keys in words.
    pub(super) fn sort_label(&self) -> String {
        let one = |sort: &Sort| match sort.order {
            Order::Ascending => sort.key.label().to_lowercase(),
            Order::Descending => format!("{} descending", sort.key.label().to_lowercase()),
        };
        self.sorts.iter().map(one).collect::<Vec<_>>().join(", then ")
    }
}

/// Reads sort keys: columns with a comma between, `desc` or a leading `-` for the largest first.
pub(super) fn read_sorts(text: &str) -> Result<Vec<Sort>, String> {
    let mut sorts: Vec<Sort> = Vec::new();
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let lower = part.to_lowercase();
        let (name, order) = if let Some(name) = lower.strip_prefix('-') {
            (name.trim(), Order::Descending)
        } else if let Some(name) = lower.strip_suffix(" desc").or(lower.strip_suffix(" descending")) {
            (name.trim(), Order::Descending)
        } else {
            (lower.strip_suffix(" asc").unwrap_or(&lower).trim(), Order::Ascending)
        };
        let Some(key) = Key::named(name) else {
            return Err(format!("{name:?} is no column; type one such as name, tier, health, sourced_t12m"));
        };
        if sorts.iter().any(|sort| sort.key == key) {
            return Err(format!("{name:?} stands twice"));
        }
        sorts.push(Sort { key, order });
    }
    Ok(sorts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sort_keys_are_read_in_order_and_written_back() {
        let sorts = read_sorts("-health, name asc,  next_due descending").unwrap();
        let arrangement = Arrangement { sorts, ..Arrangement::default() };
        assert_eq!(arrangement.sort_text(), "health desc, name, next_due desc");
        assert_eq!(read_sorts(&arrangement.sort_text()).unwrap(), arrangement.sorts);
        assert_eq!(read_sorts(" , ").unwrap(), []);
        assert!(read_sorts("healthy").unwrap_err().contains("is no column"));
        assert!(read_sorts("name, -name").unwrap_err().contains("twice"));
    }

    #[test]
    fn a_column_cycles_through_both_orders_and_off() {
        let mut arrangement = Arrangement::default();
        assert_eq!(arrangement.cycle(Key::Health), Some(Order::Ascending));
        assert_eq!(arrangement.cycle(Key::Health), Some(Order::Descending));
        assert_eq!(arrangement.cycle(Key::Health), None);
        assert!(arrangement.sorts.is_empty());
    }

    #[test]
    fn the_name_is_never_hidden_and_new_columns_come_last() {
        let mut arrangement = Arrangement::default();
        arrangement.shift(1, true);
        arrangement.show(&[Key::Note, Key::Tier, Key::Type]);
        assert_eq!(arrangement.columns, [Key::Name, Key::Tier, Key::Type, Key::Note]);
        assert!(!arrangement.hide(Key::Name));
        assert!(arrangement.hide(Key::Type));
    }

    #[test]
    fn at_eighty_columns_the_first_six_fit() {
        let arrangement = Arrangement::default();
        let widths: Vec<u16> = arrangement.columns.iter().map(|key| arrangement.width(*key, 80)).collect();
        assert!(widths[..6].iter().sum::<u16>() + 5 <= 78, "{widths:?}");
    }
}
