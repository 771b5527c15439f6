//! the six measures of enablement, each with what to do when it falls short.

use std::cmp::Ordering;

use jiff::civil::Date;

use crate::analysis::exact::{Exact, of_percent, ratio, whole};
use crate::analysis::policy::EnablementPolicy;
use crate::program::choice::choice;
use crate::program::period::days_between;
use crate::program::rate::Percent;

choice! {
    /// What is measured, in the order it is shown.
    pub enum EnablementMetric {
        Completion = "completion" => "Training completed",
        Certification = "certification" => "People certified",
        FirstDeal = "time_to_first_deal" => "Time to first deal",
        Portal = "portal" => "Portal use",
        Downloads = "downloads" => "Downloads",
        Tickets = "tickets" => "Support tickets",
    }
}

choice! {
    /// Whether a measure reaches its target.
    pub enum EnablementVerdict {
        Passes = "passes" => "Passes",
        Below = "below" => "Below",
        Unknown = "unknown" => "Unknown",
        NotAvailable = "n_a" => "n/a",
    }
}

choice! {
    /// This month against the last.
    pub enum Trend {
        Growing = "growing" => "Growing",
        Decreasing = "decreasing" => "Decreasing",
        Flat = "flat" => "Flat",
    }
}

impl EnablementMetric {
    /// What to do when it is below target (F62).
    pub fn action(self) -> &'static str {
        match self {
            Self::Completion => "Simplify, incentivize",
            Self::Certification => "Improve content, support",
            Self::FirstDeal => "Better onboarding",
            Self::Portal => "Better content, UX",
            Self::Downloads => "Promote, refresh",
            Self::Tickets => "Better self-service",
        }
    }
}

/// What is to be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EnablementTargets {
    /// Trainings completed of those assigned, at least.
    pub completion: Percent,
    /// People certified of those enrolled, at least.
    pub certification: Percent,
    /// Days to the first deal, fewer than.
    pub first_deal_below_days: u16,
    /// A visit within so many days makes a partner active.
    pub active_days: u16,
}

impl Default for EnablementTargets {
    fn default() -> Self {
        Self {
            completion: Percent::whole(80),
            certification: Percent::whole(70),
            first_deal_below_days: 90,
            active_days: 7,
        }
    }
}

impl EnablementTargets {
    /// The program's own targets, and its days to the first deal.
    pub fn of(policy: &EnablementPolicy, first_deal_below_days: u16) -> Self {
        Self {
            completion: policy.completion_target,
            certification: policy.certification_target,
            first_deal_below_days,
            active_days: policy.portal_days,
        }
    }
}

/// What is known; the rest is absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EnablementFigures {
    /// Trainings assigned.
    pub assigned: Option<u64>,
    /// Trainings completed.
    pub completed: Option<u64>,
    /// People enrolled for a certification.
    pub enrolled: Option<u64>,
    /// People certified.
    pub certified: Option<u64>,
    /// Median days from start to first deal.
    pub first_deal_days: Option<Exact>,
    /// The last visit of each partner to the portal.
    pub last_visits: Vec<Option<Date>>,
    /// Downloads this month and last month.
    pub downloads: [Option<u64>; 2],
    /// Support tickets this month and last month.
    pub tickets: [Option<u64>; 2],
}

/// The six measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnablementMeasures {
    /// Trainings completed of those assigned, as a factor.
    pub completion: Option<Exact>,
    /// People certified of those enrolled, as a factor.
    pub certification: Option<Exact>,
    /// Median days to the first deal.
    pub first_deal_days: Option<Exact>,
    /// Whether each partner is active, in the order given.
    pub active: Vec<Option<bool>>,
    /// Downloads against last month.
    pub downloads: Option<Trend>,
    /// Tickets against last month.
    pub tickets: Option<Trend>,
    verdicts: [EnablementVerdict; 6],
}

