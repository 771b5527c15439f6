//! The three clocks of every partner's tier as rows: measurement, review, validity; what ends it and what follows (R-09,
//! R-11, C-54).

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::table::{Column, Table};
use crate::analysis::derived::TierClocks;
use crate::program::choice::Choice;
use crate::program::partner::Partner;

/// Partners with a tier, granted or by exception.
pub const REPORT: Report = Report {
    name: "clocks",
    title: "Tiers in time: what is measured when, reviews, validity, exceptions, and what ends first",
    columns: COLUMNS,
    fill,
};

const COLUMNS: &[Column] = &[
    Column::new("partner", "Partner", CellKind::Text),
    Column::further("name", "Name", CellKind::Text),
    Column::new("tier", "Tier", CellKind::Text),
    Column::new("source", "By", CellKind::Word),
    Column::new("since", "Since", CellKind::Date),
    Column::further("measured", "Measured", CellKind::List),
    Column::new("review", "Review", CellKind::Word),
    Column::further("reviewed_on", "Reviewed", CellKind::Date),
    Column::further("review_grace_end", "Grace of the review until", CellKind::Date),
    Column::new("next_review", "Next review", CellKind::Date),
    Column::further("validity", "Validity", CellKind::Word),
    Column::new("valid_until", "Valid until", CellKind::Date),
    Column::further("validity_grace_end", "Grace of the validity until", CellKind::Date),
    Column::further("exception_until", "Exception until", CellKind::Date),
    Column::further("exception_reason", "Reason", CellKind::Text),
    Column::further("exception_approver", "Approver", CellKind::Text),
    Column::further("exception_lacks", "It lacks", CellKind::List),
    Column::new("ends_on", "Ends", CellKind::Date),
    Column::new("then", "Then", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for partner in view.program.partners.iter().filter(|partner| view.wants(Some(&partner.id))) {
        let held = partner.granted_tier.is_some() || partner.tier_override.is_some();
        if let Some(clocks) = view.derived.tier_clocks(&partner.id).filter(|_| held) {
            table.push(row(partner, clocks));
        }
    }
}

fn row(partner: &Partner, clocks: TierClocks) -> Vec<Cell> {
    let (review, validity) = (clocks.review.as_ref(), clocks.validity.as_ref());
    let exception = partner.tier_override.as_ref();
    let days = |(what, days): &(String, crate::analysis::periods::Days)| {
        let first = if days.first == jiff::civil::Date::MIN { String::new() } else { days.first.to_string() };
        format!("{what}: {first} to {}", days.last)
    };
    vec![
        (&partner.id).into(),
        (&partner.name).into(),
        clocks.tier.into(),
        Cell::word(clocks.source),
        clocks.since.into(),
        Cell::list(clocks.measured.iter().map(days)),
        review.map_or(Cell::Unknown, |review| Cell::word(review.state)),
        review.and_then(|review| review.review_on).into(),
        review.and_then(|review| review.grace_end).into(),
        review.and_then(|review| review.next_reviews.first().copied()).into(),
        validity.map_or(Cell::Unknown, |validity| Cell::word(validity.state)),
        validity.and_then(|validity| validity.until).into(),
        validity.and_then(|validity| validity.grace_end).into(),
        exception.map(|inner| inner.until).into(),
        exception.map(|inner| inner.reason.clone()).into(),
        super::partners::id(exception.and_then(|inner| inner.approver.as_ref())),
        Cell::list(clocks.faults.iter().map(|fault| fault.word())),
        clocks.ends_on.into(),
        clocks.then.into(),
    ]
}
