//! What stands in the list at the left: the parts of the review, then all reviews.

use crate::analysis::close_out::{LooseEnd, items_of, loose_ends};
use crate::app::Workbench;
use crate::program::choice::Choice;
use crate::program::id::Id;
use crate::program::meeting::Minute;
use crate::program::qbr::{ActionItem, AgendaSection, Qbr, QbrState};

/// An entry of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Entry {
    /// A heading.
    Heading(&'static str),
    /// What is to be done around the review.
    Preparation,
    /// The partners at the top, with what to do about each.
    Portfolio,
    /// What was agreed before.
    Commitments,
    /// A section of the agenda.
    Section(AgendaSection),
    /// The action items of the review.
    Actions,
    /// One action item of the review.
    Action(Id<ActionItem>),
    /// Something that was written down in the review.
    Minute(Id<Minute>),
    /// What goes out after the review.
    Package,
    /// Something that is still open after the review.
    Loose(LooseEnd),
    /// Another review.
    Review(Id<Qbr>),
}

impl Entry {
    pub(super) fn is_heading(&self) -> bool {
        matches!(self, Self::Heading(_))
    }
}

/// The list for a review.
pub(super) fn entries(workbench: &Workbench, qbr: Option<&Id<Qbr>>) -> Vec<Entry> {
    let program = workbench.program();
    let mut entries = Vec::new();
    if let Some(qbr) = qbr.and_then(|id| program.qbrs.get(id)) {
        if qbr.ended_at.is_some() {
            entries.extend([Entry::Heading("Close-out"), Entry::Package]);
            entries.extend(loose_ends(program, qbr).into_iter().map(Entry::Loose));
        }
        entries.extend([Entry::Heading("Agenda"), Entry::Commitments]);
        entries.extend(AgendaSection::ALL.iter().copied().map(Entry::Section));
        entries.push(Entry::Preparation);
        entries.push(Entry::Actions);
        entries.extend(items_of(program, &qbr.id).into_iter().map(|item| Entry::Action(item.id.clone())));
        let mut minutes: Vec<&Minute> = program.minutes.iter().filter(|minute| minute.qbr == qbr.id).collect();
        minutes.sort_by_key(|minute| (minute.at, minute.id.clone()));
        if !minutes.is_empty() {
            entries.push(Entry::Heading("Written down"));
            entries.extend(minutes.into_iter().map(|minute| Entry::Minute(minute.id.clone())));
        }
    }
    let reviews = reviews(workbench);
    if !reviews.is_empty() {
        entries.extend([Entry::Heading("Reviews"), Entry::Portfolio]);
        entries.extend(reviews.into_iter().map(Entry::Review));
    }
    entries
}

/// All reviews: those to come first, the nearest leading; then the past, the latest leading.
pub(super) fn reviews(workbench: &Workbench) -> Vec<Id<Qbr>> {
    let as_of = workbench.as_of();
    let mut all: Vec<&Qbr> = workbench.program().qbrs.iter().collect();
    all.sort_by_key(|qbr| {
        let past = qbr.scheduled_for < as_of || qbr.state != QbrState::Scheduled;
        let days = crate::program::period::days_between(as_of, qbr.scheduled_for);
        (past, days.abs(), qbr.id.clone())
    });
    all.into_iter().map(|qbr| qbr.id.clone()).collect()
}
