//! References of a plan file that lead nowhere.

use std::collections::HashMap;

use rayon::prelude::*;

use super::fault::Fault;
use super::source::Spans;
use crate::program::aggregate::TableVisitor;
use crate::program::record::{Record, Reference, Visit};
use crate::program::table::Table;
use crate::program::{Kind, Program};

/// A fault for every reference to a record that is not there, naming both records.
pub(super) fn dangling(text: &str, program: &Program, spans: &HashMap<Kind, Spans>) -> Vec<Fault> {
    let mut check = Check { text, program, spans, faults: Vec::new() };
    program.visit_tables(&mut check);
    check.faults
}

struct Check<'a> {
    text: &'a str,
    program: &'a Program,
    spans: &'a HashMap<Kind, Spans>,
    faults: Vec<Fault>,
}

impl TableVisitor for Check<'_> {
    fn table<T: Record>(&mut self, kind: Kind, table: &Table<T>) {
        let records: Vec<&T> = table.iter().collect();
        let found: Vec<Fault> = records.par_iter().flat_map_iter(|record| self.of_record(kind, *record)).collect();
        self.faults.extend(found);
    }
}

impl Check<'_> {
    fn of_record<T: Record>(&self, kind: Kind, record: &T) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut visit = |reference: Reference<'_>| {
            if self.program.has(reference.kind, reference.id) {
                return;
            }
            let start = self.spans.get(&kind).and_then(|spans| spans.get(record.id().as_str())).map_or(0, |span| {
                let inside = self.text[span.clone()].find(&format!("\"{}\"", reference.id)).unwrap_or(0);
                span.start + inside
            });
            let message = format!(
                "{} {:?} refers to {} {:?} in `{}`, and there is none",
                kind.noun(),
                record.id(),
                reference.kind.noun(),
                reference.id,
                reference.field,
            );
            faults.push(Fault::at(
                self.text,
                start,
                "dangling_reference",
                message,
                "add that record, or correct the identifier",
            ));
        };
        record.references(&mut Visit::new(&mut visit));
        faults
    }
}
