//! Every calculator against the worked cases of the contract, and every declaration against itself.
//!
//! `tests/cases/cases.jsonl` holds one case a line: the input of a calculator and the part of its envelope that is
//! stated. An object matches when it has the stated fields, a list entry by entry, and every stated error and warning
//! must be among those given; an empty list of them allows none. `tests/cases/operations.jsonl` adds cases of our own
//! for time, events and operations; there the stated errors are all there are.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a case that cannot be read is a failed test")]

use std::collections::BTreeSet;

use quarterdeck::analysis::calculators;
use serde_json::Value;

/// Every name of the contract, in its order.
const NAMES: &str = "split periods growth health scorecard evaluation outreach-priority value-matrix tier-metrics \
    tier-qualification effective-tier tier-progress tier-review tier-economics tier-ladder \
    paid-amplification event-sponsorship comarketing-budget pool-split commission reseller-margin \
    volume-rebate mdf-request mdf-accrual mdf-coop mdf-reimbursement mdf-utilization spiff clawback \
    affiliate-economics affiliate-rate affiliate-payout affiliate-cookie affiliate-holdback \
    affiliate-bands revenue-concentration deal-registration attribution touch-split deal-credit \
    revenue-kpis pipeline cfo-report cross-check partner-kpis segmentation capacity benefit-utilization \
    lifecycle goal-target goal-mix goal-plan goal-verdict goal-sensitivity random-sequence \
    webinar-funnel event-roi event-bands campaign-timeline plan-generator rollout-waves qbr-plan \
    enablement-metrics certification freshness maturity escalation listing-score listing-metrics \
    review-asks org-stage cadence pilot-gate agreement run-of-show lead-distribution";

/// Where an expected value does not stand in the actual one.
fn difference(path: &str, expected: &Value, actual: &Value) -> Option<String> {
    if let Some(wanted) = expected.get("$approx") {
        let number = |value: &Value| value.as_str().map_or_else(|| value.as_f64(), |text| text.parse().ok());
        let close = number(actual)
            .zip(number(wanted))
            .is_some_and(|(found, wanted)| (found - wanted).abs() <= number(&expected["$tol"]).unwrap() + 1e-12);
        return (!close).then(|| format!("{path}: expected about {expected}, found {actual}"));
    }
    match (expected, actual) {
        (Value::Object(fields), Value::Object(found)) => fields.iter().find_map(|(name, value)| {
            let path = format!("{path}.{name}");
            match found.get(name) {
                Some(found) => difference(&path, value, found),
                None => Some(format!("{path}: expected {value}, which is absent")),
            }
        }),
        (Value::Array(entries), Value::Array(found)) if entries.len() == found.len() => entries
            .iter()
            .zip(found)
            .enumerate()
            .find_map(|(index, (entry, found))| difference(&format!("{path}[{index}]"), entry, found)),
        _ if expected == actual => None,
        _ => Some(format!("{path}: expected {expected}, found {actual}")),
    }
}

/// The stated errors or warnings that are not among those given.
fn unmatched(name: &str, expected: &Value, actual: &Value) -> Option<String> {
    let given = actual[name].as_array().map_or(&[][..], Vec::as_slice);
    let stated = expected[name].as_array()?;
    if stated.is_empty() && !given.is_empty() {
        return Some(format!("{name}: expected none, found {}", actual[name]));
    }
    let absent = stated.iter().find(|stated| given.iter().all(|given| difference("", stated, given).is_some()))?;
    Some(format!("{name}: {absent} is not among {}", actual[name]))
}

fn envelope_difference(expected: &Value, actual: &Value) -> Option<String> {
    let mut rest = expected.clone();
    for name in ["errors", "warnings"] {
        if let Some(found) = unmatched(name, expected, actual) {
            return Some(found);
        }
        rest.as_object_mut().unwrap().remove(name);
    }
    difference("", &rest, actual)
}

