//! the results of a conference or webinar beside what is usual (C-36).

use crate::analysis::benchmark::{Benchmark, BenchmarkVerdict, Quotient};
use crate::analysis::exact::{Exact, of_money, of_percent, whole};
use crate::program::choice::choice;
use crate::program::money::Money;
use crate::program::rate::Percent;

choice! {
    /// Which benchmarks hold.
    pub enum EventKind {
        Conference = "conference" => "Conference",
        Webinar = "webinar" => "Webinar",
    }
}

choice! {
    /// What is judged, in the order it is shown.
    pub enum BandMetric {
        Registration = "registration" => "Registration",
        Attendance = "attendance" => "Attendance",
        Engagement = "engagement" => "Engagement",
        LeadQuality = "lead_quality" => "Lead quality",
        Pipeline = "pipeline" => "Pipeline",
    }
}

/// Results of an event; what is not known is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EventResults {
    /// People reached by invitations (webinar).
    pub reach: Option<u64>,
    /// People registered.
    pub registered: Option<u64>,
    /// People who came.
    pub attended: Option<u64>,
    /// People in our session (conference), or who stayed to the end (webinar).
    pub engaged: Option<u64>,
    /// Leads (conference).
    pub leads: Option<u64>,
    /// Qualified leads (conference), or requests for a follow-up (webinar).
    pub qualified: Option<u64>,
    /// What it cost.
    pub cost: Option<Money>,
    /// Pipeline it brought.
    pub pipeline: Option<Money>,
}

/// What is usual; a conference has nothing to compare registration with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventBenchmarks {
    /// Registered of those reached.
    pub registration: Option<Benchmark>,
    /// Attended of those registered.
    pub attendance: Benchmark,
    /// Engaged of those who attended.
    pub engagement: Benchmark,
    /// Qualified of the leads (conference), requests of those who attended (webinar).
    pub lead_quality: Benchmark,
    /// Pipeline over cost.
    pub pipeline: Benchmark,
}

/// A result beside its benchmark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BandRow {
    /// What.
    pub metric: BandMetric,
    /// The rate as a factor, or the multiple.
    pub value: Option<Exact>,
    /// What is usual.
    pub benchmark: Option<Benchmark>,
    /// Where the value lies; nothing where the metric does not apply to this kind of event.
    pub verdict: Option<BenchmarkVerdict>,
}

impl BandRow {
    /// Whether the result reaches its benchmark, where that can be said.
    pub fn passes(&self) -> Option<bool> {
        match self.verdict? {
            BenchmarkVerdict::In | BenchmarkVerdict::Above => Some(true),
            BenchmarkVerdict::Below => Some(false),
            BenchmarkVerdict::NotAvailable | BenchmarkVerdict::Unknown => None,
        }
    }
}

impl EventBenchmarks {
    /// What is usual at a conference (L1087).
    pub fn conference() -> Self {
        Self {
            registration: None,
            attendance: from(80),
            engagement: from(70),
            lead_quality: from(30),
            pipeline: Benchmark { low: whole(10), high: Some(whole(20)) },
        }
    }

    /// What is usual in a webinar (L1094).
    pub fn webinar() -> Self {
        Self {
            registration: Some(between(2, 5)),
            attendance: between(40, 50),
            engagement: from(60),
            lead_quality: between(10, 20),
            pipeline: Benchmark { low: whole(5), high: Some(whole(10)) },
        }
    }

    /// What is usual for a kind of event.
    pub fn usual(kind: EventKind) -> Self {
        match kind {
            EventKind::Conference => Self::conference(),
            EventKind::Webinar => Self::webinar(),
        }
    }
}

/// the five rows of an event, in the order of [`BandMetric`].
pub fn bands(kind: EventKind, results: &EventResults, benchmarks: &EventBenchmarks) -> [BandRow; 5] {
    let count = |value: Option<u64>| value.map(whole);
    let money = |amount: Option<Money>| amount.map(of_money);
    let quality_of = match kind {
        EventKind::Conference => results.leads,
        EventKind::Webinar => results.attended,
    };
    let registration = match (kind, &benchmarks.registration) {
        (EventKind::Webinar, Some(benchmark)) => {
            row(BandMetric::Registration, count(results.registered), count(results.reach), benchmark)
        }
        _ => BandRow { metric: BandMetric::Registration, value: None, benchmark: None, verdict: None },
    };
    [
        registration,
        row(BandMetric::Attendance, count(results.attended), count(results.registered), &benchmarks.attendance),
        row(BandMetric::Engagement, count(results.engaged), count(results.attended), &benchmarks.engagement),
        row(BandMetric::LeadQuality, count(results.qualified), count(quality_of), &benchmarks.lead_quality),
        row(BandMetric::Pipeline, money(results.pipeline), money(results.cost), &benchmarks.pipeline),
    ]
}

fn row(metric: BandMetric, numerator: Option<Exact>, denominator: Option<Exact>, benchmark: &Benchmark) -> BandRow {
    let quotient = Quotient { numerator, denominator };
    BandRow {
        metric,
        value: quotient.value(),
        verdict: Some(quotient.verdict(benchmark)),
        benchmark: Some(benchmark.clone()),
    }
}

fn from(percent: i64) -> Benchmark {
    Benchmark { low: of_percent(Percent::whole(percent)), high: None }
}

fn between(low: i64, high: i64) -> Benchmark {
    Benchmark { high: Some(of_percent(Percent::whole(high))), ..from(low) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use BenchmarkVerdict::{Above, Below, In, NotAvailable, Unknown};

    fn verdicts(kind: EventKind, results: &EventResults) -> [Option<BenchmarkVerdict>; 5] {
        bands(kind, results, &EventBenchmarks::usual(kind)).map(|row| row.verdict)
    }

    #[test]
    fn a_conference_is_judged_without_a_registration_rate() {
        let results = EventResults {
            registered: Some(100),
            attended: Some(80),
            engaged: Some(55),
            leads: Some(0),
            qualified: Some(0),
            cost: Some(Money::whole(22_000)),
            pipeline: Some(Money::whole(562_500)),
            ..EventResults::default()
        };
        let expected = [None, Some(In), Some(Below), Some(NotAvailable), Some(Above)];
        assert_eq!(verdicts(EventKind::Conference, &results), expected);
        let rows = bands(EventKind::Conference, &results, &EventBenchmarks::conference());
        let passes = rows.map(|row| row.passes());
        assert_eq!(passes, [None, Some(true), Some(false), None, Some(true)]);
    }

    #[test]
    fn in_a_webinar_requests_are_counted_of_those_who_came() {
        let results = EventResults {
            reach: Some(1000),
            registered: Some(50),
            attended: Some(26),
            qualified: Some(2),
            ..EventResults::default()
        };
        let expected = [Some(In), Some(Above), Some(Unknown), Some(Below), Some(Unknown)];
        assert_eq!(verdicts(EventKind::Webinar, &results), expected);
    }
}
