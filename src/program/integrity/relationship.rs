//! Escalations and reviews happen in order.

use std::collections::BTreeSet;

use super::violation::Check;
use crate::program::qbr::QbrState;

pub(super) fn check(check: &mut Check<'_>) {
    for escalation in check.program.escalations.iter() {
        let after_opening = |at: Option<_>| at.is_none_or(|at| at >= escalation.opened_at);
        let ok = after_opening(escalation.responded_at);
        check.expect(ok, escalation, "answered_before_opened", "responded_at", "an answer comes after the opening");
        let ok = after_opening(escalation.resolved_at);
        check.expect(ok, escalation, "resolved_before_opened", "resolved_at", "a resolution comes after the opening");
    }
    for qbr in check.program.qbrs.iter() {
        let ok = qbr.state != QbrState::Held || qbr.ended_at.is_some();
        check.expect(ok, qbr, "held_without_end", "ended_at", "a review that was held has its end");
        let ok = qbr.started_at.zip(qbr.ended_at).is_none_or(|(start, end)| end >= start);
        check.expect(ok, qbr, "ends_before_start", "ended_at", "a review ends after it starts");
        let sections: BTreeSet<_> = qbr.sections.iter().map(|section| section.section).collect();
        let ok = sections.len() == qbr.sections.len();
        check.expect(ok, qbr, "section_twice", "sections", "each section of the agenda stands once");
    }
}
