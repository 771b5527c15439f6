//! A record as people fill it in: typed texts by field become a new record, or another state of one.
//!
//! Works on the declared fields, so that every kind of record is entered alike on the screen and the command line.

use std::sync::Arc;

use super::command::RecordCommand;
use super::typed;
use super::workbench::Workbench;
use crate::edit::{Draft, Refusal, commands::records, field, naming};
use crate::program::currency::Amount;
use crate::program::id::{Id, mint};
use crate::program::moment::Moment;
use crate::program::partner::Partner;
use crate::program::period::Month;
use crate::program::quantity::Quantity;
use crate::program::rate::{Multiplier, Percent};
use crate::program::record::{FieldKind, FieldShape};
use crate::program::when::When;
use crate::program::{AnyRecord, Kind, Program};

/// Fields whose text becomes the identifier of a new record, the best first.
const NAMES: [&str; 5] = ["name", "title", "text", "label", "activity"];

/// The command that adds a record of that kind; without an identifier one is made from its name.
///
/// # Errors
/// A field that does not exist, a text that cannot be read, a field that is missing, a reference to nothing.
pub fn adding(
    workbench: &Workbench,
    kind: Kind,
    id: Option<&str>,
    typed: &[(String, String)],
) -> Result<RecordCommand, Refusal> {
    let program = workbench.program();
    let values = canonical(workbench, kind, typed)?;
    let name = NAMES
        .iter()
        .find_map(|name| values.iter().find(|(field, text)| field == name && !text.is_empty()))
        .map(|(_, text)| text.as_str());
    let id = match id {
        Some(id) => id.to_owned(),
        None => fresh_id(program, kind, name),
    };
    let label = format!("Add {} {}", kind.noun(), name.unwrap_or(&id));
    Ok(RecordCommand::Add { record: field::made(kind, &id, &values)?, label })
}

fn fresh_id(program: &Program, kind: Kind, name: Option<&str>) -> String {
    let free: Id<Partner> = mint(name.unwrap_or(kind.noun()), kind.noun(), |id| program.has(kind, id.as_str()));
    free.as_str().to_owned()
}

/// The command that gives a record other values; nothing where they are what it has.
///
/// # Errors
/// A field that does not exist, a text that cannot be read, a reference to nothing.
pub fn editing(
    workbench: &Workbench,
    record: &AnyRecord,
    typed: &[(String, String)],
) -> Result<Option<RecordCommand>, Refusal> {
    let program = workbench.program();
    let mut changed = record.clone();
    for (name, text) in canonical(workbench, record.kind(), typed)? {
        changed = field::with(&changed, &name, &text)?;
    }
    if changed.same(record) {
        return Ok(None);
    }
    records::check_references_of(&Draft::over(program), &changed)?;
    let label = format!("Edit {}", naming::called_all(program, record.kind(), &[record.shared_id()]));
    Ok(Some(RecordCommand::Replace { record: changed, label }))
}

fn canonical(workbench: &Workbench, kind: Kind, typed: &[(String, String)]) -> Result<Vec<(String, String)>, Refusal> {
    typed.iter().map(|(name, text)| Ok((name.clone(), self::typed::canonical(workbench, kind, name, text)?))).collect()
}

/// What the text of a field means, such as `Fri 2 Oct 2026` for `fri`; empty where it says so itself.
///
/// # Errors
/// What is wrong with the text, and what is expected.
pub fn meaning(workbench: &Workbench, kind: Kind, name: &str, text: &str) -> Result<String, Refusal> {
    let (_, field, shape) = field::declared(kind, name)?;
    if text.trim().is_empty() {
        return match shape {
            FieldShape::Required if *field != FieldKind::Text || NAMES.contains(&name) => {
                Err(Refusal::bad(name, "this is needed"))
            }
            _ => Ok(String::new()),
        };
    }
    let plain = typed::canonical(workbench, kind, name, text)?;
    if *shape == FieldShape::List {
        return items(workbench, kind, name, *field, &plain);
    }
    one(workbench, name, *field, &plain)
}

fn items(workbench: &Workbench, kind: Kind, name: &str, field: FieldKind, text: &str) -> Result<String, Refusal> {
    if field == FieldKind::Structure {
        return field::read_part(kind, name, text).map(|()| String::new());
    }
    let mut said = Vec::new();
    for item in field::items(text) {
        let meaning = one(workbench, name, field, item)?;
        said.push(if meaning.is_empty() { item.to_owned() } else { meaning });
    }
    Ok(if matches!(field, FieldKind::Reference(_)) { said.join(", ") } else { String::new() })
}

