//! One record before and after, and labelled groups of such changes.

use std::sync::Arc;

use super::refusal::Refusal;
use crate::program::{AnyRecord, Kind, Program};

/// One record, before and after: inserted, replaced or removed.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    before: Option<AnyRecord>,
    after: Option<AnyRecord>,
}

impl Change {
    /// A change of one record; `None` when nothing changes or the two are not the same record.
    pub fn of(before: Option<AnyRecord>, after: Option<AnyRecord>) -> Option<Self> {
        match (&before, &after) {
            (None, None) => return None,
            (Some(a), Some(b)) if a.kind() != b.kind() || a.id() != b.id() || a.same(b) => return None,
            _ => {}
        }
        Some(Self { before, after })
    }

    /// The record before; `None` for an insertion.
    pub fn before(&self) -> Option<&AnyRecord> {
        self.before.as_ref()
    }

    /// The record after; `None` for a removal.
    pub fn after(&self) -> Option<&AnyRecord> {
        self.after.as_ref()
    }

    /// Kind of the record.
    pub fn kind(&self) -> Kind {
        self.record().map_or(Kind::Profile, AnyRecord::kind)
    }

    /// Identifier of the record.
    pub fn id(&self) -> Arc<str> {
        self.record().map_or_else(|| "".into(), AnyRecord::shared_id)
    }

    fn record(&self) -> Option<&AnyRecord> {
        self.after.as_ref().or(self.before.as_ref())
    }

    /// The change that takes this one back.
    pub fn inverted(self) -> Self {
        Self { before: self.after, after: self.before }
    }

    fn fits(&self, program: &Program) -> bool {
        match (&self.before, program.record(self.kind(), &self.id())) {
            (None, None) => true,
            (Some(expected), Some(found)) => expected.same(&found),
            _ => false,
        }
    }
}

/// Typing that goes on in one field is one step of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typing {
    /// The record and field typed into, such as `qbr/acme-2026-q3/sections.pipeline`.
    pub place: String,
}

/// A labelled group of changes: one step of the history.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// What was done, as the history shows it: "Set tier of 7 partners".
    pub label: String,
    /// The changes, each of another record.
    pub changes: Vec<Change>,
    /// Set while typing, so that the next keystroke joins this step.
    pub typing: Option<Typing>,
}

impl Edit {
    /// What makes one program the other.
    pub fn between(before: &Program, after: &Program, label: impl Into<String>) -> Self {
        let mut changes = Vec::new();
        for kind in [Kind::Profile, Kind::Settings].into_iter().chain(Kind::TABLES.iter().copied()) {
            if before.shares(after, kind) {
                continue;
            }
            let ids: std::collections::BTreeSet<Arc<str>> =
                before.ids(kind).into_iter().chain(after.ids(kind)).collect();
            changes.extend(ids.iter().filter_map(|id| Change::of(before.record(kind, id), after.record(kind, id))));
        }
        Self { label: label.into(), changes, typing: None }
    }

    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The edit that takes this one back: before and after swapped, order reversed.
    pub fn inverted(mut self) -> Self {
        self.changes = self.changes.into_iter().rev().map(Change::inverted).collect();
        self
    }

    /// Marks the edit as typing in one place.
    pub fn typed_in(mut self, place: impl Into<String>) -> Self {
        self.typing = Some(Typing { place: place.into() });
        self
    }

    /// Applies all changes or none; each stored *before* must match.
    pub fn apply(&self, program: &mut Program) -> Result<(), Refusal> {
        if let Some(misfit) = self.changes.iter().find(|change| !change.fits(program)) {
            return Err(Refusal::Conflict { kind: misfit.kind(), id: misfit.id().to_string() });
        }
        for change in &self.changes {
            match &change.after {
                Some(record) => program.put(record.clone()),
                None => program.take(change.kind(), &change.id()),
            }
        }
        Ok(())
    }

    /// This step with a later one of the same typing joined: first before, last after.
    pub(super) fn joined(mut self, later: Self) -> Self {
        for change in later.changes {
            let earlier =
                self.changes.iter().position(|known| known.kind() == change.kind() && known.id() == change.id());
            match earlier {
                Some(i) => {
                    let known = self.changes.remove(i);
                    if let Some(whole) = Change::of(known.before, change.after) {
                        self.changes.insert(i, whole);
                    }
                }
                None => self.changes.push(change),
            }
        }
        self.label = later.label;
        self
    }
}
