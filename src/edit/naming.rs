//! What people call a record: its name or title, never its identifier, in labels, notices and the history.

use std::sync::Arc;

use super::refusal::Refusal;
use crate::program::record::{FieldKind, Visit};
use crate::program::settings::nearest;
use crate::program::{AnyRecord, Kind, Program};

/// Fields that hold what a record is called, the best first.
const NAMES: [&str; 4] = ["name", "title", "text", "label"];
/// Cells of a long text that stand in a label.
const LONGEST: usize = 48;

/// What the record of that identifier is called; the identifier where there is no such record.
pub fn called(program: &Program, kind: Kind, id: &str) -> String {
    program.record(kind, id).map_or_else(|| id.to_owned(), |record| called_record(program, &record))
}

/// What several records are called together: the name of one, or how many.
pub fn called_all(program: &Program, kind: Kind, ids: &[Arc<str>]) -> String {
    match ids {
        [one] => format!("{} {}", kind.noun(), called(program, kind, one)),
        many => counted(kind, many.len()),
    }
}

/// `1 task`, `12 tasks`.
pub fn counted(kind: Kind, count: usize) -> String {
    if count == 1 { format!("1 {}", kind.noun()) } else { format!("{count} {}", plural(kind)) }
}

/// What several records of a kind are called: `RACI cells`, `escalations`.
pub fn plural(kind: Kind) -> String {
    let noun = kind.noun();
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o']) => format!("{stem}ies"),
        _ if noun == "feedback" => noun.to_owned(),
        _ if noun.ends_with("ch") => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

/// What a record is called: by its own name, else by the record it belongs to.
pub fn called_record(program: &Program, record: &AnyRecord) -> String {
    match record {
        AnyRecord::Partner(partner) => partner.name.clone(),
        AnyRecord::Deal(deal) => deal.name.clone(),
        AnyRecord::Qbr(qbr) => format!("{} {}", called(program, Kind::Partner, qbr.partner.as_str()), qbr.quarter),
        other => of_fields(other).or_else(|| of_owner(program, other)).unwrap_or_else(|| other.id().to_owned()),
    }
}

fn of_fields(record: &AnyRecord) -> Option<String> {
    let fields = record.kind().fields();
    let named = NAMES.into_iter().find(|name| fields.iter().any(|(field, _, _)| field == name))?;
    let text = super::field::text(record, named).ok().filter(|text| !text.is_empty())?;
    let short: String = text.chars().take(LONGEST).collect();
    Some(if short.len() < text.len() { format!("{}...", short.trim_end()) } else { text })
}

/// The first record it cannot be without, one step up only.
fn of_owner(program: &Program, record: &AnyRecord) -> Option<String> {
    let required = |name: &str| {
        record.kind().fields().iter().any(|(field, kind, shape)| {
            *field == name
                && matches!(kind, FieldKind::Reference(_))
                && *shape == crate::program::record::FieldShape::Required
        })
    };
    let mut owner = None;
    let mut found = |reference: crate::program::record::Reference<'_>| {
        if owner.is_none() && required(reference.field) {
            owner = Some((reference.kind, reference.id.to_owned()));
        }
    };
    record.references(&mut Visit::new(&mut found));
    let (kind, id) = owner?;
    let above = program.record(kind, &id)?;
    let name = of_fields(&above).unwrap_or(id);
    Some(format!("of {name}"))
}

/// A kind by the name of its table or of one of its records.
pub fn kind_named(word: &str) -> Result<Kind, Refusal> {
    let word = word.trim().replace(['-', ' '], "_");
    let named = |kind: &&Kind| {
        let table = kind.table_name();
        table == word || table.strip_suffix('s') == Some(&word) || kind.noun().replace(['-', ' '], "_") == word
    };
    if word == Kind::Profile.table_name() {
        return Ok(Kind::Profile);
    }
    Kind::TABLES.iter().find(named).copied().ok_or_else(|| {
        let near = nearest(&word, Kind::TABLES.iter().map(|kind| kind.table_name()));
        let hint = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
        Refusal::bad("path", format!("there is no kind of record {word:?}{hint}"))
    })
}
/// The text of a field as people read it: labels of words, names of records, `empty` where there is nothing.
pub fn value_called(program: &Program, kind: Kind, name: &str, text: &str) -> String {
    let holds = super::field::declared(kind, name).map(|(_, holds, _)| *holds);
    match holds {
        _ if text.is_empty() => "empty".to_owned(),
        Ok(FieldKind::Choice(choices)) => {
            choices.iter().find(|(word, _)| *word == text).map_or(text, |(_, label)| *label).to_owned()
        }
        Ok(FieldKind::Reference(to)) if program.has(to, text) => called(program, to, text),
        _ => text.to_owned(),
    }
}
