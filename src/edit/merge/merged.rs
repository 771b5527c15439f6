//! The merge of whole plans, list by list and record by record.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::fields::{self, Differing};
use crate::program::conflict::MergeConflict;
use crate::program::id::mint_seeded;
use crate::program::{AnyRecord, Kind, Program};

/// Which of two sides stands in the plan until a conflict is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Ours: what the user has on the screen stays there.
    Ours,
    /// The same one, whichever side is called ours: two clones that merge each other have the same plan.
    Either,
}

impl Stands {
    /// Whether ours is the one.
    pub(super) fn ours(self, ours: Option<&str>, theirs: Option<&str>) -> bool {
        self == Self::Ours || ours >= theirs
    }
}

/// One plan of two.
#[derive(Debug, Clone)]
pub struct Merged {
    /// The plan, with its conflicts as records.
    pub program: Program,
    /// The conflicts that are new.
    pub conflicts: Vec<MergeConflict>,
}

/// Merges two plans that both came from `base`.
pub fn merge(base: &Program, ours: &Program, theirs: &Program, stands: Stands) -> Merged {
    let mut merging = Merging {
        sides: Sides { base, ours, theirs, stands },
        program: ours.clone(),
        mixed: BTreeSet::new(),
        conflicts: BTreeMap::new(),
    };
    for kind in [Kind::Profile, Kind::Settings].into_iter().chain(Kind::TABLES.iter().copied()) {
        merging.list(kind);
    }
    merging.mend();
    merging.done()
}

/// The three plans.
#[derive(Clone, Copy)]
pub(super) struct Sides<'a> {
    pub base: &'a Program,
    pub ours: &'a Program,
    pub theirs: &'a Program,
    pub stands: Stands,
}

pub(super) type Key = (Kind, Arc<str>);

pub(super) struct Merging<'a> {
    pub sides: Sides<'a>,
    pub program: Program,
    /// Records in which fields of both sides stand.
    pub mixed: BTreeSet<Key>,
    conflicts: BTreeMap<Key, Vec<MergeConflict>>,
}

impl Merging<'_> {
    fn list(&mut self, kind: Kind) {
        let Sides { base, ours, theirs, .. } = self.sides;
        if ours.shares(theirs, kind) || base.shares(theirs, kind) {
            return;
        }
        let ids: BTreeSet<Arc<str>> = ours.ids(kind).into_iter().chain(theirs.ids(kind)).collect();
        let mut records = Vec::with_capacity(ids.len());
        for id in ids {
            let [b, o, t] = [base, ours, theirs].map(|program| program.record(kind, &id));
            records.extend(self.record((kind, id), b, o, t));
        }
        self.program.fill(kind, records);
    }

    fn record(
        &mut self,
        key: Key,
        base: Option<AnyRecord>,
        ours: Option<AnyRecord>,
        theirs: Option<AnyRecord>,
    ) -> Option<AnyRecord> {
        let same = |a: &Option<AnyRecord>, b: &Option<AnyRecord>| match (a, b) {
            (Some(a), Some(b)) => a.same(b),
            (None, None) => true,
            _ => false,
        };
        if same(&ours, &theirs) || same(&base, &theirs) {
            return ours;
        }
        if same(&base, &ours) {
            return theirs;
        }
        if let (Some(b), Some(o), Some(t)) = (&base, &ours, &theirs)
            && let Some((record, differing)) = fields::merged(b, o, t, self.sides.stands)
        {
            let conflicts = differing.into_iter().map(|differing| in_field(&key, differing)).collect();
            self.conflicts.insert(key.clone(), conflicts);
            self.mixed.insert(key);
            return Some(record);
        }
        let [o, t] = [&ours, &theirs].map(|side| side.as_ref().map(AnyRecord::to_ron));
        // what one side deleted and the other changed stays
        let ours_stand = theirs.is_none() || ours.is_some() && self.sides.stands.ours(o.as_deref(), t.as_deref());
        self.conflict(key, base.as_ref(), ours.as_ref(), theirs.as_ref());
        if ours_stand { ours } else { theirs }
    }

    /// The whole record is in conflict; what was said of its fields is part of that.
    pub(super) fn conflict(
        &mut self,
        key: Key,
        base: Option<&AnyRecord>,
        ours: Option<&AnyRecord>,
        theirs: Option<&AnyRecord>,
    ) {
        let [before, ours, theirs] = [base, ours, theirs].map(|record| record.map(AnyRecord::to_ron));
        let whole = Differing { field: String::new(), before, ours, theirs };
        let conflict = in_field(&key, whole);
        self.conflicts.insert(key, vec![conflict]);
    }

    fn done(mut self) -> Merged {
        // a conflict in what is said of a conflict is none: both are kept beside each other
        self.conflicts.retain(|(kind, _), conflicts| *kind != Kind::MergeConflict && !conflicts.is_empty());
        let conflicts: Vec<MergeConflict> = self.conflicts.into_values().flatten().collect();
        for conflict in &conflicts {
            self.program.put(conflict.clone().into());
        }
        Merged { program: self.program, conflicts }
    }
}

fn in_field((kind, id): &Key, differing: Differing) -> MergeConflict {
    let Differing { field, before, ours, theirs } = differing;
    let (one, other) = if ours <= theirs { (ours, theirs) } else { (theirs, ours) };
    let list = kind.table_name();
    let told = [&before, &one, &other].map(|text| text.as_deref().unwrap_or("\u{0}"));
    let path = [list, id, &field].join("\u{0}") + "\u{0}" + &told.join("\u{0}");
    let id_of_it = mint_seeded(&format!("{id} {field}"), "conflict", &path, |_| false);
    MergeConflict {
        id: id_of_it,
        list: list.to_owned(),
        record: id.to_string(),
        field: Some(field).filter(|field| !field.is_empty()),
        before,
        one,
        other,
    }
}
