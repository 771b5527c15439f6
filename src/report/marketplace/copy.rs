//! The copy of each listing field by field, with counters (F81, F82, F88, F90).

use crate::analysis::blank::{is_blank, word_count};
use crate::analysis::marketplace::listing_score::DescriptionPart;
use crate::program::choice::{Choice, choice};
use crate::program::listing::Listing;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

choice! {
    /// Whether a field of a listing is as it should be.
    pub enum CopyState {
        Good = "good" => "Good",
        Short = "short" => "Too little",
        Long = "long" => "Too long",
        Missing = "missing" => "Missing",
    }
}

/// Every field of every listing.
pub const REPORT: Report =
    Report { name: "listing-copy", title: "Copy of each listing, field by field", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("listing", "Listing", CellKind::Text),
    Column::further("field", "Field", CellKind::Text),
    Column::new("part", "Part", CellKind::Text),
    Column::new("state", "State", CellKind::Word),
    Column::new("counter", "Counter", CellKind::Text),
    Column::new("text", "Text", CellKind::Text),
    Column::new("hint", "What it is for", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for listing in view.program.listings.iter() {
        for (field, part, hint) in FIELDS {
            let text = text_of(listing, field);
            let (state, counter) = judged(view, listing, field, text.as_deref());
            table.push(vec![
                (&listing.id).into(),
                listing.name.as_str().into(),
                (*field).into(),
                (*part).into(),
                Cell::word(state),
                counter.into(),
                text.into(),
                (*hint).into(),
            ]);
        }
    }
}

/// The fields in the order of a listing, with what each is for.
const FIELDS: &[(&str, &str, &str)] = &[
    ("name", "App name", "Brand and category, action and benefit, or platform and brand; with a keyword"),
    ("tagline", "Tagline", "The value in under ten words"),
    ("hook", "Hook", "One sentence that says what it is worth"),
    ("problem", "Problem", "Which pain it takes away"),
    ("solution", "Solution", "How the integration helps"),
    ("features", "Features", "At least three: feature - benefit; feature - benefit"),
    ("use_cases", "Use cases", "At least two: role - what it changes; role - ..."),
    ("steps", "Getting started", "At least three steps, such as install, connect, configure"),
    ("support", "Support", "Documentation and where help is found"),
    ("differentiator", "Differentiator", "What nobody else has; leader: trust and scale; challenger: one thing better"),
    ("keywords", "Keywords", "What people search for"),
    ("video_seconds", "Video, seconds", "A demo of 60 to 90 seconds"),
    ("primary_category", "Category", "Where buyers look first"),
    ("secondary_category", "Second category", "Where the platform allows one"),
    ("pricing", "Pricing", "Free, free plan, trial, contact or starting at"),
    ("starting_price", "Starting price", "A month, for the model Starting at"),
    ("website_copy", "Website copy", "The same product on our website, to see that the listing says it anew"),
];

/// A field as it is read.
pub(super) fn text_of(listing: &Listing, field: &str) -> Option<String> {
    let plain = |text: &Option<String>| text.clone().filter(|text| !is_blank(Some(text)));
    let joined = |items: Vec<String>| (!items.is_empty()).then(|| items.join("; "));
    match field {
        "name" => Some(listing.name.clone()).filter(|text| !is_blank(Some(text))),
        "tagline" => plain(&listing.tagline),
        "hook" => plain(&listing.hook),
        "problem" => plain(&listing.problem),
        "solution" => plain(&listing.solution),
        "features" => joined(listing.features.iter().map(|one| paired(&one.feature, one.benefit.as_deref())).collect()),
        "use_cases" => {
            let pair = |one: &crate::program::listing::ListingUseCase| match &one.role {
                Some(role) => paired(role, Some(&one.text)),
                None => one.text.clone(),
            };
            joined(listing.use_cases.iter().map(pair).collect())
        }
        "steps" => joined(listing.steps.clone()),
        "support" => plain(&listing.support),
        "differentiator" => plain(&listing.differentiator),
        "keywords" => joined(listing.keywords.clone()),
        "video_seconds" => listing.video_seconds.map(|seconds| seconds.to_string()),
        "primary_category" => plain(&listing.primary_category),
        "secondary_category" => plain(&listing.secondary_category),
        "pricing" => listing.pricing.map(|pricing| pricing.label().to_owned()),
        "starting_price" => listing.starting_price.map(|price| Cell::Money(price).display().into_owned()),
        "website_copy" => plain(&listing.website_copy),
        _ => None,
    }
}

fn paired(first: &str, second: Option<&str>) -> String {
    second.map_or_else(|| first.to_owned(), |second| format!("{first} - {second}"))
}

/// The part of a description that a field is.
fn part(field: &str) -> Option<DescriptionPart> {
    Some(match field {
        "features" => DescriptionPart::Features,
        "use_cases" => DescriptionPart::UseCases,
        "steps" => DescriptionPart::GettingStarted,
        _ => return None,
    })
}

fn judged(view: &View<'_>, listing: &Listing, field: &str, text: Option<&str>) -> (CopyState, String) {
    let rules = &view.derived.policy().listing.score;
    let words = word_count(text);
    let Some(text) = text else {
        let needed = match part(field) {
            Some(part) => format!("0 of {}", least(part)),
            None => String::new(),
        };
        return (CopyState::Missing, needed);
    };
    let letters = text.chars().count();
    let plain = format!("{words} words, {letters} letters");
    match field {
        "name" if words < 2 => (CopyState::Short, plain),
        "tagline" => {
            let most = rules.tagline_max_words as usize;
            let state = if words > most { CopyState::Long } else { CopyState::Good };
            (state, format!("{words} of {most} words"))
        }
        "features" | "use_cases" | "steps" => {
            let (whole, needed) = match field {
                "features" => {
                    let whole = listing.features.iter().filter(|one| !is_blank(one.benefit.as_deref()));
                    (whole.count(), least(DescriptionPart::Features))
                }
                "use_cases" => {
                    let whole = listing.use_cases.iter().filter(|one| !is_blank(one.role.as_deref()));
                    (whole.count(), least(DescriptionPart::UseCases))
                }
                _ => (listing.steps.len(), least(DescriptionPart::GettingStarted)),
            };
            let state = if whole < needed { CopyState::Short } else { CopyState::Good };
            (state, format!("{whole} of {needed}"))
        }
        "video_seconds" => {
            let [low, high] = rules.video_seconds;
            let seconds = u64::from(listing.video_seconds.unwrap_or(0));
            let state = match seconds {
                seconds if seconds < low => CopyState::Short,
                seconds if seconds > high => CopyState::Long,
                _ => CopyState::Good,
            };
            (state, format!("{seconds} of {low}-{high} s"))
        }
        "keywords" => (CopyState::Good, format!("{} keywords", listing.keywords.len())),
        "pricing" | "starting_price" | "primary_category" | "secondary_category" => (CopyState::Good, String::new()),
        _ => (CopyState::Good, plain),
    }
}

/// How many entries a part of the description needs.
fn least(part: DescriptionPart) -> usize {
    if part == DescriptionPart::UseCases { 2 } else { 3 }
}

/// Every part of a listing at full length, to be read beside the table.
pub fn notes(view: &View<'_>) -> Vec<Vec<(String, String)>> {
    let of = |listing: &Listing| {
        let line =
            |(field, part, _): &(&str, &str, &str)| text_of(listing, field).map(|text| ((*part).to_owned(), text));
        let mut lines = vec![("The listing".to_owned(), String::new())];
        lines.extend(FIELDS.iter().filter_map(line));
        lines
    };
    let all = view.program.listings.iter();
    all.flat_map(|listing| std::iter::repeat_n(of(listing), FIELDS.len())).collect()
}