impl EnablementMeasures {
    /// The measures on a day.
    pub fn of(figures: &EnablementFigures, as_of: Date, targets: &EnablementTargets) -> Self {
        let (completion, completed) = rate(figures.completed, figures.assigned, targets.completion);
        let (certification, certified) = rate(figures.certified, figures.enrolled, targets.certification);
        let first_deal = figures.first_deal_days.as_ref();
        let in_time = first_deal.map(|days| *days < whole(targets.first_deal_below_days));
        let is_active = |visit: Date| days_between(visit, as_of) < i32::from(targets.active_days);
        let active: Vec<Option<bool>> = figures.last_visits.iter().map(|visit| visit.map(is_active)).collect();
        let downloads = trend(figures.downloads);
        let tickets = trend(figures.tickets);
        let verdicts = [
            completed,
            certified,
            verdict(in_time),
            portal(&active),
            verdict(downloads.map(|trend| trend == Trend::Growing)),
            verdict(tickets.map(|trend| trend == Trend::Decreasing)),
        ];
        Self { completion, certification, first_deal_days: first_deal.cloned(), active, downloads, tickets, verdicts }
    }

    /// Whether a measure reaches its target.
    pub fn verdict(&self, metric: EnablementMetric) -> EnablementVerdict {
        self.verdicts[metric as usize]
    }

    /// What to do about a measure that is below its target.
    pub fn action(&self, metric: EnablementMetric) -> Option<&'static str> {
        (self.verdict(metric) == EnablementVerdict::Below).then(|| metric.action())
    }
}

fn rate(part: Option<u64>, of: Option<u64>, target: Percent) -> (Option<Exact>, EnablementVerdict) {
    let Some((part, of)) = part.zip(of) else { return (None, EnablementVerdict::Unknown) };
    let value = ratio(&whole(part), &whole(of));
    let reached = value.as_ref().map(|value| *value >= of_percent(target));
    (value, reached.map_or(EnablementVerdict::NotAvailable, |reached| verdict(Some(reached))))
}

fn verdict(reached: Option<bool>) -> EnablementVerdict {
    match reached {
        Some(true) => EnablementVerdict::Passes,
        Some(false) => EnablementVerdict::Below,
        None => EnablementVerdict::Unknown,
    }
}

/// One inactive partner is enough to be below; without partners nothing is known.
fn portal(active: &[Option<bool>]) -> EnablementVerdict {
    match () {
        () if active.contains(&Some(false)) => EnablementVerdict::Below,
        () if active.is_empty() || active.contains(&None) => EnablementVerdict::Unknown,
        () => EnablementVerdict::Passes,
    }
}

fn trend([this_month, last_month]: [Option<u64>; 2]) -> Option<Trend> {
    Some(match this_month?.cmp(&last_month?) {
        Ordering::Greater => Trend::Growing,
        Ordering::Less => Trend::Decreasing,
        Ordering::Equal => Trend::Flat,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::choice::Choice;
    use EnablementVerdict::{Below, NotAvailable, Passes, Unknown};
    use jiff::civil::date;

    fn verdicts(figures: &EnablementFigures) -> Vec<EnablementVerdict> {
        let measures = EnablementMeasures::of(figures, date(2025, 3, 31), &EnablementTargets::default());
        EnablementMetric::ALL.iter().map(|metric| measures.verdict(*metric)).collect()
    }

    #[test]
    fn targets_are_reached_exactly_and_days_stay_below() {
        let figures = EnablementFigures {
            assigned: Some(0),
            completed: Some(0),
            enrolled: Some(10),
            certified: Some(7),
            first_deal_days: Some(whole(90)),
            last_visits: vec![Some(date(2025, 3, 25))],
            downloads: [Some(10), Some(10)],
            tickets: [Some(4), Some(5)],
        };
        assert_eq!(verdicts(&figures), [NotAvailable, Passes, Below, Passes, Below, Passes]);
        assert_eq!(verdicts(&EnablementFigures::default()), [Unknown; 6]);
    }

    #[test]
    fn a_visit_seven_days_ago_is_too_long_ago() {
        let visits = |last_visits| verdicts(&EnablementFigures { last_visits, ..Default::default() })[3];
        assert_eq!(visits(vec![Some(date(2025, 3, 24)), None]), Below);
        assert_eq!(visits(vec![Some(date(2025, 3, 25)), None]), Unknown);
    }
}
