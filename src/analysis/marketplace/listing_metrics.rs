//! how a listing does, from views to reviews, and what to do where it falls short (C-48).

use num_traits::Zero;

use crate::analysis::exact::{Exact, of_percent, ratio, whole};
use crate::program::choice::choice;
use crate::program::rate::Percent;

choice! {
    /// What is measured, in the order it is shown.
    pub enum ListingMetric {
        Views = "views" => "Views",
        InstallRate = "install_rate" => "Install rate",
        ActivationRate = "activation_rate" => "Activation rate",
        Rating = "rating" => "Rating",
        Reviews = "reviews" => "Reviews",
    }
}

choice! {
    /// How good it is.
    pub enum ListingBand {
        Great = "great" => "Great",
        Good = "good" => "Good",
        Below = "below" => "Below",
        NotAvailable = "n_a" => "n/a",
        Unknown = "unknown" => "Unknown",
    }
}

impl ListingMetric {
    /// What to do when it is below (F91).
    pub fn action(self) -> &'static str {
        match self {
            Self::Views => "Improve SEO, run promos",
            Self::InstallRate => "Improve listing quality",
            Self::ActivationRate => "Improve onboarding",
            Self::Rating => "Address feedback, support",
            Self::Reviews => "Review generation campaign",
        }
    }
}

/// A stage of the funnel as it is known: how many, or which part of the stage before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// How many.
    Count(u64),
    /// Which part of the stage before.
    Rate(Percent),
}

/// What is known of a listing; the rest is absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListingFigures {
    /// Views in a month.
    pub views: Option<u64>,
    /// Installs, or their part of the views.
    pub installs: Option<Stage>,
    /// Activations, or their part of the installs.
    pub activations: Option<Stage>,
    /// Average rating, 1 to 5.
    pub rating: Option<Exact>,
    /// Reviews.
    pub reviews: Option<u64>,
}

/// From where a metric is good and great; rates as factors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListingTargets {
    /// From where each is good, in the order of [`ListingMetric`].
    pub good: [Exact; 5],
    /// From where each is great.
    pub great: [Exact; 5],
    /// The rating that keeps a listing found.
    pub seo_rating: Exact,
}

impl Default for ListingTargets {
    fn default() -> Self {
        let percent = |percent| of_percent(Percent::whole(percent));
        Self {
            good: [whole(1000), percent(5), percent(40), whole(4), whole(20)],
            great: [whole(5000), percent(15), percent(70), Exact::new(47.into(), 10.into()), whole(100)],
            seo_rating: Exact::new(9.into(), 2.into()),
        }
    }
}

/// A metric with its band.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListingRow {
    /// What.
    pub metric: ListingMetric,
    /// Its value; rates as factors.
    pub value: Option<Exact>,
    /// How good it is.
    pub band: ListingBand,
}

/// How a listing does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListingReport {
    /// The five metrics in the order of [`ListingMetric`].
    pub rows: [ListingRow; 5],
    /// Installs, not rounded.
    pub installs: Option<Exact>,
    /// Activations, not rounded.
    pub activated: Option<Exact>,
    /// Whether the rating keeps the listing found.
    pub seo_rating_passes: Option<bool>,
    /// Whether more were installed than viewed, as counted.
    pub installs_exceed: bool,
    /// Whether more were activated than installed, as counted.
    pub activations_exceed: bool,
}

impl ListingRow {
    /// What to do about a metric that is below.
    pub fn action(&self) -> Option<&'static str> {
        (self.band == ListingBand::Below).then(|| self.metric.action())
    }
}

