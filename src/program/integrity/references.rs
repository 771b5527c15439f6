//! References lead to records that are there.

use super::violation::Check;
use crate::program::Kind;
use crate::program::record::{Reference, Visit};

pub(super) fn check(check: &mut Check<'_>) {
    let program = check.program;
    for &kind in Kind::TABLES {
        for record in program.records(kind) {
            let mut found = |reference: Reference<'_>| {
                if !program.has(reference.kind, reference.id) {
                    let message = format!("there is no {} {:?}", reference.kind, reference.id);
                    check.report_id(kind, record.shared_id(), "dangling_reference", reference.field, message);
                }
            };
            record.references(&mut Visit::new(&mut found));
        }
    }
}
