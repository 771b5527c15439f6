//! Resources and support: the way to the next tier, funds, certified people; internally the investment call.

use super::{Audience, Review};
use crate::analysis::criteria::Gap;
use crate::analysis::derived::TierStanding;
use crate::program::choice::Choice;
use crate::program::currency::Currency;
use crate::report::cell::Cell;
use crate::report::document::Document;

pub(super) fn document(review: &Review<'_>, audience: Audience) -> Document {
    let mut document = Document::default();
    let standing = review.derived.tier_standing(&review.partner.id);
    if let Some(standing) = &standing {
        let next = standing.next.clone().map_or_else(|| Cell::text("none: this is the top"), Cell::text);
        document.facts([
            ("Tier", standing.current.clone().map_or_else(|| Cell::text("none"), Cell::text)),
            ("Next tier", next),
            ("Progress", Cell::text(standing.display.as_str())),
        ]);
        document.say(format!("{}.", standing.told));
        document.list(gaps(standing, review.program.profile.currency));
    }
    let mut requests: Vec<_> =
        review.program.mdf_requests.iter().filter(|request| request.partner == review.partner.id).collect();
    requests.sort_by_key(|request| (request.activity_on, request.id.clone()));
    let lines: Vec<String> = requests
        .iter()
        .rev()
        .take(5)
        .map(|request| {
            format!(
                "{}: {} for {}, {}",
                request.activity_on,
                Cell::Money(request.amount).display(),
                request.purpose.label(),
                request.state.label()
            )
        })
        .collect();
    if !lines.is_empty() {
        document.part("Market development funds").list(lines);
    }
    if let (Audience::Internal, Some(measures)) = (audience, review.measures()) {
        let quadrant = measures.placement.quadrant.map_or(Cell::Unknown, |one| Cell::text(one.label()));
        let call = measures.investment_call.map_or(Cell::Unknown, |one| Cell::text(one.label()));
        document.part("Our call").facts([
            ("Quadrant", quadrant),
            ("Investment call", call),
            ("Segment", Cell::text(measures.segment.label())),
        ]);
    }
    document
}

/// What is missing, with the deals of the usual size that would close it.
fn gaps(standing: &TierStanding, currency: Currency) -> Vec<String> {
    let with_deals = |(gap, deals): (&Gap, &Option<u64>)| match deals {
        Some(1) => format!("{}: 1 more deal of the usual size", gap.told(currency)),
        Some(deals) => format!("{}: {deals} more deals of the usual size", gap.told(currency)),
        None => gap.told(currency),
    };
    standing.gaps.iter().zip(&standing.deals_needed).map(with_deals).collect()
}
