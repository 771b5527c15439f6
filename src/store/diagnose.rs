//! Every fault of one record that cannot be read.
//!
//! The reader stops at the first fault. So the field at fault is blanked and the record is read again, until no more
//! is found; the program never sees such a record.

use std::ops::Range;

use super::fault::Found;
use super::scan::{Section, fields};
use crate::program::plan_text::{self, Misread};
use crate::program::record::{FieldKind, FieldShape};
use crate::program::{AnyRecord, Kind};

/// The faults of the record that stands at `span`.
pub(super) fn record(text: &str, span: Range<usize>, kind: Kind) -> Vec<Found> {
    let mut copy = text[span.clone()].to_owned();
    let Some(fields) = fields(&copy) else {
        let error = AnyRecord::from_ron(kind, &copy).err();
        return error.map(|error| located(span.start, &error)).into_iter().collect();
    };
    let mut found = missing(&copy, &fields, kind, span.start);
    let mut left = fields;
    while let Err(error) = AnyRecord::from_ron(kind, &copy) {
        let fault = located(0, &error);
        let at = left.iter().position(|field| (field.name.start..=field.next).contains(&fault.byte));
        match at {
            _ if is_missing_in(&error.code, kind) => break,
            Some(at) => {
                let field = left.swap_remove(at);
                let fault = refined(fault, &copy, &field, kind);
                found.push(Found { byte: span.start + fault.byte, ..fault });
                let blank: String = copy[field.name.start..field.next].chars().map(blanked).collect();
                copy.replace_range(field.name.start..field.next, &blank);
            }
            None => {
                found.push(Found { byte: span.start + fault.byte, ..fault });
                break;
            }
        }
    }
    found
}

/// Whether a field of the record itself is missing, not one of a part inside it.
fn is_missing_in(error: &ron::Error, kind: Kind) -> bool {
    matches!(error, ron::Error::MissingStructField { outer, .. } if outer.as_deref() == Some(&*format!("{kind:?}")))
}

/// The fault of a field with its exact place and the form that the field has.
fn refined(mut found: Found, record: &str, field: &Section, kind: Kind) -> Found {
    let name = record[field.name.clone()].trim_start_matches("r#");
    let declared = kind.fields().iter().find(|(known, _, _)| *known == name).copied();
    let value = &record[field.value.clone()];
    let simple = value.starts_with('"') || value.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-+.".contains(&b));
    let told = |message: &str| format!("{name}: {message}");
    match (found.code, declared) {
        ("unknown_field", None) | ("duplicate_field", _) if found.byte <= field.value.start => {
            found.byte = field.name.start;
        }
        ("unknown_word", Some((_, of, shape))) if simple => {
            found = Found::new(field.value.start, "unknown_word", told(&found.message), form(of, shape));
        }
        ("wrong_type", Some((_, of, shape))) if simple => {
            let message = match of {
                FieldKind::Choice(choices) if shape != FieldShape::List => {
                    let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
                    format!("expected one of: {}", words.join(", "))
                }
                FieldKind::Date if value.starts_with('"') => format!("{value} is not a date"),
                _ => found.message,
            };
            let hint = match of {
                FieldKind::Text if value.starts_with('"') => "write it in the form of the example".to_owned(),
                _ => form(of, shape),
            };
            found = Found::new(field.value.start, "wrong_type", told(&message), hint);
        }
        ("wrong_type", None) if name == "id" && simple => {
            let hint = "write an identifier in quotes, such as \"acme\"";
            found = Found::new(field.value.start, "wrong_type", told(&found.message), hint);
        }
        _ => {}
    }
    found
}

/// How a value of that kind is written.
fn form(kind: FieldKind, shape: FieldShape) -> String {
    let text = match kind {
        _ if shape == FieldShape::List => "write a list: `[` values with commas between `]`",
        FieldKind::Text => "write the text in quotes",
        FieldKind::Date => "write a date in quotes, such as \"2026-09-30\"",
        FieldKind::When => "write a date or a time with its offset in quotes, such as \"2026-09-30\"",
        FieldKind::Moment => "write a time with its offset in quotes, such as \"2026-09-30T09:00+02:00\"",
        FieldKind::Quarter => "write a quarter in quotes, such as \"2026-Q3\"",
        FieldKind::Month => "write a month in quotes, such as \"2026-09\"",
        FieldKind::Money => "write money in quotes with at most two places, such as \"1250.00\"",
        FieldKind::Amount => "write the amount with its currency in quotes, such as \"1250.00 EUR\"",
        FieldKind::Percent => "write a percentage in quotes, such as \"12.5%\"",
        FieldKind::Multiplier => "write a multiplier in quotes, such as \"1.5x\"",
        FieldKind::Quantity => "write the number in quotes, such as \"5\" or \"100000.00\"",
        FieldKind::Count => "write a whole number, without quotes",
        FieldKind::YesNo => "write `true` or `false`, without quotes",
        FieldKind::Choice(_) => "write one of these words, without quotes",
        FieldKind::Reference(kind) => return format!("write the identifier of a {} in quotes", kind.noun()),
        FieldKind::Structure => "write a part with its fields in `(` `)`",
    };
    text.to_owned()
}

/// As many blanks as the character has bytes; line ends stay.
fn blanked(c: char) -> String {
    if c == '\n' { "\n".to_owned() } else { " ".repeat(c.len_utf8()) }
}

