//! whether content is up to date, and case studies young enough.

use jiff::civil::Date;

use crate::analysis::policy::FreshnessPolicy;
use crate::program::choice::choice;
use crate::program::enablement::UpdateFrequency;
use crate::program::period::{days_after, days_between, months_after};

choice! {
    /// Whether content is up to date.
    pub enum FreshnessState {
        Fresh = "fresh" => "Fresh",
        Stale = "stale" => "Stale",
        Unknown = "unknown" => "Unknown",
    }
}

choice! {
    /// How bad old content is.
    pub enum FreshnessSeverity {
        Warning = "warning" => "Warning",
        Error = "error" => "Error",
    }
}

/// The dates of a piece of content, as far as they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContentDates {
    /// How often it is to be updated.
    pub frequency: UpdateFrequency,
    /// Last update.
    pub updated: Option<Date>,
    /// Last release of the product (content updated per release).
    pub last_release: Option<Date>,
    /// The date a case study speaks of; nothing for other content.
    pub case_study_dated: Option<Date>,
}

/// Whether content is up to date on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Freshness {
    /// Whether it is.
    pub state: FreshnessState,
    /// Days since the last update.
    pub age_days: Option<i32>,
    /// Days it may have; nothing where days do not decide.
    pub limit_days: Option<u16>,
    /// The first day it was stale.
    pub stale_since: Option<Date>,
    /// Whether a case study is too old; nothing for other content, or without its date.
    pub case_study_too_old: Option<bool>,
}

/// Days that content of a frequency may have; nothing where days do not decide.
pub fn limit_days(frequency: UpdateFrequency, policy: &FreshnessPolicy) -> Option<u16> {
    match frequency {
        UpdateFrequency::Monthly => Some(policy.monthly_days),
        UpdateFrequency::Quarterly => Some(policy.quarterly_days),
        UpdateFrequency::Annual => Some(policy.annual_days),
        UpdateFrequency::Ongoing => Some(policy.ongoing_days),
        UpdateFrequency::PerRelease | UpdateFrequency::AsNeeded => None,
    }
}

impl Freshness {
    /// the state of content on a day.
    pub fn of(content: &ContentDates, as_of: Date, policy: &FreshnessPolicy) -> Self {
        let limit_days = limit_days(content.frequency, policy);
        let stale_since = match (content.updated, limit_days) {
            (Some(updated), Some(limit)) => {
                Some(days_after(updated, i32::from(limit) + 1)).filter(|since| *since <= as_of)
            }
            (Some(updated), None) if content.frequency == UpdateFrequency::PerRelease => {
                content.last_release.filter(|release| updated < *release)
            }
            _ => None,
        };
        let known = match content.frequency {
            UpdateFrequency::AsNeeded => true,
            UpdateFrequency::PerRelease => content.updated.is_some() && content.last_release.is_some(),
            _ => content.updated.is_some(),
        };
        let state = match (known, stale_since) {
            (false, _) => FreshnessState::Unknown,
            (true, Some(_)) => FreshnessState::Stale,
            (true, None) => FreshnessState::Fresh,
        };
        let last_day = |dated: Date| months_after(dated, policy.case_study_months.into());
        Self {
            state,
            age_days: content.updated.map(|updated| days_between(updated, as_of)),
            limit_days,
            stale_since,
            case_study_too_old: content.case_study_dated.map(|dated| as_of > last_day(dated)),
        }
    }

    /// How bad it is: too old a case study is an error, stale content a warning.
    pub fn severity(&self) -> Option<FreshnessSeverity> {
        match self.state {
            _ if self.case_study_too_old == Some(true) => Some(FreshnessSeverity::Error),
            FreshnessState::Stale => Some(FreshnessSeverity::Warning),
            FreshnessState::Fresh | FreshnessState::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::policy::Policy;
    use jiff::civil::date;

    const UNDATED: ContentDates =
        ContentDates { frequency: UpdateFrequency::Monthly, updated: None, last_release: None, case_study_dated: None };

    fn on(as_of: Date, content: ContentDates) -> Freshness {
        Freshness::of(&content, as_of, &Policy::default().freshness)
    }

    #[test]
    fn content_is_stale_from_the_day_after_its_limit() {
        let content = ContentDates { updated: Some(date(2025, 1, 1)), ..UNDATED };
        assert_eq!(on(date(2025, 2, 1), content).state, FreshnessState::Fresh);
        let stale = on(date(2025, 2, 2), content);
        assert_eq!((stale.state, stale.age_days), (FreshnessState::Stale, Some(32)));
        assert_eq!(stale.stale_since, Some(date(2025, 2, 2)));
        assert_eq!(stale.severity(), Some(FreshnessSeverity::Warning));
        assert_eq!(on(date(2025, 2, 2), UNDATED).state, FreshnessState::Unknown);
    }

    #[test]
    fn a_release_makes_older_content_stale_and_as_needed_is_always_fresh() {
        let release = Some(date(2025, 1, 2));
        let per_release = ContentDates { frequency: UpdateFrequency::PerRelease, last_release: release, ..UNDATED };
        for (updated, state) in [
            (None, FreshnessState::Unknown),
            (Some(date(2025, 1, 1)), FreshnessState::Stale),
            (release, FreshnessState::Fresh),
        ] {
            assert_eq!(on(date(2025, 6, 1), ContentDates { updated, ..per_release }).state, state);
        }
        let as_needed = ContentDates { frequency: UpdateFrequency::AsNeeded, ..UNDATED };
        assert_eq!(on(date(2025, 6, 1), as_needed).state, FreshnessState::Fresh);
    }

    #[test]
    fn a_case_study_is_too_old_after_24_months_whatever_its_updates() {
        let study =
            ContentDates { frequency: UpdateFrequency::AsNeeded, case_study_dated: Some(date(2023, 2, 28)), ..UNDATED };
        assert_eq!(on(date(2025, 2, 28), study).severity(), None);
        assert_eq!(on(date(2025, 3, 1), study).severity(), Some(FreshnessSeverity::Error));
    }
}
