//! Fields of any record by name: read as text, set from text, cleared.
//!
//! Works on the words of the plan file, so that the screen, the command line and the file name and spell
//! every field alike, and a new field needs nothing here.

use std::sync::Arc;

use super::draft::Hit;
use super::refusal::Refusal;
use crate::program::campaign::CampaignKind;
use crate::program::parts::Part;
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

/// The value of a field as text: empty when unknown, lists as [`items`] reads them.
pub fn text(record: &AnyRecord, name: &str) -> Result<String, Refusal> {
    let (_, kind, _) = declared(record.kind(), name)?;
    Ok(parts(record)?.field(name).map_or_else(String::new, |part| text_of(*kind, part)))
}

/// What has parts of its own is told as the plan file writes it.
fn text_of(kind: FieldKind, part: &Part) -> String {
    if kind == FieldKind::Structure { part.text() } else { as_text(part) }
}

/// Every declared field of a record with its text, in the order of the file.
pub fn texts(record: &AnyRecord) -> Vec<(&'static str, FieldKind, String)> {
    let whole = parts(record).ok();
    let part = |name: &str| whole.as_ref().and_then(|whole| whole.field(name));
    let text = |name, kind| part(name).map_or_else(String::new, |part| text_of(kind, part));
    record.kind().fields().iter().map(|(name, kind, _)| (*name, *kind, text(name, *kind))).collect()
}

/// Whether a text is the part that the field holds, as written in the plan file.
pub fn read_part(kind: Kind, name: &str, text: &str) -> Result<(), Refusal> {
    let (_, field, shape) = declared(kind, name)?;
    part_for(name, *field, *shape, text.trim()).map(|_| ())
}

fn parts(record: &AnyRecord) -> Result<Part, Refusal> {
    Part::read(&record.to_ron()).ok_or_else(|| Refusal::bad(record.kind().noun(), "this record has no fields"))
}

fn as_text(part: &Part) -> String {
    match part {
        Part::List(items) => listed(part, &items.iter().map(as_text).collect::<Vec<_>>()),
        part => match part.plain().as_deref() {
            Some("true") => "yes".to_owned(),
            Some("false") => "no".to_owned(),
            Some(text) => text.to_owned(),
            None => part.text(),
        },
    }
}

/// Items divided by commas; by semicolons where one holds a comma; as the plan file writes them where one holds both.
fn listed(whole: &Part, items: &[String]) -> String {
    let holds = |mark: char| items.iter().any(|item| item.contains(mark));
    match (holds(';'), holds(',')) {
        (true, _) => whole.text(),
        (false, true) if items.len() == 1 => format!("{};", items.concat()),
        (false, true) => items.join("; "),
        (false, false) => items.join(", "),
    }
}

/// The items of a list as it is typed: divided by semicolons where there is one, else by commas.
pub fn items(text: &str) -> impl Iterator<Item = &str> {
    let mark = if text.contains(';') { ';' } else { ',' };
    text.split(mark).map(str::trim).filter(|item| !item.is_empty())
}

/// The record with a field set from canonical text; empty text clears an optional field or list.
///
/// A refusal names the field, what was given and what is expected.
pub fn with(record: &AnyRecord, name: &str, text: &str) -> Result<AnyRecord, Refusal> {
    let kind = record.kind();
    let (_, field, shape) = declared(kind, name)?;
    let text = text.trim();
    let mut whole = parts(record)?;
    if text.is_empty() {
        match shape {
            FieldShape::Required if *field != FieldKind::Text => {
                return Err(Refusal::bad(name, "this cannot be empty"));
            }
            FieldShape::Required if name == "name" || name == "title" => {
                return Err(Refusal::bad(name, "a name is needed"));
            }
            FieldShape::Required => whole.set(name, Part::quoted("")),
            FieldShape::Optional | FieldShape::List => whole.unset(name),
        }
    } else {
        let part = part_for(name, *field, *shape, text)?;
        whole.set(name, part);
    }
    AnyRecord::from_ron(kind, &whole.text()).map_err(|error| Refusal::bad(name, error.code))
}

