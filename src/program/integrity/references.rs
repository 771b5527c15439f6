//! References lead to records that are there.

use rayon::prelude::*;

use super::violation::{Check, Violation};
use crate::program::aggregate::TableVisitor;
use crate::program::record::{Record, Reference, Visit};
use crate::program::table::Table;
use crate::program::{Kind, Program};

pub(super) fn check(check: &mut Check<'_>) {
    let program = check.program;
    program.visit_tables(&mut References { program, check });
}

struct References<'c, 'a> {
    program: &'a Program,
    check: &'c mut Check<'a>,
}

impl TableVisitor for References<'_, '_> {
    fn table<T: Record>(&mut self, _: Kind, table: &Table<T>) {
        let program = self.program;
        let records: Vec<&T> = table.iter().collect();
        self.check.take(records.par_iter().flat_map_iter(|record| dangling(program, *record)).collect());
    }
}

fn dangling<T: Record>(program: &Program, record: &T) -> Vec<Violation> {
    let mut found = Check::of(program);
    let mut visit = |reference: Reference<'_>| {
        if !program.has(reference.kind, reference.id) {
            let message = format_args!("there is no {} {:?}", reference.kind, reference.id);
            found.report(record, "dangling_reference", reference.field, message);
        }
    };
    record.references(&mut Visit::new(&mut visit));
    found.found()
}
