//! Records of one kind by their identifier, in the order of the identifiers.

use std::hash::BuildHasher;
use std::sync::{Arc, OnceLock};

use hashbrown::{DefaultHashBuilder, HashTable};

use super::id::Id;

/// A record that stands in a table of the program.
pub trait Keyed: Sized {
    /// Its identifier, unique among records of its kind.
    fn id(&self) -> &Id<Self>;
}

/// A record with its identifier beside it, so that searching does not follow every record.
type Entry<T> = (Id<T>, Arc<T>);

/// Tables from this size on are searched through their hashes.
const MANY: usize = 256;

/// Records of one kind.
///
/// A clone shares everything until one of the two is changed, so a whole program is a cheap snapshot.
#[derive(Debug)]
pub struct Table<T>(Arc<Entries<T>>);

#[derive(Debug)]
struct Entries<T> {
    list: Vec<Entry<T>>,
    /// Made by the first search. Once records came or went it is given up: searching by order then costs less than
    /// keeping the positions.
    places: OnceLock<Option<Places>>,
}

/// Positions of records by the hash of their identifier.
#[derive(Debug, Clone)]
struct Places {
    hasher: DefaultHashBuilder,
    table: HashTable<u32>,
}

impl Places {
    fn of<'a>(ids: impl ExactSizeIterator<Item = &'a str>) -> Self {
        let hasher = DefaultHashBuilder::default();
        let mut table = HashTable::with_capacity(ids.len());
        for (at, id) in ids.enumerate() {
            table.insert_unique(hasher.hash_one(id), at as u32, |_| 0);
        }
        Self { hasher, table }
    }
}

impl<T> Clone for Entries<T> {
    fn clone(&self) -> Self {
        Self { list: self.list.clone(), places: self.places.clone() }
    }
}

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self { list: Vec::new(), places: OnceLock::new() }
    }
}

impl<T> Entries<T> {
    fn of(list: Vec<Entry<T>>) -> Arc<Self> {
        Arc::new(Self { list, places: OnceLock::new() })
    }

    fn place(&self, id: &str) -> Option<usize> {
        if self.list.len() < MANY {
            return self.ordered(id).ok();
        }
        let places = self.places.get_or_init(|| Some(Places::of(self.list.iter().map(|(id, _)| id.as_str()))));
        let Some(Places { hasher, table }) = places else { return self.ordered(id).ok() };
        let same = |at: &u32| self.list.get(*at as usize).is_some_and(|(known, _)| known.as_str() == id);
        table.find(hasher.hash_one(id), same).map(|at| *at as usize)
    }

    fn ordered(&self, id: &str) -> Result<usize, usize> {
        self.list.binary_search_by(|(known, _)| known.as_str().cmp(id))
    }
}

impl<T> Clone for Table<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T: PartialEq> PartialEq for Table<T> {
    fn eq(&self, other: &Self) -> bool {
        let same = |((_, a), (_, b)): (&Entry<T>, &Entry<T>)| Arc::ptr_eq(a, b) || a == b;
        self.shares(other) || self.len() == other.len() && self.0.list.iter().zip(&other.0.list).all(same)
    }
}

impl<T: Eq> Eq for Table<T> {}

impl<T> Table<T> {
    /// Whether nothing was changed since one was cloned from the other.
    pub fn shares(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The record of that identifier.
    pub fn get(&self, id: &Id<T>) -> Option<&T> {
        self.find(id.as_str())
    }

    /// The record of that identifier, given as text.
    pub fn find(&self, id: &str) -> Option<&T> {
        self.find_shared(id).map(Arc::as_ref)
    }

    /// The shared record of that identifier, given as text.
    pub fn find_shared(&self, id: &str) -> Option<&Arc<T>> {
        self.0.place(id).map(|at| &self.0.list[at].1)
    }

    /// The record, shared.
    pub fn shared(&self, id: &Id<T>) -> Option<&Arc<T>> {
        self.find_shared(id.as_str())
    }

    /// Whether there is such a record.
    pub fn contains(&self, id: &Id<T>) -> bool {
        self.0.place(id.as_str()).is_some()
    }

    /// How many records.
    pub fn len(&self) -> usize {
        self.0.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.list.is_empty()
    }

    /// The records in the order of their identifiers.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator + Clone {
        self.0.list.iter().map(|(_, record)| record.as_ref())
    }

