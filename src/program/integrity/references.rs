//! References lead to records that are there.

use super::violation::Check;
use crate::program::dangling::dangling;

pub(super) fn check(check: &mut Check<'_>) {
    for found in dangling(check.program) {
        let message = format_args!("there is no {} {:?}", found.kind, found.target);
        check.report_id(found.of, found.id, "dangling_reference", found.field, message);
    }
}
