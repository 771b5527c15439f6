//! R-43 `enablement-metrics`: six measures of enablement with what to do.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::checks::{above, refuse_any, repeated};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::enablement::metrics::{
    EnablementFigures, EnablementMeasures, EnablementMetric, EnablementTargets, EnablementVerdict,
};
use crate::analysis::exact::{Exact, exact_percent, exact_text, percent_shown};
use crate::program::choice::Choice;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "enablement-metrics",
    rule: "R-43",
    about: "Six measures of enablement, each with what to do when it falls short",
    grammar: Grammar::Operations,
    inputs: &[
        Field::required("as_of", Kind::Date, "the day it is seen from"),
        Field::optional("assigned", Kind::COUNT, "trainings assigned"),
        Field::optional("completed", Kind::COUNT, "trainings completed"),
        Field::optional("enrolled", Kind::COUNT, "people enrolled"),
        Field::optional("certified", Kind::COUNT, "people certified"),
        Field::optional("first_deal_days", Kind::decimal("0", "100000"), "median days to the first deal"),
        Field::default("partners", Kind::unlimited(&PARTNER), "[]", "partners with their last visit to the portal"),
        Field::optional("downloads_this_month", Kind::COUNT, "downloads this month"),
        Field::optional("downloads_last_month", Kind::COUNT, "downloads last month"),
        Field::optional("tickets_this_month", Kind::COUNT, "support tickets this month"),
        Field::optional("tickets_last_month", Kind::COUNT, "support tickets last month"),
        Field::settings(&[
            Field::default("completion_lo", Kind::Rate, "\"80\"", "trainings completed of assigned, from"),
            Field::default("certification_lo", Kind::Rate, "\"70\"", "people certified of enrolled, from"),
            Field::default("first_deal_below_days", Kind::count(1, 3650), "90", "days to the first deal, fewer than"),
            Field::default("active_days", Kind::count(1, 365), "7", "a visit within so many days is active"),
        ]),
    ],
    outputs: &[
        ("metrics", "the six measures with value, verdict and action"),
        ("below", "the names of those below target"),
    ],
    example: r#"{"as_of":"2025-03-31","assigned":100,"completed":79}"#,
    run,
};

const PARTNER: Kind = Kind::Object(&[
    Field::required("id", Kind::text(1, 60), "the partner"),
    Field::optional("last_portal_visit", Kind::Date, "its last visit"),
]);

fn run(input: &Input) -> Outcome {
    let as_of: Date = input.need("as_of")?;
    let partners = input.list("partners");
    check(input, &partners, as_of)?;
    let settings = input.object("settings");
    let targets = EnablementTargets {
        completion: settings.need("completion_lo")?,
        certification: settings.need("certification_lo")?,
        first_deal_below_days: settings.need("first_deal_below_days")?,
        active_days: settings.need("active_days")?,
    };
    let figures = EnablementFigures {
        assigned: input.get("assigned"),
        completed: input.get("completed"),
        enrolled: input.get("enrolled"),
        certified: input.get("certified"),
        first_deal_days: input.get("first_deal_days"),
        last_visits: partners.iter().map(|partner| partner.get("last_portal_visit")).collect(),
        downloads: ["downloads_this_month", "downloads_last_month"].map(|name| input.get(name)),
        tickets: ["tickets_this_month", "tickets_last_month"].map(|name| input.get(name)),
    };
    let measures = EnablementMeasures::of(&figures, as_of, &targets);
    let is_below = |metric: &&EnablementMetric| measures.verdict(**metric) == EnablementVerdict::Below;
    let rows: Vec<Value> = EnablementMetric::ALL.iter().map(|metric| row(*metric, &measures, &partners)).collect();
    let below: Vec<&EnablementMetric> = EnablementMetric::ALL.iter().filter(is_below).collect();
    Ok(Answer::new().with("metrics", rows).with("below", below))
}

fn check(input: &Input, partners: &[Input], as_of: Date) -> Result<(), Vec<Fault>> {
    let counts = [("completed", "assigned"), ("certified", "enrolled")];
    let mut faults: Vec<Fault> = counts.iter().filter_map(|(part, whole)| above::<u64>(input, part, whole)).collect();
    for partner in partners {
        if partner.get::<Date>("last_portal_visit").is_some_and(|visit| visit > as_of) {
            let message = format!("the visit is after as_of {as_of}; correct one of the two");
            faults.push(partner.fault(Code::DateOrder, "last_portal_visit", message));
        }
    }
    refuse_any(faults)?;
    refuse_any(repeated(partners, "id").take(1).collect())
}

fn row(metric: EnablementMetric, measures: &EnablementMeasures, partners: &[Input]) -> Value {
    let rate = |value: Option<&Exact>| json!({"percent": value.map(exact_percent), "display": percent_shown(value)});
    let mut row = match metric {
        EnablementMetric::Completion => rate(measures.completion.as_ref()),
        EnablementMetric::Certification => rate(measures.certification.as_ref()),
        EnablementMetric::FirstDeal => json!({"days": measures.first_deal_days.as_ref().map(exact_text)}),
        EnablementMetric::Portal => portal(measures, partners),
        EnablementMetric::Downloads => json!({"trend": measures.downloads}),
        EnablementMetric::Tickets => json!({"trend": measures.tickets}),
    };
    row["metric"] = json!(metric);
    row["verdict"] = json!(measures.verdict(metric));
    row["action"] = json!(measures.action(metric));
    row
}

fn portal(measures: &EnablementMeasures, partners: &[Input]) -> Value {
    let count = |state: Option<bool>| measures.active.iter().filter(|active| **active == state).count();
    let partners = partners.iter().zip(&measures.active);
    json!({
        "active": count(Some(true)),
        "inactive": count(Some(false)),
        "unknown": count(None),
        "partners": partners
            .map(|(partner, active)| json!({"id": partner.text("id"), "weekly_active": active}))
            .collect::<Vec<_>>(),
    })
}
