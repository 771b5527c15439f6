//! Fields of any record by name: read as text, set from text, cleared.
//!
//! Works on the words of the plan file, so that the screen, the command line and the file name and spell
//! every field alike, and a new field needs nothing here.

use std::sync::Arc;

use serde_json::Value;

use super::draft::Hit;
use super::refusal::Refusal;
use crate::program::campaign::CampaignKind;
use crate::program::record::{Field, FieldKind, FieldShape};
use crate::program::{AnyRecord, Kind};

/// The declared field of that name.
pub fn declared(kind: Kind, name: &str) -> Result<&'static Field, Refusal> {
    kind.fields().iter().find(|(field, _, _)| *field == name).ok_or_else(|| Refusal::NoSuchField {
        kind,
        field: name.to_owned(),
        known: kind.fields().iter().map(|(field, _, _)| *field).collect::<Vec<_>>().join(", "),
    })
}

/// The value of a field as text: empty when unknown, lists joined by a comma.
pub fn text(record: &AnyRecord, name: &str) -> Result<String, Refusal> {
    declared(record.kind(), name)?;
    Ok(record.to_json().get(name).map_or_else(String::new, as_text))
}

fn as_text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Array(items) => items.iter().map(as_text).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// The record with a field set from canonical text; empty text clears an optional field or list.
///
/// A refusal names the field, what was given and what is expected.
pub fn with(record: &AnyRecord, name: &str, text: &str) -> Result<AnyRecord, Refusal> {
    let kind = record.kind();
    let (_, field, shape) = declared(kind, name)?;
    let text = text.trim();
    let mut json = record.to_json();
    let Some(object) = json.as_object_mut() else { return Err(Refusal::bad(name, "this record has no fields")) };
    if text.is_empty() {
        match shape {
            FieldShape::Required if *field != FieldKind::Text => {
                return Err(Refusal::bad(name, "this cannot be empty"));
            }
            FieldShape::Required if name == "name" || name == "title" => {
                return Err(Refusal::bad(name, "a name is needed"));
            }
            FieldShape::Required => {
                object.insert(name.to_owned(), Value::String(String::new()));
            }
            FieldShape::Optional | FieldShape::List => {
                object.remove(name);
            }
        }
    } else {
        let value = if *shape == FieldShape::List {
            let items: Result<Vec<Value>, Refusal> = text
                .split(',')
                .map(str::trim)
                .filter(|item| !item.is_empty())
                .map(|item| value_of(name, *field, item))
                .collect();
            Value::Array(items?)
        } else {
            value_of(name, *field, text)?
        };
        object.insert(name.to_owned(), value);
    }
    AnyRecord::from_json(kind, json).map_err(|error| Refusal::bad(name, reason(&error)))
}

fn value_of(name: &str, kind: FieldKind, text: &str) -> Result<Value, Refusal> {
    Ok(match kind {
        FieldKind::Count => {
            let number: i64 =
                text.parse().map_err(|_| Refusal::bad(name, format!("{text:?} is not a whole number")))?;
            Value::from(number)
        }
        FieldKind::YesNo => match text.to_lowercase().as_str() {
            "yes" | "y" | "true" | "1" => Value::Bool(true),
            "no" | "n" | "false" | "0" => Value::Bool(false),
            _ => return Err(Refusal::bad(name, format!("{text:?} is not yes or no"))),
        },
        FieldKind::Choice(choices) => {
            let wanted = text.to_lowercase();
            let found = choices.iter().find(|(word, label)| *word == wanted || label.to_lowercase() == wanted);
            let Some((word, _)) = found else {
                let known: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
                return Err(Refusal::bad(name, format!("{text:?} is not one of: {}", known.join(", "))));
            };
            Value::String((*word).to_owned())
        }
        FieldKind::Structure => serde_json::from_str(text)
            .map_err(|error| Refusal::bad(name, format!("this has parts of its own: {error}")))?,
        _ => Value::String(text.to_owned()),
    })
}

fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}

/// The record without those references; `None` when it cannot be without one of them.
///
/// Inside a part, the reference alone goes where the part can be without it, else the whole part.
pub(super) fn without_references(record: &AnyRecord, hits: &[Hit]) -> Option<AnyRecord> {
    let mut json = record.to_json();
    for (field, id) in hits {
        let (outer, inner) = field.split_once('.').map_or((*field, None), |(outer, inner)| (outer, Some(inner)));
        let (_, _, shape) = record.kind().fields().iter().find(|(name, _, _)| *name == outer)?;
        let object = json.as_object_mut()?;
        match (shape, object.get_mut(outer)) {
            (FieldShape::Required, _) => return None,
            (FieldShape::Optional, Some(Value::Object(part))) if inner.is_some() => {
                let mut lighter = part.clone();
                inner.map(|inner| lighter.remove(inner));
                let mut whole = object.clone();
                whole.insert(outer.to_owned(), Value::Object(lighter));
                if AnyRecord::from_json(record.kind(), Value::Object(whole.clone())).is_err() {
                    whole.remove(outer);
                }
                *object = whole;
            }
            (FieldShape::Optional, _) => drop(object.remove(outer)),
            (FieldShape::List, Some(Value::Array(items))) => {
                items.retain(|item| inner.map_or(item, |inner| &item[inner]) != &Value::String(id.to_string()));
            }
            (FieldShape::List, Some(Value::Object(entries))) => drop(entries.remove(&**id)),
            (FieldShape::List, _) => {}
        }
    }
    AnyRecord::from_json(record.kind(), json).ok().and_then(settled)
}

/// The record with fields that only make sense together kept together; `None` when it is nothing any more.
pub(super) fn settled(record: AnyRecord) -> Option<AnyRecord> {
    match record {
        AnyRecord::Partner(partner) if partner.granted_tier.is_none() && partner.tier_since.is_some() => {
            let mut partner = Arc::unwrap_or_clone(partner);
            partner.tier_since = None;
            Some(partner.into())
        }
        AnyRecord::Campaign(campaign) if campaign.partners.is_empty() && campaign.kind != CampaignKind::Summit => None,
        AnyRecord::Task(task) if task.offset.is_some() && task.campaign.is_none() && task.plan.is_none() => None,
        other => Some(other),
    }
}
