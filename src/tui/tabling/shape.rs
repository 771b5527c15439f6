//! The look of a table in words: as a saved view holds it and as it is compared with one.

use super::arrangement::{Arrangement, Sort, read_sorts};
use super::column_key::ColumnKey;
use crate::program::saved_view::SavedView;
use crate::tui::widgets::table::Order;

/// Filter, order and columns in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shape {
    /// Which rows; empty: all.
    pub filter: String,
    /// The sort keys in turn, `-` before those that begin with the largest.
    pub sort: Vec<String>,
    /// The columns, with the width after a colon where the user set it.
    pub columns: Vec<String>,
    /// How many columns stay at the left.
    pub frozen: usize,
}

impl Shape {
    /// How a table looks.
    pub fn of<K: ColumnKey>(arrangement: &Arrangement<K>, filter: &str) -> Self {
        let width = |key: K| arrangement.widths.iter().find(|(known, _)| *known == key).map(|(_, width)| *width);
        let column = |key: &K| match width(*key) {
            Some(width) => format!("{}:{width}", key.word()),
            None => key.word().to_owned(),
        };
        let sort = |sort: &Sort<K>| match sort.order {
            Order::Ascending => sort.key.word().to_owned(),
            Order::Descending => format!("-{}", sort.key.word()),
        };
        Self {
            filter: filter.trim().to_owned(),
            sort: arrangement.sorts.iter().map(sort).collect(),
            columns: arrangement.columns.iter().map(column).collect(),
            frozen: arrangement.frozen,
        }
    }

    /// Brings a table into this shape; gives the words that are no column of it.
    pub fn arrange<K: ColumnKey>(&self, arrangement: &mut Arrangement<K>) -> Vec<String> {
        let mut unknown = Vec::new();
        let mut made = arrangement.at_first();
        let mut columns = Vec::new();
        for text in &self.columns {
            let (word, width) = text.split_once(':').map_or((text.as_str(), None), |(word, width)| (word, Some(width)));
            let Some(key) = made.all().iter().copied().find(|key| key.word() == word.trim()) else {
                unknown.push(word.to_owned());
                continue;
            };
            if let Some(width) = width.and_then(|width| width.trim().parse().ok()) {
                made.set_width(key, width);
            }
            if !columns.contains(&key) {
                columns.push(key);
            }
        }
        if !columns.is_empty() {
            columns.retain(|key| Some(*key) != made.pinned());
            made.columns = made.pinned().into_iter().chain(columns).collect();
        }
        let mut sorts = Vec::new();
        for text in &self.sort {
            match read_sorts(made.all(), text) {
                Ok(read) => sorts.extend(read.into_iter().filter(|sort| made.all().contains(&sort.key))),
                Err(_) => unknown.push(text.clone()),
            }
        }
        if !self.sort.is_empty() {
            made.sorts = sorts;
        }
        made.frozen = self.frozen.clamp(1, made.columns.len().max(1));
        *arrangement = made;
        unknown
    }

    /// The shape that a saved view holds.
    pub fn saved(view: &SavedView) -> Self {
        Self {
            filter: view.filter.clone().unwrap_or_default(),
            sort: view.sort.clone(),
            columns: view.columns.clone(),
            frozen: usize::from(view.frozen.unwrap_or(1)),
        }
    }

    /// Puts it into a saved view.
    pub fn put_into(&self, view: &mut SavedView) {
        view.filter = Some(self.filter.clone()).filter(|filter| !filter.is_empty());
        view.sort.clone_from(&self.sort);
        view.columns.clone_from(&self.columns);
        view.frozen = u16::try_from(self.frozen).ok().filter(|frozen| *frozen != 1);
    }

    /// What it shows, for a line in a list.
    pub fn told(&self) -> String {
        let mut parts = Vec::new();
        if !self.filter.is_empty() {
            parts.push(self.filter.clone());
        }
        if !self.sort.is_empty() {
            parts.push(format!("sorted by {}", self.sort.join(", ")));
        }
        parts.push(match self.columns.len() {
            0 => "the usual columns".to_owned(),
            1 => "1 column".to_owned(),
            many => format!("{many} columns"),
        });
        parts.join("; ")
    }
}
