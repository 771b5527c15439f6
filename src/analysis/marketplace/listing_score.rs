//! R-48: how complete a marketplace listing is, 0 to 100 (C-57).

use jiff::civil::Date;
use num_traits::Zero;

use crate::analysis::blank::{is_blank, trimmed, word_count};
use crate::analysis::exact::{Exact, whole};
use crate::program::choice::{Choice, choice};
use crate::program::listing::ScreenshotRole;
use crate::program::period::days_between;

choice! {
    /// What is scored, in the order it is shown.
    pub enum ListingElement {
        AppName = "app_name" => "App name",
        Tagline = "tagline" => "Tagline",
        Description = "description" => "Description",
        Screenshots = "screenshots" => "Screenshots",
        Video = "video" => "Video",
        Reviews = "reviews" => "Reviews",
        Category = "category" => "Category",
        Pricing = "pricing" => "Pricing",
    }
}

choice! {
    /// The parts of a description, in their order.
    pub enum DescriptionPart {
        Hook = "hook" => "Hook",
        Problem = "problem" => "Problem",
        Solution = "solution" => "Solution",
        Features = "features" => "Features",
        UseCases = "use_cases" => "Use cases",
        GettingStarted = "getting_started" => "Getting started",
        Support = "support" => "Support",
    }
}

choice! {
    /// What counts of the reviews, a third each.
    pub enum ReviewFact {
        Count = "review_count" => "Number of reviews",
        Rating = "rating" => "Rating",
        Newest = "newest_review" => "Newest review",
    }
}

/// Two texts that belong together: a feature and its benefit, a role and its workflow.
pub type TextPair<'a> = (Option<&'a str>, Option<&'a str>);

/// What is on a listing; what is absent is not there, and what is absent of the reviews is not known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListingContent<'a> {
    /// App name.
    pub name: Option<&'a str>,
    /// Words that people search for.
    pub keywords: Vec<&'a str>,
    /// Tagline.
    pub tagline: Option<&'a str>,
    /// The opening of the description.
    pub hook: Option<&'a str>,
    /// The problem.
    pub problem: Option<&'a str>,
    /// The solution.
    pub solution: Option<&'a str>,
    /// Features with their benefits.
    pub features: Vec<TextPair<'a>>,
    /// Roles with their workflows.
    pub use_cases: Vec<TextPair<'a>>,
    /// Steps to get started.
    pub steps: Vec<&'a str>,
    /// Where help is found.
    pub support: Option<&'a str>,
    /// Screenshots by what they show, each once.
    pub screenshots: Vec<ScreenshotRole>,
    /// Length of the video in seconds; 0 is no video.
    pub video_seconds: Option<u64>,
    /// Number of reviews.
    pub review_count: Option<u64>,
    /// Average rating, 1 to 5.
    pub rating: Option<Exact>,
    /// Date of the newest review.
    pub newest_review: Option<Date>,
    /// Category.
    pub primary_category: Option<&'a str>,
    /// Second category.
    pub secondary_category: Option<&'a str>,
    /// Whether the marketplace has no second category.
    pub one_category_only: bool,
    /// Whether the listing says what it costs.
    pub priced: bool,
}

/// Weights and limits of the score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListingScoreRules {
    /// Weights in the order of [`ListingElement`].
    pub weights: [u32; 8],
    /// Words of the longest good tagline.
    pub tagline_max_words: u32,
    /// Seconds of a good video, shortest and longest.
    pub video_seconds: [u64; 2],
    /// Reviews needed.
    pub review_count_min: u64,
    /// Rating needed.
    pub rating_min: Exact,
    /// Days the newest review may have.
    pub review_max_age_days: u32,
}

impl Default for ListingScoreRules {
    fn default() -> Self {
        Self {
            weights: [3, 2, 2, 3, 2, 3, 2, 1],
            tagline_max_words: 9,
            video_seconds: [60, 90],
            review_count_min: 20,
            rating_min: whole(4),
            review_max_age_days: 90,
        }
    }
}

/// The score of a listing and what it lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListingScore {
    /// What is earned of each element in the order of [`ListingElement`], 0 to 1.
    pub fractions: [Exact; 8],
    /// Points of each element.
    pub points: [Exact; 8],
    /// All points.
    pub total: Exact,
    /// The most points there are.
    pub points_max: u32,
    /// 0 to 100, not rounded; nothing when no element has a weight.
    pub score: Option<Exact>,
    /// The score with everything unknown of the reviews earned.
    pub score_high: Option<Exact>,
    /// Words of the name.
    pub name_words: usize,
    /// Words of the tagline.
    pub tagline_words: usize,
    /// Positions of the keywords that the name contains.
    pub keywords_found: Vec<usize>,
    /// Whether there is no keyword to look for.
    pub no_keywords: bool,
    /// Parts that the description lacks.
    pub description_missing: Vec<DescriptionPart>,
    /// Screenshots that are missing.
    pub screenshots_missing: Vec<ScreenshotRole>,
    /// What is not known of the reviews.
    pub reviews_unknown: Vec<ReviewFact>,
}

