//! How a listing is received: reviews and numbers (MKT-03, 12, 16 to 18).

use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::Scene;
use crate::analysis::exact::{percent_shown, shown};
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::analysis::marketplace::listing_metrics::{ListingMetric, ListingReport};
use crate::analysis::marketplace::of_listing::{ReviewSummary, figures, last_month, reviews};
use crate::program::choice::Choice;
use crate::program::listing::{Listing, TacticKind};

/// Stars up to which a review is a bad one.
const BAD: u8 = 3;

pub(super) fn look(scene: &Scene<'_>, listing: &Listing, report: &mut Report) {
    let subject = format!("listing/{}", listing.id);
    let name = format!("{} on {}", listing.name, listing.marketplace);
    unanswered(scene, listing, &subject, &name, report);
    let summary = ReviewSummary::of(scene.program, &listing.id, scene.as_of());
    if summary.count == 0 {
        let planned = scene.program.launch_tactics.iter().any(|tactic| {
            tactic.listing == listing.id
                && matches!(tactic.kind, TacticKind::ReviewCampaign | TacticKind::InAppPrompt)
                && tactic.done_on.is_none()
        });
        if !planned {
            let message = format!("nobody vouches for {name}: it has no review, and none is asked for");
            report.info("MKT-12", &*subject, message, "plan whom to ask for a review, and add a customer's words");
        }
    }
    let policy = &scene.policy().listing;
    let month = last_month(scene.program, &listing.id, scene.as_of());
    if month.is_none() {
        report.not_checked("MKT-16", "views, installs and activations of a month");
    }
    let found = ListingReport::of(&figures(month, &summary), &policy.targets);
    for row in &found.rows {
        let Some(action) = row.action() else { continue };
        let value = match (row.metric, &row.value) {
            (ListingMetric::InstallRate | ListingMetric::ActivationRate, Some(rate)) => percent_shown(Some(rate)),
            (ListingMetric::Rating, Some(stars)) => format!("{} stars", shown(stars, 1)),
            (_, Some(count)) => shown(count, 0),
            (_, None) => continue,
        };
        if row.metric == ListingMetric::Reviews {
            let wanted = shown(&policy.targets.good[ListingMetric::Reviews as usize], 0);
            let message = format!("{name} has {value} reviews; {wanted} are good");
            report.info("MKT-18", &*subject, message, "plan the asks: Marketplace has the numbers");
            continue;
        }
        let message = format!("{name}: {} is {value}, below good", row.metric.label().to_lowercase());
        report.warning("MKT-16", &*subject, message, action);
    }
    let seo = &policy.targets.seo_rating;
    if let Some(rating) = summary.rating.as_ref().filter(|rating| *rating < seo) {
        let message =
            format!("{name} is rated {} stars; from {} on it is found more often", shown(rating, 1), shown(seo, 1));
        report.warning("MKT-17", &*subject, message, "mend what the bad reviews name most");
    }
}

/// MKT-03: bad reviews that nobody answered in time.
fn unanswered(scene: &Scene<'_>, listing: &Listing, subject: &str, name: &str, report: &mut Report) {
    let limit = scene.policy().listing.answer_days;
    let waiting: Vec<String> = reviews(scene.program, &listing.id, scene.as_of())
        .filter(|review| review.stars <= BAD && review.responded_on.is_none())
        .filter(|review| scene.days_since(review.on) > i32::from(limit))
        .map(|review| format!("review/{}: {} stars on {}", review.id, review.stars, review.on))
        .collect();
    if !waiting.is_empty() {
        let message = format!("{} bad reviews of {name} wait longer than {limit} days for an answer", waiting.len());
        let finding = Finding::new("MKT-03", FindingSeverity::Error, subject, message).evidence(waiting);
        report.find(finding.fix("answer them today"));
    }
}
