//! Reads a criteria tree (2.2): every fault on the path of its node, and no deeper than the contract allows.

use serde_json::{Map, Value};

use super::fault::Code;
use super::input::Entry;
use super::ladder::unknown_metric;
use super::reading::{Path, Reader};
use super::schema::Kind;
use crate::program::criterion::{Comparison, Criterion, Metric, MetricKind, Window};
use crate::program::money::Money;
use crate::program::quantity::Quantity;

/// A node of a tree.
pub(super) const NODE: Kind = Kind::Own(
    "criteria tree: {\"all\"|\"any\": [nodes]}, {\"at_least\": {n, of}}, {\"not\": node} or {metric, window, op, value}",
    read_tree,
);

/// The words of the windows.
pub(super) const WINDOWS: [(&str, Window); 6] = [
    ("t12m", Window::T12m),
    ("t90d", Window::T90d),
    ("last_quarter", Window::LastQuarter),
    ("fiscal_ytd", Window::FiscalYtd),
    ("ever", Window::Ever),
    ("now", Window::Now),
];

/// The signs of the comparisons.
pub(super) const OPERATORS: [(&str, Comparison); 5] = [
    (">=", Comparison::AtLeast),
    (">", Comparison::MoreThan),
    ("<=", Comparison::AtMost),
    ("<", Comparison::LessThan),
    ("==", Comparison::Equal),
];

const MOST_CHILDREN: usize = 100;
const LEAF: [&str; 4] = ["metric", "window", "op", "value"];

static CHILDREN_COUNT: Kind = Kind::count(1, MOST_CHILDREN as i64);
static MONEY: Kind = Kind::MONEY;
static AMOUNT: Kind = Kind::AMOUNT;
static COUNT: Kind = Kind::COUNT;

/// Which amounts are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// Also below zero.
    Any,
    /// From zero.
    NotNegative,
}

fn read_tree(reader: &mut Reader, value: &Value, path: &Path<'_>) -> Option<Entry> {
    node(reader, value, path, 0).map(Entry::own)
}

fn node(reader: &mut Reader, value: &Value, path: &Path<'_>, ancestors: usize) -> Option<Criterion> {
    if ancestors > Criterion::MAX_DEPTH {
        reader.report(Code::OutOfRange, path, "the criteria nest too deeply; a node has at most 8 above it");
        return None;
    }
    let Some(object) = value.as_object() else { return malformed(reader, path) };
    let present = |name: &str| object.get(name).filter(|value| !value.is_null());
    let combined = ["all", "any", "at_least", "not"].iter().any(|name| present(name).is_some());
    if !combined && LEAF.iter().any(|name| object.contains_key(*name)) {
        return leaf(reader, object, path);
    }
    if object.len() != 1 {
        return malformed(reader, path);
    }
    if let Some(inner) = present("all") {
        return children(reader, inner, &path.field("all"), 0, ancestors).map(Criterion::All);
    }
    if let Some(inner) = present("any") {
        return children(reader, inner, &path.field("any"), 0, ancestors).map(Criterion::Any);
    }
    if let Some(inner) = present("at_least") {
        return at_least(reader, inner, &path.field("at_least"), ancestors);
    }
    match present("not") {
        Some(inner) => {
            node(reader, inner, &path.field("not"), ancestors + 1).map(|inner| Criterion::Not(Box::new(inner)))
        }
        None => malformed(reader, path),
    }
}

fn malformed(reader: &mut Reader, path: &Path<'_>) -> Option<Criterion> {
    let message = "a node is one of {\"all\": []}, {\"any\": []}, {\"at_least\": {\"n\", \"of\"}}, {\"not\": {}} or {\"metric\", \"value\"}";
    reader.report(Code::BadCriteria, path, message);
    None
}

fn children(
    reader: &mut Reader,
    value: &Value,
    path: &Path<'_>,
    least: usize,
    ancestors: usize,
) -> Option<Vec<Criterion>> {
    let Some(values) = value.as_array() else {
        reader.report(Code::BadType, path, "a list of nodes is expected");
        return None;
    };
    if !(least..=MOST_CHILDREN).contains(&values.len()) {
        let length = values.len();
        reader.report(Code::OutOfRange, path, format_args!("the list has {length} nodes; {least} to 100 are allowed"));
    }
    let mut found = Vec::with_capacity(values.len());
    for (index, value) in values.iter().enumerate() {
        let place = path.at(index);
        if value.is_null() {
            reader.report(Code::BadType, &place, "null is not a node; take it out");
        } else {
            found.extend(node(reader, value, &place, ancestors + 1));
        }
    }
    Some(found)
}