impl ListingScore {
    /// R-48: the score of a listing on a day.
    pub fn of(content: &ListingContent<'_>, as_of: Date, rules: &ListingScoreRules) -> Self {
        let keywords_found = keywords_found(content);
        let name_words = word_count(content.name);
        let tagline_words = word_count(content.tagline);
        let description_missing = description_missing(content);
        let screenshots_missing: Vec<ScreenshotRole> =
            ScreenshotRole::ALL.iter().copied().filter(|role| !content.screenshots.contains(role)).collect();
        let (earned, reviews_unknown) = reviews(content, as_of, rules);
        let described = DescriptionPart::ALL.len() - description_missing.len();
        let shown = ScreenshotRole::ALL.len() - screenshots_missing.len();
        let fractions = [
            part(usize::from(!keywords_found.is_empty()) + usize::from(name_words >= 2), 2),
            tagline(tagline_words, rules),
            part(described, DescriptionPart::ALL.len()),
            part(shown, ScreenshotRole::ALL.len()),
            video(content.video_seconds.unwrap_or(0), rules),
            part(earned, ReviewFact::ALL.len()),
            category(content),
            part(content.priced.into(), 1),
        ];
        let mut points = fractions.clone();
        for (points, weight) in points.iter_mut().zip(rules.weights) {
            *points *= whole(weight);
        }
        let total: Exact = points.iter().sum();
        let points_max: u32 = rules.weights.iter().sum();
        let score = |points: &Exact| (points_max > 0).then(|| points * whole(100) / whole(points_max));
        let unknown =
            part(reviews_unknown.len(), ReviewFact::ALL.len()) * whole(rules.weights[ListingElement::Reviews as usize]);
        Self {
            score: score(&total),
            score_high: score(&(&total + unknown)),
            fractions,
            points,
            total,
            points_max,
            name_words,
            tagline_words,
            keywords_found,
            no_keywords: content.keywords.iter().all(|keyword| is_blank(Some(keyword))),
            description_missing,
            screenshots_missing,
            reviews_unknown,
        }
    }
}

fn part(of: usize, whole: usize) -> Exact {
    Exact::new(of.into(), whole.into())
}

/// A keyword is found as a plain part of the name, whatever the case of both.
fn keywords_found(content: &ListingContent<'_>) -> Vec<usize> {
    let Some(name) = content.name.map(str::to_lowercase) else { return Vec::new() };
    let found = |keyword: &str| {
        let keyword = trimmed(keyword).to_lowercase();
        !keyword.is_empty() && name.contains(&keyword)
    };
    let keywords = content.keywords.iter().enumerate();
    keywords.filter(|(_, keyword)| found(keyword)).map(|(index, _)| index).collect()
}

fn tagline(words: usize, rules: &ListingScoreRules) -> Exact {
    match words {
        0 => Exact::zero(),
        _ if words <= rules.tagline_max_words as usize => part(1, 1),
        _ => part(1, 2),
    }
}

