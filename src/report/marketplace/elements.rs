//! The score of each listing element by element, with what an element lacks (R-48, F80).

use super::listings::score;
use crate::analysis::blank::is_blank;
use crate::analysis::exact::{Fraction, shown};
use crate::analysis::marketplace::listing_score::{ListingElement, ListingScore, ReviewFact};
use crate::program::choice::Choice;
use crate::program::listing::Listing;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// Eight elements of every listing.
pub const REPORT: Report =
    Report { name: "listing-score", title: "Score of each listing by element", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("listing", "Listing", CellKind::Text),
    Column::new("element", "Element", CellKind::Word),
    Column::new("points", "Points", CellKind::Number),
    Column::new("weight", "Of", CellKind::Count),
    Column::new("lacks", "What it lacks", CellKind::Text),
    Column::new("focus", "What counts", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let weights = view.derived.policy().listing.score.weights;
    for listing in view.program.listings.iter() {
        let score = score(view, listing);
        for element in ListingElement::ALL {
            let at = *element as usize;
            let points = shown(&score.points[at], 2).parse::<rust_decimal::Decimal>().ok();
            table.push(vec![
                (&listing.id).into(),
                listing.name.as_str().into(),
                Cell::word(*element),
                points.map(crate::analysis::exact::fraction).map_or(Cell::Unknown, |found: Fraction| found.into()),
                weights[at].into(),
                lacks(view, listing, &score, *element).into(),
                focus(*element).into(),
            ]);
        }
    }
}

/// What an element is about (F80).
fn focus(element: ListingElement) -> &'static str {
    match element {
        ListingElement::AppName => "Keywords, clarity, brand",
        ListingElement::Tagline => "Value in under ten words",
        ListingElement::Description => "Seven parts: benefits, features, use cases",
        ListingElement::Screenshots => "Five roles: value, workflow, features, results",
        ListingElement::Video => "A demo of 60 to 90 seconds",
        ListingElement::Reviews => "Quantity, quality, recency",
        ListingElement::Category => "Primary and secondary",
        ListingElement::Pricing => "Clear, whatever the model",
    }
}

/// What an element lacks, in words; empty where nothing.
pub(super) fn lacks(view: &View<'_>, listing: &Listing, score: &ListingScore, element: ListingElement) -> String {
    let rules = &view.derived.policy().listing.score;
    match element {
        ListingElement::AppName => {
            let mut lacks = Vec::new();
            if score.no_keywords {
                lacks.push("no keywords to look for");
            } else if score.keywords_found.is_empty() {
                lacks.push("none of the keywords");
            }
            if score.name_words < 2 {
                lacks.push("one word only");
            }
            lacks.join(", ")
        }
        ListingElement::Tagline => match score.tagline_words {
            0 => "empty".to_owned(),
            words if words > rules.tagline_max_words as usize => {
                format!("{words} words, at most {}", rules.tagline_max_words)
            }
            _ => String::new(),
        },
        ListingElement::Description => labels("lacks", &score.description_missing),
        ListingElement::Screenshots => labels("lacks", &score.screenshots_missing),
        ListingElement::Video => {
            let [low, high] = rules.video_seconds;
            match listing.video_seconds.unwrap_or(0) {
                0 => "no video".to_owned(),
                seconds if (low..=high).contains(&seconds.into()) => String::new(),
                seconds => format!("{seconds} s, wanted {low}-{high}"),
            }
        }
        ListingElement::Reviews => reviews_lack(view, listing),
        ListingElement::Category if is_blank(listing.primary_category.as_deref()) => "no primary category".to_owned(),
        ListingElement::Category if !listing.one_category && is_blank(listing.secondary_category.as_deref()) => {
            "no second category".to_owned()
        }
        ListingElement::Pricing if listing.pricing.is_none() => "says nothing of the price".to_owned(),
        ListingElement::Category | ListingElement::Pricing => String::new(),
    }
}

fn labels<C: Choice>(word: &str, missing: &[C]) -> String {
    if missing.is_empty() {
        return String::new();
    }
    let labels: Vec<String> = missing.iter().map(|one| one.label().to_lowercase()).collect();
    format!("{word} {}", labels.join(", "))
}

fn reviews_lack(view: &View<'_>, listing: &Listing) -> String {
    use crate::analysis::marketplace::of_listing::ReviewSummary;
    let as_of = view.derived.as_of();
    let rules = &view.derived.policy().listing.score;
    let found = ReviewSummary::of(view.program, &listing.id, as_of);
    let mut lacks = Vec::new();
    if found.count < rules.review_count_min {
        lacks.push(format!("{} of {} reviews", found.count, rules.review_count_min));
    }
    if found.rating.as_ref().is_some_and(|rating| *rating < rules.rating_min) {
        lacks.push(format!("{} below {}", ReviewFact::Rating.label().to_lowercase(), shown(&rules.rating_min, 1)));
    }
    let age = found.newest.map(|newest| crate::program::period::days_between(newest, as_of));
    if let Some(age) = age.filter(|age| i64::from(*age) > i64::from(rules.review_max_age_days)) {
        lacks.push(format!("newest is {age} days old"));
    }
    lacks.join(", ")
}
