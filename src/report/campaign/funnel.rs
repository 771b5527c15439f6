//! The funnel of a campaign as rows: what its reach is expected to give, what it gave, and how that compares.

use num_traits::ToPrimitive;

use crate::analysis::derived::CampaignMeasures;
use crate::analysis::exact::{Exact, exact_percent, of_percent, percent_shown, shown};
use crate::analysis::funnel::{self, FunnelRates};
use crate::program::choice::Choice;
use crate::program::currency::grouped;
use crate::program::event::EventMetric;
use crate::program::rate::Percent;

/// The stages in order, and what each is a share of.
pub const STAGES: [EventMetric; 5] = [
    EventMetric::Registrations,
    EventMetric::Attendees,
    EventMetric::FollowUps,
    EventMetric::Opportunities,
    EventMetric::Closed,
];
const SHARE_OF: [&str; 5] = ["reach", "registrations", "attendees", "follow-ups", "opportunities"];

/// One stage of the funnel.
pub struct Stage {
    /// What it is called.
    pub name: &'static str,
    /// `1,300 to 3,250`; nothing while the reach is unknown.
    pub forecast: Option<String>,
    /// What it gave.
    pub actual: Option<String>,
    /// `1.5% of reach: below 2% to 5%`.
    pub verdict: Option<String>,
    /// Whether it is not below its benchmark.
    pub good: bool,
    /// What it gave, else the low end of what is expected, as thousandths of the registrations.
    pub thousandths: Option<u32>,
}

/// A forecast of few people keeps a decimal, many are whole.
fn people(value: &Exact) -> String {
    let places = u32::from(*value < crate::analysis::exact::whole(100));
    let text = shown(value, places);
    grouped(text.strip_suffix(".0").unwrap_or(&text))
}

fn range(low: Percent, high: Percent) -> String {
    let percent = |percent: Percent| format!("{}%", exact_percent(&of_percent(percent)));
    if low == high { percent(low) } else { format!("{} to {}", percent(low).trim_end_matches('%'), percent(high)) }
}

/// Every stage; the forecast goes from the low to the high end of each rate.
pub fn stages(measures: &CampaignMeasures, rates: &FunnelRates) -> Vec<Stage> {
    let reach = measures.reach.unique;
    let high = reach.filter(|_| measures.forecast.is_some());
    let high = high.map(|reach| funnel::forecast(reach, &funnel::factors(&rates.high)));
    let known = |metric: EventMetric| measures.actual(metric).and_then(|value| value.to_integer().to_u64());
    let mut of = reach.and_then(|reach| u64::try_from(reach).ok());
    let stages = STAGES.iter().enumerate().zip(rates.low.iter().zip(&rates.high));
    let mut all = Vec::new();
    let expected = |at: usize| measures.forecast.as_ref().and_then(|low| low.get(at)).cloned();
    let of_first = |at: usize, metric: EventMetric| {
        let (part, first) = match (measures.actual(metric), measures.actual(EventMetric::Registrations)) {
            (Some(part), Some(first)) => (part.clone(), first.clone()),
            _ => (expected(at)?, expected(0)?),
        };
        let zero = crate::analysis::exact::whole(0);
        (first > zero).then(|| (part * crate::analysis::exact::whole(1000) / first).to_integer().to_u32()).flatten()
    };
    for ((at, metric), (low, top)) in stages {
        let forecast =
            measures.forecast.as_ref().and_then(|low| low.get(at)).zip(high.as_ref().and_then(|h| h.get(at)));
        let part = known(*metric);
        let (quotient, verdict) = funnel::actual(part, of, *low, (low != top).then_some(*top));
        let words = quotient.value().map(|value| {
            let share = percent_shown(Some(&value));
            let share_of = SHARE_OF.get(at).copied().unwrap_or_default();
            format!("{share} of {share_of}: {} {}", verdict.label().to_lowercase(), range(*low, *top))
        });
        all.push(Stage {
            name: metric.label(),
            forecast: forecast.map(|(low, high)| format!("{} to {}", people(low), people(high))),
            actual: measures.actual(*metric).map(|value| grouped(&shown(value, 0))),
            verdict: words,
            thousandths: of_first(at, *metric),
            good: verdict != crate::analysis::benchmark::BenchmarkVerdict::Below,
        });
        of = part;
    }
    all
}
