//! Commands on records of any kind: set a field, add, delete.

use std::sync::Arc;

use crate::edit::{Draft, Edit, Refusal, field};
use crate::program::{AnyRecord, Kind, Program};

/// Sets a field of records from canonical text; empty text clears it.
///
/// Records that have the value already are left alone; none left to change is a refusal.
pub fn set_field(program: &Program, kind: Kind, ids: &[Arc<str>], name: &str, text: &str) -> Result<Edit, Refusal> {
    let mut draft = Draft::over(program);
    for id in ids {
        let record = draft.expect(kind, id)?;
        draft.put(settled(field::with(&record, name, text)?, name));
    }
    check_references(&draft, kind, ids)?;
    let label = match ids {
        [one] => format!("Set {} of {} {one}", name.replace('_', " "), kind.noun()),
        many => format!("Set {} of {} {}s", name.replace('_', " "), many.len(), kind.noun()),
    };
    let edit = draft.finish(label);
    if edit.is_empty() { Err(Refusal::NoChange(format!("{name} is already so"))) } else { Ok(edit) }
}

/// Keeps fields together that only make sense together.
fn settled(record: AnyRecord, name: &str) -> AnyRecord {
    match record {
        AnyRecord::Partner(partner) if name == "granted_tier" && partner.granted_tier.is_none() => {
            let mut partner = Arc::unwrap_or_clone(partner);
            partner.tier_since = None;
            partner.into()
        }
        other => other,
    }
}

fn check_references(draft: &Draft<'_>, kind: Kind, ids: &[Arc<str>]) -> Result<(), Refusal> {
    for id in ids {
        let Some(record) = draft.record(kind, id) else { continue };
        let mut missing = None;
        let mut found = |reference: crate::program::record::Reference<'_>| {
            if draft.record(reference.kind, reference.id).is_none() {
                missing = Some(Refusal::bad(
                    reference.field,
                    format!("there is no {} {:?}", reference.kind.noun(), reference.id),
                ));
            }
        };
        record.references(&mut crate::program::record::Visit::new(&mut found));
        if let Some(refusal) = missing {
            return Err(refusal);
        }
    }
    Ok(())
}

/// Adds a record; its identifier must be free and its references must be there.
pub fn add(program: &Program, record: AnyRecord, label: impl Into<String>) -> Result<Edit, Refusal> {
    let (kind, id) = (record.kind(), record.shared_id());
    if program.has(kind, &id) {
        return Err(Refusal::Breaks(format!("there is already a {} {id:?}", kind.noun())));
    }
    let mut draft = Draft::over(program);
    draft.put(record);
    check_references(&draft, kind, &[id])?;
    Ok(draft.finish(label))
}

/// What a deletion takes besides the named records.
#[derive(Debug, Clone, PartialEq)]
pub struct Deletion {
    /// The edit, one step.
    pub edit: Edit,
    /// How many records of each kind go with them.
    pub cascade: Vec<(Kind, usize)>,
}

/// Deletes records with everything that cannot be without them; optional references to them are cleared.
pub fn delete(program: &Program, kind: Kind, ids: &[Arc<str>]) -> Result<Deletion, Refusal> {
    let mut draft = Draft::over(program);
    let named: Vec<(Kind, Arc<str>)> = ids.iter().map(|id| (kind, Arc::clone(id))).collect();
    let cascade: Vec<(Kind, usize)> = draft.remove_with_dependents(&named)?.into_iter().collect();
    let mut label = match ids {
        [one] => format!("Delete {} {one}", kind.noun()),
        many => format!("Delete {} {}s", many.len(), kind.noun()),
    };
    if !cascade.is_empty() {
        let with: Vec<String> = cascade.iter().map(|(kind, n)| format!("{n} {}", kind.table_name())).collect();
        label = format!("{label} with {}", with.join(", "));
    }
    Ok(Deletion { edit: draft.finish(label), cascade })
}