/// A new record of that kind from canonical texts by field.
pub fn made(kind: Kind, id: &str, values: &[(String, String)]) -> Result<AnyRecord, Refusal> {
    let mut whole = Part::Fields(vec![("id".to_owned(), Part::quoted(id))]);
    for (name, text) in values {
        let (_, field, shape) = declared(kind, name)?;
        if !text.trim().is_empty() {
            whole.set(name, part_for(name, *field, *shape, text.trim())?);
        }
    }
    AnyRecord::from_ron(kind, &whole.text()).map_err(|error| {
        let required = kind.fields().iter().filter(|(_, _, shape)| *shape == FieldShape::Required);
        let missing: Vec<&str> =
            required.map(|(name, _, _)| *name).filter(|name| whole.field(name).is_none()).collect();
        match missing.as_slice() {
            [] => Refusal::bad(kind.noun(), error.code),
            missing => Refusal::bad(kind.noun(), format!("it also needs: {}", missing.join(", "))),
        }
    })
}

fn part_for(name: &str, field: FieldKind, shape: FieldShape, text: &str) -> Result<Part, Refusal> {
    if shape != FieldShape::List || field == FieldKind::Structure {
        return part_of(name, field, text);
    }
    if let Some(list @ Part::List(_)) = Part::read(text) {
        return Ok(list);
    }
    Ok(Part::List(items(text).map(|item| part_of(name, field, item)).collect::<Result<_, _>>()?))
}

fn part_of(name: &str, kind: FieldKind, text: &str) -> Result<Part, Refusal> {
    Ok(match kind {
        FieldKind::Count => {
            let number: i64 =
                text.parse().map_err(|_| Refusal::bad(name, format!("{text:?} is not a whole number")))?;
            Part::Atom(number.to_string())
        }
        FieldKind::YesNo => match text.to_lowercase().as_str() {
            "yes" | "y" | "true" | "1" => Part::Atom("true".to_owned()),
            "no" | "n" | "false" | "0" => Part::Atom("false".to_owned()),
            _ => return Err(Refusal::bad(name, format!("{text:?} is not yes or no"))),
        },
        FieldKind::Choice(choices) => {
            let wanted = text.to_lowercase();
            let found = choices.iter().find(|(word, label)| *word == wanted || label.to_lowercase() == wanted);
            let Some((word, _)) = found else {
                let known: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
                return Err(Refusal::bad(name, format!("{text:?} is not one of: {}", known.join(", "))));
            };
            Part::Atom((*word).to_owned())
        }
        FieldKind::Structure => Part::read(text)
            .ok_or_else(|| Refusal::bad(name, "this has parts of its own, written as in the plan file"))?,
        _ => Part::quoted(text),
    })
}

/// The record without those references; `None` when it cannot be without one of them.
///
/// Inside a part, the reference alone goes where the part can be without it, else the whole part.
pub(super) fn without_references(record: &AnyRecord, hits: &[Hit]) -> Option<AnyRecord> {
    let kind = record.kind();
    let mut whole = parts(record).ok()?;
    for (field, id) in hits {
        let (outer, inner) = field.split_once('.').map_or((*field, None), |(outer, inner)| (outer, Some(inner)));
        let (_, _, shape) = kind.fields().iter().find(|(name, _, _)| *name == outer)?;
        let is_hit = |part: &Part| part.plain().as_deref() == Some(&**id);
        match shape {
            FieldShape::Required => return None,
            FieldShape::Optional => {
                let mut lighter = whole.field(outer).cloned();
                if let (Some(part), Some(inner)) = (&mut lighter, inner) {
                    part.unset(inner);
                }
                let kept = lighter.filter(|_| inner.is_some()).map(|part| {
                    let mut with = whole.clone();
                    with.set(outer, part);
                    with
                });
                match kept.filter(|with| AnyRecord::from_ron(kind, &with.text()).is_ok()) {
                    Some(with) => whole = with,
                    None => whole.unset(outer),
                }
            }
            FieldShape::List => {
                let list = whole.fields_mut()?.iter_mut().find(|(name, _)| name == outer).map(|(_, part)| part);
                match list {
                    Some(Part::List(items)) => items.retain(|item| match inner {
                        Some(inner) => !item.field(inner).is_some_and(|part| names(part, id)),
                        None => !is_hit(item),
                    }),
                    Some(Part::Map(entries)) => {
                        entries.retain(|(key, _)| Part::Atom(key.clone()).plain().as_deref() != Some(&**id));
                    }
                    _ => {}
                }
            }
        }
    }
    AnyRecord::from_ron(kind, &whole.text()).ok().and_then(settled)
}

/// Whether a part is an identifier, or a rule that names it.
fn names(part: &Part, id: &str) -> bool {
    match part {
        Part::Atom(text) if text.starts_with('"') => part.plain().as_deref() == Some(id),
        _ => part.text().contains(&Part::quoted(id).text()),
    }
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
