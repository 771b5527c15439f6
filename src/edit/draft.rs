//! Collects what a command wants to change, over a program that stays as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::change::{Change, Edit};
use super::refusal::Refusal;
use crate::program::id::Id;
use crate::program::record::{Record, Visit};
use crate::program::{AnyRecord, Kind, Program};

/// A program with pending changes.
pub struct Draft<'a> {
    program: &'a Program,
    pending: BTreeMap<(Kind, Arc<str>), Option<AnyRecord>>,
}

impl<'a> Draft<'a> {
    /// Nothing pending yet.
    pub fn over(program: &'a Program) -> Self {
        Self { program, pending: BTreeMap::new() }
    }

    /// The program without what is pending.
    pub fn program(&self) -> &'a Program {
        self.program
    }

    /// The record as it will be.
    pub fn record(&self, kind: Kind, id: &str) -> Option<AnyRecord> {
        match self.pending.get(&(kind, Arc::from(id))) {
            Some(pending) => pending.clone(),
            None => self.program.record(kind, id),
        }
    }

    /// The record as it will be, or a refusal that names it.
    pub fn expect(&self, kind: Kind, id: &str) -> Result<AnyRecord, Refusal> {
        self.record(kind, id).ok_or_else(|| Refusal::missing(kind, id))
    }

    /// Whether an identifier is taken, now or by what is pending.
    pub fn taken<T: Record>(&self, id: &Id<T>) -> bool {
        self.record(T::KIND, id.as_str()).is_some()
    }

    /// Adds or replaces a record.
    pub fn put(&mut self, record: impl Into<AnyRecord>) {
        let record = record.into();
        self.pending.insert((record.kind(), record.shared_id()), Some(record));
    }

    /// Removes a record.
    pub fn remove(&mut self, kind: Kind, id: &str) {
        self.pending.insert((kind, Arc::from(id)), None);
    }

    /// Removes records and everything that cannot be without them.
    ///
    /// A record that refers to a removed one in a required field goes too, as do the tiers of a track, the tasks of a
    /// campaign, plan or action item, and a campaign without partners; other references are cleared. Tells what goes and what is changed besides the named ones.
    pub fn remove_with_dependents(&mut self, named: &[(Kind, Arc<str>)]) -> Result<Cascade, Refusal> {
        for (kind, id) in named {
            self.expect(*kind, id)?;
            self.remove(*kind, id);
        }
        let mut cascade = Cascade::default();
        let mut gone = Gone::new();
        for (kind, id) in named {
            gone.entry(*kind).or_default().insert(Arc::clone(id));
        }
        let mut cleared: BTreeSet<(Kind, Arc<str>)> = BTreeSet::new();
        while !gone.is_empty() {
            let mut next = Gone::new();
            for &kind in Kind::TABLES.iter().filter(|kind| kind.may_refer_to(&gone)) {
                for record in self.program.records(kind) {
                    let key = (kind, record.shared_id());
                    let record = match self.pending.get(&key) {
                        Some(Some(pending)) => pending.clone(),
                        Some(None) => continue,
                        None => record,
                    };
                    let hits = references_into(&record, &gone);
                    if hits.is_empty() {
                        continue;
                    }
                    let owned = hits.iter().any(|(field, _)| belongs(kind, field));
                    let rest = super::field::without_references(&record, &hits).filter(|_| !owned);
                    if let Some(rest) = rest {
                        cleared.insert(key);
                        self.put(rest);
                    } else {
                        self.pending.insert(key.clone(), None);
                        *cascade.removed.entry(kind).or_default() += 1;
                        cleared.remove(&key);
                        next.entry(key.0).or_default().insert(key.1);
                    }
                }
            }
            gone = next;
        }
        for (kind, _) in cleared {
            *cascade.cleared.entry(kind).or_default() += 1;
        }
        Ok(cascade)
    }

    /// The edit of everything pending, in the order of the records.
    pub fn finish(self, label: impl Into<String>) -> Edit {
        let program = self.program;
        let changes = self
            .pending
            .into_iter()
            .filter_map(|((kind, id), after)| Change::of(program.record(kind, &id), after))
            .collect();
        Edit { label: label.into(), changes, typing: None }
    }
}

/// What a removal does besides the records it names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cascade {
    /// Records that go too, by kind.
    pub removed: BTreeMap<Kind, usize>,
    /// Records that stay and lose a reference, by kind.
    pub cleared: BTreeMap<Kind, usize>,
}

/// Identifiers that are gone, by kind.
type Gone = BTreeMap<Kind, BTreeSet<Arc<str>>>;

impl Kind {
    /// Whether records of this kind have a field that refers to one of those.
    fn may_refer_to(self, gone: &Gone) -> bool {
        use crate::program::record::FieldKind;
        self.fields().iter().any(|(_, field, _)| match field {
            FieldKind::Reference(kind) => gone.contains_key(kind),
            FieldKind::Structure => true,
            _ => false,
        })
    }
}

/// Whether a record of that kind is a part of what the field names: it goes when that goes.
fn belongs(kind: Kind, field: &str) -> bool {
    matches!((kind, field), (Kind::Tier, "track") | (Kind::Task, "campaign" | "plan" | "action"))
}

/// A reference that would dangle: the field and the identifier.
pub(super) type Hit = (&'static str, Arc<str>);

fn references_into(record: &AnyRecord, gone: &Gone) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut found = |reference: crate::program::record::Reference<'_>| {
        if let Some(id) = gone.get(&reference.kind).and_then(|ids| ids.get(reference.id)) {
            hits.push((reference.field, Arc::clone(id)));
        }
    };
    record.references(&mut Visit::new(&mut found));
    hits
}
