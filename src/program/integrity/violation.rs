//! A broken invariant and the record it is about.

use std::fmt;
use std::sync::Arc;

use rayon::prelude::*;

use crate::program::record::Record;
use crate::program::{Kind, Program};

/// An invariant that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// A stable word for scripts, such as `closed_without_date`.
    pub code: &'static str,
    /// The kind of the record.
    pub kind: Kind,
    /// Its identifier.
    pub id: Arc<str>,
    /// The field to look at.
    pub field: &'static str,
    /// What is wrong, as a sentence without the record.
    pub message: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}, {}: {}", self.kind, self.id, self.field, self.message)
    }
}

/// Every invariant of the program that does not hold, by family and record; none of a whole program.
pub fn integrity(program: &Program) -> Vec<Violation> {
    let mut check = Check::of(program);
    super::references::check(&mut check);
    check.take(integrity_beyond_references(program));
    check.found
}

/// The same for a program that was just read from a text: there every reference was followed already.
pub fn integrity_beyond_references(program: &Program) -> Vec<Violation> {
    let families: [fn(&mut Check<'_>); 10] = [
        super::profile::check,
        super::tiers::check,
        super::partners::check,
        super::scores::check,
        super::relationship::check,
        super::deals::check,
        super::payments::check,
        super::campaigns::check,
        super::tasks::check,
        super::enablement::check,
    ];
    let found_by = |family: &fn(&mut Check<'_>)| {
        let mut check = Check::of(program);
        family(&mut check);
        check.found
    };
    families.par_iter().flat_map_iter(found_by).collect()
}

/// A program being checked.
pub(super) struct Check<'a> {
    pub program: &'a Program,
    found: Vec<Violation>,
}

impl<'a> Check<'a> {
    /// A check that found nothing yet.
    pub(super) fn of(program: &'a Program) -> Self {
        Self { program, found: Vec::new() }
    }

    /// Takes over what another check found.
    pub(super) fn take(&mut self, found: Vec<Violation>) {
        self.found.extend(found);
    }

    /// Reports a record.
    pub(super) fn report<T: Record>(
        &mut self,
        record: &T,
        code: &'static str,
        field: &'static str,
        message: impl fmt::Display,
    ) {
        self.report_id(T::KIND, record.id().shared(), code, field, message);
    }

    /// Reports a record unless something holds.
    pub(super) fn expect<T: Record>(
        &mut self,
        holds: bool,
        record: &T,
        code: &'static str,
        field: &'static str,
        message: impl fmt::Display,
    ) {
        if !holds {
            self.report(record, code, field, message);
        }
    }

    /// Reports a record by kind and identifier.
    pub(super) fn report_id(
        &mut self,
        kind: Kind,
        id: Arc<str>,
        code: &'static str,
        field: &'static str,
        message: impl fmt::Display,
    ) {
        self.found.push(Violation { code, kind, id, field, message: message.to_string() });
    }
}