impl ListingReport {
    /// a listing against its targets.
    pub fn of(figures: &ListingFigures, targets: &ListingTargets) -> Self {
        let views = figures.views.map(whole);
        let installs = Flow::of(figures.installs, views.as_ref());
        let activations = Flow::of(figures.activations, installs.count.as_ref());
        let no_reviews = figures.reviews == Some(0);
        let row = |metric: ListingMetric, value: Option<Exact>, available: bool| {
            let (good, great) = (&targets.good[metric as usize], &targets.great[metric as usize]);
            let band = match &value {
                Some(value) if value >= great => ListingBand::Great,
                Some(value) if value >= good => ListingBand::Good,
                Some(_) => ListingBand::Below,
                None if available => ListingBand::Unknown,
                None => ListingBand::NotAvailable,
            };
            ListingRow { metric, value, band }
        };
        Self {
            rows: [
                row(ListingMetric::Views, views, true),
                row(ListingMetric::InstallRate, installs.rate, !installs.of_nothing),
                row(ListingMetric::ActivationRate, activations.rate, !activations.of_nothing),
                row(ListingMetric::Rating, figures.rating.clone().filter(|_| !no_reviews), !no_reviews),
                row(ListingMetric::Reviews, figures.reviews.map(whole), true),
            ],
            installs: installs.count,
            activated: activations.count,
            seo_rating_passes: figures.rating.as_ref().map(|rating| *rating >= targets.seo_rating),
            installs_exceed: installs.exceeds,
            activations_exceed: activations.exceeds,
        }
    }

    /// A metric of the listing.
    pub fn row(&self, metric: ListingMetric) -> &ListingRow {
        &self.rows[metric as usize]
    }
}

/// A stage beside the one before it.
struct Flow {
    count: Option<Exact>,
    rate: Option<Exact>,
    /// Both counts are known, and the stage before is empty.
    of_nothing: bool,
    exceeds: bool,
}

impl Flow {
    fn of(stage: Option<Stage>, before: Option<&Exact>) -> Self {
        match stage {
            None => Self { count: None, rate: None, of_nothing: false, exceeds: false },
            Some(Stage::Rate(rate)) => {
                let rate = of_percent(rate);
                let count = before.map(|before| before * &rate);
                Self { count, rate: Some(rate), of_nothing: false, exceeds: false }
            }
            Some(Stage::Count(count)) => {
                let count = whole(count);
                Self {
                    rate: before.and_then(|before| ratio(&count, before)),
                    of_nothing: before.is_some_and(Zero::is_zero),
                    exceeds: before.is_some_and(|before| count > *before),
                    count: Some(count),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ListingBand::{Below, Good, Great, NotAvailable, Unknown};

    fn bands(figures: &ListingFigures) -> [ListingBand; 5] {
        ListingReport::of(figures, &ListingTargets::default()).rows.map(|row| row.band)
    }

    #[test]
    fn great_begins_with_its_limit() {
        let figures = ListingFigures {
            views: Some(5000),
            installs: Some(Stage::Rate(Percent::whole(15))),
            activations: Some(Stage::Rate(Percent::whole(70))),
            rating: Some(Exact::new(469.into(), 100.into())),
            reviews: Some(19),
        };
        assert_eq!(bands(&figures), [Great, Great, Great, Good, Below]);
        let report = ListingReport::of(&figures, &ListingTargets::default());
        assert_eq!((report.installs, report.activated), (Some(whole(750)), Some(whole(525))));
        assert_eq!(report.seo_rating_passes, Some(true));
    }

    #[test]
    fn nothing_to_divide_by_is_not_the_same_as_not_known() {
        let figures = ListingFigures { views: Some(0), installs: Some(Stage::Count(0)), ..Default::default() };
        assert_eq!(bands(&figures), [Below, NotAvailable, Unknown, Unknown, Unknown]);
        let figures = ListingFigures { installs: Some(Stage::Count(3)), reviews: Some(0), ..Default::default() };
        assert_eq!(bands(&figures), [Unknown, Unknown, Unknown, NotAvailable, Below]);
    }

    #[test]
    fn more_installs_than_views_are_noticed() {
        let figures = ListingFigures { views: Some(100), installs: Some(Stage::Count(101)), ..Default::default() };
        assert!(ListingReport::of(&figures, &ListingTargets::default()).installs_exceed);
    }
}
