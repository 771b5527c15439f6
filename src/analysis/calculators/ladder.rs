//! The ladder that the tier calculators share: a preset or tiers of its own, criteria trees and metrics (2.1 to 2.5).

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::fault::{Code, Fault};
use super::input::{Entry, Input};
use super::reading::{Path, Reader};
use super::schema::{Field, Kind};
use super::tree::{self, NODE};
use crate::program::criterion::{Comparison, Criterion, Metric, MetricKind, StandardMetric, Window};
use crate::program::money::Money;
use crate::program::presets;
use crate::program::quantity::Quantity;

/// The `preset` field.
pub(super) const PRESET: Field =
    Field::optional("preset", Kind::Enum(&presets::LADDERS), "a ladder of the document; standard when tiers is absent");

/// The `metrics` field.
pub(super) const METRICS: Field = Field::required(
    "metrics",
    Kind::Own("object of metric to value, or to an object of window to value", read_metrics),
    "what is known of the partner; absent metrics are unknown",
);

/// The `settings.revenue_metric` field.
pub(super) const REVENUE_METRIC: Field = Field::optional(
    "revenue_metric",
    Kind::Enum(&["sourced_arr", "influenced_arr", "credited_arr", "all_partner_arr"]),
    "the revenue that a preset compares; its own when absent",
);

/// The `tiers` field.
pub(super) const TIERS: Field =
    Field::optional("tiers", Kind::list_of(&Kind::Object(TIER), 1, 20), "tiers of your own, base tier first");

const TIER: &[Field] = &[
    Field::required("name", Kind::TEXT, "the name of the tier"),
    Field::required("criteria", NODE, "when a partner qualifies"),
    Field::optional("grace_quarters", Kind::count(0, 4), "quarters of grace (tier-review)"),
    Field::optional(
        "benefits",
        Kind::Map(&Kind::count(0, 1_000_000)),
        "benefit to level, higher is better (tier-ladder)",
    ),
];

/// A ladder, base tier first.
#[derive(Debug, Clone)]
pub(super) struct Ladder {
    pub(super) tiers: Vec<LadderTier>,
    /// Which of the presets it is.
    pub(super) preset: Option<&'static str>,
}

/// A tier of a ladder.
#[derive(Debug, Clone)]
pub(super) struct LadderTier {
    pub(super) name: String,
    pub(super) criteria: Criterion,
    pub(super) grace_quarters: Option<u8>,
    pub(super) benefits: Option<BTreeMap<String, i64>>,
}

/// The values of the metrics by name and window.
#[derive(Debug, Clone, Default)]
pub(super) struct Metrics(BTreeMap<(String, Window), Quantity>);

impl Ladder {
    /// The ladder of an input, with the checks between its fields in their order.
    pub(super) fn of(input: &Input) -> Result<Self, Vec<Fault>> {
        let given = input.given("tiers");
        if given && input.given("preset") {
            let message = "a preset is given too; keep the preset or your own tiers";
            return Err(input.fault(Code::ConflictingFields, "tiers", message).into());
        }
        let settings = input.object("settings");
        if !given {
            return Ok(Self::preset(input.text("preset").unwrap_or("standard"), settings.text("revenue_metric")));
        }
        if settings.given("revenue_metric") {
            let message = "your own tiers name their metrics themselves; leave it out";
            return Err(settings.fault(Code::ConflictingFields, "revenue_metric", message).into());
        }
        let (mut tiers, mut faults, mut names) = (Vec::new(), Vec::new(), HashSet::new());
        for tier in input.list("tiers") {
            let name: String = tier.need("name")?;
            if name == "none" {
                faults.push(tier.fault(Code::OutOfRange, "name", "\"none\" stands for no tier; choose another name"));
            }
            if !names.insert(name.clone()) {
                faults.push(tier.fault(Code::Duplicate, "name", format!("{name:?} is used twice; rename one tier")));
            }
            let benefits =
                || tier.map("benefits").iter().filter_map(|(name, level)| Some((name.clone(), level.read()?)));
            tiers.push(LadderTier {
                name,
                criteria: tier.own("criteria").cloned().unwrap_or(Criterion::All(Vec::new())),
                grace_quarters: tier.get("grace_quarters"),
                benefits: tier.given("benefits").then(|| benefits().collect()),
            });
        }
        if faults.is_empty() { Ok(Self { tiers, preset: None }) } else { Err(faults) }
    }

    fn preset(name: &str, revenue_metric: Option<&str>) -> Self {
        let revenue = revenue_metric.and_then(|metric| metric.parse().ok());
        let name = presets::LADDERS.into_iter().find(|preset| *preset == name).unwrap_or("standard");
        let tiers = presets::tiers(name).into_iter().map(|tier| {
            let mut criteria = tier.criteria;
            if let Some(metric) = &revenue {
                compare_revenue(&mut criteria, metric);
            }
            LadderTier {
                name: tier.id.as_str().to_owned(),
                criteria,
                grace_quarters: Some(tier.grace_quarters),
                benefits: None,
            }
        });
        Self { tiers: tiers.collect(), preset: Some(name) }
    }

    /// The rank of a tier by its name.
    pub(super) fn rank(&self, name: &str) -> Option<usize> {
        self.tiers.iter().position(|tier| tier.name == name)
    }

    /// The name of a rank.
    pub(super) fn name(&self, rank: usize) -> Option<&str> {
        self.tiers.get(rank).map(|tier| tier.name.as_str())
    }

