//! Marketplace listings as this program scores and judges them (R-48 to R-50, C-48, C-57).

use super::PercentRange;
use crate::analysis::exact::{exact, of_percent, whole};
use crate::analysis::marketplace::listing_metrics::ListingTargets;
use crate::analysis::marketplace::listing_score::{ListingElement, ListingScoreRules};
use crate::analysis::marketplace::review_asks::ReviewRates;
use crate::program::choice::Choice;
use crate::program::rate::Percent;
use crate::program::settings::Settings;

/// What a listing is measured by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListingPolicy {
    /// Weights and limits of the score.
    pub score: ListingScoreRules,
    /// From where a metric is good and great.
    pub targets: ListingTargets,
    /// How many of those asked write a review.
    pub rates: ReviewRates,
    /// A listing is looked at every so many days (MKT-01).
    pub review_days: u16,
    /// A bad review is answered within so many days (MKT-03).
    pub answer_days: u16,
    /// Share of the words above which a keyword is stuffed (MKT-07).
    pub keyword_share: Percent,
}

impl ListingPolicy {
    pub(super) fn of(settings: &Settings) -> Self {
        let rate = |name: &str| {
            let range = PercentRange::of(settings, &format!("reviews.{name}"));
            [range.low, range.high]
        };
        let mut weights = [0; 8];
        for (weight, element) in weights.iter_mut().zip(ListingElement::ALL) {
            *weight = settings.count(&format!("listing.weight_{}", element.word()));
        }
        let count = |key: &str| whole(settings.count(key));
        let percent = |key: &str| of_percent(settings.percent(key));
        let stars = |key: &str| exact(settings.number(key).decimal());
        Self {
            score: ListingScoreRules {
                weights,
                tagline_max_words: settings.count("listing.tagline_max_words"),
                video_seconds: ["listing.video_low", "listing.video_high"].map(|key| settings.count(key).into()),
                review_count_min: settings.count("listing.reviews_good").into(),
                rating_min: stars("listing.rating_good"),
                review_max_age_days: settings.span("listing.review_max_age_days").into(),
            },
            targets: ListingTargets {
                good: [
                    count("listing.views_good"),
                    percent("listing.install_good"),
                    percent("listing.activation_good"),
                    stars("listing.rating_good"),
                    count("listing.reviews_good"),
                ],
                great: [
                    count("listing.views_great"),
                    percent("listing.install_great"),
                    percent("listing.activation_great"),
                    stars("listing.rating_great"),
                    count("listing.reviews_great"),
                ],
                seo_rating: stars("listing.seo_rating"),
            },
            rates: ReviewRates {
                tactics: [rate("email"), rate("in_app"), rate("milestone"), rate("direct")],
                batch: ["reviews.batch_low", "reviews.batch_high"].map(|key| settings.count(key)),
            },
            review_days: settings.span("listing.review_days"),
            answer_days: settings.span("listing.answer_days"),
            keyword_share: settings.percent("listing.keyword_share"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_those_of_the_rules() {
        let policy = ListingPolicy::of(&Settings::default());
        assert_eq!(policy.score, ListingScoreRules::default());
        assert_eq!(policy.targets, ListingTargets::default());
        assert_eq!(policy.rates, ReviewRates::default());
    }
}
