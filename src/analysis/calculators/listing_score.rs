//! R-48 `listing-score`: how complete a marketplace listing is.

use jiff::civil::Date;
use num_traits::ToPrimitive;
use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::checks::limits;
use super::fault::{Code, Fault};
use super::input::{Entry, Input};
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::blank::is_blank;
use crate::analysis::exact::{Exact, exact_text, scaled};
use crate::analysis::marketplace::listing_score::{
    DescriptionPart, ListingContent, ListingElement, ListingScore, ListingScoreRules, TextPair,
};
use crate::program::choice::Choice;
use crate::program::listing::ScreenshotRole;

const PASSAGE: Kind = Kind::text(0, 5000);
const LINE: Kind = Kind::text(0, 300);
const WEIGHT: Kind = Kind::count(0, 100);
const STARS: Kind = Kind::decimal("1", "5");

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "listing-score",
    rule: "R-48",
    about: "How complete a marketplace listing is, 0 to 100, and what it lacks",
    grammar: Grammar::Operations,
    inputs: &[
        Field::required("as_of", Kind::Date, "the day it is seen from"),
        Field::optional("name", Kind::text(0, 200), "app name"),
        Field::default("keywords", Kind::list_of(&Kind::text(1, 60), 0, 100), "[]", "words that people search for"),
        Field::optional("tagline", LINE, "tagline"),
        Field::optional("hook", PASSAGE, "opening of the description"),
        Field::optional("problem", PASSAGE, "the problem"),
        Field::optional("solution", PASSAGE, "the solution"),
        Field::optional("support", PASSAGE, "where help is found"),
        Field::default("features", Kind::list_of(&FEATURE, 0, 100), "[]", "features with their benefits"),
        Field::default("use_cases", Kind::list_of(&USE_CASE, 0, 100), "[]", "roles with their workflows"),
        Field::default("steps", Kind::list_of(&LINE, 0, 100), "[]", "steps to get started"),
        Field::default(
            "screenshots",
            Kind::list_of(&Kind::Choice(ScreenshotRole::CHOICES), 0, 5),
            "[]",
            "what each screenshot shows",
        ),
        Field::optional("video_seconds", Kind::count(0, 86_400), "length of the video; 0 is no video"),
        Field::optional("review_count", Kind::COUNT, "number of reviews"),
        Field::optional("rating", STARS, "average rating"),
        Field::optional("newest_review", Kind::Date, "date of the newest review"),
        Field::optional("primary_category", Kind::text(0, 100), "category"),
        Field::optional("secondary_category", Kind::text(0, 100), "second category"),
        Field::default("platform_has_secondary", Kind::Flag, "true", "whether the marketplace has a second category"),
        Field::optional("pricing", LINE, "what the listing says of the price"),
        Field::settings(SETTINGS),
    ],
    outputs: &[
        ("score", "0 to 100, rounded"),
        ("score_hi", "the score with everything unknown of the reviews earned"),
        ("score_exact", "the score, exact"),
        ("score_hi_exact", "that score, exact"),
        ("points", "points of all elements, exact"),
        ("points_max", "the most points there are"),
        ("elements", "each element with weight, fraction and points"),
        ("name_words", "words of the name"),
        ("tagline_words", "words of the tagline"),
        ("description_parts", "parts of the description that are there"),
        ("name_keywords", "keywords that the name contains"),
        ("description_missing", "parts that the description lacks"),
        ("screenshots_missing", "screenshots that are missing"),
        ("reviews_unknown", "what is not known of the reviews"),
    ],
    example: r#"{"as_of":"2025-06-01","name":"DataSync","keywords":["CRM"],"tagline":"Data synchronization tool","solution":"Syncs data.","review_count":0}"#,
    run,
};

const FEATURE: Kind =
    Kind::Object(&[Field::optional("feature", LINE, "the feature"), Field::optional("benefit", LINE, "its benefit")]);

const USE_CASE: Kind =
    Kind::Object(&[Field::optional("role", LINE, "for whom"), Field::optional("workflow", LINE, "what they do")]);

const SETTINGS: &[Field] = &[
    Field::default("weight_app_name", WEIGHT, "3", "weight of the name"),
    Field::default("weight_tagline", WEIGHT, "2", "weight of the tagline"),
    Field::default("weight_description", WEIGHT, "2", "weight of the description"),
    Field::default("weight_screenshots", WEIGHT, "3", "weight of the screenshots"),
    Field::default("weight_video", WEIGHT, "2", "weight of the video"),
    Field::default("weight_reviews", WEIGHT, "3", "weight of the reviews"),
    Field::default("weight_category", WEIGHT, "2", "weight of the category"),
    Field::default("weight_pricing", WEIGHT, "1", "weight of the pricing"),
    Field::default("tagline_max_words", Kind::count(1, 100), "9", "words of the longest good tagline"),
    Field::default("video_lo", Kind::COUNT, "60", "seconds of a good video, from"),
    Field::default("video_hi", Kind::COUNT, "90", "seconds of a good video, to"),
    Field::default("review_count_min", Kind::COUNT, "20", "reviews needed"),
    Field::default("rating_min", STARS, "\"4\"", "rating needed"),
    Field::default("review_max_age_days", Kind::COUNT, "90", "days the newest review may have"),
];

