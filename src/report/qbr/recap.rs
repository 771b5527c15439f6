//! What is written after a review: the recap for the partner, from what it may see and nothing else, and ours.

use super::held::minutes_of;
use super::partner_view::{PartnerView, SharedAction};
use super::{Review, commitments};
use crate::analysis::close_out::{items_of, loose_ends};
use crate::program::choice::Choice;
use crate::program::meeting::{Minute, MinuteKind};
use crate::program::qbr::{AgendaSection, Qbr};
use crate::report::cell::{Cell, CellKind};
use crate::report::document::Document;
use crate::report::table::{Column, Table};

/// The recap for the partner.
pub fn partner_recap(view: &PartnerView) -> Document {
    let mut document =
        Document::titled(format!("Recap: business review {} of {} and {}", view.quarter, view.program, view.partner));
    document.say(outcome(view));
    let next = view.next.map_or_else(|| Cell::text("to be agreed"), Cell::Date);
    document.facts([
        ("Meeting", Cell::Date(view.on)),
        ("Numbers as of", Cell::Date(view.as_of)),
        ("Next review", next),
    ]);
    document.section("Decisions");
    if view.decisions.is_empty() {
        document.say("None recorded.");
    }
    document.list(view.decisions.clone());
    document.section("Actions").table(actions_for_partner(view), "None agreed.");
    let open = questions(view);
    if !open.is_empty() {
        document.section("Questions").list(open);
    }
    if !view.notes.is_empty() {
        document.section("Notes").list(view.notes.clone());
    }
    document.section(format!("Numbers of {}", view.quarter)).table(numbers(view), "None.");
    document.section("Earlier commitments").table(actions_table(&view.commitments), "None.");
    document.say(format!("Confidential: prepared for {}. Numbers as of {}.", view.partner, view.as_of));
    document
}

/// The meeting in one sentence.
fn outcome(view: &PartnerView) -> String {
    let counted = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let open = view.parked.len() + view.disputes.iter().filter(|one| one.answer.is_none()).count();
    format!(
        "We met on {} to review {}: {}, {}, {}.",
        view.on.strftime("%A, %-d %B %Y"),
        view.quarter,
        counted(view.decisions.len(), "decision", "decisions"),
        counted(view.actions.len(), "action", "actions"),
        counted(open, "open question", "open questions"),
    )
}

/// What is open between the sides.
pub(super) fn questions(view: &PartnerView) -> Vec<String> {
    let disputed = view.disputes.iter().map(|one| {
        let ours = one.ours.as_ref().map(|ours| format!("{} says {ours}", view.program));
        let theirs = one.theirs.as_ref().map(|theirs| format!("{} says {theirs}", view.partner));
        let answer = one.answer.as_ref().map(|answer| format!("settled: {answer}"));
        let said: Vec<String> = [ours, theirs, answer].into_iter().flatten().collect();
        if said.is_empty() { one.label.clone() } else { format!("{}: {}", one.label, said.join("; ")) }
    });
    disputed.chain(view.parked.iter().cloned()).collect()
}

/// The action items of a review that the partner may see, as a table.
pub fn actions_for_partner(view: &PartnerView) -> Table {
    actions_table(&view.actions)
}

/// Action items as a table.
pub(super) fn actions_table(actions: &[SharedAction]) -> Table {
    const COLUMNS: &[Column] = &[
        Column::new("action", "What", CellKind::Text),
        Column::new("owner", "Owner", CellKind::Text),
        Column::new("due", "Due", CellKind::Date),
        Column::new("status", "Status", CellKind::Text),
    ];
    let mut table = Table::new(COLUMNS);
    for one in actions {
        table.push(vec![
            Cell::text(one.text.as_str()),
            Cell::text(one.owner.as_str()),
            one.due.map_or(Cell::Unknown, Cell::Date),
            Cell::text(one.status.as_str()),
        ]);
    }
    table
}

/// The numbers both sides know.
pub(super) fn numbers(view: &PartnerView) -> Table {
    const COLUMNS: &[Column] = &[
        Column::new("metric", "Metric", CellKind::Text),
        Column::new("actual", "Actual", CellKind::Number),
        Column::new("target", "Target", CellKind::Number),
        Column::new("delta", "Delta", CellKind::Number),
        Column::new("prior", "Prior", CellKind::Number),
        Column::new("year", "Year ago", CellKind::Number),
    ];
    let cell = |text: &Option<String>| text.as_ref().map_or(Cell::Unknown, |text| Cell::text(text.as_str()));
    let mut table = Table::new(COLUMNS);
    for one in view.performance.iter().chain(&view.pipeline) {
        let value = match &one.disputed {
            Some(theirs) => format!("{} (disputed: {theirs})", one.value),
            None => one.value.clone(),
        };
        let further = [&one.target, &one.delta, &one.prior, &one.year_ago].map(cell);
        table.push([Cell::text(one.label.as_str()), Cell::text(value)].into_iter().chain(further).collect());
    }
    let known = |column: usize| table.rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.is_unknown()));
    let shown: Vec<usize> = (0..COLUMNS.len()).filter(|column| *column < 2 || known(*column)).collect();
    table.select(&shown)
}

