//! What is whole on each side and broken together: records that the other side deleted and that are needed, and rules that
//! two changes break only together.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::merged::{Key, Merging, Sides};
use crate::program::dangling::dangling;
use crate::program::integrity::{Violation, integrity_beyond_references};
use crate::program::{AnyRecord, Kind, Program};

/// How often a record that breaks a rule is tried in another form.
const ROUNDS: usize = 4;

type Broken = (&'static str, Kind, Arc<str>);

impl Merging<'_> {
    /// Leaves a program that is as whole as the two it was made of.
    pub(super) fn mend(&mut self) {
        self.bring_back();
        let broken_before: BTreeSet<Broken> =
            [self.sides.ours, self.sides.theirs].into_iter().flat_map(broken).collect();
        let mut tried: BTreeSet<(Key, usize)> = BTreeSet::new();
        for round in 0..ROUNDS {
            let new: BTreeSet<Key> = broken(&self.program)
                .filter(|found| !broken_before.contains(found))
                .map(|(_, kind, id)| (kind, id))
                .collect();
            let fresh: Vec<Key> = new.into_iter().filter(|key| tried.insert((key.clone(), round))).collect();
            if fresh.is_empty() {
                return;
            }
            for key in fresh {
                self.in_one_form(key, round);
            }
            self.bring_back();
        }
    }

    /// Puts back what one side deleted and a record of the other refers to; it is in conflict.
    fn bring_back(&mut self) {
        let Sides { base, ours, theirs, .. } = self.sides;
        loop {
            let mut missing: BTreeSet<Key> = BTreeSet::new();
            for found in dangling(&self.program) {
                missing.insert((found.kind, Arc::from(found.target)));
            }
            let mut any = false;
            for (kind, id) in missing {
                let [b, o, t] = [base, ours, theirs].map(|program| program.record(kind, &id));
                if let Some(back) = o.clone().or_else(|| t.clone()).or_else(|| b.clone()) {
                    self.conflict((kind, id), b.as_ref(), o.as_ref(), t.as_ref());
                    self.program.put(back);
                    any = true;
                }
            }
            if !any {
                return;
            }
        }
    }

    /// Takes a record as one side has it, then as the other, then as it was before either.
    fn in_one_form(&mut self, key: Key, round: usize) {
        let Sides { base, ours, theirs, stands } = self.sides;
        let (kind, id) = &key;
        let [b, o, t] = [base, ours, theirs].map(|program| program.record(*kind, id));
        let text = |record: &Option<AnyRecord>| record.as_ref().map(AnyRecord::to_ron);
        let ours_first = stands.ours(text(&o).as_deref(), text(&t).as_deref());
        let (first, second) = if ours_first { (&o, &t) } else { (&t, &o) };
        let changed = |side: &Option<AnyRecord>| text(side) != text(&b);
        if !changed(&o) && !changed(&t) {
            return;
        }
        let form = match round {
            0 if self.mixed.contains(&key) => first.clone(),
            1 if self.mixed.contains(&key) => second.clone(),
            0 | 1 => return,
            _ => b.clone(),
        };
        self.conflict(key.clone(), b.as_ref(), o.as_ref(), t.as_ref());
        match form {
            Some(record) => self.program.put(record),
            None => self.program.take(*kind, id),
        }
    }
}

fn broken(program: &Program) -> impl Iterator<Item = Broken> {
    let found = integrity_beyond_references(program).into_iter();
    found.map(|Violation { code, kind, id, .. }| (code, kind, id))
}
