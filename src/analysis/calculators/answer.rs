//! What a calculator gives back: named values and warnings, or every fault that was found; and the envelope of both.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

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

/// What `quarterdeck calc` prints: one JSON object, outputs in their documented order.
#[derive(Debug, Clone, PartialEq)]
pub struct Envelope {
    outcome: Outcome,
    outputs: &'static [(&'static str, &'static str)],
}

impl Envelope {
    /// The outcome of a calculator with these outputs.
    pub(super) fn new(outcome: Outcome, outputs: &'static [(&'static str, &'static str)]) -> Self {
        Self { outcome, outputs }
    }

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
        serde_json::to_value(self).unwrap_or(Value::Null)
    }
}

impl Serialize for Envelope {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("ok", &self.is_ok())?;
        match &self.outcome {
            Ok(answer) => {
                map.serialize_entry("data", &Ordered { data: &answer.data, outputs: self.outputs })?;
                map.serialize_entry("warnings", &answer.warnings)?;
            }
            Err(faults) => map.serialize_entry("errors", faults)?,
        }
        map.end()
    }
}

/// Data in the order of the documentation.
struct Ordered<'a> {
    data: &'a Map<String, Value>,
    outputs: &'static [(&'static str, &'static str)],
}

impl Serialize for Ordered<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let documented = |name: &str| self.outputs.iter().any(|(output, _)| *output == name);
        let known = self.outputs.iter().filter_map(|(name, _)| self.data.get_key_value(*name));
        to.collect_map(known.chain(self.data.iter().filter(|(name, _)| !documented(name))))
    }
}

impl From<Fault> for Envelope {
    fn from(fault: Fault) -> Self {
        Self::new(Err(vec![fault]), &[])
    }
}
