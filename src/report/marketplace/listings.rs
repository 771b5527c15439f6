//! Listings with their score and their numbers.

use crate::analysis::exact::{Exact, shown};
use crate::analysis::marketplace::listing_metrics::ListingReport;
use crate::analysis::marketplace::listing_score::{ListingElement, ListingScore};
use crate::analysis::marketplace::of_listing::{ReviewSummary, content, figures, last_month};
use crate::program::choice::Choice;
use crate::program::listing::Listing;
use crate::program::period::{days_after, days_between};
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// Every listing.
pub const REPORT: Report =
    Report { name: "listings", title: "Marketplace listings with their score", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("name", "Name", CellKind::Text),
    Column::new("marketplace", "Marketplace", CellKind::Text),
    Column::new("score", "Score", CellKind::Count),
    Column::new("weakest", "Loses most by", CellKind::Word),
    Column::new("views", "Views", CellKind::Count),
    Column::new("install_rate", "Install", CellKind::Percent),
    Column::new("activation_rate", "Activate", CellKind::Percent),
    Column::new("rating", "Stars", CellKind::Number),
    Column::new("reviews", "Reviews", CellKind::Count),
    Column::further("unanswered", "Unanswered", CellKind::Count),
    Column::new("tagline", "Tagline", CellKind::Text),
    Column::new("reviewed_on", "Looked at", CellKind::Date),
    Column::further("look_again", "Look again", CellKind::Date),
    Column::further("days_late", "Days late", CellKind::Count),
    Column::further("one_category", "One category only", CellKind::Flag),
    Column::further("reviews_wanted", "Reviews wanted", CellKind::Count),
    Column::further("website_copy", "Website copy", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for listing in view.program.listings.iter() {
        table.push(row(view, listing));
    }
}

/// The score of a listing as it is, on the as-of date.
pub fn score(view: &View<'_>, listing: &Listing) -> ListingScore {
    let reviews = ReviewSummary::of(view.program, &listing.id, view.derived.as_of());
    ListingScore::of(&content(listing, &reviews), view.derived.as_of(), &view.derived.policy().listing.score)
}

/// A score as it is shown: a whole number.
pub fn score_cell(score: Option<&Exact>) -> Cell {
    score.and_then(|score| shown(score, 0).parse::<i64>().ok()).map_or(Cell::Unknown, Cell::Count)
}

/// The element that loses the most points.
fn weakest(score: &ListingScore, weights: &[u32; 8]) -> Option<ListingElement> {
    let lost = |element: &ListingElement| {
        let at = *element as usize;
        Exact::from_integer(weights[at].into()) - &score.points[at]
    };
    let worst = ListingElement::ALL.iter().copied().max_by(|a, b| lost(a).cmp(&lost(b)).then_with(|| b.cmp(a)))?;
    num_traits::Signed::is_positive(&lost(&worst)).then_some(worst)
}

fn row(view: &View<'_>, listing: &Listing) -> Vec<Cell> {
    let as_of = view.derived.as_of();
    let policy = &view.derived.policy().listing;
    let reviews = ReviewSummary::of(view.program, &listing.id, as_of);
    let month = last_month(view.program, &listing.id, as_of);
    let found = ListingReport::of(&figures(month, &reviews), &policy.targets);
    let [_, installs, activations, ..] = &found.rows;
    let score = score(view, listing);
    let again = listing.reviewed_on.map(|on| days_after(on, policy.review_days.into()));
    vec![
        (&listing.id).into(),
        listing.name.as_str().into(),
        listing.marketplace.as_str().into(),
        score_cell(score.score.as_ref()),
        weakest(&score, &policy.score.weights).map_or(Cell::Unknown, Cell::word),
        month.map(|month| month.views).into(),
        Cell::factor(installs.value.as_ref()),
        Cell::factor(activations.value.as_ref()),
        stars(reviews.rating.as_ref()),
        reviews.count.into(),
        reviews.unanswered.into(),
        listing.tagline.as_deref().into(),
        listing.reviewed_on.into(),
        again.into(),
        again.map(|on| days_between(on, as_of)).filter(|late| *late > 0).into(),
        listing.one_category.into(),
        listing.reviews_wanted.into(),
        listing.website_copy.as_deref().into(),
    ]
}

/// An average of stars.
pub fn stars(rating: Option<&Exact>) -> Cell {
    use num_traits::ToPrimitive;
    let number = rating.and_then(|rating| Some((rating.numer().to_i128()?, rating.denom().to_i128()?)));
    number.map_or(Cell::Unknown, |(part, whole)| Cell::Number(crate::analysis::exact::Fraction::new(part, whole)))
}

/// What the score of each listing is made of.
pub fn notes(view: &View<'_>) -> Vec<Vec<(String, String)>> {
    view.program.listings.iter().map(|listing| elements(view, listing)).collect()
}

fn elements(view: &View<'_>, listing: &Listing) -> Vec<(String, String)> {
    let score = score(view, listing);
    let weights = view.derived.policy().listing.score.weights;
    let mut lines = vec![("Score by element".to_owned(), String::new())];
    for element in ListingElement::ALL {
        let at = *element as usize;
        let lacks = super::elements::lacks(view, listing, &score, *element);
        let lacks = if lacks.is_empty() { String::new() } else { format!("  {lacks}") };
        lines.push((element.label().to_owned(), format!("{} of {}{lacks}", shown(&score.points[at], 1), weights[at])));
    }
    lines
}