fn one(workbench: &Workbench, name: &str, field: FieldKind, plain: &str) -> Result<String, Refusal> {
    let bad = |why: String| Refusal::bad(name, why);
    let program = workbench.program();
    Ok(match field {
        FieldKind::Date => in_words(plain),
        FieldKind::When => {
            plain.parse::<When>().map_err(|error| bad(error.to_string()))?;
            in_words(plain)
        }
        FieldKind::Moment => {
            plain.parse::<Moment>().map_err(|error| bad(error.to_string()))?;
            String::new()
        }
        FieldKind::Month => {
            plain.parse::<Month>().map_err(|error| bad(error.to_string()))?;
            String::new()
        }
        FieldKind::Money => format!("{} {}", program.profile.currency, plain),
        FieldKind::Amount => plain.parse::<Amount>().map_err(|error| bad(error.to_string()))?.to_string(),
        FieldKind::Percent => plain.parse::<Percent>().map_err(|error| bad(error.to_string()))?.to_string(),
        FieldKind::Multiplier => plain.parse::<Multiplier>().map_err(|error| bad(error.to_string()))?.to_string(),
        FieldKind::Quantity => plain.parse::<Quantity>().map_err(|error| bad(error.to_string()))?.to_string(),
        FieldKind::Count => match plain.parse::<i64>() {
            Ok(_) => String::new(),
            Err(_) => return Err(bad(format!("{plain:?} is not a whole number"))),
        },
        FieldKind::Reference(to) => match program.record(to, plain) {
            Some(record) => naming::called_record(program, &record),
            None => return Err(bad(format!("there is no {} {plain:?}", to.noun()))),
        },
        FieldKind::Choice(choices) if !choices.iter().any(|(word, _)| *word == plain) => {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            return Err(bad(format!("{plain:?} is not one of: {}", words.join(", "))));
        }
        FieldKind::YesNo | FieldKind::Choice(_) | FieldKind::Text | FieldKind::Quarter | FieldKind::Structure => {
            String::new()
        }
    })
}

fn in_words(plain: &str) -> String {
    plain.parse::<jiff::civil::Date>().map_or_else(|_| String::new(), |date| date.strftime("%a %-d %b %Y").to_string())
}

/// The kinds of records that belong to one of that kind: those with a field that names one, and the field.
pub fn parts_of(kind: Kind) -> Vec<(Kind, &'static str)> {
    let mut parts = Vec::new();
    for part in Kind::TABLES {
        let own = part
            .fields()
            .iter()
            .find(|(_, holds, shape)| *holds == FieldKind::Reference(kind) && *shape != FieldShape::List);
        if let Some((name, _, _)) = own {
            parts.push((*part, *name));
        }
    }
    parts
}

/// The records of a kind whose field names that record.
pub fn belonging(program: &Program, part: (Kind, &str), owner: (Kind, &str)) -> Vec<AnyRecord> {
    let mut found = program.records(part.0);
    found.retain(|record| {
        let mut belongs = false;
        let mut visit = |reference: crate::program::record::Reference<'_>| {
            belongs |= reference.field == part.1 && reference.kind == owner.0 && reference.id == owner.1;
        };
        record.references(&mut crate::program::record::Visit::new(&mut visit));
        belongs
    });
    found
}

