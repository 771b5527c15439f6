//! What a calculator gives back: named values and warnings, or every fault that was found; and the envelope of both.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::fault::Fault;

/// The values and warnings of a calculation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// The documented outputs, every one of them; null where there is no value.
    pub data: Map<String, Value>,
    /// What to look at.
    pub warnings: Vec<Fault>,
}

/// An answer, or the faults for which there is none.
pub type Outcome = Result<Answer, Vec<Fault>>;

impl Answer {
    /// No value and no warning yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The answer with a value set.
    pub fn with(mut self, name: &str, value: impl Serialize) -> Self {
        self.set(name, value);
        self
    }

    /// Sets a value.
    pub fn set(&mut self, name: &str, value: impl Serialize) {
        self.data.insert(name.to_owned(), serde_json::to_value(value).unwrap_or(Value::Null));
    }

    /// Adds a warning by its word.
    pub fn warn(&mut self, word: &'static str, field: impl Into<String>, message: impl Into<String>) {
        self.warnings.push(Fault::warning(word, field, message));
    }

    /// The answer with warnings added.
    pub fn warned(mut self, warnings: impl IntoIterator<Item = Fault>) -> Self {
        self.warnings.extend(warnings);
        self
    }
}

/// The fields of a JSON object as the data of an answer.
impl From<Value> for Answer {
    fn from(value: Value) -> Self {
        let Value::Object(data) = value else { return Self::default() };
        Self { data, warnings: Vec::new() }
    }
}

/// What `quarterdeck calc` prints: one JSON object.
#[derive(Debug, Clone, PartialEq)]
pub struct Envelope {
    outcome: Outcome,
}

impl Envelope {
    /// Whether there is an answer.
    pub fn is_ok(&self) -> bool {
        self.outcome.is_ok()
    }

    /// The answer, or the faults.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// `{"ok":true,"data":{...},"warnings":[...]}` or `{"ok":false,"errors":[...]}`.
    pub fn to_json(&self) -> Value {
        let entries = |faults: &[Fault]| faults.iter().map(Fault::to_json).collect::<Vec<_>>();
        match &self.outcome {
            Ok(answer) => json!({"ok": true, "data": answer.data, "warnings": entries(&answer.warnings)}),
            Err(faults) => json!({"ok": false, "errors": entries(faults)}),
        }
    }
}

impl From<Outcome> for Envelope {
    fn from(outcome: Outcome) -> Self {
        Self { outcome }
    }
}

impl From<Fault> for Envelope {
    fn from(fault: Fault) -> Self {
        Self { outcome: Err(vec![fault]) }
    }
}
