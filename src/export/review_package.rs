//! What goes out within 48 hours of a review, as files: a recap and the action items for the partner, the same for us.
//!
//! Everything for the partner is made from the `PartnerView` and from nothing else, and says so in its name.

use super::calendar::{EntryForm, calendar};
use super::{delimited, markdown};
use crate::report::calendar::{of_actions, of_view};
use crate::report::qbr::{PartnerView, Review, actions_for_partner, internal_recap, partner_recap};
use crate::report::{View, actions};

/// The files of a review: name and text of each.
pub fn files(review: &Review<'_>) -> Vec<(String, String)> {
    let view = PartnerView::of(review);
    let named = |what: &str, audience: &str, ending: &str| {
        format!("QBR-{}-{}-{what}-{audience}.{ending}", review.partner.id, review.quarter)
    };
    let dates = of_actions(review.program, &review.items(), review.derived.as_of());
    vec![
        (named("recap", "PARTNER", "md"), markdown::document(&partner_recap(&view))),
        (named("actions", "PARTNER", "csv"), delimited::csv(&actions_for_partner(&view))),
        (named("actions", "PARTNER", "ics"), calendar(&of_view(&view), EntryForm::Event)),
        (named("recap", "INTERNAL", "md"), markdown::document(&internal_recap(review))),
        (named("actions", "INTERNAL", "csv"), delimited::csv(&actions_of(review))),
        (named("actions", "INTERNAL", "ics"), calendar(&dates, EntryForm::Event)),
    ]
}

/// The action items of the review as a table for us.
pub fn actions_of(review: &Review<'_>) -> crate::report::table::Table {
    let view =
        View { program: review.program, derived: review.derived, partner: Some(&review.partner.id), quarter: None };
    let mut table = actions::REPORT.table(&view);
    let of_review = review.qbr.map(|qbr| qbr.id.as_str().to_owned());
    let place = actions::REPORT.columns.iter().position(|column| column.name == "qbr");
    table.rows.retain(|row| {
        let named = place.and_then(|place| row.get(place)).map(|cell| cell.plain().into_owned());
        named.is_some() && named == of_review
    });
    table
}
