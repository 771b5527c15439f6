//! One record that both sides changed, field by field.

use std::collections::BTreeSet;

use super::merged::Stands;
use crate::program::AnyRecord;
use crate::program::parts::Part;

/// A field that both sides changed differently, as the file writes it; `None` where a side has none.
pub(super) struct Differing {
    pub field: String,
    pub before: Option<String>,
    pub ours: Option<String>,
    pub theirs: Option<String>,
}

/// The record of both; `None` where their fields make no record together.
pub(super) fn merged(
    base: &AnyRecord,
    ours: &AnyRecord,
    theirs: &AnyRecord,
    stands: Stands,
) -> Option<(AnyRecord, Vec<Differing>)> {
    let [b, o, t] = [base, ours, theirs].map(|record| Part::read(&record.to_ron()).unwrap_or(Part::Fields(Vec::new())));
    let names: BTreeSet<&str> = [&b, &o, &t].into_iter().flat_map(names).collect();
    let mut whole = o.clone();
    let mut differing = Vec::new();
    for name in names {
        let [b, o, t] = [&b, &o, &t].map(|part| entry(part, name));
        let value = match (b, o, t) {
            _ if o == t || b == t => continue,
            _ if b == o => t.cloned(),
            (Some(Part::List(b)), Some(Part::List(o)), Some(Part::List(t))) if both_added(b, o, t) => {
                Some(with_both(b, o, t))
            }
            _ => {
                let text = |part: Option<&Part>| part.map(Part::text);
                let (before, ours, theirs) = (text(b), text(o), text(t));
                let theirs_stand = !stands.ours(ours.as_deref(), theirs.as_deref());
                differing.push(Differing { field: plain_key(name), before, ours, theirs });
                if !theirs_stand {
                    continue;
                }
                t.cloned()
            }
        };
        set(&mut whole, name, value);
    }
    let record = AnyRecord::from_ron(ours.kind(), &whole.text()).ok()?;
    Some((record, differing))
}

fn names(part: &Part) -> impl Iterator<Item = &str> {
    let entries = match part {
        Part::Fields(entries) | Part::Map(entries) => entries.as_slice(),
        _ => &[],
    };
    entries.iter().map(|(name, _)| name.as_str())
}

fn entry<'a>(part: &'a Part, name: &str) -> Option<&'a Part> {
    match part {
        Part::Fields(entries) | Part::Map(entries) => {
            entries.iter().find(|(known, _)| known == name).map(|(_, part)| part)
        }
        _ => None,
    }
}

fn set(whole: &mut Part, name: &str, value: Option<Part>) {
    let (Part::Fields(entries) | Part::Map(entries)) = whole else { return };
    let at = entries.iter().position(|(known, _)| known == name);
    match (at, value) {
        (Some(at), Some(value)) => entries[at].1 = value,
        (Some(at), None) => drop(entries.remove(at)),
        (None, Some(value)) => entries.push((name.to_owned(), value)),
        (None, None) => {}
    }
}

/// The key of a setting without its quotes.
fn plain_key(name: &str) -> String {
    name.trim_matches('"').to_owned()
}

/// Whether both sides have everything that was there, in its order, and something more behind it.
fn both_added(base: &[Part], ours: &[Part], theirs: &[Part]) -> bool {
    ours.starts_with(base) && theirs.starts_with(base)
}

/// What was there, and what both added, each once; in an order that does not depend on the sides.
fn with_both(base: &[Part], ours: &[Part], theirs: &[Part]) -> Part {
    let [ours, theirs] = [ours, theirs].map(|side| side.get(base.len()..).unwrap_or_default());
    let mut pair = [ours, theirs];
    pair.sort_by_key(|added| added.iter().map(Part::text).collect::<Vec<_>>());
    let [first, second] = pair;
    let more = second.iter().filter(|part| !first.contains(part));
    Part::List(base.iter().chain(first).chain(more).cloned().collect())
}
