//! the funnel of a webinar: reach, forecast, what a wanted result needs, and actual rates.

use num_traits::{Signed, ToPrimitive};

use super::benchmark::{Benchmark, BenchmarkVerdict, Quotient};
use super::exact::{Exact, of_percent, whole};
use crate::program::choice::choice;
use crate::program::rate::Percent;

choice! {
    /// The rates of the funnel, in its order.
    pub enum FunnelRate {
        Registration = "registration" => "Registration",
        Attendance = "attendance" => "Attendance",
        Request = "request" => "Follow-up requests",
        Opportunity = "opportunity" => "Opportunities",
        Close = "close" => "Closed deals",
    }
}

/// Low and high end of each rate, in the order of [`FunnelRate`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FunnelRates {
    /// Low ends.
    pub low: [Percent; 5],
    /// High ends.
    pub high: [Percent; 5],
}

impl Default for FunnelRates {
    fn default() -> Self {
        Self { low: [2, 40, 10, 30, 20].map(Percent::whole), high: [5, 50, 20, 30, 20].map(Percent::whole) }
    }
}

/// Registrations, attendees, follow-up requests, opportunities and closed deals.
pub type FunnelStages = [Exact; 5];

/// What the two lists reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// People on at least one list; nothing while a list is unknown.
    pub unique: Option<i128>,
    /// Whether the overlap is unknown and taken as none.
    pub overlap_assumed: bool,
}

/// `our list + partner list - overlap`, and social reach when it takes part.
pub fn reach(ours: Option<u64>, partners: Option<u64>, overlap: Option<u64>, social: Option<Option<u64>>) -> Reach {
    let lists = ours.zip(partners).map(|(a, b)| i128::from(a) + i128::from(b) - i128::from(overlap.unwrap_or(0)));
    let unique = match social {
        None => lists,
        Some(social) => lists.zip(social).map(|(lists, social)| lists + i128::from(social)),
    };
    Reach { unique, overlap_assumed: ours.is_some() && partners.is_some() && overlap.is_none() }
}

/// The rate of own earlier webinars, once there are enough of them (C-25): pooled registrations out of pooled reach.
pub fn own_rate(history: &[(u64, u64)], needed: usize) -> Option<Exact> {
    let reach: u64 = history.iter().map(|(reach, _)| reach).sum();
    let registrations: u64 = history.iter().map(|(_, registrations)| registrations).sum();
    (history.len() >= needed.max(1) && reach > 0).then(|| Exact::new(registrations.into(), reach.into()))
}

/// Rates as factors.
pub fn factors(rates: &[Percent; 5]) -> [Exact; 5] {
    rates.map(of_percent)
}

/// Every stage from a reach, multiplied without rounding.
pub fn forecast(reach: i128, rates: &[Exact; 5]) -> FunnelStages {
    let mut value = whole(reach);
    rates.each_ref().map(|rate| {
        value *= rate;
        value.clone()
    })
}

/// What `closed` deals need: opportunities, requests, attendees, registrations and reach, each rounded up.
///
/// Nothing when a rate is zero.
pub fn backward(closed: u64, rates: &[Exact; 5]) -> Option<[u64; 5]> {
    let mut needed = closed;
    let mut stages = [0; 5];
    for (stage, rate) in stages.iter_mut().zip(rates.iter().rev()) {
        if !rate.is_positive() {
            return None;
        }
        needed = (whole(needed) / rate).ceil().to_integer().to_u64()?;
        *stage = needed;
    }
    Some(stages)
}

/// An actual rate beside its benchmark.
pub fn actual(part: Option<u64>, of: Option<u64>, low: Percent, high: Option<Percent>) -> (Quotient, BenchmarkVerdict) {
    let quotient = Quotient { numerator: part.map(whole), denominator: of.map(whole) };
    let benchmark = Benchmark { low: of_percent(low), high: high.map(of_percent) };
    let verdict = quotient.verdict(&benchmark);
    (quotient, verdict)
}