fn rules(settings: &Input) -> Result<ListingScoreRules, Vec<Fault>> {
    let video_seconds = limits(settings, "video_lo", "video_hi")?;
    let mut weights = [0; 8];
    for (weight, element) in weights.iter_mut().zip(ListingElement::ALL) {
        *weight = settings.need(&format!("weight_{element}"))?;
    }
    if weights == [0; 8] {
        let message = "every weight is 0, so there is nothing to score; give at least one weight";
        return Err(settings.fault(Code::OutOfRange, "weight_app_name", message).into());
    }
    Ok(ListingScoreRules {
        weights,
        tagline_max_words: settings.need("tagline_max_words")?,
        video_seconds,
        review_count_min: settings.need("review_count_min")?,
        rating_min: settings.need("rating_min")?,
        review_max_age_days: settings.need("review_max_age_days")?,
    })
}

/// The first contradiction between fields.
fn contradiction(input: &Input, as_of: Date) -> Option<Fault> {
    let roles: Vec<ScreenshotRole> = input.choices("screenshots");
    if let Some((index, role)) =
        roles.iter().enumerate().find(|(index, role)| roles.iter().take(*index).any(|r| r == *role))
    {
        let message = format!("{role} is listed twice; list each screenshot once");
        return Some(Fault::new(Code::Duplicate, input.entry_path("screenshots", index), message));
    }
    if input.get::<Date>("newest_review").is_some_and(|newest| newest > as_of) {
        let message = format!("newest_review is after as_of {as_of}; correct one of the two");
        return Some(input.fault(Code::DateOrder, "newest_review", message));
    }
    if input.get("review_count") == Some(0_u64)
        && let Some(name) = ["rating", "newest_review"].into_iter().find(|name| input.given(name))
    {
        let message = format!("without reviews there is no {name}; leave it out");
        return Some(input.fault(Code::ConflictingFields, name, message));
    }
    if input.get("platform_has_secondary") == Some(false) && !is_blank(input.text("secondary_category")) {
        let message = "the marketplace has no second category; leave it out";
        return Some(input.fault(Code::ConflictingFields, "secondary_category", message));
    }
    None
}

fn texts(entries: &[Entry]) -> Vec<&str> {
    fn text(entry: &Entry) -> Option<&str> {
        if let Entry::Text(text) = entry { Some(text) } else { None }
    }
    entries.iter().filter_map(text).collect()
}

fn run(input: &Input) -> Outcome {
    let as_of: Date = input.need("as_of")?;
    let rules = rules(&input.object("settings"))?;
    if let Some(fault) = contradiction(input, as_of) {
        return Err(fault.into());
    }
    let (features, use_cases) = (input.list("features"), input.list("use_cases"));
    let pairs = |list: &'_ [Input], first: &str, second: &str| -> Vec<(Option<String>, Option<String>)> {
        list.iter().map(|entry| (entry.get(first), entry.get(second))).collect()
    };
    let features = pairs(&features, "feature", "benefit");
    let use_cases = pairs(&use_cases, "role", "workflow");
    let content = ListingContent {
        name: input.text("name"),
        keywords: texts(input.entries("keywords")),
        tagline: input.text("tagline"),
        hook: input.text("hook"),
        problem: input.text("problem"),
        solution: input.text("solution"),
        features: borrowed(&features),
        use_cases: borrowed(&use_cases),
        steps: texts(input.entries("steps")),
        support: input.text("support"),
        screenshots: input.choices("screenshots"),
        video_seconds: input.get("video_seconds"),
        review_count: input.get("review_count"),
        rating: input.get("rating"),
        newest_review: input.get("newest_review"),
        primary_category: input.text("primary_category"),
        secondary_category: input.text("secondary_category"),
        one_category_only: !input.need::<bool>("platform_has_secondary")?,
        priced: !is_blank(input.text("pricing")),
    };
    Ok(answer(&content, &ListingScore::of(&content, as_of, &rules), &rules))
}

fn borrowed(pairs: &[(Option<String>, Option<String>)]) -> Vec<TextPair<'_>> {
    pairs.iter().map(|(first, second)| (first.as_deref(), second.as_deref())).collect()
}

fn answer(content: &ListingContent<'_>, found: &ListingScore, rules: &ListingScoreRules) -> Answer {
    let element = |element: &ListingElement| -> Value {
        let index = *element as usize;
        json!({
            "element": element,
            "weight": rules.weights[index],
            "fraction": exact_text(&found.fractions[index]),
            "points": exact_text(&found.points[index]),
        })
    };
    let rounded = |score: Option<&Exact>| score.and_then(|score| scaled(score, 0).to_i64());
    let keywords = found.keywords_found.iter().filter_map(|index| content.keywords.get(*index));
    let mut answer = Answer::from(json!({
        "score": rounded(found.score.as_ref()),
        "score_hi": rounded(found.score_high.as_ref()),
        "score_exact": found.score.as_ref().map(exact_text),
        "score_hi_exact": found.score_high.as_ref().map(exact_text),
        "points": exact_text(&found.total),
        "points_max": found.points_max,
        "elements": ListingElement::ALL.iter().map(element).collect::<Vec<_>>(),
        "name_words": found.name_words,
        "tagline_words": found.tagline_words,
        "description_parts": DescriptionPart::ALL.len() - found.description_missing.len(),
        "name_keywords": keywords.collect::<Vec<_>>(),
        "description_missing": found.description_missing,
        "screenshots_missing": found.screenshots_missing,
        "reviews_unknown": found.reviews_unknown,
    }));
    if found.no_keywords {
        answer.warn(
            "no_keywords",
            "keywords",
            "without keywords the name cannot be judged; add those people search for",
        );
    }
    for fact in &found.reviews_unknown {
        let message = format!("{fact} is unknown and counts as not reached; score_hi counts it as reached");
        answer.warn("unknown_value", fact.word(), message);
    }
    answer
}
