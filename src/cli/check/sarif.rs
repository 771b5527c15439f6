//! Findings as SARIF 2.1.0, which code review and build servers show at the line of the record.

use serde_json::{Value, json};

use super::looked::{Looked, Placed};
use crate::analysis::advisor::{Section, rules};
use crate::analysis::findings::{FindingSeverity, Rule};
use crate::app::assertions::ASSERTION;
use crate::program::choice::Choice;

fn level(severity: FindingSeverity) -> &'static str {
    match severity {
        FindingSeverity::Error => "error",
        FindingSeverity::Warning => "warning",
        FindingSeverity::Info => "note",
    }
}

/// One run over every file.
pub(super) fn log(found: &[Looked]) -> Value {
    let described = |rule: &Rule| {
        json!({
            "id": rule.code,
            "shortDescription": {"text": rule.title},
            "defaultConfiguration": {"level": level(rule.severity)},
            "properties": {"section": Section::of(rule.code).word()},
        })
    };
    let results: Vec<Value> =
        found.iter().flat_map(|looked| looked.found.iter().map(|placed| result(looked, placed))).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "quarterdeck",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules().chain([&ASSERTION]).map(described).collect::<Vec<_>>(),
            }},
            "results": results,
        }],
    })
}

fn result(looked: &Looked, placed: &Placed) -> Value {
    let finding = &placed.finding;
    let mut text = finding.message.clone();
    if let Some(fix) = &finding.fix {
        text = format!("{text}. To do: {fix}");
    }
    let mut place = json!({"artifactLocation": {"uri": looked.path.replace('\\', "/")}});
    if let Some(line) = placed.line {
        place["region"] = json!({"startLine": line});
    }
    let mut result = json!({
        "ruleId": finding.code,
        "level": level(finding.severity),
        "message": {"text": text},
        "locations": [{
            "physicalLocation": place,
            "logicalLocations": [{"fullyQualifiedName": finding.subject}],
        }],
        "partialFingerprints": {"ruleAndRecord/v1": format!("{}:{}", finding.code, finding.subject)},
    });
    if let Some(waiver) = &placed.waiver {
        result["suppressions"] = json!([{"kind": "inSource", "justification": waiver.reason}]);
    }
    result
}
