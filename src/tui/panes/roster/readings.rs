//! What sorting and searching read of each partner: made when first asked for, renewed for the partners that moved.

use std::cmp::Ordering;
use std::sync::Arc;

use rayon::prelude::*;

use super::column::{Key, Sort};
use super::reader::Reader;
use super::reading::SortKey;
use crate::program::partner::Partner;
use crate::tui::widgets::table::Order;

/// From so many partners on both cores read.
const SHARED_FROM: usize = 1000;

/// Sort keys and searchable text, each in the order of the partners.
#[derive(Debug, Default)]
pub(super) struct Readings {
    keys: Vec<(Key, Vec<SortKey>)>,
    searched: Vec<Key>,
    /// In lower case, a line per column; empty until somebody searches.
    texts: Vec<Box<str>>,
    /// How many values were read so far.
    pub(super) made: usize,
}

fn text(reader: &Reader<'_>, searched: &[Key], partner: &Partner) -> Box<str> {
    let currency = reader.workbench.program().profile.currency;
    let mut text = String::with_capacity(searched.len() * 12);
    reader.read_all(partner, searched, |reading| {
        reading.push_plain(currency, &mut text);
        text.push('\n');
    });
    if text.bytes().any(|byte| !byte.is_ascii() || byte.is_ascii_uppercase()) {
        if text.is_ascii() {
            text.make_ascii_lowercase();
        } else {
            text = text.to_lowercase();
        }
    }
    text.into_boxed_str()
}

/// One value for each partner, on both cores where there are many.
fn each<T: Send>(all: &[Arc<Partner>], make: impl Fn(&Partner) -> T + Sync) -> Vec<T> {
    if all.len() < SHARED_FROM {
        return all.iter().map(|partner| make(partner)).collect();
    }
    all.par_iter().map(|partner| make(partner)).collect()
}

impl Readings {
    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        *self = Self { made: self.made, ..Self::default() };
    }

    /// Makes the keys of a column for every partner, unless they are there.
    pub(super) fn make_keys(&mut self, all: &[Arc<Partner>], reader: &Reader<'_>, key: Key) {
        if self.keys.iter().any(|(known, _)| *known == key) {
            return;
        }
        self.keys.push((key, each(all, |partner| reader.sort_key(partner, key))));
        self.made += all.len();
    }

    /// Makes the text of some columns for every partner, unless it is there.
    pub(super) fn make_texts(&mut self, all: &[Arc<Partner>], reader: &Reader<'_>, searched: &[Key]) {
        if self.texts.len() == all.len() && self.searched == searched {
            return;
        }
        self.texts = each(all, |partner| text(reader, searched, partner));
        self.searched = searched.to_vec();
        self.made += all.len();
    }

    /// The searchable text of the partner at a place.
    pub(super) fn text(&self, at: usize) -> &str {
        self.texts.get(at).map_or("", |text| text)
    }

    /// Reads the partner at a place again.
    pub(super) fn renew(&mut self, at: usize, partner: &Partner, reader: &Reader<'_>) {
        for (key, keys) in &mut self.keys {
            if let Some(slot) = keys.get_mut(at) {
                *slot = reader.sort_key(partner, *key);
                self.made += 1;
            }
        }
        if let Some(slot) = self.texts.get_mut(at) {
            *slot = text(reader, &self.searched, partner);
            self.made += 1;
        }
    }

    /// Makes room for a partner at a place, and reads it.
    pub(super) fn insert(&mut self, at: usize, partner: &Partner, reader: &Reader<'_>) {
        for (_, keys) in &mut self.keys {
            keys.insert(at, SortKey::Unknown);
        }
        if !self.texts.is_empty() {
            self.texts.insert(at, Box::default());
        }
        self.renew(at, partner, reader);
    }

    /// Forgets the partner at a place.
    pub(super) fn remove(&mut self, at: usize) {
        for (_, keys) in &mut self.keys {
            keys.remove(at);
        }
        if !self.texts.is_empty() {
            self.texts.remove(at);
        }
    }

    /// How two partners compare; those who are equal stand in the order of their places.
    pub(super) fn compare(&self, sorts: &[Sort], a: u32, b: u32) -> Ordering {
        for sort in sorts {
            let Some((_, keys)) = self.keys.iter().find(|(known, _)| *known == sort.key) else { continue };
            let (Some(x), Some(y)) = (keys.get(a as usize), keys.get(b as usize)) else { continue };
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

    /// Sorts places.
    pub(super) fn sort(&self, sorts: &[Sort], places: &mut [u32]) {
        if places.len() < SHARED_FROM {
            places.sort_unstable_by(|a, b| self.compare(sorts, *a, *b));
        } else {
            places.par_sort_unstable_by(|a, b| self.compare(sorts, *a, *b));
        }
    }
}