/// The recap for us: what is open, how the relationship moved, everything that was written down, and our call.
pub fn internal_recap(review: &Review<'_>) -> Document {
    let mut document = Document::titled(format!("Internal recap: {} {}", review.partner.name, review.quarter));
    document.say("For us only; the partner gets the other recap.");
    let Some(qbr) = review.qbr else { return document };
    facts(review, qbr, &mut document);
    let open: Vec<String> = loose_ends(review.program, qbr).iter().map(|end| end.told(review.program)).collect();
    document.section("Still open");
    if open.is_empty() {
        document.say("Nothing.");
    }
    document.list(open);
    document.section("Actions").table(actions(review, qbr), "None agreed.");
    let minutes = minutes_of(review.program, &qbr.id);
    for (kind, title) in [
        (MinuteKind::Decision, "Decisions"),
        (MinuteKind::Risk, "Risks"),
        (MinuteKind::Dispute, "Disputed numbers"),
        (MinuteKind::Parking, "Parking lot"),
        (MinuteKind::Note, "Notes"),
    ] {
        let of_kind: Vec<String> = minutes.iter().filter(|one| one.kind == kind).map(|one| line(one)).collect();
        if !of_kind.is_empty() {
            document.section(title).list(of_kind);
        }
    }
    for section in AgendaSection::ALL {
        let notes = review.notes(*section);
        if !notes.is_empty() {
            document.part(section.label()).notes(notes);
        }
    }
    document
}

fn facts(review: &Review<'_>, qbr: &Qbr, document: &mut Document) {
    let meeting = qbr.meeting.as_ref();
    let moved = |start: Option<u8>, end: Option<u8>| match (start, end) {
        (Some(start), Some(end)) => Cell::text(format!("{start} to {end} of 5")),
        (Some(one), None) | (None, Some(one)) => Cell::text(format!("{one} of 5")),
        (None, None) => Cell::Unknown,
    };
    let ends = meeting.map(|meeting| (meeting.temperature_end, meeting.partner_temperature_end)).unwrap_or_default();
    let taken: u32 = qbr.sections.iter().filter_map(|part| part.actual_seconds).sum();
    let due = review.derived.qbr_dates(qbr);
    let due = due.follow_up_due_at.map_or(Cell::Date(due.follow_up_due), |at| Cell::text(at.spelled()));
    let sent = qbr.notes_sent_at.map_or_else(|| Cell::text("not yet"), |at| Cell::text(at.spelled()));
    let mut facts = vec![
        ("Meeting", Cell::Date(qbr.scheduled_for)),
        ("Length", Cell::text(format!("{} of {} minutes", taken.div_ceil(60), qbr.minutes))),
        ("Our view", moved(qbr.temperature, ends.0)),
        ("Partner's view", moved(qbr.partner_temperature, ends.1)),
        ("Recap out by", due),
        ("Recap sent", sent),
        ("Next review", qbr.next_in(review.program).map_or(Cell::Unknown, |next| Cell::Date(next.scheduled_for))),
    ];
    if let Some(measures) = review.measures() {
        facts.push(("Health", Cell::text(measures.health.display())));
        facts.push(("Investment call", measures.investment_call.map_or(Cell::Unknown, |one| Cell::text(one.label()))));
    }
    document.facts(facts);
}

fn actions(review: &Review<'_>, qbr: &Qbr) -> Table {
    const COLUMNS: &[Column] = &[
        Column::new("text", "What", CellKind::Text),
        Column::new("side", "Side", CellKind::Text),
        Column::new("person", "Owner", CellKind::Text),
        Column::new("due", "Due", CellKind::Date),
        Column::new("status", "Status", CellKind::Text),
        Column::new("sharing", "Seen by", CellKind::Text),
    ];
    let mut table = Table::new(COLUMNS);
    for item in items_of(review.program, &qbr.id) {
        table.push(vec![
            Cell::text(item.text.as_str()),
            Cell::text(item.side.label()),
            item.person.as_deref().map_or_else(|| Cell::text("NO OWNER"), Cell::text),
            item.due.map_or_else(|| Cell::text("NO DATE"), Cell::Date),
            Cell::text(commitments::status(review, item)),
            Cell::text(if item.is_shared() { "both sides" } else { "us only" }),
        ]);
    }
    table
}

/// A minute in one line, with what belongs to it.
fn line(minute: &Minute) -> String {
    let who = minute.person.as_deref().or(minute.side.map(Choice::label)).map(str::to_owned);
    let due = minute.due.map(|due| format!("by {due}"));
    let ours = minute.ours.as_ref().map(|ours| format!("ours {ours}"));
    let theirs = minute.theirs.as_ref().map(|theirs| format!("theirs {theirs}"));
    let settled = match (&minute.answer, minute.is_open()) {
        (Some(answer), _) => Some(format!("settled: {answer}")),
        (None, true) => Some("open".to_owned()),
        (None, false) => None,
    };
    let shared = minute.is_shared().then(|| "shared".to_owned());
    let parts: Vec<String> = [who, due, ours, theirs, settled, shared].into_iter().flatten().collect();
    if parts.is_empty() { minute.text.clone() } else { format!("{} ({})", minute.text, parts.join("; ")) }
}
