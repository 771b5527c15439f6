//! Tiers.

use std::collections::BTreeMap;

use quarterdeck::analysis::criteria::{self, MetricLookup};
use quarterdeck::analysis::exact::{exact_percent, widened};
use quarterdeck::analysis::tier_progress::progress;
use quarterdeck::analysis::tier_review::{ReviewFacts, TierEvaluation, review};
use quarterdeck::analysis::truth::Truth;
use quarterdeck::program::choice::Choice;
use quarterdeck::program::criterion::{Comparison, Criterion, Metric, MetricKind, Window};
use quarterdeck::program::quantity::Quantity;
use serde_json::{Value, json};

use crate::{big, date, flag, list, or, read, word};

struct Ladder {
    names: Vec<String>,
    criteria: Vec<Criterion>,
    grace: Vec<u8>,
}

fn ladder(input: &Value) -> Ladder {
    if let Some(tiers) = input["tiers"].as_array() {
        return Ladder {
            names: tiers.iter().map(|tier| tier["name"].as_str().unwrap().to_owned()).collect(),
            criteria: tiers.iter().map(|tier| tree(&tier["criteria"])).collect(),
            grace: tiers.iter().map(|tier| or(tier, "grace_quarters", 0) as u8).collect(),
        };
    }
    let preset = input["preset"].as_str().unwrap_or("standard");
    let metric = input["settings"]["revenue_metric"].as_str().unwrap_or(match preset {
        "example" => "influenced_arr",
        _ => "sourced_arr",
    });
    let (revenue, referrals, certified): ([&str; 3], [Option<u32>; 3], [Option<u32>; 3]) = match preset {
        "core" => (["10000.00", "50000.00", "200000.00"], [Some(5), Some(20), None], [None; 3]),
        "example" => (["25000.00", "100000.00", "500000.00"], [Some(5), Some(20), None], [None; 3]),
        _ => (["25000.00", "100000.00", "500000.00"], [Some(5), Some(20), Some(50)], [Some(1), Some(2), Some(5)]),
    };
    let mut criteria = vec![Criterion::All(Vec::new())];
    for rank in 0..3 {
        let mut paths = vec![leaf(metric, revenue[rank].parse().unwrap())];
        paths.extend(referrals[rank].map(|count| leaf("referrals", Quantity::count(count))));
        let mut groups = vec![Criterion::Any(paths)];
        groups.extend(certified[rank].map(|count| leaf("certified_people", Quantity::count(count))));
        criteria.push(Criterion::All(groups));
    }
    let names = ["registered", "silver", "gold", "platinum"].map(str::to_owned).to_vec();
    Ladder { names, criteria, grace: vec![0, 1, 2, 3] }
}

fn leaf(metric: &str, value: Quantity) -> Criterion {
    Criterion::Meets { metric: metric.parse().unwrap(), window: None, op: Comparison::AtLeast, value }
}

fn quantity(value: &Value) -> Option<Quantity> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.parse().unwrap()),
        number => Some(number.to_string().parse().unwrap()),
    }
}

fn tree(node: &Value) -> Criterion {
    let children = |nodes: &Value| nodes.as_array().unwrap().iter().map(tree).collect();
    if let Some((name, inner)) = node.as_object().filter(|node| node.len() == 1).and_then(|node| node.iter().next()) {
        match name.as_str() {
            "all" => return Criterion::All(children(inner)),
            "any" => return Criterion::Any(children(inner)),
            "not" => return Criterion::Not(Box::new(tree(inner))),
            _ => {
                return Criterion::AtLeast { n: inner["n"].as_u64().unwrap() as u32, of: children(&inner["of"]) };
            }
        }
    }
    let op = match node["op"].as_str().unwrap_or(">=") {
        ">" => Comparison::MoreThan,
        "<=" => Comparison::AtMost,
        "<" => Comparison::LessThan,
        "==" => Comparison::Equal,
        _ => Comparison::AtLeast,
    };
    let metric = read(node, "metric").unwrap();
    Criterion::Meets { metric, window: word(node, "window"), op, value: quantity(&node["value"]).unwrap() }
}

fn metrics(input: &Value) -> BTreeMap<(String, Window), Quantity> {
    let mut found = BTreeMap::new();
    for (name, value) in input["metrics"].as_object().unwrap() {
        let metric: Metric = name.parse().unwrap();
        match value {
            Value::Object(windows) => {
                for (window, value) in windows {
                    let window = Window::read(window).unwrap();
                    quantity(value).map(|value| found.insert((name.clone(), window), value));
                }
            }
            value => {
                quantity(value).map(|value| found.insert((name.clone(), metric.default_window()), value));
            }
        }
    }
    found
}

/// Money as text with two places, counts as integers.
fn written(metric: &Metric, value: Option<Quantity>) -> Value {
    let Some(value) = value else { return Value::Null };
    let decimal = value.decimal();
    match metric.kind() {
        MetricKind::Money => json!(format!("{decimal:.2}")),
        MetricKind::Count if decimal.scale() == 0 => json!(decimal.mantissa() as i64),
        MetricKind::Count => json!(decimal.to_string()),
    }
}

fn symbol(op: Comparison) -> &'static str {
    match op {
        Comparison::AtLeast => ">=",
        Comparison::MoreThan => ">",
        Comparison::AtMost => "<=",
        Comparison::LessThan => "<",
        Comparison::Equal => "==",
    }
}