fn description_missing(content: &ListingContent<'_>) -> Vec<DescriptionPart> {
    let complete = |pairs: &[TextPair<'_>]| pairs.iter().filter(|(a, b)| !is_blank(*a) && !is_blank(*b)).count();
    let there = |part: &DescriptionPart| match part {
        DescriptionPart::Hook => !is_blank(content.hook),
        DescriptionPart::Problem => !is_blank(content.problem),
        DescriptionPart::Solution => !is_blank(content.solution),
        DescriptionPart::Features => complete(&content.features) >= 3,
        DescriptionPart::UseCases => complete(&content.use_cases) >= 2,
        DescriptionPart::GettingStarted => content.steps.iter().filter(|step| !is_blank(Some(step))).count() >= 3,
        DescriptionPart::Support => !is_blank(content.support),
    };
    DescriptionPart::ALL.iter().copied().filter(|part| !there(part)).collect()
}

fn video(seconds: u64, rules: &ListingScoreRules) -> Exact {
    let [low, high] = rules.video_seconds;
    match seconds {
        0 => Exact::zero(),
        _ if (low..=high).contains(&seconds) => part(1, 1),
        _ => part(1, 2),
    }
}

/// How many thirds are earned, and what is not known; without reviews rating and age are known to be missing.
fn reviews(content: &ListingContent<'_>, as_of: Date, rules: &ListingScoreRules) -> (usize, Vec<ReviewFact>) {
    let none = content.review_count == Some(0);
    let count = content.review_count.map(|count| count >= rules.review_count_min);
    let rating = content.rating.as_ref().map(|rating| *rating >= rules.rating_min);
    let recent = |newest: Date| i64::from(days_between(newest, as_of)) <= i64::from(rules.review_max_age_days);
    let newest = content.newest_review.map(recent);
    let facts = [
        (ReviewFact::Count, count),
        (ReviewFact::Rating, if none { Some(false) } else { rating }),
        (ReviewFact::Newest, if none { Some(false) } else { newest }),
    ];
    let earned = facts.iter().filter(|(_, holds)| *holds == Some(true)).count();
    (earned, facts.iter().filter(|(_, holds)| holds.is_none()).map(|(fact, _)| *fact).collect())
}

fn category(content: &ListingContent<'_>) -> Exact {
    let primary = usize::from(!is_blank(content.primary_category));
    if content.one_category_only {
        return part(primary, 1);
    }
    part(primary + usize::from(!is_blank(content.secondary_category)), 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::exact::{exact_text, shown};
    use jiff::civil::date;

    fn complete() -> ListingContent<'static> {
        ListingContent {
            name: Some("Acme CRM Sync"),
            keywords: vec![" crm "],
            tagline: Some("Sync contacts fast"),
            hook: Some("h"),
            problem: Some("p"),
            solution: Some("s"),
            features: vec![(Some("a"), Some("b")); 3],
            use_cases: vec![(Some("r"), Some("w")); 2],
            steps: vec!["1", "2", "3"],
            support: Some("mail"),
            screenshots: ScreenshotRole::ALL.to_vec(),
            video_seconds: Some(90),
            review_count: Some(20),
            rating: Some(whole(4)),
            newest_review: Some(date(2025, 3, 3)),
            primary_category: Some("CRM"),
            secondary_category: Some("Sales"),
            one_category_only: false,
            priced: true,
        }
    }

    fn score(content: &ListingContent<'_>) -> ListingScore {
        ListingScore::of(content, date(2025, 6, 1), &ListingScoreRules::default())
    }

    #[test]
    fn a_complete_listing_has_100_and_an_empty_one_nothing() {
        assert_eq!(score(&complete()).score, Some(whole(100)));
        let empty = score(&ListingContent::default());
        assert_eq!((empty.score, empty.description_missing.len()), (Some(whole(0)), 7));
        assert_eq!(empty.reviews_unknown, ReviewFact::ALL);
        assert_eq!(shown(&empty.score_high.unwrap(), 0), "17", "three of eighteen points are not known");
        assert!(empty.no_keywords);
    }

    #[test]
    fn each_element_loses_what_its_parts_are_worth() {
        use ListingElement::{AppName, Category, Description, Reviews, Tagline, Video};
        type Change = fn(&mut ListingContent<'static>);
        let cases: [(ListingElement, &str, Change); 9] = [
            (AppName, "0.5", |listing| listing.name = Some("SuperCRMthing")),
            (AppName, "0.5", |listing| listing.keywords = vec![" "]),
            (Tagline, "0.5", |listing| listing.tagline = Some("1 2 3 4 5 6 7 8 9 10")),
            (Description, "6/7", |listing| listing.features[0].1 = Some(" ")),
            (Video, "0.5", |listing| listing.video_seconds = Some(91)),
            (Video, "0", |listing| listing.video_seconds = Some(0)),
            (Reviews, "2/3", |listing| listing.newest_review = Some(date(2025, 3, 2))),
            (Category, "0.5", |listing| listing.secondary_category = None),
            (Category, "1", |listing| (listing.secondary_category, listing.one_category_only) = (None, true)),
        ];
        for (element, fraction, change) in cases {
            let mut listing = complete();
            change(&mut listing);
            assert_eq!(exact_text(&score(&listing).fractions[element as usize]), fraction, "{element}");
        }
    }

    #[test]
    fn without_reviews_nothing_about_them_is_unknown() {
        let listing = ListingContent { review_count: Some(0), ..ListingContent::default() };
        assert!(score(&listing).reviews_unknown.is_empty());
        assert_eq!(score(&listing).score_high, score(&listing).score);
    }
}
