//! A listing on record as the rules want to see it: its content, its numbers, its words.

use std::collections::HashSet;

use jiff::civil::Date;

use super::listing_metrics::{ListingFigures, Stage};
use super::listing_score::ListingContent;
use crate::analysis::blank::{BLANKS, trimmed, word_count};
use crate::analysis::exact::{Exact, ratio, whole};
use crate::program::Program;
use crate::program::choice::choice;
use crate::program::id::Id;
use crate::program::listing::{Listing, ListingMonth, Review};
use crate::program::period::Month;

choice! {
    /// How a keyword is used (R-48, MKT-07, MKT-09).
    pub enum KeywordUse {
        InName = "in_name" => "In the name",
        Used = "used" => "In the text",
        Unused = "unused" => "Not used",
        Stuffed = "stuffed" => "Too often",
    }
}

/// The reviews of a listing up to a day, in short.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReviewSummary {
    /// How many.
    pub count: u64,
    /// Average stars; none without reviews.
    pub rating: Option<Exact>,
    /// The newest.
    pub newest: Option<Date>,
    /// Without an answer.
    pub unanswered: u64,
}

/// The reviews of one listing.
pub fn reviews<'a>(program: &'a Program, listing: &'a Id<Listing>, as_of: Date) -> impl Iterator<Item = &'a Review> {
    program.reviews.iter().filter(move |review| review.listing == *listing && review.on <= as_of)
}

impl ReviewSummary {
    /// Of one listing, on a day.
    pub fn of(program: &Program, listing: &Id<Listing>, as_of: Date) -> Self {
        let mut summary = Self::default();
        let mut stars = 0_u64;
        for review in reviews(program, listing, as_of) {
            summary.count += 1;
            stars += u64::from(review.stars);
            summary.newest = summary.newest.max(Some(review.on));
            summary.unanswered += u64::from(review.responded_on.is_none());
        }
        summary.rating = ratio(&whole(stars), &whole(summary.count));
        summary
    }
}

/// The content of a listing with its reviews, for the score.
pub fn content<'a>(listing: &'a Listing, reviews: &ReviewSummary) -> ListingContent<'a> {
    ListingContent {
        name: Some(&listing.name),
        keywords: listing.keywords.iter().map(String::as_str).collect(),
        tagline: listing.tagline.as_deref(),
        hook: listing.hook.as_deref(),
        problem: listing.problem.as_deref(),
        solution: listing.solution.as_deref(),
        features: listing.features.iter().map(|one| (Some(one.feature.as_str()), one.benefit.as_deref())).collect(),
        use_cases: listing.use_cases.iter().map(|one| (one.role.as_deref(), Some(one.text.as_str()))).collect(),
        steps: listing.steps.iter().map(String::as_str).collect(),
        support: listing.support.as_deref(),
        screenshots: listing.screenshots.clone(),
        video_seconds: listing.video_seconds.map(u64::from),
        review_count: Some(reviews.count),
        rating: reviews.rating.clone(),
        newest_review: reviews.newest,
        primary_category: listing.primary_category.as_deref(),
        secondary_category: listing.secondary_category.as_deref().filter(|_| !listing.one_category),
        one_category_only: listing.one_category,
        priced: listing.pricing.is_some(),
    }
}

/// The last month of a listing that is over on a day.
pub fn last_month<'a>(program: &'a Program, listing: &Id<Listing>, as_of: Date) -> Option<&'a ListingMonth> {
    let over = |month: Month| (i32::from(month.year), month.number) < (i32::from(as_of.year()), as_of.month() as u8);
    let of = program.listing_months.iter().filter(|month| month.listing == *listing && over(month.month));
    of.max_by_key(|month| (month.month.year, month.month.number))
}

/// The numbers of a listing, for its bands.
pub fn figures(month: Option<&ListingMonth>, reviews: &ReviewSummary) -> ListingFigures {
    ListingFigures {
        views: month.map(|month| month.views.into()),
        installs: month.map(|month| Stage::Count(month.installs.into())),
        activations: month.map(|month| Stage::Count(month.activations.into())),
        rating: reviews.rating.clone(),
        reviews: Some(reviews.count),
    }
}

/// Every text of a description, joined.
pub fn description(listing: &Listing) -> String {
    let mut parts: Vec<&str> = Vec::new();
    parts.extend([&listing.hook, &listing.problem, &listing.solution].into_iter().flatten().map(String::as_str));
    for feature in &listing.features {
        parts.push(&feature.feature);
        parts.extend(feature.benefit.as_deref());
    }
    for case in &listing.use_cases {
        parts.extend(case.role.as_deref());
        parts.push(&case.text);
    }
    parts.extend(listing.steps.iter().map(String::as_str));
    parts.extend(listing.support.as_deref());
    parts.join("\n")
}

/// How often a keyword stands in a text, and its share of the words; whole words, whatever their case.
pub fn keyword_count(text: &str, keyword: &str) -> (usize, Option<Exact>) {
    let plain = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    let split = |text: &str| -> Vec<String> { text.split(BLANKS).map(plain).filter(|word| !word.is_empty()).collect() };
    let (words, wanted) = (split(text), split(trimmed(keyword)));
    if wanted.is_empty() {
        return (0, None);
    }
    let count = words.windows(wanted.len()).filter(|window| *window == wanted.as_slice()).count();
    (count, ratio(&whole(count * wanted.len()), &whole(word_count(Some(text)))))
}

/// The words of a text that stand in another one too, by three in a row (MKT-02).
pub fn shared_with(text: &str, other: &str) -> Option<Exact> {
    let words = |text: &str| -> Vec<String> {
        let plain = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
        text.split(BLANKS).map(plain).filter(|word| !word.is_empty()).collect()
    };
    let (ours, theirs) = (words(text), words(other));
    let known: HashSet<&[String]> = theirs.windows(3).collect();
    let all = ours.windows(3).count();
    let shared = ours.windows(3).filter(|window| known.contains(window)).count();
    ratio(&whole(shared), &whole(all))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::exact::exact_text;

    #[test]
    fn a_keyword_of_several_words_is_counted_as_a_whole() {
        let (count, share) = keyword_count("Plan shifts. Shift planning, done: SHIFT planning!", "shift planning");
        assert_eq!((count, share.map(|share| exact_text(&share))), (2, Some("4/7".to_owned())));
        assert_eq!(keyword_count("anything", "  ").0, 0);
    }

    #[test]
    fn text_taken_over_is_seen_by_three_words_in_a_row() {
        let share = |text| shared_with(text, "One plan that everybody sees").map(|share| exact_text(&share));
        assert_eq!(share("One plan that everybody sees."), Some("1".to_owned()));
        assert_eq!(share("Another plan that helps everybody"), Some("0".to_owned()));
        assert_eq!(share("Too short"), None);
    }
}
