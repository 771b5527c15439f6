//! Records of one kind by their identifier, in the order of the identifiers.

use std::collections::BTreeMap;
use std::collections::btree_map;
use std::sync::Arc;

use super::id::Id;

/// A record that stands in a table of the program.
pub trait Keyed: Sized {
    /// Its identifier, unique among records of its kind.
    fn id(&self) -> &Id<Self>;
}

/// Records of one kind. Cloning shares the records, so a whole program is a cheap snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table<T>(BTreeMap<Id<T>, Arc<T>>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> Table<T> {
    /// The record of that identifier.
    pub fn get(&self, id: &Id<T>) -> Option<&T> {
        self.0.get(id).map(Arc::as_ref)
    }

    /// The record of that identifier, given as text.
    pub fn find(&self, id: &str) -> Option<&T> {
        self.0.get(id).map(Arc::as_ref)
    }

    /// The shared record of that identifier, given as text.
    pub fn find_shared(&self, id: &str) -> Option<&Arc<T>> {
        self.0.get(id)
    }

    /// The record, shared.
    pub fn shared(&self, id: &Id<T>) -> Option<&Arc<T>> {
        self.0.get(id)
    }

    /// Whether there is such a record.
    pub fn contains(&self, id: &Id<T>) -> bool {
        self.0.contains_key(id)
    }

    /// How many records.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The records in the order of their identifiers.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator + Clone {
        self.0.values().map(Arc::as_ref)
    }

    /// The shared records in the order of their identifiers.
    pub fn iter_shared(&self) -> btree_map::Values<'_, Id<T>, Arc<T>> {
        self.0.values()
    }

    /// The identifiers in order.
    pub fn ids(&self) -> btree_map::Keys<'_, Id<T>, Arc<T>> {
        self.0.keys()
    }
}

impl<T: Keyed> Table<T> {
    /// Adds or replaces; gives back what stood there.
    pub fn put(&mut self, record: Arc<T>) -> Option<Arc<T>> {
        self.0.insert(record.id().clone(), record)
    }

    /// Takes the record of that identifier out.
    pub fn take(&mut self, id: &str) {
        self.0.remove(id);
    }
}

impl<T: Keyed> FromIterator<Arc<T>> for Table<T> {
    fn from_iter<I: IntoIterator<Item = Arc<T>>>(records: I) -> Self {
        Self(records.into_iter().map(|record| (record.id().clone(), record)).collect())
    }
}

impl<T: Keyed> FromIterator<T> for Table<T> {
    fn from_iter<I: IntoIterator<Item = T>>(records: I) -> Self {
        records.into_iter().map(Arc::new).collect()
    }
}
