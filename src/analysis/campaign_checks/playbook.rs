//! F11: whether the playbook is kept - a webinar this quarter, a swap this month - and whether the pool has takers
//! (COM-17, COM-23).

use crate::analysis::derived::Derived;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::analysis::playbook::{has_swap, has_webinar, wanted};
use crate::analysis::pool_share::pool_groups;
use crate::program::Program;
use crate::program::choice::Choice;

/// COM-17 and COM-23 over all partners.
pub(super) fn check(program: &Program, derived: &Derived, found: &mut Vec<Finding>) {
    for group in pool_groups(program, derived).into_iter().flatten().filter(|group| group.members.is_empty()) {
        let said = format!("{}: {} of the co-marketing pool without members", group.group.label(), group.amount);
        let finding = Finding::new("COM-17", FindingSeverity::Info, "profile/profile", said);
        found.push(finding.fix("assign a partner or redistribute it"));
    }
    let as_of = derived.as_of();
    for partner in program.partners.iter() {
        let (webinar, swap) = wanted(derived, partner);
        let webinar = webinar && !has_webinar(program, derived, partner, as_of);
        let swap = swap && !has_swap(program, derived, partner, as_of);
        let what = match (webinar, swap) {
            (true, true) => "no webinar this quarter and no content swap this month",
            (true, false) => "no webinar this quarter",
            (false, true) => "no content swap this month",
            (false, false) => continue,
        };
        let said = format!("{} has {what}", partner.name);
        let finding = Finding::new("COM-23", FindingSeverity::Info, format!("partner/{}", partner.id), said);
        found.push(finding.fix("plan the quarter: do plan-quarter"));
    }
}
