//! The answer of a calculator as lines: every output with its value and what it is, warnings, or what is wrong.

use serde_json::Value;

use crate::analysis::calculators::answer::{Answer, Envelope};
use crate::tui::theme::Role;

/// One line of the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ResultLine {
    pub(super) label: String,
    pub(super) value: String,
    pub(super) about: String,
    pub(super) role: Role,
}

impl ResultLine {
    fn new(label: impl Into<String>, value: impl Into<String>, about: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), about: about.into(), role: Role::Text }
    }

    /// A line that is only said.
    pub(super) fn said(text: impl Into<String>, role: Role) -> Self {
        Self { role, ..Self::new("", text, "") }
    }
}

/// The lines of an answer; of a refusal those that name no input that is shown.
pub(super) fn lines(
    envelope: &Envelope,
    outputs: &[(&'static str, &'static str)],
    beside: &dyn Fn(&str) -> bool,
) -> Vec<ResultLine> {
    match envelope.outcome() {
        Ok(answer) => answered(answer, outputs),
        Err(faults) => {
            let count = faults.len();
            let said = if count == 1 { "1 input is".to_owned() } else { format!("{count} inputs are") };
            let mut lines = vec![ResultLine::said(format!("No result yet: {said} to be mended"), Role::Warning)];
            let others = faults.iter().filter(|fault| !beside(&fault.field));
            lines.extend(others.map(|fault| ResultLine::said(fault.message.clone(), Role::Error)));
            lines
        }
    }
}

fn answered(answer: &Answer, outputs: &[(&'static str, &'static str)]) -> Vec<ResultLine> {
    let mut lines: Vec<ResultLine> = answer
        .warnings
        .iter()
        .map(|warning| ResultLine::said(format!("Warning: {}", warning.message), Role::Warning))
        .collect();
    for (name, about) in outputs {
        if let Some(value) = answer.data.get(*name) {
            spread(&name.replace('_', " "), value, about, &mut lines);
        }
    }
    let documented = |name: &str| outputs.iter().any(|(output, _)| *output == name);
    for (name, value) in answer.data.iter().filter(|(name, _)| !documented(name)) {
        spread(&name.replace('_', " "), value, "", &mut lines);
    }
    lines
}

fn spread(label: &str, value: &Value, about: &str, lines: &mut Vec<ResultLine>) {
    match value {
        Value::Array(entries) if entries.iter().any(|entry| !is_plain(entry)) => {
            let count = format!("{} entries", entries.len());
            lines.push(ResultLine::new(label, count, about));
            let numbered = entries.iter().enumerate();
            lines.extend(numbered.map(|(index, entry)| ResultLine::new(format!("  {}", index + 1), shown(entry), "")));
        }
        Value::Object(members) if !members.is_empty() => {
            lines.push(ResultLine::new(label, "", about));
            for (name, member) in members {
                lines.push(ResultLine::new(format!("  {}", name.replace('_', " ")), shown(member), ""));
            }
        }
        value => lines.push(ResultLine::new(label, shown(value), about)),
    }
}

fn is_plain(value: &Value) -> bool {
    !matches!(value, Value::Array(_) | Value::Object(_))
}

/// A value in a line: exact, and as people read it where that is different.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) => match displayed(text) {
            Some(displayed) => format!("{text} = {displayed}"),
            None => text.clone(),
        },
        Value::Number(number) => number.to_string(),
        Value::Array(entries) if entries.is_empty() => "none".to_owned(),
        Value::Array(entries) => entries.iter().map(exact).collect::<Vec<_>>().join(", "),
        Value::Object(members) => {
            let parts = members.iter().map(|(name, member)| match member {
                Value::Array(_) | Value::Object(_) => format!("{} ({})", name.replace('_', " "), exact(member)),
                member => format!("{} {}", name.replace('_', " "), exact(member)),
            });
            parts.collect::<Vec<_>>().join(", ")
        }
    }
}

/// A value inside a longer line: exact only.
fn exact(value: &Value) -> String {
    value.as_str().map_or_else(|| shown(value), str::to_owned)
}

/// `1234567.00` with its thousands apart, `375/7` as a decimal; nothing for what reads well as it is.
fn displayed(text: &str) -> Option<String> {
    if let Some((over, under)) = text.split_once('/') {
        let (over, under): (i128, i128) = (over.parse().ok()?, under.parse().ok()?);
        let scaled = over.checked_mul(1000)?.checked_div(under)?;
        let sign = if scaled < 0 { "-" } else { "" };
        let (whole, part) = (scaled.unsigned_abs() / 1000, scaled.unsigned_abs() % 1000);
        return Some(format!("{sign}{whole}.{part:03}..."));
    }
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, cents) = digits.split_once('.')?;
    let number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() < 4 || cents.len() != 2 || !number(whole) || !number(cents) {
        return None;
    }
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    Some(format!("{sign}{grouped}.{cents}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_values_stand_beside_what_people_read() {
        let cases = [
            ("1234567.00", Some("1,234,567.00")),
            ("-25000.00", Some("-25,000.00")),
            ("999.99", None),
            ("375/7", Some("53.571...")),
            ("-1/3", Some("-0.333...")),
            ("2025-01-01", None),
            ("gold", None),
            ("and/or", None),
        ];
        for (text, expected) in cases {
            assert_eq!(displayed(text).as_deref(), expected, "{text}");
        }
    }
}