/// What a record is called in a list of its kind, and what else tells it apart; the field that all share is left out.
pub fn line(program: &Program, record: &AnyRecord, shared: Option<&str>) -> (String, String) {
    let mut texts: Vec<(&'static str, FieldKind, String)> = field::texts(record)
        .into_iter()
        .filter(|(name, kind, text)| Some(*name) != shared && *kind != FieldKind::Structure && !text.is_empty())
        .collect();
    for (_, kind, text) in &mut texts {
        match kind {
            FieldKind::Reference(to) if program.has(*to, text) => *text = naming::called(program, *to, text),
            FieldKind::Choice(choices) => {
                if let Some((_, label)) = choices.iter().find(|(word, _)| word == text) {
                    (*label).clone_into(text);
                }
            }
            _ => {}
        }
    }
    let named = NAMES.iter().find_map(|name| texts.iter().position(|(field, _, _)| field == name));
    let label = if let Some(at) = named {
        texts.remove(at).2
    } else {
        let first: Vec<String> = texts.drain(..texts.len().min(2)).map(|(_, _, text)| text).collect();
        if first.is_empty() { record.id().to_owned() } else { first.join(", ") }
    };
    let detail: Vec<String> = texts.into_iter().take(4).map(|(_, _, text)| text).collect();
    (label.replace('\n', " "), detail.join(", ").replace('\n', " "))
}

/// A field in words: `registered_at` is "Registered at".
pub fn field_words(name: &str) -> String {
    let plain = name.trim_start_matches("r#").replace('_', " ");
    let mut letters = plain.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The texts of a record as its form shows them: references by the name of what they name.
pub fn shown(program: &Program, record: &AnyRecord) -> Vec<(&'static str, String)> {
    let name = |kind: Kind, id: &str| {
        let called = naming::called(program, kind, id);
        let records = program.records(kind);
        let alike = records.iter().filter(|other| naming::called_record(program, other) == called).count();
        if alike == 1 && !called.contains(',') { called } else { id.to_owned() }
    };
    let text = |kind: FieldKind, text: String| match kind {
        FieldKind::Reference(to) if text.contains(", ") => {
            text.split(", ").map(|id| name(to, id)).collect::<Vec<_>>().join(", ")
        }
        FieldKind::Reference(to) if !text.is_empty() => name(to, &text),
        _ => text,
    };
    let pairs = |field: &str| super::typed_pairs::shown(record, field);
    let shown = |(field, kind, given)| (field, pairs(field).unwrap_or_else(|| text(kind, given)));
    field::texts(record).into_iter().map(shown).collect()
}

/// What a new record holds at first: its place after the others.
pub fn suggested(kind: Kind, others: &[AnyRecord]) -> Vec<(&'static str, String)> {
    let ordered = kind.fields().iter().find(|(name, holds, _)| *name == "order" && *holds == FieldKind::Count);
    let Some((name, _, _)) = ordered else { return Vec::new() };
    let orders = others.iter().filter_map(|record| field::text(record, name).ok()?.parse::<u32>().ok());
    vec![(name, orders.max().map_or(0, |last| last.saturating_add(1)).to_string())]
}

/// The names by which records of a kind may be named in a field, with their identifiers.
pub fn names_of(program: &Program, kind: Kind) -> Arc<Vec<(String, String)>> {
    let records = program.records(kind);
    Arc::new(records.iter().map(|record| (record.id().to_owned(), naming::called_record(program, record))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Dates, Origin};

    fn northwind() -> Workbench {
        let program = crate::store::read(include_bytes!("../../saves/northwind.ron")).unwrap().program;
        let dates = Dates { today: jiff::civil::date(2026, 9, 30), asked: None };
        Workbench::new(program, Origin::default(), dates)
    }

    #[test]
    fn a_form_left_as_it_was_changes_nothing_and_finds_nothing_wrong() {
        let workbench = northwind();
        for kind in Kind::TABLES {
            for record in workbench.program().records(*kind).iter().take(12) {
                let typed: Vec<(String, String)> = shown(workbench.program(), record)
                    .into_iter()
                    .map(|(name, text)| (name.to_owned(), text))
                    .collect();
                for (name, text) in &typed {
                    let said = meaning(&workbench, *kind, name, text);
                    assert!(said.is_ok(), "{kind} {} {name} {text:?}: {said:?}", record.id());
                }
                assert_eq!(editing(&workbench, record, &typed), Ok(None), "{kind} {}", record.id());
            }
        }
    }

    #[test]
    fn what_a_text_means_or_what_is_wrong_with_it_is_said() {
        let workbench = northwind();
        let cases = [
            (Kind::Task, "due", "fri", Ok("Fri 2 Oct 2026")),
            (Kind::Task, "due", "", Err("this is needed")),
            (Kind::Task, "due", "someday", Err("a date, such as")),
            (Kind::Deal, "amount", "25k", Ok("25000")),
            (Kind::Deal, "partner", "nobody at all", Err("there is no partner")),
            (Kind::Speaker, "name", " ", Err("this is needed")),
            (Kind::AgendaItem, "minutes", "many", Err("not a whole number")),
        ];
        for (kind, name, text, wanted) in cases {
            let said = meaning(&workbench, kind, name, text).map_err(|refusal| refusal.reason());
            match (&said, wanted) {
                (Ok(said), Ok(wanted)) => assert!(said.contains(wanted), "{name} {text:?}: {said}"),
                (Err(said), Err(wanted)) => assert!(said.contains(wanted), "{name} {text:?}: {said}"),
                _ => panic!("{name} {text:?}: {said:?}"),
            }
        }
    }

    #[test]
    fn what_belongs_to_a_campaign_is_found_by_its_field() {
        let parts = parts_of(Kind::Campaign);
        for kind in [Kind::RaciCell, Kind::Send, Kind::AgendaItem, Kind::Speaker, Kind::Lead, Kind::EventCost] {
            assert!(parts.contains(&(kind, "campaign")), "{kind}");
        }
        let workbench = northwind();
        let (label, detail) = {
            let found = belonging(workbench.program(), (Kind::Speaker, "campaign"), (Kind::Campaign, "jikan-seminar"));
            found.first().map(|record| line(workbench.program(), record, Some("campaign"))).unwrap_or_default()
        };
        assert_eq!((label.is_empty(), detail.is_empty()), (false, false));
    }
}
