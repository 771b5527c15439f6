//! How each listing does against its bands, and what helps it to be found (R-49, F89, F91).

use super::listings::{score, score_cell};
use crate::analysis::exact::{exact_text, percent_shown, shown};
use crate::analysis::marketplace::listing_metrics::{ListingBand, ListingMetric, ListingReport};
use crate::analysis::marketplace::of_listing::{ReviewSummary, figures, last_month};
use crate::program::choice::Choice;
use crate::program::listing::Listing;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// Five measures of every listing, and three facts that searches look at.
pub const REPORT: Report =
    Report { name: "listing-metrics", title: "Measures of each listing with their bands", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("listing", "Listing", CellKind::Text),
    Column::new("metric", "Measure", CellKind::Text),
    Column::new("value", "Value", CellKind::Text),
    Column::new("band", "Band", CellKind::Word),
    Column::new("good", "Good from", CellKind::Text),
    Column::new("great", "Great from", CellKind::Text),
    Column::new("action", "What to do", CellKind::Text),
    Column::further("month", "Month", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for listing in view.program.listings.iter() {
        measures(view, listing, table);
    }
}

fn measures(view: &View<'_>, listing: &Listing, table: &mut Table) {
    let as_of = view.derived.as_of();
    let policy = &view.derived.policy().listing;
    let reviews = ReviewSummary::of(view.program, &listing.id, as_of);
    let month = last_month(view.program, &listing.id, as_of);
    let found = ListingReport::of(&figures(month, &reviews), &policy.targets);
    let words = |metric: ListingMetric, value: &crate::analysis::exact::Exact| match metric {
        ListingMetric::InstallRate | ListingMetric::ActivationRate => percent_shown(Some(value)),
        ListingMetric::Rating => shown(value, 1),
        ListingMetric::Views | ListingMetric::Reviews => exact_text(value),
    };
    let at = month.map(|month| month.month.to_string());
    for row in &found.rows {
        let place = row.metric as usize;
        table.push(vec![
            (&listing.id).into(),
            listing.name.as_str().into(),
            row.metric.label().into(),
            row.value.as_ref().map(|value| words(row.metric, value)).into(),
            Cell::word(row.band),
            words(row.metric, &policy.targets.good[place]).into(),
            words(row.metric, &policy.targets.great[place]).into(),
            row.action().into(),
            at.as_deref().into(),
        ]);
    }
    let seo = found.seo_rating_passes;
    let band = |passes: Option<bool>| match passes {
        Some(true) => Cell::word(ListingBand::Good),
        Some(false) => Cell::word(ListingBand::Below),
        None => Cell::word(ListingBand::Unknown),
    };
    let mut fact = |metric: &str, value: Cell, passes: Option<bool>, good: String, action: &str| {
        let action = if passes == Some(false) { action.into() } else { Cell::Unknown };
        let value = if value.is_unknown() { value } else { Cell::text(value.display().into_owned()) };
        let row = vec![(&listing.id).into(), listing.name.as_str().into(), metric.into(), value, band(passes)];
        table.push(row.into_iter().chain([good.into(), Cell::Unknown, action, Cell::Unknown]).collect());
    };
    fact(
        "Rating, to be found",
        reviews.rating.as_ref().map(|rating| shown(rating, 2)).into(),
        seo,
        shown(&policy.targets.seo_rating, 1),
        "Fix the top complaints",
    );
    let recent = reviews.newest.map(|on| crate::program::period::days_between(on, as_of));
    let limit = i64::from(policy.score.review_max_age_days);
    fact(
        "Newest review, days",
        recent.into(),
        recent.map(|age| i64::from(age) <= limit),
        format!("at most {limit}"),
        "Ask for reviews again",
    );
    let completeness = score(view, listing).score;
    let whole = completeness.as_ref().map(|score| *score >= crate::analysis::exact::whole(100));
    fact(
        "Completeness, score",
        score_cell(completeness.as_ref()),
        whole,
        "100".to_owned(),
        "Fill what the score lacks",
    );
}
