//! The tables of the Marketplace pane: listings with score, copy, keywords, screenshots, reviews, numbers, launch.

use super::section::{Add, PLAIN, Spec, Toggle};
use crate::program::Kind;
use crate::report::marketplace;
use crate::tui::widgets::table::Order;

/// What scores a listing.
const SCORE: &[&str] = &[
    "listing.weight_app_name",
    "listing.weight_tagline",
    "listing.weight_description",
    "listing.weight_screenshots",
    "listing.weight_video",
    "listing.weight_reviews",
    "listing.weight_category",
    "listing.weight_pricing",
    "listing.tagline_max_words",
    "listing.video_low",
    "listing.video_high",
    "listing.review_max_age_days",
];
/// What to do without a listing.
const NO_LISTING: &str = "No listing yet; a adds one: marketplace and name are enough to begin.";

#[rustfmt::skip]
pub(super) const LISTINGS: Spec = Spec {
    title: "Listings",
    nouns: ("listing", "listings"),
    report: &marketplace::listings::REPORT,
    columns: &[
        ("name", 32), ("score", 5), ("weakest", 13), ("views", 7), ("install_rate", 7), ("activation_rate", 8),
        ("rating", 5), ("reviews", 7), ("unanswered", 10), ("marketplace", 22), ("tagline", 40), ("reviewed_on", 10),
        ("look_again", 10), ("one_category", 17), ("reviews_wanted", 14),
    ],
    kind: Some(Kind::Listing),
    fields: &[
        ("name", "name"), ("marketplace", "marketplace"), ("tagline", "tagline"), ("reviewed_on", "reviewed_on"),
        ("one_category", "one_category"), ("reviews_wanted", "reviews_wanted"),
    ],
    rule: "R-48",
    empty: NO_LISTING,
    named: "{name}",
    settings: SCORE,
    notes: Some(marketplace::listings::notes),
    add: Add::Record,
    toggle: Some(Toggle::Today("reviewed_on")),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const COPY: Spec = Spec {
    title: "Copy",
    nouns: ("part", "parts of listings"),
    report: &marketplace::copy::REPORT,
    columns: &[("part", 16), ("state", 10), ("counter", 22), ("text", 60), ("hint", 60), ("listing", 24)],
    keys: &["id", "field"],
    kind: Some(Kind::Listing),
    fields: &[("text", "@field"), ("part", "@field"), ("counter", "@field"), ("state", "@field")],
    rule: "R-48",
    empty: NO_LISTING,
    named: "{part} of {listing}",
    settings: SCORE,
    notes: Some(marketplace::copy::notes),
    add: Add::Record,
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const SCORES: Spec = Spec {
    title: "Score",
    nouns: ("element", "elements of listings"),
    report: &marketplace::elements::REPORT,
    columns: &[("element", 13), ("points", 6), ("weight", 2), ("lacks", 46), ("focus", 44), ("listing", 30)],
    keys: &["id", "element"],
    kind: Some(Kind::Listing),
    rule: "R-48",
    empty: NO_LISTING,
    named: "{element} of {listing}",
    settings: SCORE,
    add: Add::Record,
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const KEYWORDS: Spec = Spec {
    title: "Keywords",
    nouns: ("keyword", "keywords"),
    report: &marketplace::keywords::REPORT,
    columns: &[("keyword", 24), ("use", 11), ("in_name", 7), ("in_text", 7), ("share", 8), ("advice", 46), ("listing", 30)],
    keys: &["id", "keyword"],
    kind: Some(Kind::Listing),
    fields: &[("keyword", "keywords")],
    rule: "R-48",
    empty: "No keywords yet; Copy, two tables back, has them in one of its rows.",
    named: "{keyword}",
    settings: &["listing.keyword_share"],
    add: Add::Computed("Enter on a keyword edits them all"),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const SCREENSHOTS: Spec = Spec {
    title: "Screenshots",
    nouns: ("screenshot", "screenshots"),
    report: &marketplace::screenshots::REPORT,
    columns: &[("role", 10), ("present", 5), ("purpose", 22), ("shows", 36), ("listing", 40)],
    keys: &["id", "role"],
    kind: Some(Kind::Listing),
    fields: &[("present", "screenshots")],
    rule: "R-48",
    empty: NO_LISTING,
    named: "{role} of {listing}",
    add: Add::Computed("there are five; d says whether one is there"),
    toggle: Some(Toggle::Item { field: "screenshots", item: "role" }),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const REVIEWS: Spec = Spec {
    title: "Reviews",
    nouns: ("review", "reviews"),
    report: &marketplace::reviews::REPORT,
    columns: &[
        ("on", 10), ("stars", 5), ("state", 11), ("text", 50), ("responded_on", 10), ("days_open", 9), ("listing", 30),
    ],
    sort: ("on", Order::Descending),
    kind: Some(Kind::Review),
    fields: &[("on", "on"), ("stars", "stars"), ("text", "text"), ("responded_on", "responded_on")],
    rule: "R-50",
    empty: "No reviews yet; a records one.",
    named: "{stars} stars, {on}",
    settings: &["listing.answer_days"],
    add: Add::Record,
    given: &[("on", "today")],
    toggle: Some(Toggle::Day("responded_on")),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const REVIEW_PLAN: Spec = Spec {
    title: "Review plan",
    nouns: ("tactic", "tactics"),
    report: &marketplace::review_plan::REPORT,
    columns: &[
        ("tactic", 20), ("wanted", 6), ("more", 13), ("least", 12), ("most", 9), ("answers", 14), ("effort", 14),
        ("listing", 40),
    ],
    keys: &["id", "tactic"],
    kind: Some(Kind::Listing),
    fields: &[("wanted", "reviews_wanted")],
    rule: "R-50",
    empty: NO_LISTING,
    named: "{tactic}",
    settings: &[
        "reviews.email_low", "reviews.email_high", "reviews.in_app_low", "reviews.in_app_high",
        "reviews.milestone_low", "reviews.milestone_high", "reviews.direct_low", "reviews.direct_high",
        "reviews.batch_low", "reviews.batch_high",
    ],
    add: Add::Computed("Enter on Wanted says how many reviews there are to be"),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const CHOICES: Spec = Spec {
    title: "Choices",
    nouns: ("option", "options"),
    report: &marketplace::choices::REPORT,
    columns: &[("option", 22), ("chosen", 6), ("choice", 9), ("when", 28), ("shown", 44), ("listing", 30)],
    keys: &["id", "field", "word"],
    kind: Some(Kind::Listing),
    fields: &[("option", "@field"), ("choice", "@field"), ("chosen", "@field")],
    rule: "F87",
    empty: NO_LISTING,
    named: "{choice}: {option}",
    add: Add::Computed("d chooses the option under the cursor"),
    toggle: Some(Toggle::Own),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const TACTICS: Spec = Spec {
    title: "Launch",
    nouns: ("launch tactic", "launch tactics"),
    report: &marketplace::tactics::REPORT,
    columns: &[
        ("kind", 20), ("owner", 16), ("on", 10), ("lacks", 19), ("target", 20), ("status", 17), ("text", 40),
        ("listing", 30),
    ],
    keys: &["listing_id", "number"],
    kind: Some(Kind::LaunchTactic),
    fields: &[("kind", "kind"), ("owner", "owner"), ("on", "on"), ("target", "target"), ("text", "text")],
    rule: "F5",
    empty: NO_LISTING,
    named: "{kind}",
    add: Add::Other(Kind::LaunchTactic),
    fresh: &[("listing", "listing_id")],
    toggle: Some(Toggle::Day("done_on")),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const LISTING_METRICS: Spec = Spec {
    title: "Measures",
    nouns: ("measure", "measures"),
    report: &marketplace::measures::REPORT,
    columns: &[
        ("metric", 20), ("value", 8), ("band", 8), ("good", 10), ("great", 10), ("action", 28), ("month", 8),
        ("listing", 40),
    ],
    keys: &["id", "metric"],
    rule: "R-49",
    empty: NO_LISTING,
    named: "{metric}",
    settings: &[
        "listing.views_good", "listing.views_great", "listing.install_good", "listing.install_great",
        "listing.activation_good", "listing.activation_great", "listing.rating_good", "listing.rating_great",
        "listing.reviews_good", "listing.reviews_great", "listing.seo_rating",
    ],
    add: Add::Other(Kind::ListingMonth),
    fresh: &[("listing", "id")],
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const LISTING_MONTHS: Spec = Spec {
    title: "Months",
    nouns: ("month", "months"),
    report: &marketplace::months::REPORT,
    columns: &[
        ("month", 8), ("views", 9), ("installs", 9), ("activations", 9), ("install_rate", 8), ("activation_rate", 8),
        ("listing", 40),
    ],
    sort: ("month", Order::Descending),
    kind: Some(Kind::ListingMonth),
    fields: &[("month", "month"), ("views", "views"), ("installs", "installs"), ("activations", "activations")],
    rule: "R-49",
    empty: "No months yet; a records one.",
    named: "{month}",
    add: Add::Record,
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const CHANGES: Spec = Spec {
    title: "Before, after",
    nouns: ("part", "parts"),
    report: &marketplace::changes::REPORT,
    columns: &[("part", 19), ("change", 7), ("before", 40), ("after", 40), ("kept_on", 10), ("listing", 30)],
    rule: "R-48",
    empty: "Nothing to compare with yet; M in Listings keeps a listing as it is now.",
    named: "{part}",
    settings: SCORE,
    add: Add::Computed("M in Listings keeps a listing as it is, to compare with"),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const PLACES: Spec = Spec {
    title: "Marketplaces",
    nouns: ("marketplace", "marketplaces"),
    report: &marketplace::places::REPORT,
    columns: &[("marketplace", 26), ("intent", 9), ("competition", 11), ("visitors", 16), ("listing", 40)],
    keys: &["marketplace", "listing"],
    rule: "F79",
    empty: "No marketplaces.",
    named: "{marketplace}",
    add: Add::Computed("the numbers are those of the document; Listings has ours"),
    ..PLAIN
};
