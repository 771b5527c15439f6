//! Business reviews (REL-10 to 14).

use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::PartnerScene;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::program::moment::Moment;
use crate::program::partner::Segment;
use crate::program::period::days_after;
use crate::program::qbr::QbrState;

pub(super) fn look(at: &PartnerScene<'_>, report: &mut Report) {
    if at.signed() && matches!(at.measures.segment, Segment::Strategic | Segment::Growth) {
        overdue(at, report);
    }
    actions(at, report);
    papers(at, report);
}

/// REL-10: no review lately, and none planned.
fn overdue(at: &PartnerScene<'_>, report: &mut Report) {
    let (as_of, limit) = (at.scene.as_of(), i32::from(at.scene.policy().qbr.overdue_days));
    let reviews = at.scene.derived.reviews_of(&at.partner.id);
    if reviews.iter().any(|review| review.state == QbrState::Scheduled && review.scheduled_for >= as_of) {
        return;
    }
    let held = reviews.iter().filter(|review| review.state == QbrState::Held && review.scheduled_for <= as_of);
    let message = match held.map(|review| review.scheduled_for).max().map(|day| at.scene.days_since(day)) {
        Some(days) if days <= limit => return,
        Some(days) => format!("the last QBR with {} was {days} days ago, and none is planned", at.name()),
        None => format!("there was never a QBR with {}, and none is planned", at.name()),
    };
    report.warning("REL-10", at.subject(), message, "schedule one for the next two weeks");
}

/// REL-12: what was agreed and is not done.
fn actions(at: &PartnerScene<'_>, report: &mut Report) {
    let open = at.scene.derived.actions_of(&at.partner.id).iter();
    let late: Vec<_> = open
        .filter(|action| action.qbr.is_some() && action.done_on.is_none())
        .filter(|action| action.due.is_some_and(|due| due < at.scene.as_of()))
        .collect();
    if late.is_empty() {
        return;
    }
    let people: std::collections::BTreeSet<&str> = late.iter().filter_map(|action| action.person.as_deref()).collect();
    let people = if people.is_empty() {
        "whoever has them".to_owned()
    } else {
        people.into_iter().collect::<Vec<_>>().join(", ")
    };
    let count = if late.len() == 1 { "1 action is".to_owned() } else { format!("{} actions are", late.len()) };
    let message = format!("{}: {count} overdue", at.name());
    let named = late.iter().take(10).map(|action| format!("action_item/{}: {}", action.id, action.text));
    let finding = Finding::new("REL-12", FindingSeverity::Warning, at.subject(), message).evidence(named);
    report.find(finding.fix(format!("ask {people}")));
}

/// REL-13, REL-14: notes and agenda on time; on the as-of date the whole day counts.
fn papers(at: &PartnerScene<'_>, report: &mut Report) {
    let as_of = at.scene.as_of();
    let now = Moment::start_of(days_after(as_of, 1));
    for review in at.scene.derived.reviews_of(&at.partner.id) {
        let dates = at.scene.derived.qbr_dates(review);
        let subject = format!("qbr/{}", review.id);
        if review.state == QbrState::Held
            && let Some(due) = dates.follow_up_due_at
        {
            let sent = review.notes_sent_at.unwrap_or(now);
            if sent > due {
                let how = if review.notes_sent_at.is_some() { "went out" } else { "are" };
                let message = format!("{}: the notes of {} {how} later than 48 hours", at.name(), review.scheduled_for);
                let finding = Finding::new("REL-13", FindingSeverity::Warning, &*subject, message);
                report.find(finding.fix("send them now").field("notes_sent_at"));
            }
        }
        if review.state == QbrState::Scheduled
            && review.agenda_shared_on.is_none()
            && dates.agenda_shared < as_of
            && as_of <= review.scheduled_for
        {
            let message = format!("{}: the agenda for {} is not out yet", at.name(), review.scheduled_for);
            let finding = Finding::new("REL-14", FindingSeverity::Info, subject, message);
            report.find(finding.fix("send it today").field("agenda_shared_on"));
        }
    }
}