/// The required fields that do not stand in the record.
fn missing(record: &str, fields: &[Section], kind: Kind, start: usize) -> Vec<Found> {
    let stands = |name: &str| fields.iter().any(|field| record[field.name.clone()].trim_start_matches("r#") == name);
    let id = (!matches!(kind, Kind::Profile | Kind::Settings)).then_some("id");
    let required =
        kind.fields().iter().filter(|(_, _, shape)| *shape == FieldShape::Required).map(|(name, _, _)| *name);
    id.into_iter().chain(required).filter(|name| !stands(name)).map(|name| missing_field(start, name)).collect()
}

fn missing_field(byte: usize, field: &str) -> Found {
    Found::new(
        byte,
        "missing_field",
        format!("the field {field:?} is missing"),
        format!("add `{field}: ...,` to the record"),
    )
}

/// The fault of the settings, at the key it names.
pub(super) fn setting(part: &str, start: usize, error: &Misread) -> Found {
    let found = located(start, error);
    let named = found.message.split('"').nth(1).and_then(|key| part.find(&format!("\"{key}\"")));
    match named {
        Some(at) if found.code == "wrong_type" => {
            Found::new(start + at, "bad_setting", found.message, "correct it, or take it out to have the default")
        }
        _ => found,
    }
}

/// The identifier of a record, as far as one can be seen.
pub(super) fn id_of(record: &str) -> Option<String> {
    let fields = fields(record)?;
    let id = fields.iter().find(|field| &record[field.name.clone()] == "id")?;
    plan_text::read(&record[id.value.clone()]).ok()
}

/// The fault of an error inside a part of the file that starts at `start`.
fn located(start: usize, error: &Misread) -> Found {
    let (code, hint) = advice(&error.code);
    Found::new(start + error.byte, code, sentence(&error.code), hint)
}

const WRITTEN: &str = "money, percentages and dates stand in quotes, such as \"1250.00\", \"25%\", \"2026-09-30\"";

fn advice(error: &ron::Error) -> (&'static str, &'static str) {
    use ron::Error as E;
    match error {
        E::NoSuchStructField { .. } => ("unknown_field", "correct the name, or take the field out"),
        E::NoSuchEnumVariant { .. } => ("unknown_word", "use one of these words"),
        E::MissingStructField { .. } => ("missing_field", "add the field"),
        E::DuplicateStructField { .. } => ("duplicate_field", "keep one of the two"),
        E::ExceededRecursionLimit => ("too_deep", "no part of a plan file is nested that deep"),
        E::ExpectedString => ("wrong_type", WRITTEN),
        E::Message(_) | E::InvalidValueForType { .. } => ("wrong_type", "correct the value"),
        E::ExpectedBoolean => ("wrong_type", "write `true` or `false`, without quotes"),
        E::ExpectedInteger | E::IntegerOutOfBounds | E::InvalidIntegerDigit { .. } => {
            ("wrong_type", "write a whole number, without quotes")
        }
        E::ExpectedIdentifier => ("wrong_type", "write one of the words of this field, without quotes"),
        E::ExpectedArray => ("wrong_type", "write a list: `[` values `]`"),
        E::ExpectedMap => ("wrong_type", "write `{ \"key\": \"value\" }`"),
        _ => ("syntax", "the record may be cut off or edited by hand; mend it, or restore a backup"),
    }
}

fn sentence(error: &ron::Error) -> String {
    use ron::Error as E;
    match error {
        E::NoSuchStructField { expected, found, .. } => nearest(expected, found).map_or_else(
            || format!("unknown field {found:?}; the fields are: {}", expected.join(", ")),
            |near| format!("unknown field {found:?}; did you mean {near:?}?"),
        ),
        E::NoSuchEnumVariant { expected, found, .. } => {
            format!("unknown word {found:?}; it is one of: {}", expected.join(", "))
        }
        E::MissingStructField { field, .. } => format!("the field {field:?} is missing"),
        E::DuplicateStructField { field, .. } => format!("the field {field:?} stands twice"),
        E::ExceededRecursionLimit => "brackets are nested too deep".to_owned(),
        E::ExpectedString => "expected text in quotes".to_owned(),
        E::ExpectedBoolean => "expected yes or no as `true` or `false`".to_owned(),
        E::ExpectedInteger => "expected a whole number".to_owned(),
        E::IntegerOutOfBounds => "this number is too large or too small for its field".to_owned(),
        E::ExpectedArray => "expected a list".to_owned(),
        E::ExpectedMap => "expected keys with values".to_owned(),
        E::ExpectedIdentifier => "expected a word".to_owned(),
        E::ExpectedComma => "expected `,` before this".to_owned(),
        E::InvalidValueForType { expected, found } => format!("found {found} where {expected} is expected"),
        other => other.to_string(),
    }
}

/// The known word that is most like the given one; none where nothing is like it.
pub(super) fn nearest<'a>(known: &[&'a str], given: &str) -> Option<&'a str> {
    let likeness = |word: &str| shared_letters(word, given);
    let best = known.iter().copied().max_by_key(|word| likeness(word))?;
    (likeness(best) * 2 > best.len().max(given.len())).then_some(best)
}

/// How many letters two words share from the start and, beyond those, from the end.
fn shared_letters(a: &str, b: &str) -> usize {
    let start = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a.as_bytes()[start..], &b.as_bytes()[start..]);
    start + a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count()
}