    /// The rank that a field names; a tier that does not exist is `unknown_reference`.
    pub(super) fn referred(&self, input: &Input, field: &str) -> Result<Option<usize>, Vec<Fault>> {
        let Some(name) = input.text(field) else { return Ok(None) };
        self.rank(name).map(Some).ok_or_else(|| vec![self.unknown(input, field, name)])
    }

    /// The fault of a name that no tier has.
    pub(super) fn unknown(&self, input: &Input, field: &str, name: &str) -> Fault {
        let names: Vec<&str> = self.tiers.iter().map(|tier| tier.name.as_str()).collect();
        let message = format!("there is no tier {name:?}; the tiers are: {}", names.join(", "));
        input.fault(Code::UnknownReference, field, message)
    }

    /// Own metrics must be given in the kind in which the criteria compare them.
    pub(super) fn check_own_metrics(&self, input: &Input, metrics: &Metrics) -> Result<(), Vec<Fault>> {
        let mut faults: Vec<Fault> = Vec::new();
        for criteria in self.tiers.iter().map(|tier| &tier.criteria) {
            for path in criteria.leaves() {
                let Some(Criterion::Meets { metric, window, value, .. }) = criteria.at(&path) else { continue };
                let window = window.unwrap_or_else(|| metric.default_window());
                let Some(given) = metrics.get(metric, window) else { continue };
                let name = metric.to_string();
                let place = input.path(&format!("metrics.{name}"));
                let differs = matches!(metric, Metric::Own(_)) && is_money(metric, given) != is_money(metric, *value);
                if differs && faults.iter().all(|fault| fault.field != place) {
                    let message = format!("{name} is compared as {value}; give it in the same form");
                    faults.push(Fault::new(Code::BadType, place, message));
                }
            }
        }
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }
}

/// Puts another revenue metric in place of that of a preset.
fn compare_revenue(criteria: &mut Criterion, revenue: &Metric) {
    if let Criterion::Meets { metric, .. } = criteria
        && metric.kind() == MetricKind::Money
    {
        *metric = revenue.clone();
    }
    for child in criteria.children_mut() {
        compare_revenue(child, revenue);
    }
}

impl Metrics {
    /// The metrics of an input.
    pub(super) fn of(input: &Input) -> Self {
        input.own::<Self>("metrics").cloned().unwrap_or_default()
    }

    /// The value of a metric over a window; nothing when it is unknown.
    pub(super) fn get(&self, metric: &Metric, window: Window) -> Option<Quantity> {
        self.0.get(&(metric.to_string(), window)).copied()
    }
}

fn read_metrics(reader: &mut Reader, value: &Value, path: &Path<'_>) -> Option<Entry> {
    let Some(object) = value.as_object() else {
        reader.report(Code::BadType, path, "an object of metric to value is expected");
        return None;
    };
    let mut found = Metrics::default();
    for (name, value) in object {
        let place = path.field(name);
        let Ok(metric) = name.parse::<Metric>() else {
            reader.report(Code::UnknownMetric, &place, unknown_metric(name));
            continue;
        };
        let Some(windows) = value.as_object() else {
            let quantity = Some(value).filter(|value| !value.is_null());
            let quantity = quantity.and_then(|value| tree::quantity(reader, &metric, value, &place, tree::Sign::Any));
            found.0.extend(quantity.map(|quantity| ((name.clone(), metric.default_window()), quantity)));
            continue;
        };
        for (window, value) in windows {
            let place = place.field(window);
            let Some((_, known)) = tree::WINDOWS.iter().find(|(word, _)| word == window) else {
                reader.report(Code::UnknownField, &place, format_args!("there is no window {window:?}"));
                continue;
            };
            let quantity = Some(value).filter(|value| !value.is_null());
            let quantity = quantity.and_then(|value| tree::quantity(reader, &metric, value, &place, tree::Sign::Any));
            found.0.extend(quantity.map(|quantity| ((name.clone(), *known), quantity)));
        }
    }
    Some(Entry::own(found))
}

/// What to say of a metric that does not exist.
pub(super) fn unknown_metric(name: &str) -> String {
    let known: Vec<&str> = StandardMetric::CHOICES.iter().map(|(word, _)| *word).collect();
    format!("there is no metric {name:?}; known are {}, and your own as \"x_name\"", known.join(", "))
}

/// Whether a value of a metric is an amount: an own metric is one when it was written with decimals.
pub(super) fn is_money(metric: &Metric, value: Quantity) -> bool {
    match metric {
        Metric::Standard(_) => metric.kind() == MetricKind::Money,
        Metric::Own(_) | Metric::Measured(_) => value.decimal().scale() > 0,
    }
}

/// Money as text with two places, counts as integers.
pub(super) fn written(metric: &Metric, value: Option<Quantity>) -> Value {
    match value {
        None => Value::Null,
        Some(value) if is_money(metric, value) => {
            Value::from(Money::rounded(value.decimal(), 2).map_or_else(|| value.to_string(), |money| money.to_string()))
        }
        Some(value) => i64::try_from(value.decimal().trunc().mantissa()).map_or(Value::Null, Value::from),
    }
}

/// The sign of a comparison.
pub(super) fn symbol(op: Comparison) -> &'static str {
    tree::OPERATORS.iter().find(|(_, known)| *known == op).map_or(">=", |(sign, _)| sign)
}
