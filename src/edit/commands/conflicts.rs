//! Deciding what two people decided differently.

use crate::edit::{Draft, Edit, Refusal, naming};
use crate::program::conflict::MergeConflict;
use crate::program::parts::Part;
use crate::program::{AnyRecord, Kind, Program};

/// How a conflict is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// What the one has.
    One,
    /// What the other has.
    Other,
    /// What both came from.
    Before,
    /// What stands in the plan now.
    Standing,
}

impl Decision {
    fn of(self, conflict: &MergeConflict) -> Option<&str> {
        match self {
            Self::One => conflict.one.as_deref(),
            Self::Other => conflict.other.as_deref(),
            Self::Before | Self::Standing => conflict.before.as_deref(),
        }
    }
}

/// What stands in the plan now where the conflict is, as the plan file writes it; `None` where nothing does.
pub fn standing(program: &Program, conflict: &MergeConflict) -> Option<String> {
    let kind = kind_of(conflict).ok()?;
    let record = program.record(kind, &conflict.record)?;
    match &conflict.field {
        None => Some(record.to_ron()),
        Some(field) => entries(&mut Part::read(&record.to_ron())?)?
            .iter()
            .find(|(name, _)| name.trim_matches('"') == field)
            .map(|(_, part)| part.text()),
    }
}

/// Where the conflict is, in words: `Acme, region`.
pub fn place(program: &Program, conflict: &MergeConflict) -> String {
    let record = kind_of(conflict).ok().map(|kind| {
        let text = [&conflict.one, &conflict.other, &conflict.before].into_iter().flatten().next();
        let kept = text.filter(|_| conflict.field.is_none()).and_then(|text| AnyRecord::from_ron(kind, text).ok());
        match program.record(kind, &conflict.record).or(kept) {
            Some(record) if !matches!(kind, Kind::Profile | Kind::Settings) => {
                format!("{} {}", kind.noun(), naming::called_record(program, &record))
            }
            _ => format!("{} {}", kind.noun(), conflict.record),
        }
    });
    let record = record.unwrap_or_else(|| conflict.record.clone());
    match &conflict.field {
        Some(field) => format!("{record}, {}", field.replace('_', " ")),
        None => record,
    }
}

/// Decides a conflict: its place gets what was decided, and the conflict is gone.
pub fn decide(program: &Program, id: &str, decision: Decision) -> Result<Edit, Refusal> {
    let conflict = program.conflicts.find(id).ok_or_else(|| Refusal::missing(Kind::MergeConflict, id))?;
    let kind = kind_of(conflict)?;
    let mut draft = Draft::over(program);
    draft.remove(Kind::MergeConflict, id);
    if decision != Decision::Standing {
        put(&mut draft, kind, conflict, decision.of(conflict))?;
    }
    Ok(draft.finish(format!("Decided {}", place(program, conflict))))
}

fn put(draft: &mut Draft<'_>, kind: Kind, conflict: &MergeConflict, text: Option<&str>) -> Result<(), Refusal> {
    let unread = |why: String| Refusal::bad(conflict.field.clone().unwrap_or_default(), why);
    let record = match (&conflict.field, text) {
        (None, None) => {
            if draft.record(kind, &conflict.record).is_some() {
                draft.remove_with_dependents(&[(kind, conflict.record.as_str().into())])?;
            }
            return Ok(());
        }
        (None, Some(text)) => AnyRecord::from_ron(kind, text).map_err(|error| unread(error.code.to_string()))?,
        (Some(field), text) => {
            let record = draft.expect(kind, &conflict.record)?;
            let mut whole = Part::read(&record.to_ron()).unwrap_or(Part::Fields(Vec::new()));
            set(&mut whole, field, text.and_then(Part::read));
            AnyRecord::from_ron(kind, &whole.text()).map_err(|error| unread(error.code.to_string()))?
        }
    };
    draft.put(record.clone());
    super::records::check_references_of(draft, &record)
}

fn kind_of(conflict: &MergeConflict) -> Result<Kind, Refusal> {
    conflict.list.parse().map_err(|_| Refusal::bad("list", format!("there is no list {:?}", conflict.list)))
}

fn entries(part: &mut Part) -> Option<&mut Vec<(String, Part)>> {
    match part {
        Part::Fields(entries) | Part::Map(entries) => Some(entries),
        _ => None,
    }
}

fn set(whole: &mut Part, field: &str, value: Option<Part>) {
    let quoted = matches!(whole, Part::Map(_));
    let Some(entries) = entries(whole) else { return };
    let at = entries.iter().position(|(name, _)| name.trim_matches('"') == field);
    match (at, value) {
        (Some(at), Some(value)) => entries[at].1 = value,
        (Some(at), None) => drop(entries.remove(at)),
        (None, Some(value)) => entries.push((if quoted { format!("{field:?}") } else { field.to_owned() }, value)),
        (None, None) => {}
    }
}
