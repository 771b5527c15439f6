//! Action items: what was promised before this review and what was agreed in it.

use super::{Audience, Review};
use crate::analysis::promises::{Fate, Promises};
use crate::program::choice::Choice;
use crate::program::qbr::ActionItem;
use crate::report::cell::{Cell, CellKind};
use crate::report::document::Document;
use crate::report::table::{Column, Table};

const COLUMNS: &[Column] = &[
    Column::new("text", "What", CellKind::Text),
    Column::new("owner", "Owner", CellKind::Text),
    Column::new("due", "Due", CellKind::Date),
    Column::new("status", "Status", CellKind::Text),
];

/// What became of an action item.
pub(super) fn status(review: &Review<'_>, item: &ActionItem) -> &'static str {
    fate(review, item).label()
}

fn fate(review: &Review<'_>, item: &ActionItem) -> Fate {
    Fate::of(item.due, item.done_on, review.derived.as_of())
}

fn row(review: &Review<'_>, item: &ActionItem) -> Vec<Cell> {
    let owner = match &item.person {
        Some(person) => format!("{} ({})", item.side.label(), person),
        None => item.side.label().to_owned(),
    };
    vec![
        Cell::text(item.text.as_str()),
        Cell::text(owner),
        item.due.map_or(Cell::Unknown, Cell::Date),
        Cell::text(status(review, item)),
    ]
}

/// The partner gets what was agreed with it, never what we keep to ourselves.
fn items<'a>(review: &Review<'a>, audience: Audience) -> Vec<&'a ActionItem> {
    let mut items: Vec<&ActionItem> = review.derived.actions_of(&review.partner.id).iter().map(AsRef::as_ref).collect();
    items.retain(|item| audience == Audience::Internal || item.is_shared());
    items.sort_by_key(|item| (item.due.is_none(), item.due, item.id.clone()));
    items
}

fn of_this_review(review: &Review<'_>, item: &ActionItem) -> bool {
    item.qbr.is_some() && item.qbr.as_ref() == review.qbr.map(|qbr| &qbr.id)
}

/// Items of the review before this one, and whatever is still open from earlier.
fn of_before<'a>(review: &Review<'a>, audience: Audience) -> Vec<&'a ActionItem> {
    let day = review.qbr.map_or(review.derived.as_of(), |qbr| qbr.scheduled_for);
    let reviews = review.derived.reviews_of(&review.partner.id).iter();
    let last = reviews.filter(|qbr| qbr.scheduled_for < day).max_by_key(|qbr| (qbr.scheduled_for, qbr.id.clone()));
    let of_last = |item: &ActionItem| item.qbr.is_some() && item.qbr.as_ref() == last.map(|qbr| &qbr.id);
    let still_open = |item: &ActionItem| item.done_on.is_none() && !of_this_review(review, item);
    items(review, audience).into_iter().filter(|item| of_last(item) || still_open(item)).collect()
}

/// What both sides know: items of before, and items of this review.
pub(super) fn shared<'a>(review: &Review<'a>) -> (Vec<&'a ActionItem>, Vec<&'a ActionItem>) {
    let now = items(review, Audience::Partner).into_iter().filter(|item| of_this_review(review, item)).collect();
    (of_before(review, Audience::Partner), now)
}

/// Items of before, with how many of those that are due were kept.
pub(super) fn document(review: &Review<'_>, audience: Audience) -> Document {
    let mut table = Table::new(COLUMNS);
    let mut all = Promises::default();
    for item in of_before(review, audience) {
        all.count(fate(review, item));
        table.push(row(review, item));
    }
    let mut document = Document::default();
    let judged = all.rate().of;
    if judged > 0 {
        let late = if all.late > 0 { format!(", {} of them late", all.late) } else { String::new() };
        document.say(format!("{} of {judged} commitments that are due were kept{late}.", all.kept + all.late));
    }
    document.table(table, "No commitments from an earlier review.");
    document
}

/// Items of this review.
pub(super) fn agreed(review: &Review<'_>, audience: Audience) -> Document {
    let mut table = Table::new(COLUMNS);
    for item in items(review, audience).into_iter().filter(|item| of_this_review(review, item)) {
        table.push(row(review, item));
    }
    let mut document = Document::default();
    document.table(table, "Nothing has been agreed yet.");
    document
}
