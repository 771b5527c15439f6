//! References of a plan file that lead nowhere.

use std::collections::HashMap;

use rayon::prelude::*;

use super::fault::Found;
use super::read::Unreadable;
use super::source::Placed;
use crate::program::aggregate::TableVisitor;
use crate::program::record::{Record, Reference, Visit};
use crate::program::table::Table;
use crate::program::{Kind, Program};

/// A fault for every reference to a record that is not there, naming both records.
///
/// Records that stand in the file but could not be read are there; their own faults are reported.
pub(super) fn dangling(
    text: &str,
    program: &Program,
    tables: &HashMap<Kind, Placed>,
    unreadable: &Unreadable,
) -> Vec<Found> {
    let mut check = Check { text, program, tables, unreadable, found: Vec::new() };
    program.visit_tables(&mut check);
    check.found
}

struct Check<'a> {
    text: &'a str,
    program: &'a Program,
    tables: &'a HashMap<Kind, Placed>,
    unreadable: &'a Unreadable,
    found: Vec<Found>,
}

impl TableVisitor for Check<'_> {
    fn table<T: Record>(&mut self, kind: Kind, table: &Table<T>) {
        let records: Vec<&T> = table.iter().collect();
        let found: Vec<Found> = records.par_iter().flat_map_iter(|record| self.of_record(kind, *record)).collect();
        self.found.extend(found);
    }
}

impl Check<'_> {
    fn of_record<T: Record>(&self, kind: Kind, record: &T) -> Vec<Found> {
        let mut found = Vec::new();
        let mut visit = |reference: Reference<'_>| {
            if self.program.has(reference.kind, reference.id) || self.unreadable.may_hold(reference.kind, reference.id)
            {
                return;
            }
            let message = format!(
                "{} {:?} refers to {} {:?} in `{}`, and there is none",
                kind.noun(),
                record.id(),
                reference.kind.noun(),
                reference.id,
                reference.field,
            );
            let byte = self.place(kind, record.id().as_str(), reference);
            found.push(Found::new(byte, "dangling_reference", message, "add that record, or correct the identifier"));
        };
        record.references(&mut Visit::new(&mut visit));
        found
    }

    /// Where the identifier stands in the field that refers.
    fn place(&self, kind: Kind, id: &str, reference: Reference<'_>) -> usize {
        let Some(element) = self.tables.get(&kind).and_then(|placed| placed.get(id)) else { return 0 };
        let record = &self.text[element.range.clone()];
        let outer = reference.field.split('.').next().unwrap_or(reference.field);
        let field = super::scan::fields(record)
            .and_then(|fields| fields.into_iter().find(|field| &record[field.name.clone()] == outer))
            .map_or(0, |field| field.value.start);
        let inside = record[field..].find(&format!("\"{}\"", reference.id)).unwrap_or(0);
        element.range.start + field + inside
    }
}
