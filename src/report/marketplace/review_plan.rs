//! How many people to ask for the reviews that a listing wants.

use crate::analysis::marketplace::of_listing::ReviewSummary;
use crate::analysis::marketplace::review_asks::ReviewTactic;
use crate::program::choice::Choice;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// Four tactics and the campaign, for every listing.
pub const REPORT: Report =
    Report { name: "review-plan", title: "How many to ask for the reviews wanted", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("listing", "Listing", CellKind::Text),
    Column::new("tactic", "Tactic", CellKind::Text),
    Column::new("wanted", "Wanted", CellKind::Count),
    Column::new("more", "Still missing", CellKind::Count),
    Column::new("least", "Ask at least", CellKind::Count),
    Column::new("most", "Ask up to", CellKind::Count),
    Column::new("answers", "Answers", CellKind::Text),
    Column::new("effort", "Effort", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let policy = &view.derived.policy().listing;
    let as_of = view.derived.as_of();
    for listing in view.program.listings.iter() {
        let have = ReviewSummary::of(view.program, &listing.id, as_of).count;
        let wanted = listing.reviews_wanted.map_or(policy.score.review_count_min, u64::from);
        let more = wanted.saturating_sub(have);
        let mut add = |tactic: &str, asks: Option<[u64; 2]>, answers: String, effort: &str| {
            table.push(vec![
                (&listing.id).into(),
                listing.name.as_str().into(),
                tactic.into(),
                wanted.into(),
                more.into(),
                asks.map(|[least, _]| least).into(),
                asks.map(|[_, most]| most).into(),
                answers.into(),
                Cell::text(effort),
            ]);
        };
        for tactic in ReviewTactic::ALL {
            let [low, high] = policy.rates.tactics[*tactic as usize];
            add(tactic.label(), policy.rates.asks(*tactic, more), format!("{low} to {high}"), effort(*tactic));
        }
        let [low, high] = policy.rates.batch;
        add("Review campaigns", policy.rates.batches(more), format!("{low} to {high} each"), "Medium to high");
    }
}

fn effort(tactic: ReviewTactic) -> &'static str {
    match tactic {
        ReviewTactic::PostInstallEmail => "Low",
        ReviewTactic::InAppPrompt | ReviewTactic::SuccessMilestone => "Medium",
        ReviewTactic::DirectOutreach => "High",
    }
}