    /// The shared records in the order of their identifiers.
    pub fn iter_shared(&self) -> impl DoubleEndedIterator<Item = &Arc<T>> + ExactSizeIterator + Clone {
        self.0.list.iter().map(|(_, record)| record)
    }

    /// The identifiers in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = &Id<T>> + ExactSizeIterator + Clone {
        self.0.list.iter().map(|(id, _)| id)
    }
}

impl<T: Keyed> Table<T> {
    /// The table of records whose identifiers, given beside them, rise.
    pub(super) fn in_order(records: impl Iterator<Item = (Arc<str>, Arc<T>)>) -> Self {
        let list: Vec<Entry<T>> = records.map(|(id, record)| (Id::trusted(id), record)).collect();
        debug_assert!(list.is_sorted_by(|(a, _), (b, _)| a < b));
        Self(Entries::of(list))
    }

    /// Adds or replaces; gives back what stood there.
    pub fn put(&mut self, record: Arc<T>) -> Option<Arc<T>> {
        let place = self.0.ordered(record.id().as_str());
        let entries = Arc::make_mut(&mut self.0);
        match place {
            Ok(at) => Some(std::mem::replace(&mut entries.list[at].1, record)),
            Err(at) => {
                entries.places = OnceLock::from(None);
                entries.list.insert(at, (record.id().clone(), record));
                None
            }
        }
    }

    /// Takes the record of that identifier out.
    pub fn take(&mut self, id: &str) {
        if let Ok(at) = self.0.ordered(id) {
            let entries = Arc::make_mut(&mut self.0);
            entries.places = OnceLock::from(None);
            entries.list.remove(at);
        }
    }
}

/// The positions of `count` records in the order of their identifiers, each identifier once: of several, the last.
fn order<'a>(count: usize, id: &dyn Fn(usize) -> &'a str) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| id(*a).cmp(id(*b)).then(b.cmp(a)));
    order.dedup_by(|later, earlier| id(*later) == id(*earlier));
    order
}

impl<T: Keyed> FromIterator<Arc<T>> for Table<T> {
    fn from_iter<I: IntoIterator<Item = Arc<T>>>(records: I) -> Self {
        let entries: Vec<Entry<T>> = records.into_iter().map(|record| (record.id().clone(), record)).collect();
        if entries.is_sorted_by(|(a, _), (b, _)| a < b) {
            return Self(Entries::of(entries));
        }
        let order = order(entries.len(), &|at| entries[at].0.as_str());
        Self(Entries::of(order.into_iter().map(|at| entries[at].clone()).collect()))
    }
}

impl<T: Keyed> FromIterator<T> for Table<T> {
    fn from_iter<I: IntoIterator<Item = T>>(records: I) -> Self {
        records.into_iter().map(Arc::new).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::team::TeamMember;

    fn member(id: &str, name: &str) -> Arc<TeamMember> {
        Arc::new(
            crate::program::plan_text::read(&format!(
                "(id: {id:?}, name: {name:?}, role: vp, allocation: \"100%\", active: true)"
            ))
            .unwrap(),
        )
    }

    fn names(table: &Table<TeamMember>) -> Vec<&str> {
        table.iter().map(|member| member.name.as_str()).collect()
    }

    #[test]
    fn records_stand_in_the_order_of_their_identifiers_and_the_last_of_one_counts() {
        let table: Table<TeamMember> =
            [("c", "3"), ("a", "1"), ("b", "2"), ("a", "4")].map(|(i, n)| member(i, n)).into_iter().collect();
        assert_eq!(names(&table), ["4", "2", "3"]);
    }

    #[test]
    fn a_snapshot_stays_as_it_was() {
        let mut table: Table<TeamMember> = [member("a", "1"), member("c", "3")].into_iter().collect();
        let snapshot = table.clone();
        assert!(table.put(member("b", "2")).is_none());
        assert_eq!(table.put(member("a", "9")).unwrap().name, "1");
        table.take("c");
        table.take("nobody");
        assert_eq!(names(&table), ["9", "2"]);
        assert_eq!(names(&snapshot), ["1", "3"]);
        assert!(table != snapshot);
    }
}