fn at_least(reader: &mut Reader, value: &Value, path: &Path<'_>, ancestors: usize) -> Option<Criterion> {
    let Some(object) = value.as_object() else {
        reader.report(Code::BadType, path, "an object of n and of is expected");
        return None;
    };
    let present = |name: &str| object.get(name).filter(|value| !value.is_null());
    let n = match present("n") {
        Some(n) => reader.read(&CHILDREN_COUNT, n, &path.field("n")).and_then(|n| n.read::<u32>()),
        None => missing(reader, &path.field("n")),
    };
    let of = match present("of") {
        Some(of) => children(reader, of, &path.field("of"), 1, ancestors),
        None => missing(reader, &path.field("of")),
    };
    for name in object.keys().filter(|name| !["n", "of"].contains(&name.as_str())) {
        reader.report(Code::UnknownField, &path.field(name), "the fields here are n and of");
    }
    let count = present("of").and_then(Value::as_array).map_or(0, Vec::len);
    if let Some(n) = n.filter(|n| count > 0 && *n as usize > count) {
        reader.report(Code::OutOfRange, &path.field("n"), format_args!("{n} of {count} nodes can never hold"));
    }
    Some(Criterion::AtLeast { n: n?, of: of?, must: Vec::new() })
}

fn missing<T>(reader: &mut Reader, path: &Path<'_>) -> Option<T> {
    reader.report(Code::MissingField, path, "is required");
    None
}

fn leaf(reader: &mut Reader, object: &Map<String, Value>, path: &Path<'_>) -> Option<Criterion> {
    let present = |name: &str| object.get(name).filter(|value| !value.is_null());
    let metric = match present("metric") {
        Some(metric) => read_metric(reader, metric, &path.field("metric")),
        None => missing(reader, &path.field("metric")),
    };
    let mut word = |name: &str, words: &[&str]| {
        let value = present(name)?;
        let found = words.iter().position(|word| value.as_str() == Some(word));
        if found.is_none() {
            let known = words.join(", ");
            reader.report(Code::BadEnum, &path.field(name), format_args!("{value} is not one of: {known}"));
        }
        found
    };
    let window = word("window", &WINDOWS.map(|(word, _)| word)).and_then(|index| WINDOWS.get(index));
    let op = word("op", &OPERATORS.map(|(sign, _)| sign)).and_then(|index| OPERATORS.get(index));
    let place = path.field("value");
    let value = match (present("value"), &metric) {
        (None, _) => missing(reader, &place),
        (Some(value), Some(metric)) => quantity(reader, metric, value, &place, Sign::NotNegative),
        (Some(_), None) => None,
    };
    for name in object.keys().filter(|name| !LEAF.contains(&name.as_str())) {
        reader.report(Code::UnknownField, &path.field(name), "a comparison has metric, window, op and value");
    }
    Some(Criterion::Meets {
        metric: metric?,
        window: window.map(|(_, window)| *window),
        op: op.map_or(Comparison::AtLeast, |(_, op)| *op),
        value: value?,
    })
}

fn read_metric(reader: &mut Reader, value: &Value, path: &Path<'_>) -> Option<Metric> {
    let Some(name) = value.as_str() else {
        reader.report(Code::BadType, path, format_args!("{value} is not the name of a metric"));
        return None;
    };
    let found = name.parse().ok();
    if found.is_none() {
        reader.report(Code::UnknownMetric, path, unknown_metric(name));
    }
    found
}

/// A value of a metric: money as text, counts as integers; an own metric by the way it is written.
pub(super) fn quantity(
    reader: &mut Reader,
    metric: &Metric,
    value: &Value,
    path: &Path<'_>,
    sign: Sign,
) -> Option<Quantity> {
    let money = match metric {
        Metric::Standard(_) => metric.kind() == MetricKind::Money,
        Metric::Own(_) | Metric::Measured(_) => match value {
            Value::String(_) => true,
            Value::Number(number) if number.is_i64() || number.is_u64() => false,
            _ => {
                reader.report(Code::BadType, path, format_args!("{value} is neither an amount as text nor an integer"));
                return None;
            }
        },
    };
    if money {
        let kind = if sign == Sign::Any { &MONEY } else { &AMOUNT };
        return reader.read(kind, value, path)?.read::<Money>().map(Quantity::money);
    }
    let count: i64 = reader.read(&COUNT, value, path)?.read()?;
    Some(Quantity::from(rust_decimal::Decimal::from(count)))
}