pub(crate) fn qualification_of(input: &Value) -> Value {
    let ladder = ladder(input);
    let values = metrics(input);
    let lookup: MetricLookup<'_> = &|metric, window| values.get(&(metric.to_string(), window)).copied();
    let agreement = Truth::from(flag(input, "agreement_in_force"));
    let found = criteria::qualification(ladder.criteria.iter(), agreement, lookup);
    let name = |rank: Option<usize>| rank.map(|rank| ladder.names[rank].clone());
    let tiers = ladder.criteria.iter().zip(&ladder.names).map(|(criterion, name)| {
        let leaves = criteria::leaf_reports(criterion, lookup).into_iter().map(|leaf| {
            json!({
                "metric": leaf.metric.to_string(), "window": leaf.window.word(), "op": symbol(leaf.op),
                "value": written(&leaf.metric, Some(leaf.threshold)),
                "actual": written(&leaf.metric, leaf.actual), "holds": leaf.holds,
            })
        });
        let holds = agreement.and(criteria::holds(criterion, lookup));
        json!({"tier": name, "holds": holds, "criteria": leaves.collect::<Vec<_>>()})
    });
    json!({
        "agreement_in_force": agreement.known(), "qualified_tier": name(found.qualified),
        "possible_tier": name(found.possible), "certain": found.qualified == found.possible,
        "tiers": tiers.collect::<Vec<_>>(),
    })
}

pub(crate) fn progress_of(input: &Value) -> Value {
    let ladder = ladder(input);
    let values = metrics(input);
    let lookup: MetricLookup<'_> = &|metric, window| values.get(&(metric.to_string(), window)).copied();
    let rank = |field: &str| {
        let wanted = input[field].as_str()?;
        ladder.names.iter().position(|name| name == wanted)
    };
    let current = rank("current_tier").unwrap_or(0);
    let target = rank("target_tier").or((current + 1 < ladder.names.len()).then_some(current + 1));
    let Some(target) = target else {
        return json!({"at_top": true, "target_tier": null, "qualifies": null, "progress_exact": null,
            "progress_lo_exact": null, "progress_hi_exact": null, "display": "n/a", "gaps": []});
    };
    let criterion = &ladder.criteria[target];
    let relative = input["mode"] == "from_current";
    let start = |metric: &Metric, window| {
        relative.then(|| criteria::threshold(&ladder.criteria[current], metric, window)).flatten()
    };
    let progress = progress(criterion, lookup, &start);
    let average = input["average_deal"].as_str().or(input["program_average_deal"].as_str()).map(big);
    let gaps = criteria::gaps(criterion, lookup).into_iter().map(|gap| {
        let leaf = &gap.leaf;
        json!({
            "metric": leaf.metric.to_string(), "window": leaf.window.word(), "op": symbol(leaf.op),
            "threshold": written(&leaf.metric, Some(leaf.threshold)),
            "actual": written(&leaf.metric, leaf.actual), "gap": written(&leaf.metric, gap.missing),
            "deals_needed": gap.deals_needed(average.as_ref()),
        })
    });
    let text = |value| exact_percent(&widened(value));
    json!({
        "at_top": false, "target_tier": ladder.names[target], "qualifies": progress.holds,
        "progress_exact": (progress.low == progress.high).then(|| text(&progress.low)),
        "progress_lo_exact": text(&progress.low), "progress_hi_exact": text(&progress.high),
        "display": progress.display(), "gaps": gaps.collect::<Vec<_>>(),
    })
}

pub(crate) fn review_of(input: &Value) -> Value {
    let ladder = ladder(input);
    let rank = |name: &Value| ladder.names.iter().position(|tier| name == tier.as_str());
    let mut evaluations: Vec<TierEvaluation> = list(input, "evaluations")
        .iter()
        .map(|entry| TierEvaluation { date: date(entry, "date").unwrap(), qualified: rank(&entry["qualified_tier"]) })
        .collect();
    evaluations.sort_by_key(|evaluation| evaluation.date);
    let found = review(&ReviewFacts {
        granted: rank(&input["granted_tier"]).unwrap(),
        since: date(input, "tier_since").unwrap(),
        as_of: date(input, "as_of").unwrap(),
        review_months: or(&input["settings"], "review_months", 12) as u16,
        grace_quarters: &ladder.grace,
        evaluations: &evaluations,
    });
    let name = |rank: usize| ladder.names[rank].clone();
    let kinds = ["review", "grace_30_days", "grace_7_days"];
    let notices = found.notices(30, 7).map(|dates| kinds.iter().zip(dates).map(|(k, on)| json!({"kind": k, "on": on})));
    let downgrades =
        found.downgrades.iter().map(|down| json!({"from": name(down.from), "to": name(down.to), "on": down.on}));
    json!({
        "state": found.state.word(), "tier": name(found.tier), "tier_since": found.since, "review_on": found.review_on,
        "grace_end": found.grace_end, "cleared_on": found.cleared_on, "next_reviews": found.next_reviews,
        "notices": notices.into_iter().flatten().collect::<Vec<_>>(), "downgrades": downgrades.collect::<Vec<_>>(),
        "promotion_to": found.promotion_to.map(name),
    })
}
