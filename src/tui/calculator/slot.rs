//! One input of a calculator: the text that people type, and the JSON that the calculator reads.

use serde_json::Value;

use crate::analysis::calculators::schema::{Field, Kind, Need};

/// Where the text of an input comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// Not given.
    Absent,
    /// The calculator's example.
    Example,
    /// The plan: `from Kestrel Partners`.
    Filled(String),
    /// The example, as the plan's value does not go with the others: why.
    Kept(String),
    /// Typed here.
    Typed,
}

/// One input.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    pub(super) field: &'static Field,
    /// As typed; empty for an input that is not given.
    pub(super) text: String,
    pub(super) origin: Origin,
    /// With what the form opened.
    pub(super) start: (String, Origin),
    /// What is wrong with it.
    pub(super) faults: Vec<String>,
}

impl Slot {
    /// The input with the value of the example.
    pub(super) fn new(field: &'static Field, example: Option<&Value>) -> Self {
        let mut slot = Self {
            field,
            text: String::new(),
            origin: Origin::Absent,
            start: (String::new(), Origin::Absent),
            faults: Vec::new(),
        };
        slot.open_with(example, Origin::Example);
        slot
    }

    /// Takes a value to begin with.
    pub(super) fn open_with(&mut self, value: Option<&Value>, origin: Origin) {
        self.text = value.map(|value| text_of(&self.field.kind, value)).unwrap_or_default();
        self.origin = if self.text.is_empty() && origin == Origin::Example { Origin::Absent } else { origin };
        self.start = (self.text.clone(), self.origin.clone());
    }

    /// The name as it is read: `current quarter revenue`.
    pub(super) fn label(&self) -> String {
        self.field.name.replace('_', " ")
    }

    /// The words to choose from, the empty one first where the input may be left out; nothing where text is typed.
    pub(super) fn words(&self) -> Vec<&'static str> {
        let mut words = match self.field.kind {
            Kind::Flag => vec!["true", "false"],
            _ => self.field.kind.words(),
        };
        if !words.is_empty() && self.field.need != Need::Required {
            words.insert(0, "");
        }
        words
    }

    /// Lists and objects are typed as JSON, in more room.
    pub(super) fn is_large(&self) -> bool {
        matches!(self.field.kind, Kind::List { .. } | Kind::Object(_) | Kind::Map(_) | Kind::Own(..))
    }

    /// What stands for an input that is not given.
    pub(super) fn placeholder(&self) -> String {
        match self.field.need {
            Need::Required => "required".to_owned(),
            Need::Default(text) => format!("default {}", text.trim_matches('"')),
            Need::Optional | Need::Refused => "not given".to_owned(),
        }
    }

    /// The meaning, the kind and the members, in one line.
    pub(super) fn hint(&self) -> String {
        let members = match &self.field.kind {
            Kind::Object(fields) | Kind::List { of: Kind::Object(fields), .. } => fields,
            _ => &[][..],
        };
        let names: Vec<&str> = members.iter().map(|field| field.name).collect();
        let members = if names.is_empty() { String::new() } else { format!(" of {}", names.join(", ")) };
        format!("{} ({}{members})", self.field.about, self.field.kind.describe())
    }

    /// The value as JSON text; nothing when it is not given, a sentence when it cannot be read.
    pub(super) fn json(&self) -> Result<Option<String>, String> {
        let text = self.text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let quoted = || Value::from(text).to_string();
        let read = serde_json::from_str::<Value>(text);
        Ok(Some(match &self.field.kind {
            Kind::Count { .. } => match read {
                Ok(Value::Number(_)) => text.to_owned(),
                _ => quoted(),
            },
            Kind::Flag if matches!(text, "true" | "false") => text.to_owned(),
            Kind::List { .. } | Kind::Object(_) | Kind::Map(_) => match read {
                Ok(_) => text.to_owned(),
                Err(error) => return Err(format!("this is not JSON yet: {error}")),
            },
            Kind::Own(..) => read.map_or_else(|_| quoted(), |_| text.to_owned()),
            _ => quoted(),
        }))
    }
}

/// A value as it is typed.
fn text_of(kind: &Kind, value: &Value) -> String {
    match (kind, value) {
        (_, Value::Null) => String::new(),
        (Kind::Own(..), Value::String(text)) if serde_json::from_str::<Value>(text).is_err() => text.clone(),
        (Kind::Own(..) | Kind::List { .. } | Kind::Object(_) | Kind::Map(_), value) => value.to_string(),
        (_, Value::String(text)) => text.clone(),
        (_, value) => value.to_string(),
    }
}