#[test]
fn every_worked_case_comes_out_as_stated() {
    let mut wrong = Vec::new();
    let stated = include_str!("cases/cases.jsonl").lines().map(|line| (line, false));
    for (line, all_errors) in stated.chain(include_str!("cases/operations.jsonl").lines().map(|line| (line, true))) {
        let case: Value = serde_json::from_str(line).unwrap();
        let name = case["calc"].as_str().unwrap();
        let input = case["in"].as_str().map_or_else(|| case["in"].to_string(), str::to_owned);
        let found = calculators::run(name, &input).to_json();
        if let Some(difference) = envelope_difference(&case["out"], &found) {
            wrong.push(format!("{} {name}: {difference}", case["id"]));
        }
        let count = |envelope: &Value| envelope["errors"].as_array().map(Vec::len);
        if all_errors && count(&case["out"]) != count(&found) {
            wrong.push(format!("{} {name}: not all errors are stated: {}", case["id"], found["errors"]));
        }
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_example_runs_and_gives_exactly_the_documented_outputs() {
    for calculator in calculators::all() {
        let found = calculators::run(calculator.name, calculator.example).to_json();
        assert_eq!(found["ok"], true, "{}: {found}", calculator.name);
        let given: BTreeSet<&str> = found["data"].as_object().unwrap().keys().map(String::as_str).collect();
        let documented: BTreeSet<&str> = calculator.outputs.iter().map(|(name, _)| *name).collect();
        assert_eq!(given, documented, "{}", calculator.name);
    }
}

#[test]
fn the_list_is_that_of_the_contract() {
    let listed: Vec<&str> = calculators::all().iter().map(|calculator| calculator.name).collect();
    assert_eq!(listed, NAMES.split_whitespace().collect::<Vec<_>>());
    assert_eq!(listed.len(), 76);
}

#[test]
fn names_are_unique_and_every_calculator_says_what_it_answers() {
    let mut names = BTreeSet::new();
    for calculator in calculators::all() {
        assert!(names.insert(calculator.name), "{} is listed twice", calculator.name);
        assert!(calculator.rule.starts_with("R-") && calculator.about.len() > 10, "{}", calculator.name);
        let fields = calculator.inputs.iter().filter(|field| field.need != calculators::schema::Need::Refused);
        for field in fields {
            assert!(!field.about.is_empty(), "{}: {}", calculator.name, field.name);
        }
    }
}

#[test]
fn what_is_not_one_object_is_bad_json_and_an_unknown_name_says_so() {
    for text in ["", "[]", "5", "{", "{} {}", r#"{"total":"1.00","total":"1.00","weights":[]}"#, "{\"a\":\u{0}}"] {
        let found = calculators::run("split", text).to_json();
        assert_eq!(
            (&found["errors"][0]["code"], &found["errors"][0]["field"]),
            (&"bad_json".into(), &"".into()),
            "{text}"
        );
    }
    assert_eq!(calculators::run_bytes("split", b"\xff").to_json()["errors"][0]["code"], "bad_json");
    assert_eq!(calculators::run("splot", "{}").to_json()["errors"][0]["code"], "unknown_calculator");
}

/// Every place of a value, as JSON pointers.
fn places(path: &str, value: &Value, found: &mut Vec<String>) {
    found.push(path.to_owned());
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| places(&format!("{path}/{name}"), value, found));
        }
        Value::Array(entries) => {
            entries
                .iter()
                .enumerate()
                .take(2)
                .for_each(|(index, value)| places(&format!("{path}/{index}"), value, found));
        }
        _ => {}
    }
}

#[test]
fn any_value_in_any_place_is_answered_or_refused_with_its_field() {
    let odd = [
        "null",
        "true",
        "-1",
        "0",
        "5.5",
        "100000000000000000000",
        "\"\"",
        "\"0\"",
        "\"-1.00\"",
        "\"1/3\"",
        "\"2199-12-31\"",
        "\"9999999999999.99\"",
        "\"zz\"",
        "[]",
        "[null]",
        "{}",
        "{\"x\":1}",
    ];
    for calculator in calculators::all() {
        let mut example: Value = serde_json::from_str(calculator.example).unwrap();
        if calculator.name == "goal-plan" {
            example["settings"]["draws"] = 100.into();
        }
        let mut found = Vec::new();
        places("", &example, &mut found);
        for place in found {
            for odd in odd {
                let mut input = example.clone();
                *input.pointer_mut(&place).unwrap() = "\u{0}".into();
                let input = input.to_string().replace("\"\\u0000\"", odd);
                let answer = calculators::run(calculator.name, &input).to_json();
                let faults = answer["errors"].as_array().map_or(&[][..], Vec::as_slice);
                assert_eq!(answer["ok"] == false, !faults.is_empty(), "{} {input}", calculator.name);
                for fault in faults {
                    let (code, field) = (fault["code"].as_str().unwrap(), fault["field"].as_str().unwrap());
                    assert!(!field.is_empty() || code == "bad_json", "{} {input}: {fault}", calculator.name);
                }
            }
        }
    }
}
