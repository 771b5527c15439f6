//! R-12 `tier-economics`: what a partner of a tier earns us against what it costs us.

use std::collections::HashSet;

use num_traits::Zero;
use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use super::written::number;
use crate::analysis::exact::{Exact, multiple_shown, of_money, ratio, to_money, whole};
use crate::analysis::tier_economics::TierInputs;
use crate::program::criterion::{Criterion, MetricKind};
use crate::program::money::Money;
use crate::program::presets;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "tier-economics",
    rule: "R-12",
    about: "Contribution over cost of each tier, its break-even, and the same for the whole program",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::optional("preset", Kind::Enum(&["document"]), "the rows of the document; used when tiers is absent"),
        Field::optional(
            "threshold_preset",
            Kind::Enum(&presets::LADDERS),
            "the ladder whose revenue thresholds the preset rows have; standard when absent",
        ),
        Field::optional("tiers", Kind::list_of(&Kind::Object(TIER), 1, 20), "rows of your own, per partner and year"),
        Field::optional("partners", Kind::Map(&Kind::COUNT), "how many partners each tier has; exactly the tiers"),
    ],
    outputs: &[
        ("tiers", "per tier: margin multiple, net, break-even, and the same at the threshold"),
        ("program", "contribution, cost, net and multiple of the program; null without partners"),
    ],
    example: r#"{"tiers":[{"tier":"platinum","average_revenue":"1000000.00","margin":"55","cost":"150000.00","threshold":"200000.00"}]}"#,
    run,
};

const TIER: &[Field] = &[
    Field::required("tier", Kind::TEXT, "the name of the tier"),
    Field::required("average_revenue", Kind::AMOUNT, "average revenue of a partner"),
    Field::required("margin", Kind::PERCENT, "our margin on it"),
    Field::required("cost", Kind::AMOUNT, "our cost per partner"),
    Field::optional("threshold", Kind::AMOUNT, "the revenue threshold of the tier"),
];

/// A row of the table.
struct Row {
    tier: String,
    inputs: TierInputs,
    threshold: Option<Money>,
}

fn run(input: &Input) -> Outcome {
    let rows = rows(input)?;
    let mut repeated = HashSet::new();
    let own = input.list("tiers");
    let mut faults: Vec<Fault> = own
        .iter()
        .zip(&rows)
        .filter(|(_, row)| !repeated.insert(row.tier.as_str()))
        .map(|(given, row)| given.fault(Code::Duplicate, "tier", format!("{:?} is used twice; keep one row", row.tier)))
        .collect();
    let counts = counts(input, &rows, &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    let tiers: Vec<Value> = rows.iter().map(written).collect();
    let program = input.given("partners").then(|| program(&rows, &counts));
    Ok(Answer::from(json!({"tiers": tiers, "program": program})))
}

fn rows(input: &Input) -> Result<Vec<Row>, Vec<Fault>> {
    if !input.given("tiers") {
        return Ok(document_rows(input.text("threshold_preset").unwrap_or("standard")));
    }
    if input.given("preset") || input.given("threshold_preset") {
        let message = "a preset is given too; keep the preset or your own rows";
        return Err(input.fault(Code::ConflictingFields, "tiers", message).into());
    }
    let row = |tier: &Input| {
        let inputs = TierInputs {
            revenue: tier.need("average_revenue")?,
            margin: tier.need("margin")?,
            cost: tier.need("cost")?,
        };
        Ok(Row { tier: tier.need("tier")?, inputs, threshold: tier.get("threshold") })
    };
    input.list("tiers").iter().map(row).collect()
}

/// The economics stand on the tiers of every preset; the thresholds are those of the chosen one.
fn document_rows(thresholds: &str) -> Vec<Row> {
    let tiers = presets::tiers(thresholds).into_iter();
    let row = |tier: crate::program::tier::Tier| Row {
        tier: tier.id.as_str().to_owned(),
        inputs: TierInputs {
            revenue: tier.average_revenue.unwrap_or_default(),
            margin: tier.economics_margin.unwrap_or_default(),
            cost: tier.partner_cost.unwrap_or_default(),
        },
        threshold: Some(revenue_threshold(&tier.criteria).unwrap_or(Money::from_cents(0))),
    };
    tiers.map(row).collect()
}

fn revenue_threshold(criteria: &Criterion) -> Option<Money> {
    match criteria {
        Criterion::Meets { metric, value, .. } if metric.kind() == MetricKind::Money => {
            Money::rounded(value.decimal(), 2)
        }
        _ => criteria.children().iter().find_map(revenue_threshold),
    }
}

/// The partners of each row, in the order of the rows.
fn counts(input: &Input, rows: &[Row], faults: &mut Vec<Fault>) -> Vec<u64> {
    if !input.given("partners") {
        return Vec::new();
    }
    let given = input.map("partners");
    for (name, _) in given.iter().filter(|(name, _)| rows.iter().all(|row| row.tier != *name)) {
        let message = format!("there is no tier {name:?} in the table");
        faults.push(Fault::new(Code::UnknownReference, input.path(&format!("partners.{name}")), message));
    }
    let count = |row: &Row| given.iter().find(|(name, _)| *name == row.tier).and_then(|(_, count)| count.read());
    let mut counts = Vec::with_capacity(rows.len());
    for row in rows {
        match count(row) {
            Some(count) => counts.push(count),
            None => faults.push(input.missing(&format!("partners.{}", row.tier))),
        }
    }
    counts
}

fn written(row: &Row) -> Value {
    let found = row.inputs.economics();
    let at_threshold = row.threshold.map(|revenue| {
        let found = TierInputs { revenue, ..row.inputs }.economics();
        json!({
            "multiple_exact": number(found.multiple.as_ref()),
            "multiple_display": multiple_shown(found.multiple.as_ref()),
            "net": to_money(&found.net),
        })
    });
    json!({
        "tier": row.tier,
        "multiple_exact": number(found.multiple.as_ref()),
        "multiple_display": multiple_shown(found.multiple.as_ref()),
        "net": to_money(&found.net),
        "break_even": found.break_even.as_ref().map(to_money),
        "at_threshold": at_threshold,
    })
}

fn program(rows: &[Row], counts: &[u64]) -> Value {
    let (mut contribution, mut cost) = (Exact::zero(), Exact::zero());
    for (row, &partners) in rows.iter().zip(counts) {
        contribution += row.inputs.contribution() * whole(partners);
        cost += of_money(row.inputs.cost) * whole(partners);
    }
    let multiple = ratio(&contribution, &cost);
    json!({
        "contribution": to_money(&contribution),
        "cost": to_money(&cost),
        "net": to_money(&(contribution - cost)),
        "multiple_exact": number(multiple.as_ref()),
        "multiple_display": multiple_shown(multiple.as_ref()),
    })
}
