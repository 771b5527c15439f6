//! A broken invariant and the record it is about.

use std::fmt;
use std::sync::Arc;

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
    let mut check = Check { program, found: Vec::new() };
    super::references::check(&mut check);
    super::profile::check(&mut check);
    super::tiers::check(&mut check);
    super::partners::check(&mut check);
    super::scores::check(&mut check);
    super::relationship::check(&mut check);
    super::deals::check(&mut check);
    super::payments::check(&mut check);
    super::campaigns::check(&mut check);
    super::tasks::check(&mut check);
    super::enablement::check(&mut check);
    check.found
}

/// A program being checked.
pub(super) struct Check<'a> {
    pub program: &'a Program,
    found: Vec<Violation>,
}

impl Check<'_> {
    /// Reports a record.
    pub(super) fn report<T: Record>(
        &mut self,
        record: &T,
        code: &'static str,
        field: &'static str,
        message: impl Into<String>,
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
        message: impl Into<String>,
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
        message: impl Into<String>,
    ) {
        self.found.push(Violation { code, kind, id, field, message: message.into() });
    }
}
