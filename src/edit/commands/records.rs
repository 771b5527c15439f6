//! Commands on records of any kind: set a field, add, delete.

use std::sync::Arc;

use crate::edit::{Draft, Edit, Refusal, field, naming};
use crate::program::tier::Tier;
use crate::program::{AnyRecord, Kind, Program};

/// Sets a field of records from canonical text; empty text clears it.
///
/// Records that have the value already are left alone; none left to change is a refusal.
pub fn set_field(program: &Program, kind: Kind, ids: &[Arc<str>], name: &str, text: &str) -> Result<Edit, Refusal> {
    let mut draft = Draft::over(program);
    for id in ids {
        let record = draft.expect(kind, id)?;
        let changed = field::settled(field::with(&record, name, text)?).ok_or_else(|| {
            Refusal::bad(name, format!("the {} cannot be without one; delete it instead", kind.noun()))
        })?;
        draft.put(match changed {
            AnyRecord::Deal(deal) => super::deals::with_field(Arc::unwrap_or_clone(deal), name)?.into(),
            other => other,
        });
    }
    check_references(&draft, kind, ids)?;
    let label = format!("Set {} of {}", name.replace('_', " "), naming::called_all(program, kind, ids));
    let edit = draft.finish(label);
    if edit.is_empty() { Err(Refusal::NoChange(format!("{name} is already so"))) } else { Ok(edit) }
}

fn check_references(draft: &Draft<'_>, kind: Kind, ids: &[Arc<str>]) -> Result<(), Refusal> {
    ids.iter().filter_map(|id| draft.record(kind, id)).try_for_each(|record| check_references_of(draft, &record))
}

/// A refusal that names the first reference of the record to something that is not there.
pub fn check_references_of(draft: &Draft<'_>, record: &AnyRecord) -> Result<(), Refusal> {
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
    missing.map_or(Ok(()), Err)
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

/// A deletion, to be shown before it is done.
#[derive(Debug, Clone, PartialEq)]
pub struct Deletion {
    /// The edit, one step.
    pub edit: Edit,
    /// How many records of each kind go with the named ones.
    pub cascade: Vec<(Kind, usize)>,
    /// How many records of each kind stay and lose a reference to what goes.
    pub cleared: Vec<(Kind, usize)>,
}

/// Deletes records with everything that cannot be without them; other references to them are cleared.
pub fn delete(program: &Program, kind: Kind, ids: &[Arc<str>]) -> Result<Deletion, Refusal> {
    if Kind::TABLES.iter().all(|known| *known != kind) {
        return Err(Refusal::NotNow(format!("the {} cannot be deleted", kind.noun())));
    }
    let mut draft = Draft::over(program);
    let named: Vec<(Kind, Arc<str>)> = ids.iter().map(|id| (kind, Arc::clone(id))).collect();
    let cascade = draft.remove_with_dependents(&named)?;
    if kind == Kind::Tier || cascade.removed.contains_key(&Kind::Tier) {
        close_ladders(&mut draft);
    }
    let (cascade, cleared): (Vec<_>, Vec<_>) =
        (cascade.removed.into_iter().collect(), cascade.cleared.into_iter().collect());
    let mut label = format!("Delete {}", naming::called_all(program, kind, ids));
    if !cascade.is_empty() {
        let with: Vec<String> = cascade.iter().map(|(kind, count)| naming::counted(*kind, *count)).collect();
        label = format!("{label} with {}", with.join(", "));
    }
    Ok(Deletion { edit: draft.finish(label), cascade, cleared })
}

/// Moves tiers down so that the orders of each track have no gaps.
fn close_ladders(draft: &mut Draft<'_>) {
    let mut tiers: Vec<Arc<Tier>> = draft
        .program()
        .tiers
        .ids()
        .filter_map(|id| match draft.record(Kind::Tier, id.as_str()) {
            Some(AnyRecord::Tier(tier)) => Some(tier),
            _ => None,
        })
        .collect();
    tiers.sort_by(|a, b| (&a.track, a.order, &a.id).cmp(&(&b.track, b.order, &b.id)));
    for track in tiers.chunk_by(|a, b| a.track == b.track) {
        for (order, tier) in (0_u8..).zip(track) {
            if tier.order != order {
                draft.put(Tier { order, ..Tier::clone(tier) });
            }
        }
    }
}
