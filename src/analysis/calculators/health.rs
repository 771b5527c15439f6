//! R-04 `health`: the health score of a partner and its band.

use serde_json::{Map, Value, json};

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::growth::FLAT_BAND;
use super::input::{Entry, Input};
use super::reading::{Path, Reader};
use super::schema::{Calculator, Field, Grammar, Kind};
use super::written;
use crate::analysis::growth::growth;
use crate::analysis::health::{
    EngagementDays, HealthBand, HealthDimension, HealthFacts, HealthRules, engagement_level, fit_of_score, health,
};
use crate::analysis::partner_kpis::Nps;
use crate::program::choice::Choice;
use crate::program::partner::{EngagementLevel, StrategicFit};

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "health",
    rule: "R-04",
    about: "The health score of a partner, a range while facts are missing, and its band",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::optional("current_quarter_revenue", Kind::MONEY, "credited revenue of the last completed quarter"),
        Field::optional("prior_year_quarter_revenue", Kind::MONEY, "the same quarter one year earlier"),
        Field::optional("registrations", Kind::COUNT, "registrations of the last completed quarter that count"),
        Field::optional("registration_states", Kind::list(&STATE), "or the state of each registration of that quarter"),
        Field::optional("engagement", Kind::Choice(EngagementLevel::CHOICES), "level of engagement, entered"),
        Field::optional("days_since_portal_activity", Kind::COUNT, "days since the last portal visit"),
        Field::optional("never_logged_in", Kind::Flag, "whether nobody ever logged in"),
        Field::optional("nps", Kind::number("-100", "100"), "NPS, entered"),
        Field::optional("nps_responses", Kind::list(&Kind::count(0, 10)), "or the answers of the last 12 months"),
        Field::optional("strategic_fit", Kind::Choice(StrategicFit::CHOICES), "strategic fit, entered"),
        Field::optional("strategic_fit_score", Kind::count(1, 5), "or the evaluation's score for it"),
        Field::optional("reported_score", Kind::count(0, 100), "a score from elsewhere, shown and never used"),
        Field::settings(&[
            Field::default(
                "no_revenue_points",
                Kind::Own("0 | 10", no_revenue_points),
                "0",
                "points without revenue in both quarters",
            ),
            FLAT_BAND,
        ]),
    ],
    outputs: &[
        ("dimensions", "points (null when unknown) and maximum of each of the five dimensions"),
        ("growth_state", "state of the growth of revenue"),
        ("registrations_counted", "registrations that count; null when unknown"),
        ("engagement", "the level of engagement that was used"),
        ("nps_exact", "the NPS that was used"),
        ("strategic_fit", "the strategic fit that was used"),
        ("lo", "the known points"),
        ("hi", "the known points and the maxima of the unknown"),
        ("score", "the score; null while lo and hi differ"),
        ("band", "champion, healthy, at_risk, critical, churning or unknown"),
        ("colour", "the colour of the band"),
        ("display", "band and score in words"),
        ("unknown", "the dimensions without facts"),
        ("reported_score", "as given"),
    ],
    example: r#"{"current_quarter_revenue":"110000.00","prior_year_quarter_revenue":"100000.00","registrations":3,"engagement":"monthly","strategic_fit":"strong"}"#,
    run,
};

static STATE: Kind =
    Kind::Enum(&["draft", "submitted", "approved", "converted", "expired", "rejected", "withdrawn", "duplicate"]);
const COUNTED: [&str; 4] = ["submitted", "approved", "converted", "expired"];
static POINTS: Kind = Kind::count(0, 10);

fn no_revenue_points(reader: &mut Reader, value: &Value, path: &Path<'_>) -> Option<Entry> {
    let points = reader.read(&POINTS, value, path)?;
    if matches!(points, Entry::Count(0 | 10)) {
        return Some(points);
    }
    reader.report(Code::OutOfRange, path, format_args!("{value} is not in range; it must be 0 or 10"));
    None
}

fn run(input: &Input) -> Outcome {
    let faults = conflicts(input);
    if !faults.is_empty() {
        return Err(faults);
    }
    let settings = input.object("settings");
    let growth = growth(
        input.get("current_quarter_revenue"),
        input.get("prior_year_quarter_revenue"),
        settings.get("flat_band").unwrap_or_default(),
    );
    let registrations = registrations(input);
    let days: Option<i64> = input.get("days_since_portal_activity");
    let engagement = engagement_level(
        input.choice("engagement"),
        days.map(|days| days.try_into().unwrap_or(i32::MAX)),
        input.get("never_logged_in") == Some(true),
        &EngagementDays::default(),
    );
    let answered = || input.given("nps_responses").then(|| input.values::<u8>("nps_responses"));
    let nps = input.get("nps").or_else(|| answered()?.into_iter().collect::<Nps>().score());
    let strategic_fit = input.choice("strategic_fit").or_else(|| input.get("strategic_fit_score").map(fit_of_score));
    let facts = HealthFacts {
        growth,
        registrations: registrations.map(|count| count.try_into().unwrap_or(u32::MAX)),
        engagement,
        nps,
        strategic_fit,
    };
    let no_revenue_points = settings.get("no_revenue_points").unwrap_or(0);
    let found = health(&facts, &HealthRules { no_revenue_points, ..HealthRules::default() });
    let dimensions: Map<String, Value> = HealthDimension::ALL
        .iter()
        .map(|&kind| (kind.word().to_owned(), json!({"points": found.points(kind), "max": kind.max()})))
        .collect();
    Ok(Answer::from(json!({
        "dimensions": dimensions,
        "growth_state": growth.state,
        "registrations_counted": registrations,
        "engagement": engagement,
        "nps_exact": written::fraction(nps),
        "strategic_fit": strategic_fit,
        "lo": found.low,
        "hi": found.high,
        "score": found.score(),
        "band": found.band,
        "colour": colour(found.band),
        "display": found.display(),
        "unknown": written::words(found.unknown()),
        "reported_score": input.get::<u8>("reported_score"),
    })))
}

fn conflicts(input: &Input) -> Vec<Fault> {
    let both = |one: &str, other: &str| input.given(one) && input.given(other);
    let never = input.get("never_logged_in") == Some(true) && input.given("days_since_portal_activity");
    [
        (
            both("registrations", "registration_states"),
            "registration_states",
            "registrations is given too; keep one of them",
        ),
        (both("nps", "nps_responses"), "nps_responses", "nps is given too; keep one of them"),
        (never, "never_logged_in", "there were days since a visit, so somebody logged in; keep one of them"),
    ]
    .into_iter()
    .filter(|(found, ..)| *found)
    .map(|(_, field, message)| input.fault(Code::ConflictingFields, field, message))
    .collect()
}

fn registrations(input: &Input) -> Option<u64> {
    let counted = |entry: &&Entry| matches!(entry, Entry::Word(word) if COUNTED.contains(word));
    let from_states = || {
        let states = input.entries("registration_states");
        input.given("registration_states").then(|| states.iter().filter(counted).count() as u64)
    };
    input.get("registrations").or_else(from_states)
}

fn colour(band: HealthBand) -> &'static str {
    match band {
        HealthBand::Champion => "green",
        HealthBand::Healthy => "yellow_green",
        HealthBand::AtRisk => "yellow",
        HealthBand::Critical => "orange",
        HealthBand::Churning => "red",
        HealthBand::Unknown => "none",
    }
}
