//! R-23 `event-bands`: the results of a conference or webinar beside what is usual.

use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::checks::{above, limits, refuse_any};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::benchmark::Benchmark;
use crate::analysis::events::bands::{BandMetric, BandRow, EventBenchmarks, EventKind, EventResults, bands};
use crate::analysis::exact::{Exact, exact_percent, exact_text, multiple_shown, of_percent, percent_shown};
use crate::program::rate::Percent;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "event-bands",
    rule: "R-23, C-36",
    about: "The results of a conference or webinar beside what is usual",
    grammar: Grammar::Operations,
    inputs: &[
        Field::required("kind", Kind::Choice(EventKind::CHOICES), "which benchmarks hold"),
        Field::optional("registered", Kind::COUNT, "people registered"),
        Field::optional("attended", Kind::COUNT, "people who came"),
        Field::optional("session_attended", Kind::COUNT, "people in our session (conference)"),
        Field::optional("leads", Kind::COUNT, "leads (conference)"),
        Field::optional("qualified_leads", Kind::COUNT, "qualified leads (conference)"),
        Field::optional("reach", Kind::COUNT, "people reached (webinar)"),
        Field::optional("stayed_full_time", Kind::COUNT, "people who stayed to the end (webinar)"),
        Field::optional("follow_up_requests", Kind::COUNT, "requests for a follow-up (webinar)"),
        Field::optional("cost", Kind::MONEY, "what it cost"),
        Field::optional("pipeline", Kind::MONEY, "pipeline it brought"),
        Field::settings(&[
            Field::default("conference_attendance_lo", Kind::Rate, "\"80\"", "attended of registered, from"),
            Field::default("conference_engagement_lo", Kind::Rate, "\"70\"", "in our session of attended, from"),
            Field::default("conference_quality_lo", Kind::Rate, "\"30\"", "qualified of leads, from"),
            Field::default("conference_pipeline_lo", Kind::DECIMAL, "\"10\"", "pipeline over cost, from"),
            Field::default("conference_pipeline_hi", Kind::DECIMAL, "\"20\"", "pipeline over cost, to"),
            Field::default("webinar_registration_lo", Kind::Rate, "\"2\"", "registered of reach, from"),
            Field::default("webinar_registration_hi", Kind::Rate, "\"5\"", "registered of reach, to"),
            Field::default("webinar_attendance_lo", Kind::Rate, "\"40\"", "attended of registered, from"),
            Field::default("webinar_attendance_hi", Kind::Rate, "\"50\"", "attended of registered, to"),
            Field::default("webinar_engagement_lo", Kind::Rate, "\"60\"", "stayed of attended, from"),
            Field::default("webinar_quality_lo", Kind::Rate, "\"10\"", "requests of attended, from"),
            Field::default("webinar_quality_hi", Kind::Rate, "\"20\"", "requests of attended, to"),
            Field::default("webinar_pipeline_lo", Kind::DECIMAL, "\"5\"", "pipeline over cost, from"),
            Field::default("webinar_pipeline_hi", Kind::DECIMAL, "\"10\"", "pipeline over cost, to"),
        ]),
    ],
    outputs: &[("kind", "as given"), ("rows", "five results with value, benchmark, verdict and whether they pass")],
    example: r#"{"kind":"conference","cost":"22000.00","pipeline":"562500.00"}"#,
    run,
};

/// Figures that only one kind of event has.
const OWN_FIGURES: [(EventKind, [&str; 3]); 2] = [
    (EventKind::Conference, ["session_attended", "leads", "qualified_leads"]),
    (EventKind::Webinar, ["reach", "stayed_full_time", "follow_up_requests"]),
];

fn run(input: &Input) -> Outcome {
    let kind: EventKind = input.need_choice("kind")?;
    let [conference, webinar] = benchmarks(&input.object("settings"))?;
    let foreign = OWN_FIGURES.iter().filter(|(of, _)| *of != kind).flat_map(|(_, names)| names);
    let conflict = |name: &&str| {
        let message = format!("{name} is no figure of a {kind}; leave it out");
        input.fault(Code::ConflictingFields, name, message)
    };
    refuse_any(foreign.filter(|name| input.given(name)).map(conflict).collect())?;
    let parts = [("session_attended", "attended"), ("stayed_full_time", "attended"), ("qualified_leads", "leads")];
    if let Some(fault) = parts.iter().find_map(|(part, whole)| above::<u64>(input, part, whole)) {
        return Err(fault.into());
    }
    let one_of =
        |conference: &str, webinar: &str| input.get(if kind == EventKind::Conference { conference } else { webinar });
    let results = EventResults {
        reach: input.get("reach"),
        registered: input.get("registered"),
        attended: input.get("attended"),
        engaged: one_of("session_attended", "stayed_full_time"),
        leads: input.get("leads"),
        qualified: one_of("qualified_leads", "follow_up_requests"),
        cost: input.get("cost"),
        pipeline: input.get("pipeline"),
    };
    let benchmarks = if kind == EventKind::Conference { conference } else { webinar };
    let rows: Vec<Value> = bands(kind, &results, &benchmarks).iter().map(row).collect();
    Ok(Answer::new().with("kind", kind).with("rows", rows))
}

/// What is usual at conferences and in webinars, the limits checked in the order of the contract.
fn benchmarks(settings: &Input) -> Result<[EventBenchmarks; 2], Vec<Fault>> {
    let from = |name: &str| -> Result<Benchmark, Vec<Fault>> {
        Ok(Benchmark { low: of_percent(settings.need(name)?), high: None })
    };
    let between = |name: &str| -> Result<Benchmark, Vec<Fault>> {
        let [low, high]: [Percent; 2] = limits(settings, &format!("{name}_lo"), &format!("{name}_hi"))?;
        Ok(Benchmark { low: of_percent(low), high: Some(of_percent(high)) })
    };
    let multiple = |name: &str| -> Result<Benchmark, Vec<Fault>> {
        let [low, high]: [Exact; 2] = limits(settings, &format!("{name}_lo"), &format!("{name}_hi"))?;
        Ok(Benchmark { low, high: Some(high) })
    };
    let conference = EventBenchmarks {
        registration: None,
        attendance: from("conference_attendance_lo")?,
        engagement: from("conference_engagement_lo")?,
        lead_quality: from("conference_quality_lo")?,
        pipeline: multiple("conference_pipeline")?,
    };
    let webinar = EventBenchmarks {
        registration: Some(between("webinar_registration")?),
        attendance: between("webinar_attendance")?,
        engagement: from("webinar_engagement_lo")?,
        lead_quality: between("webinar_quality")?,
        pipeline: multiple("webinar_pipeline")?,
    };
    Ok([conference, webinar])
}

fn row(row: &BandRow) -> Value {
    let is_multiple = row.metric == BandMetric::Pipeline;
    let exact = |value: &Exact| if is_multiple { exact_text(value) } else { exact_percent(value) };
    let value = row.value.as_ref();
    let display = if is_multiple { multiple_shown(value) } else { percent_shown(value) };
    let low = row.benchmark.as_ref().map(|benchmark| exact(&benchmark.low));
    let high = row.benchmark.as_ref().and_then(|benchmark| benchmark.high.as_ref()).map(exact);
    let mut found = json!({
        "metric": row.metric,
        "display": row.verdict.map(|_| display),
        "benchmark_lo": low,
        "benchmark_hi": high,
        "verdict": row.verdict.map_or("not_applicable".to_owned(), |verdict| verdict.to_string()),
        "passes": row.passes(),
    });
    found[if is_multiple { "multiple" } else { "percent" }] = json!(value.map(exact));
    found
}
