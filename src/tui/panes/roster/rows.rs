//! Which partners are shown and in which order, worked out once and kept until something it depends on changes.
//!
//! Sort keys and searchable text are made once per revision; an order once per filter and sort. Moving the cursor
//! reads the finished order and nothing else.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use super::arrangement::Sort;
use super::column::Key;
use super::reader::Reader;
use super::reading::SortKey;
use super::related::Related;
use super::selecting::{self, Fields};
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::report::cell::Cell;
use crate::tui::session::Workbench;
use crate::tui::widgets::table::Order;

/// What an order depends on besides the program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    /// The expression that rows must pass, as typed.
    pub(super) filter: String,
    /// The columns that are searched.
    pub(super) searched: Vec<Key>,
    /// The sort keys.
    pub(super) sorts: Vec<Sort>,
    /// Partners shown although the filter hides them, because they were just added or changed.
    pub(super) kept: BTreeSet<Id<Partner>>,
}

/// The rows of the table.
#[derive(Debug, Default)]
pub(super) struct Rows {
    stamp: Option<(u64, Date)>,
    all: Vec<Arc<Partner>>,
    related: Related,
    keys: HashMap<Key, Vec<SortKey>>,
    searched: Vec<Key>,
    texts: Vec<String>,
    fields: OnceCell<Vec<Vec<Cell>>>,
    wanted: Option<Wanted>,
    shown: Vec<u32>,
    places: HashMap<Id<Partner>, usize>,
}

/// The words of a find, in lower case; all must be there.
pub(super) fn words(text: &str) -> Vec<String> {
    text.to_lowercase().split_whitespace().map(str::to_owned).collect()
}

impl Rows {
    /// Brings the rows in line with the program and with what is wanted; tells whether the order is another.
    pub(super) fn follow(&mut self, workbench: &Workbench, wanted: &Wanted) -> bool {
        let stamp = (workbench.revision(), workbench.as_of());
        if self.stamp != Some(stamp) {
            self.stamp = Some(stamp);
            self.all = workbench.program().partners.iter_shared().cloned().collect();
            self.related = Related::of(workbench.program());
            self.keys.clear();
            self.texts.clear();
            self.fields = OnceCell::new();
            self.wanted = None;
        }
        if self.wanted.as_ref() == Some(wanted) {
            return false;
        }
        self.arrange(workbench, wanted);
        self.wanted = Some(wanted.clone());
        true
    }

    fn arrange(&mut self, workbench: &Workbench, wanted: &Wanted) {
        let filter =
            if wanted.filter.trim().is_empty() { None } else { selecting::read(workbench, &wanted.filter).ok() };
        if filter.is_some() {
            self.make_texts(workbench, &wanted.searched);
        }
        let matches = |index: usize, partner: &Partner| match &filter {
            None => true,
            Some(filter) => {
                let text = self.texts.get(index).map_or("", String::as_str);
                let row = Fields { text, index, workbench, all: &self.fields };
                filter.matches(&row) || wanted.kept.contains(&partner.id)
            }
        };
        let fits = self.all.iter().enumerate().filter(|(index, partner)| matches(*index, partner));
        let mut shown: Vec<u32> = fits.map(|(index, _)| index as u32).collect();
        let mut sorts = wanted.sorts.clone();
        sorts.push(Sort { key: Key::Name, order: Order::Ascending });
        for sort in &sorts {
            self.make_keys(workbench, sort.key);
        }
        shown.sort_by(|a, b| self.compare(&sorts, *a as usize, *b as usize));
        let ids =
            shown.iter().enumerate().filter_map(|(at, index)| Some((self.all.get(*index as usize)?.id.clone(), at)));
        self.places = ids.collect();
        self.shown = shown;
    }

    fn compare(&self, sorts: &[Sort], a: usize, b: usize) -> Ordering {
        for sort in sorts {
            let Some(keys) = self.keys.get(&sort.key) else { continue };
            let (Some(x), Some(y)) = (keys.get(a), keys.get(b)) else { continue };
            let order = match (x, y, sort.order) {
                (SortKey::Unknown, SortKey::Unknown, _) => Ordering::Equal,
                (SortKey::Unknown, _, _) => Ordering::Greater,
                (_, SortKey::Unknown, _) => Ordering::Less,
                (_, _, Order::Ascending) => x.cmp(y),
                (_, _, Order::Descending) => y.cmp(x),
            };
            if order != Ordering::Equal {
                return order;
            }
        }
        a.cmp(&b)
    }

    fn make_keys(&mut self, workbench: &Workbench, key: Key) {
        if self.keys.contains_key(&key) {
            return;
        }
        let reader = Reader { workbench, related: &self.related };
        let keys = self.all.iter().map(|partner| reader.read(partner, key).sort_key()).collect();
        self.keys.insert(key, keys);
    }

    fn make_texts(&mut self, workbench: &Workbench, searched: &[Key]) {
        if self.texts.len() == self.all.len() && self.searched == searched {
            return;
        }
        let reader = Reader { workbench, related: &self.related };
        let currency = workbench.program().profile.currency;
        let text = |partner: &Arc<Partner>| {
            let parts = searched.iter().map(|key| reader.read(partner, *key).plain(currency).to_lowercase());
            parts.collect::<Vec<_>>().join("\n")
        };
        self.texts = self.all.iter().map(text).collect();
        self.searched = searched.to_vec();
    }

    /// How many partners are shown.
    pub(super) fn len(&self) -> usize {
        self.shown.len()
    }

    /// How many partners there are.
    pub(super) fn total(&self) -> usize {
        self.all.len()
    }

    /// How many partners the filter hides.
    pub(super) fn hidden(&self) -> usize {
        self.all.len() - self.shown.len()
    }

    /// The partner in a row.
    pub(super) fn get(&self, row: usize) -> Option<&Arc<Partner>> {
        self.all.get(*self.shown.get(row)? as usize)
    }

    /// The row of a partner.
    pub(super) fn place(&self, partner: &Id<Partner>) -> Option<usize> {
        self.places.get(partner).copied()
    }

    /// Every partner shown, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Arc<Partner>> {
        self.shown.iter().filter_map(|index| self.all.get(*index as usize))
    }

    /// What else is known of each partner.
    pub(super) fn related(&self) -> &Related {
        &self.related
    }

    /// The next row after (or before) `from` that holds all the words, going round once.
    pub(super) fn find(
        &mut self,
        workbench: &Workbench,
        searched: &[Key],
        text: &str,
        from: usize,
        up: bool,
    ) -> Option<usize> {
        let words = words(text);
        let count = self.shown.len();
        if words.is_empty() || count == 0 {
            return None;
        }
        self.make_texts(workbench, searched);
        let place = |step: usize| if up { (from + count * 2 - step) % count } else { (from + step) % count };
        (1..=count).map(place).find(|row| {
            let text = self.shown.get(*row).and_then(|index| self.texts.get(*index as usize));
            text.is_some_and(|text| words.iter().all(|word| text.contains(word.as_str())))
        })
    }
}
