//! The shape check: a JSON value against a declaration. Every fault is reported, and what holds becomes an [`Input`].

use std::fmt;

use num_traits::Zero;
use serde_json::{Map, Value};

use super::date_time::{DateTime, read_date};
use super::fault::{Code, Fault};
use super::input::{Entry, Input, Slot};
use super::numbers::{self, Form};
use super::schema::{Field, Grammar, Kind, Need};
use crate::analysis::exact::{Exact, of_money};

/// Where a value stands, written out only when something is wrong there.
#[derive(Debug, Clone, Copy)]
pub enum Path<'a> {
    /// The input itself.
    Root,
    /// A field of an object.
    Field(&'a Path<'a>, &'a str),
    /// An entry of a list.
    Entry(&'a Path<'a>, usize),
}

impl Path<'_> {
    /// The path of a field of this object.
    pub fn field<'a>(&'a self, name: &'a str) -> Path<'a> {
        Path::Field(self, name)
    }

    /// The path of an entry of this list.
    pub fn at(&self, index: usize) -> Path<'_> {
        Path::Entry(self, index)
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Field(Self::Root, name) => f.write_str(name),
            Self::Field(parent, name) => write!(f, "{parent}.{name}"),
            Self::Entry(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

/// Collects the faults of one input.
#[derive(Debug)]
pub struct Reader {
    grammar: Grammar,
    faults: Vec<Fault>,
}

/// Checks a whole input against the fields of a calculator.
pub(super) fn check(
    grammar: Grammar,
    fields: &'static [Field],
    object: &Map<String, Value>,
) -> Result<Input, Vec<Fault>> {
    let mut reader = Reader { grammar, faults: Vec::new() };
    let input = reader.fields(fields, object, &Path::Root);
    if reader.faults.is_empty() { Ok(input) } else { Err(reader.faults) }
}

const NO_SETTINGS: Field = Field::settings(&[]);

impl Reader {
    /// The conventions of the calculator at work.
    pub fn grammar(&self) -> Grammar {
        self.grammar
    }

    /// Reports a fault.
    pub fn report(&mut self, code: Code, path: &Path<'_>, message: impl fmt::Display) {
        let place = path.to_string();
        let message = if place.is_empty() { message.to_string() } else { format!("{place}: {message}") };
        self.faults.push(Fault::new(code, place, message));
    }

    fn refuse(&mut self, code: Code, path: &Path<'_>, value: &Value, expected: &str) -> Option<Entry> {
        self.report(code, path, format_args!("{} is not {expected}", shortened(value)));
        None
    }

    /// Reads a value of a kind; null is `bad_type`, because an absent value never gets here.
    pub fn read(&mut self, kind: &'static Kind, value: &Value, path: &Path<'_>) -> Option<Entry> {
        match kind {
            Kind::Money { min, max } => self.money(value, path, min, max),
            Kind::Percent { min, max } => {
                let percent = self.decimal(Form::percent(self.grammar), value, path)?;
                let held = self.holds(&percent, min, max, value, path);
                held.then(|| numbers::as_percent(&percent).map(Entry::Percent))?
            }
            Kind::Rate => {
                let percent = self.decimal(Form::percent(self.grammar), value, path)?;
                if percent.is_zero() {
                    return self.refuse(
                        Code::OutOfRange,
                        path,
                        value,
                        "in range; give a percentage above 0, at most 100",
                    );
                }
                let held = self.holds(&percent, "0", "100", value, path);
                held.then(|| numbers::as_percent(&percent).map(Entry::Percent))?
            }
            Kind::Multiplier { min, max } => self.number(Form::multiplier(), value, path, min, max),
            Kind::Number { min, max, places } => self.number(Form::number(*places), value, path, min, max),
            Kind::Decimal { min, max } => self.number(Form::decimal(), value, path, min, max),
            Kind::Count { min, max } => self.count(value, path, *min, *max),
            Kind::Date => match value.as_str().and_then(read_date) {
                Some(date) => Some(Entry::Date(date)),
                None => {
                    self.refuse(Code::BadDate, path, value, "an existing day of 1900 to 2199, such as \"2025-03-30\"")
                }
            },
            Kind::DateTime => match value.as_str().and_then(|text| DateTime::read(text, self.grammar)) {
                Some(when) => Some(Entry::DateTime(when)),
                None => self.refuse(
                    Code::BadDatetime,
                    path,
                    value,
                    "a time with its offset, such as \"2025-03-03T09:00:00+01:00\"",
                ),
            },
            Kind::Enum(_) | Kind::Choice(_) => self.word(kind, value, path),
            Kind::Flag => match value.as_bool() {
                Some(flag) => Some(Entry::Flag(flag)),
                None => self.refuse(Code::BadType, path, value, "true or false"),
            },
            Kind::Text { min, max } => self.text(value, path, *min, *max),
            Kind::List { of, min, max } => self.list(of, value, path, *min, *max),
            Kind::Object(fields) => match value.as_object() {
                Some(object) => Some(Entry::Object(self.fields(fields, object, path))),
                None => self.refuse(Code::BadType, path, value, "an object"),
            },
            Kind::Map(of) => self.map(of, value, path),
            Kind::Own(_, read) => read(self, value, path),
        }
    }

    fn money(&mut self, value: &Value, path: &Path<'_>, min: &str, max: &str) -> Option<Entry> {
        let Some(amount) = value.as_str().and_then(|text| numbers::read_money(text, self.grammar)) else {
            let expected = match self.grammar {
                Grammar::Operations => "an amount with two decimals and no sign, such as \"25000.00\"",
                _ => "an amount with two decimals, such as \"25000.00\"",
            };
            return self.refuse(Code::BadAmount, path, value, expected);
        };
        self.holds(&of_money(amount), min, max, value, path).then_some(Entry::Money(amount))
    }

    fn decimal(&mut self, form: Form, value: &Value, path: &Path<'_>) -> Option<Exact> {
        let found = value.as_str().and_then(|text| form.read(text));
        if found.is_none() {
            self.refuse(Code::BadDecimal, path, value, form.example);
        }
        found
    }

    fn number(&mut self, form: Form, value: &Value, path: &Path<'_>, min: &str, max: &str) -> Option<Entry> {
        let number = self.decimal(form, value, path)?;
        self.holds(&number, min, max, value, path).then_some(Entry::Number(number))
    }

    fn holds(&mut self, number: &Exact, min: &str, max: &str, value: &Value, path: &Path<'_>) -> bool {
        let low = numbers::limit(min);
        let high = numbers::limit(max);
        let held = low.as_ref().is_none_or(|low| number >= low) && high.as_ref().is_none_or(|high| number <= high);
        if !held {
            self.refuse(Code::OutOfRange, path, value, &format!("in range; it must be {}", between(min, max)));
        }
        held
    }

    fn count(&mut self, value: &Value, path: &Path<'_>, min: i64, max: i64) -> Option<Entry> {
        let max = if max == i64::MAX { self.largest_count() } else { max };
        if !value.is_i64() && !value.is_u64() {
            return self.refuse(Code::BadInteger, path, value, "a whole number without quotes, decimals or exponent");
        }
        match value.as_i64().filter(|count| (min..=max).contains(count)) {
            Some(count) => Some(Entry::Count(count)),
            None => self.refuse(Code::OutOfRange, path, value, &format!("in range; it must be {min} to {max}")),
        }
    }

    fn largest_count(&self) -> i64 {
        if self.grammar == Grammar::Operations { 1_000_000_000 } else { 1_000_000_000_000 }
    }

    fn word(&mut self, kind: &'static Kind, value: &Value, path: &Path<'_>) -> Option<Entry> {
        let words = kind.words();
        match words.iter().find(|word| value.as_str() == Some(word)) {
            Some(word) => Some(Entry::Word(word)),
            None => self.refuse(Code::BadEnum, path, value, &format!("one of: {}", words.join(", "))),
        }
    }

    fn text(&mut self, value: &Value, path: &Path<'_>, min: usize, max: usize) -> Option<Entry> {
        let Some(text) = value.as_str() else { return self.refuse(Code::BadType, path, value, "a text") };
        let length = text.chars().count();
        if (min..=max).contains(&length) {
            return Some(Entry::Text(text.into()));
        }
        self.report(
            Code::OutOfRange,
            path,
            format_args!("the text has {length} characters; {min} to {max} are allowed"),
        );
        None
    }

    fn list(&mut self, of: &'static Kind, value: &Value, path: &Path<'_>, min: usize, max: usize) -> Option<Entry> {
        let Some(values) = value.as_array() else { return self.refuse(Code::BadType, path, value, "a list") };
        if !(min..=max).contains(&values.len()) {
            let length = values.len();
            self.report(
                Code::OutOfRange,
                path,
                format_args!("the list has {length} entries; {min} to {max} are allowed"),
            );
        }
        let mut entries = Vec::with_capacity(values.len());
        for (index, value) in values.iter().enumerate() {
            let place = path.at(index);
            if value.is_null() {
                self.refuse(Code::BadType, &place, value, "an entry; take it out");
            } else {
                entries.extend(self.read(of, value, &place));
            }
        }
        Some(Entry::List(entries.into()))
    }

    fn map(&mut self, of: &'static Kind, value: &Value, path: &Path<'_>) -> Option<Entry> {
        let Some(object) = value.as_object() else { return self.refuse(Code::BadType, path, value, "an object") };
        let mut entries = Vec::with_capacity(object.len());
        for (name, value) in object.iter().filter(|(_, value)| !value.is_null()) {
            entries.extend(self.read(of, value, &path.field(name)).map(|entry| (name.clone(), entry)));
        }
        Some(Entry::Map(entries.into()))
    }

    /// Reads an object of declared fields.
    ///
    /// A selector is read first: while it has no word, nothing else of its object is looked at.
    pub fn fields(&mut self, fields: &'static [Field], object: &Map<String, Value>, path: &Path<'_>) -> Input {
        let mut chosen: Vec<(&'static str, Option<Entry>)> = Vec::new();
        for selector in fields.iter().filter_map(|field| field.case.map(|(selector, _)| selector)) {
            if chosen.iter().any(|(name, _)| *name == selector) {
                continue;
            }
            let entry = fields
                .iter()
                .find(|field| field.name == selector)
                .and_then(|field| self.slot(field, object, path).entry);
            if entry.is_none() {
                return Input::new(path.to_string(), Vec::new());
            }
            chosen.push((selector, entry));
        }
        let belongs = |field: &Field| match field.case {
            None => true,
            Some((selector, words)) => chosen.iter().any(|(name, entry)| {
                *name == selector && matches!(entry, Some(Entry::Word(word)) if words.contains(word))
            }),
        };
        let mut slots = Vec::with_capacity(fields.len());
        for field in fields.iter().filter(|field| field.need != Need::Refused && belongs(field)) {
            slots.push(self.slot(field, object, path));
        }
        if matches!(path, Path::Root) && !fields.iter().any(|field| field.name == NO_SETTINGS.name) {
            slots.push(self.slot(&NO_SETTINGS, object, path));
        }
        for name in object.keys().filter(|name| !slots.iter().any(|slot| slot.name == name.as_str())) {
            let place = path.field(name);
            let known = slots.iter().map(|slot| slot.name).collect::<Vec<_>>().join(", ");
            let fields = if known.is_empty() { "none".to_owned() } else { known };
            self.report(
                Code::UnknownField,
                &place,
                format_args!("there is no such field here; the fields are: {fields}"),
            );
        }
        Input::new(path.to_string(), slots)
    }

    fn slot(&mut self, field: &'static Field, object: &Map<String, Value>, path: &Path<'_>) -> Slot {
        let place = path.field(field.name);
        let given = object.get(field.name).filter(|value| !value.is_null());
        let entry = match (given, field.need) {
            (Some(value), _) => self.read(&field.kind, value, &place),
            (None, Need::Required) => {
                let kind = field.kind.describe();
                self.report(Code::MissingField, &place, format_args!("is required: {kind}"));
                None
            }
            (None, Need::Default(text)) => {
                let default = serde_json::from_str(text).unwrap_or(Value::Null);
                self.read(&field.kind, &default, &place)
            }
            (None, Need::Optional | Need::Refused) => self.defaults(&field.kind, &place),
        };
        Slot { name: field.name, entry, given: given.is_some() }
    }

    /// An absent object still has the defaults of its members, where it has no required ones.
    fn defaults(&mut self, kind: &'static Kind, path: &Path<'_>) -> Option<Entry> {
        let Kind::Object(fields) = kind else { return None };
        let before = self.faults.len();
        let object = self.fields(fields, &Map::new(), path);
        self.faults.truncate(before);
        Some(Entry::Object(object))
    }
}

fn between(min: &str, max: &str) -> String {
    match (min.is_empty(), max.is_empty()) {
        (false, false) => format!("{min} to {max}"),
        (false, true) => format!("{min} or more"),
        _ => format!("{max} or less"),
    }
}

/// The value as it was written, cut where it is long.
fn shortened(value: &Value) -> String {
    const LONGEST: usize = 60;
    match value {
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::String(text) if text.chars().count() > LONGEST => {
            let start: String = text.chars().take(LONGEST).collect();
            format!("{:?}", format!("{start}..."))
        }
        other => other.to_string(),
    }
}
