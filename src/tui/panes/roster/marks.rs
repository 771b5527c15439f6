//! Which partners are marked: by identifier, so that no sort or filter moves a mark to another partner.

use std::cell::Cell;
use std::collections::BTreeSet;

use super::rows::Rows;
use crate::program::id::Id;
use crate::program::partner::Partner;

/// Marked partners, and the range that is being marked.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    ids: BTreeSet<Id<Partner>>,
    anchor: Option<Id<Partner>>,
    /// How many the filter hides, for a version of the rows; to be counted again when marks change.
    hidden: Cell<Option<(u64, usize)>>,
}

impl Marks {
    /// Marks a partner or takes its mark away.
    pub(super) fn toggle(&mut self, id: &Id<Partner>) {
        self.hidden.set(None);
        if !self.ids.remove(id) {
            self.ids.insert(id.clone());
        }
    }

    /// True while a range is being marked.
    pub(super) fn ranging(&self) -> bool {
        self.anchor.is_some()
    }

    /// Begins a range at a partner.
    pub(super) fn begin(&mut self, id: &Id<Partner>) {
        self.anchor = Some(id.clone());
    }

    /// Ends the range at a row: everything between is marked.
    pub(super) fn end(&mut self, rows: &Rows, cursor: usize) {
        self.hidden.set(None);
        if let Some(range) = self.range(rows, cursor) {
            self.ids.extend(range.filter_map(|row| rows.get(row)).map(|partner| partner.id.clone()));
        }
        self.anchor = None;
    }

    fn range(&self, rows: &Rows, cursor: usize) -> Option<std::ops::RangeInclusive<usize>> {
        let anchor = rows.place(self.anchor.as_ref()?)?;
        Some(anchor.min(cursor)..=anchor.max(cursor))
    }

    /// Whether the partner in a row is marked, or within the range up to the cursor.
    pub(super) fn contains(&self, rows: &Rows, row: usize, cursor: usize) -> bool {
        self.range(rows, cursor).is_some_and(|range| range.contains(&row))
            || rows.get(row).is_some_and(|partner| self.ids.contains(&partner.id))
    }

    /// Marks these partners; when all are marked already, takes the marks away and gives `false`.
    pub(super) fn all(&mut self, ids: impl Iterator<Item = Id<Partner>> + Clone) -> bool {
        self.hidden.set(None);
        if ids.clone().all(|id| self.ids.contains(&id)) {
            for id in ids {
                self.ids.remove(&id);
            }
            return false;
        }
        self.ids.extend(ids);
        true
    }

    /// Exactly these.
    pub(super) fn set(&mut self, ids: impl IntoIterator<Item = Id<Partner>>) {
        self.anchor = None;
        self.hidden.set(None);
        self.ids = ids.into_iter().collect();
    }

    /// Takes every mark away; tells how many there were.
    pub(super) fn clear(&mut self) -> usize {
        self.anchor = None;
        self.hidden.set(None);
        std::mem::take(&mut self.ids).len()
    }

    /// Forgets partners that are gone.
    pub(super) fn retain(&mut self, is_there: impl Fn(&Id<Partner>) -> bool) {
        self.hidden.set(None);
        self.ids.retain(|id| is_there(id));
        if self.anchor.as_ref().is_some_and(|anchor| !is_there(anchor)) {
            self.anchor = None;
        }
    }

    /// How many are marked.
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether none is marked.
    pub(super) fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The marked partners in the order of the table, then those that the filter hides.
    pub(super) fn in_order(&self, rows: &Rows) -> Vec<Id<Partner>> {
        let mut ids: Vec<Id<Partner>> = self.ids.iter().cloned().collect();
        ids.sort_by_cached_key(|id| rows.place(id).unwrap_or(usize::MAX));
        ids
    }

    /// How many marked partners the filter hides.
    pub(super) fn hidden(&self, rows: &Rows) -> usize {
        if rows.hidden() == 0 {
            return 0;
        }
        match self.hidden.get() {
            Some((version, hidden)) if version == rows.version() => hidden,
            _ => {
                let hidden = self.ids.iter().filter(|id| rows.place(id).is_none()).count();
                self.hidden.set(Some((rows.version(), hidden)));
                hidden
            }
        }
    }
}
