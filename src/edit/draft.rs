//! Collects what a command wants to change, over a program that stays as it is.

use std::collections::BTreeMap;
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
    /// A record that refers to a removed one in a required field goes too; optional references and lists are emptied.
    /// Gives how many records of each kind go besides the named ones.
    pub fn remove_with_dependents(&mut self, named: &[(Kind, Arc<str>)]) -> Result<BTreeMap<Kind, usize>, Refusal> {
        let mut cascade: BTreeMap<Kind, usize> = BTreeMap::new();
        let mut queue: Vec<(Kind, Arc<str>)> = named.to_vec();
        for (kind, id) in named {
            self.expect(*kind, id)?;
            self.remove(*kind, id);
        }
        while !queue.is_empty() {
            let gone: std::collections::BTreeSet<(Kind, Arc<str>)> = queue.drain(..).collect();
            for &kind in Kind::TABLES {
                if !kind.may_refer_to(&gone) {
                    continue;
                }
                for record in self.program.records(kind) {
                    let Some(record) = self.record(kind, record.id()) else { continue };
                    let hits = references_into(&record, &gone);
                    if hits.is_empty() {
                        continue;
                    }
                    if let Some(cleared) = super::field::without_references(&record, &hits) {
                        self.put(cleared);
                    } else {
                        let id = record.shared_id();
                        self.remove(kind, &id);
                        *cascade.entry(kind).or_default() += 1;
                        queue.push((kind, id));
                    }
                }
            }
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

impl Kind {
    /// Whether records of this kind have a field that refers to one of those.
    fn may_refer_to(self, gone: &std::collections::BTreeSet<(Kind, Arc<str>)>) -> bool {
        use crate::program::record::FieldKind;
        self.fields().iter().any(|(_, field, _)| match field {
            FieldKind::Reference(kind) => gone.iter().any(|(k, _)| k == kind),
            FieldKind::Structure => true,
            _ => false,
        })
    }
}

/// A reference that would dangle: the field and the identifier.
pub(super) type Hit = (&'static str, Arc<str>);

fn references_into(record: &AnyRecord, gone: &std::collections::BTreeSet<(Kind, Arc<str>)>) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut found = |reference: crate::program::record::Reference<'_>| {
        let id: Arc<str> = reference.id.into();
        if gone.contains(&(reference.kind, Arc::clone(&id))) {
            hits.push((reference.field, id));
        }
    };
    record.references(&mut Visit::new(&mut found));
    hits
}
