//! References that lead nowhere, found once for the plan file and for the integrity of a program.

use std::sync::Arc;

use rayon::prelude::*;

use super::record::{Reference, Visit};
use super::{AnyRecord, Kind, Program};

/// Records looked at in one go by one thread.
const CHUNK: usize = 1024;

/// A reference to a record that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dangling {
    /// The kind of the record that refers.
    pub of: Kind,
    /// Its identifier.
    pub id: Arc<str>,
    /// The field that refers.
    pub field: &'static str,
    /// The kind referred to.
    pub kind: Kind,
    /// The identifier referred to.
    pub target: String,
}

/// Every reference that leads nowhere, in the order of the file.
pub fn dangling(program: &Program) -> Vec<Dangling> {
    Kind::TABLES.par_iter().with_max_len(1).flat_map(|kind| of_table(program, *kind)).collect()
}

fn of_table(program: &Program, kind: Kind) -> Vec<Dangling> {
    let records = program.records(kind);
    records.par_chunks(CHUNK).flat_map_iter(|chunk| of_chunk(program, chunk)).collect()
}

fn of_chunk(program: &Program, records: &[AnyRecord]) -> Vec<Dangling> {
    let mut found = Vec::new();
    // neighbours mostly refer to the same record
    let mut last: Option<(Kind, String)> = None;
    for record in records {
        let mut visit = |reference: Reference<'_>| {
            let (kind, target) = (reference.kind, reference.id);
            if last.as_ref().is_some_and(|(known, id)| *known == kind && id == target) {
                return;
            }
            if program.has(kind, target) {
                let (known, id) = last.get_or_insert_with(|| (kind, String::new()));
                *known = kind;
                id.clear();
                id.push_str(target);
            } else {
                let (of, id, field) = (record.kind(), record.shared_id(), reference.field);
                found.push(Dangling { of, id, field, kind, target: target.to_owned() });
            }
        };
        record.references(&mut Visit::new(&mut visit));
    }
    found
}
