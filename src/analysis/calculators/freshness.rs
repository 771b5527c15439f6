//! R-45 `freshness`: whether content is up to date.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::checks::{refuse_any, repeated};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::enablement::freshness::{ContentDates, Freshness, FreshnessSeverity, FreshnessState};
use crate::analysis::policy::FreshnessPolicy;
use crate::program::choice::Choice;
use crate::program::enablement::UpdateFrequency;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "freshness",
    rule: "R-45",
    about: "Which content is stale, and which case studies are too old",
    grammar: Grammar::Operations,
    inputs: &[
        Field::required("as_of", Kind::Date, "the day it is seen from"),
        Field::required("assets", Kind::unlimited(&ASSET), "the content"),
        Field::settings(&[
            Field::default("monthly_days", Kind::count(1, 3650), "31", "days that monthly content may have"),
            Field::default("quarterly_days", Kind::count(1, 3650), "92", "days that quarterly content may have"),
            Field::default("annual_days", Kind::count(1, 3650), "366", "days that yearly content may have"),
            Field::default("ongoing_days", Kind::count(1, 3650), "31", "days that ongoing content may have"),
            Field::default("case_study_months", Kind::count(1, 240), "24", "months that a case study may have"),
        ]),
    ],
    outputs: &[
        ("assets", "each asset with state, age, limit and severity"),
        ("counts", "how many are fresh, stale, unknown"),
        ("errors", "how many are an error"),
    ],
    example: r#"{"as_of":"2025-02-02","assets":[{"id":"a","frequency":"monthly","updated":"2025-01-01"}]}"#,
    run,
};

const ASSET: Kind = Kind::Object(&[
    Field::required("id", Kind::text(1, 60), "the asset"),
    Field::required("frequency", Kind::Choice(UpdateFrequency::CHOICES), "how often it is to be updated"),
    Field::optional("updated", Kind::Date, "last update"),
    Field::optional("last_release", Kind::Date, "last release of the product (per_release)"),
    Field::default("kind", Kind::Enum(&["document", "case_study"]), "\"document\"", "what it is"),
    Field::optional("dated", Kind::Date, "the date a case study speaks of (case_study)"),
]);

fn run(input: &Input) -> Outcome {
    let as_of: Date = input.need("as_of")?;
    let assets = input.list("assets");
    refuse_any(assets.iter().flat_map(|asset| faults(asset, as_of)).collect())?;
    refuse_any(repeated(&assets, "id").take(1).collect())?;
    let settings = input.object("settings");
    let policy = FreshnessPolicy {
        monthly_days: settings.need("monthly_days")?,
        quarterly_days: settings.need("quarterly_days")?,
        annual_days: settings.need("annual_days")?,
        ongoing_days: settings.need("ongoing_days")?,
        case_study_months: settings.need("case_study_months")?,
    };
    let mut rows: Vec<Value> = Vec::with_capacity(assets.len());
    let (mut states, mut errors) = ([0_usize; 3], 0_usize);
    for asset in &assets {
        let content = ContentDates {
            frequency: asset.need_choice("frequency")?,
            updated: asset.get("updated"),
            last_release: asset.get("last_release"),
            case_study_dated: asset.get("dated"),
        };
        let found = Freshness::of(&content, as_of, &policy);
        states[found.state as usize] += 1;
        errors += usize::from(found.severity() == Some(FreshnessSeverity::Error));
        rows.push(row(asset, &found));
    }
    let count = |state: FreshnessState| states[state as usize];
    let counts = json!({
        "fresh": count(FreshnessState::Fresh),
        "stale": count(FreshnessState::Stale),
        "unknown": count(FreshnessState::Unknown),
    });
    Ok(Answer::new().with("assets", rows).with("counts", counts).with("errors", errors))
}

fn faults(asset: &Input, as_of: Date) -> Vec<Fault> {
    let mut faults = Vec::new();
    for name in ["updated", "last_release", "dated"] {
        if asset.get::<Date>(name).is_some_and(|date| date > as_of) {
            let message = format!("{name} is after as_of {as_of}; correct one of the two");
            faults.push(asset.fault(Code::DateOrder, name, message));
        }
    }
    if asset.given("last_release") && asset.text("frequency") != Some(UpdateFrequency::PerRelease.word()) {
        let message = "last_release belongs to content updated per_release; leave it out here";
        faults.push(asset.fault(Code::ConflictingFields, "last_release", message));
    }
    if asset.given("dated") && asset.text("kind") != Some("case_study") {
        let message = "dated belongs to a case_study; leave it out here";
        faults.push(asset.fault(Code::ConflictingFields, "dated", message));
    }
    faults
}

fn row(asset: &Input, found: &Freshness) -> Value {
    json!({
        "id": asset.text("id"),
        "state": found.state,
        "age_days": found.age_days,
        "limit_days": found.limit_days,
        "stale_since": found.stale_since,
        "case_study_too_old": found.case_study_too_old,
        "severity": found.severity(),
    })
}
