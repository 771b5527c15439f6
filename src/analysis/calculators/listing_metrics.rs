//! R-49 `listing-metrics`: how a listing does, from views to reviews.

use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::checks::{limits, refuse_any};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::exact::{Exact, exact_percent, exact_text, of_percent, percent_shown, whole};
use crate::analysis::marketplace::listing_metrics::{
    ListingFigures, ListingMetric, ListingReport, ListingRow, ListingTargets, Stage,
};
use crate::program::rate::Percent;

const STARS: Kind = Kind::decimal("1", "5");

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "listing-metrics",
    rule: "R-49, C-48",
    about: "How a marketplace listing does, and what to do where it falls short",
    grammar: Grammar::Operations,
    inputs: &[
        Field::optional("views", Kind::COUNT, "views a month"),
        Field::optional("installs", Kind::COUNT, "installs a month"),
        Field::optional("install_rate", Kind::PERCENT, "installs of views, in place of installs"),
        Field::optional("activations", Kind::COUNT, "activations a month"),
        Field::optional("activation_rate", Kind::PERCENT, "activations of installs, in place of activations"),
        Field::optional("rating", STARS, "average rating"),
        Field::optional("reviews", Kind::COUNT, "number of reviews"),
        Field::settings(&[
            Field::default("views_good", Kind::COUNT, "1000", "views that are good"),
            Field::default("views_great", Kind::COUNT, "5000", "views that are great"),
            Field::default("install_good", Kind::PERCENT, "\"5\"", "install rate that is good"),
            Field::default("install_great", Kind::PERCENT, "\"15\"", "install rate that is great"),
            Field::default("activation_good", Kind::PERCENT, "\"40\"", "activation rate that is good"),
            Field::default("activation_great", Kind::PERCENT, "\"70\"", "activation rate that is great"),
            Field::default("rating_good", STARS, "\"4\"", "rating that is good"),
            Field::default("rating_great", STARS, "\"4.7\"", "rating that is great"),
            Field::default("reviews_good", Kind::COUNT, "20", "reviews that are good"),
            Field::default("reviews_great", Kind::COUNT, "100", "reviews that are great"),
            Field::default("seo_rating", STARS, "\"4.5\"", "rating that keeps the listing found"),
        ]),
    ],
    outputs: &[
        ("metrics", "five metrics with value, band and action"),
        ("install_rate_display", "install rate, one decimal"),
        ("activation_rate_display", "activation rate, one decimal"),
        ("installs", "installs, exact"),
        ("activated", "activations, exact"),
        ("seo_rating_passes", "whether the rating keeps the listing found"),
    ],
    example: r#"{"views":5000,"install_rate":"15","activation_rate":"70"}"#,
    run,
};

fn targets(settings: &Input) -> Result<ListingTargets, Vec<Fault>> {
    let counts = |name: &str| -> Result<[Exact; 2], Vec<Fault>> {
        limits::<u64>(settings, &format!("{name}_good"), &format!("{name}_great")).map(|ends| ends.map(whole))
    };
    let rates = |name: &str| -> Result<[Exact; 2], Vec<Fault>> {
        limits::<Percent>(settings, &format!("{name}_good"), &format!("{name}_great")).map(|ends| ends.map(of_percent))
    };
    let [views_good, views_great] = counts("views")?;
    let [install_good, install_great] = rates("install")?;
    let [activation_good, activation_great] = rates("activation")?;
    let [rating_good, rating_great]: [Exact; 2] = limits(settings, "rating_good", "rating_great")?;
    let [reviews_good, reviews_great] = counts("reviews")?;
    Ok(ListingTargets {
        good: [views_good, install_good, activation_good, rating_good, reviews_good],
        great: [views_great, install_great, activation_great, rating_great, reviews_great],
        seo_rating: settings.need("seo_rating")?,
    })
}

fn stage(input: &Input, count: &str, rate: &str) -> Option<Stage> {
    input.get(count).map(Stage::Count).or_else(|| input.get(rate).map(Stage::Rate))
}

fn run(input: &Input) -> Outcome {
    let targets = targets(&input.object("settings"))?;
    let both = [("installs", "install_rate"), ("activations", "activation_rate")].into_iter();
    let conflict = |(count, rate): (&str, &str)| {
        input.fault(Code::ConflictingFields, rate, format!("give {count} or {rate}, not both"))
    };
    refuse_any(both.filter(|(count, rate)| input.given(count) && input.given(rate)).map(conflict).collect())?;
    if input.get("reviews") == Some(0_u64) && input.given("rating") {
        let message = "without reviews there is no rating; leave it out";
        return Err(input.fault(Code::ConflictingFields, "rating", message).into());
    }
    let figures = ListingFigures {
        views: input.get("views"),
        installs: stage(input, "installs", "install_rate"),
        activations: stage(input, "activations", "activation_rate"),
        rating: input.get("rating"),
        reviews: input.get("reviews"),
    };
    let found = ListingReport::of(&figures, &targets);
    let display = |metric: ListingMetric| percent_shown(found.row(metric).value.as_ref());
    let mut answer = Answer::from(json!({
        "metrics": found.rows.iter().map(row).collect::<Vec<_>>(),
        "install_rate_display": display(ListingMetric::InstallRate),
        "activation_rate_display": display(ListingMetric::ActivationRate),
        "installs": found.installs.as_ref().map(exact_text),
        "activated": found.activated.as_ref().map(exact_text),
        "seo_rating_passes": found.seo_rating_passes,
    }));
    for (exceeds, stage, before) in
        [(found.installs_exceed, "installs", "views"), (found.activations_exceed, "activations", "installs")]
    {
        if exceeds {
            answer.warn("stage_exceeds_previous", stage, format!("there are more {stage} than {before}; check both"));
        }
    }
    Ok(answer)
}

fn row(row: &ListingRow) -> Value {
    let is_rate = matches!(row.metric, ListingMetric::InstallRate | ListingMetric::ActivationRate);
    let value = row.value.as_ref().map(|value| if is_rate { exact_percent(value) } else { exact_text(value) });
    json!({"metric": row.metric, "value": value, "band": row.band, "action": row.action()})
}
