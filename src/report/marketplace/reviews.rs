//! Reviews of the listings, and which wait for an answer (MKT-03).

use crate::program::choice::choice;
use crate::program::period::days_between;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// Stars up to which a review is answered in time.
const CRITICAL: u8 = 3;

choice! {
    /// Whether a review was answered.
    pub enum ReviewState {
        Overdue = "overdue" => "Answer late",
        Open = "open" => "No answer",
        Answered = "answered" => "Answered",
    }
}

/// Every review.
pub const REPORT: Report =
    Report { name: "reviews", title: "Reviews of the listings and their answers", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("on", "On", CellKind::Date),
    Column::new("stars", "Stars", CellKind::Count),
    Column::new("state", "State", CellKind::Word),
    Column::new("text", "What it says", CellKind::Text),
    Column::new("responded_on", "Answered", CellKind::Date),
    Column::new("days_open", "Days open", CellKind::Count),
    Column::new("listing", "Listing", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let as_of = view.derived.as_of();
    let limit = i32::from(view.derived.policy().listing.answer_days);
    for review in view.program.reviews.iter().filter(|review| view.wants_day(Some(review.on))) {
        let age = days_between(review.on, as_of);
        let state = match review.responded_on {
            Some(_) => ReviewState::Answered,
            None if review.stars <= CRITICAL && age > limit => ReviewState::Overdue,
            None => ReviewState::Open,
        };
        table.push(vec![
            (&review.id).into(),
            review.on.into(),
            review.stars.into(),
            Cell::word(state),
            review.text.as_deref().into(),
            review.responded_on.into(),
            review.responded_on.is_none().then_some(age).into(),
            view.program.listings.get(&review.listing).map(|listing| listing.name.as_str()).into(),
        ]);
    }
}
