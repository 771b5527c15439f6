//! R-17 `commission`: what a commission model pays.

use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::input::Input;
use super::rate_bands::{RATE_BANDS, rate_bands};
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::exact::{exact_percent, exact_text, of_percent};
use crate::analysis::money::bands::{BandPart, rate_at};
use crate::analysis::money::commission::{
    by_year, flat, hybrid, influenced, influenced_rate, months_paid, percentage, recurring_schedule, recurring_to_date,
    tiered,
};
use crate::analysis::policy::BandMethod;
use crate::program::money::Money;
use crate::program::rate::Percent;

const TIERED: &[&str] = &["tiered_marginal", "tiered_slab"];
const OTHERS: &[&str] = &["flat", "percentage", "recurring", "hybrid"];

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "commission",
    rule: "R-17",
    about: "Commission of one sale, contract or volume under one of seven models",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::required(
            "model",
            Kind::Enum(&["flat", "percentage", "recurring", "tiered_marginal", "tiered_slab", "hybrid", "influenced"]),
            "how the partner is paid",
        ),
        Field::default(
            "basis",
            Kind::Enum(&["acv", "tcv", "services", "license"]),
            "\"acv\"",
            "what the rate is applied to; named on the plan, not computed with",
        ),
        Field::required("flat_amount", Kind::AMOUNT, "fee for each event").only_for("model", &["flat", "hybrid"]),
        Field::default("events", Kind::count(0, 1_000_000), "1", "qualifying events").only_for("model", &["flat"]),
        Field::required("amount", Kind::MONEY, "first-year value; negative for a credit memo")
            .only_for("model", &["percentage", "influenced"]),
        Field::required("amount", Kind::AMOUNT, "first-year value").only_for("model", &["hybrid"]),
        Field::required("rate", Kind::PERCENT, "commission rate")
            .only_for("model", &["percentage", "influenced", "hybrid", "recurring"]),
        Field::required("annual_amount", Kind::AMOUNT, "value of a year").only_for("model", &["recurring"]),
        Field::optional("term_months", Kind::count(1, 600), "months the plan pays; absent: the customer's lifetime")
            .only_for("model", &["recurring"]),
        Field::optional("retained_months", Kind::count(0, 600), "months the customer stayed; absent: the whole term")
            .only_for("model", &["recurring"]),
        Field::required("volume", Kind::AMOUNT, "volume of the period").only_for("model", TIERED),
        Field::settings(&[Field::default(
            "bands",
            RATE_BANDS,
            r#"[{"from":"0.00","rate":"20"},{"from":"100000.00","rate":"25"},{"from":"250000.00","rate":"30"}]"#,
            "rates by volume",
        )])
        .only_for("model", TIERED),
        Field::settings(&[Field::default(
            "influence_factor",
            Kind::PERCENT,
            "\"50\"",
            "share of the rate an influenced deal pays",
        )])
        .only_for("model", &["influenced"]),
        Field::settings(&[]).only_for("model", OTHERS),
    ],
    outputs: &[
        ("model", "the model"),
        ("basis", "what the rate is applied to"),
        ("commission", "money, rounded once"),
        ("effective_rate", "percent, exact; null for flat and tiered_marginal"),
        ("months_paid", "recurring: months that are paid; else null"),
        ("schedule", "recurring: one payment a month; they sum to the commission; else null"),
        ("years", "recurring: the payments of each year; else null"),
        ("bands", "tiered: from, to, rate, volume inside, and commission_exact; else null"),
    ],
    example: r#"{"model":"tiered_marginal","volume":"400000.00"}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let model = input.text("model").unwrap_or_default();
    let mut answer = Answer::new().with("model", model).with("basis", input.text("basis"));
    for name in ["months_paid", "schedule", "years", "bands"] {
        answer.set(name, Value::Null);
    }
    let paid = |commission: Money, rate: Option<String>| {
        answer.clone().with("commission", commission).with("effective_rate", rate)
    };
    let rate: Percent = input.get("rate").unwrap_or_default();
    let of_rate = Some(exact_percent(&of_percent(rate)));
    match model {
        "flat" => Ok(paid(flat(input.need("flat_amount")?, input.need("events")?), None)),
        "percentage" => Ok(paid(percentage(input.need("amount")?, rate, 2), of_rate)),
        "hybrid" => Ok(paid(hybrid(input.need("flat_amount")?, input.need("amount")?, rate, 2), of_rate)),
        "influenced" => {
            let factor = input.object("settings").need("influence_factor")?;
            let commission = influenced(input.need("amount")?, rate, factor, 2);
            Ok(paid(commission, Some(exact_percent(&influenced_rate(rate, factor)))))
        }
        "recurring" => {
            let term: Option<u32> = input.get("term_months");
            let Some(retained) = input.get("retained_months").or(term) else {
                return Err(input.missing("retained_months").into());
            };
            let annual: Money = input.need("annual_amount")?;
            let months = months_paid(retained, term);
            let schedule = recurring_schedule(annual, rate, months, 2);
            Ok(paid(recurring_to_date(annual, rate, months, 2), of_rate)
                .with("months_paid", months)
                .with("years", by_year(&schedule))
                .with("schedule", schedule))
        }
        _ => {
            let volume: Money = input.need("volume")?;
            let bands = rate_bands(&input.object("settings"));
            let slab = model == "tiered_slab";
            let method = if slab { BandMethod::Slab } else { BandMethod::Marginal };
            let (commission, parts) = tiered(volume, &bands, method, 2);
            let rate = slab.then(|| exact_percent(&of_percent(rate_at(volume, &bands))));
            Ok(paid(commission, rate).with("bands", parts.iter().map(band).collect::<Vec<_>>()))
        }
    }
}

fn band(part: &BandPart) -> Value {
    json!({
        "from": part.from,
        "to": part.to,
        "rate": exact_percent(&of_percent(part.rate)),
        "volume": part.volume,
        "commission_exact": exact_text(&part.amount),
    })
}
