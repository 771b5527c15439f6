//! The checked input of a calculator. Its shape holds, defaults are filled in, and every accessor answers without
//! failing: what a field cannot be read as is simply absent.

use std::any::Any;
use std::sync::Arc;

use jiff::civil::Date;
use num_traits::ToPrimitive;

use super::date_time::DateTime;
use super::fault::{Code, Fault};
use crate::analysis::exact::{Exact, Fraction};
use crate::program::choice::Choice;
use crate::program::moment::Moment;
use crate::program::money::Money;
use crate::program::rate::Percent;

/// A checked value.
#[derive(Debug, Clone)]
pub enum Entry {
    /// An amount.
    Money(Money),
    /// A percentage.
    Percent(Percent),
    /// A multiplier, number or decimal.
    Number(Exact),
    /// An integer.
    Count(i64),
    /// A day.
    Date(Date),
    /// A time with its offset.
    DateTime(DateTime),
    /// A word of an enumeration.
    Word(&'static str),
    /// Yes or no.
    Flag(bool),
    /// A text.
    Text(Arc<str>),
    /// A list.
    List(Arc<[Entry]>),
    /// An object of declared fields.
    Object(Input),
    /// An object of any names, in the order of the names.
    Map(Arc<[(String, Entry)]>),
    /// What the calculator read itself.
    Own(Arc<dyn Any + Send + Sync>),
}

/// An object whose shape holds.
#[derive(Debug, Clone)]
pub struct Input(Arc<Fields>);

#[derive(Debug, Default)]
struct Fields {
    path: String,
    fields: Vec<Slot>,
}

/// A field with its value.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) name: &'static str,
    pub(super) entry: Option<Entry>,
    /// Whether the value was in the input, and is not a default.
    pub(super) given: bool,
}

/// A type that a checked value can be read as.
pub trait FromEntry: Sized {
    /// The value; nothing when the entry is of another kind or does not fit.
    fn from_entry(entry: &Entry) -> Option<Self>;
}

impl Input {
    pub(super) fn new(path: String, fields: Vec<Slot>) -> Self {
        Self(Arc::new(Fields { path, fields }))
    }

    fn slot(&self, name: &str) -> Option<&Slot> {
        self.0.fields.iter().find(|slot| slot.name == name)
    }

    /// The checked value of a field.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.slot(name)?.entry.as_ref()
    }

    /// Whether the input itself has the field, not null: a default is not given.
    pub fn given(&self, name: &str) -> bool {
        self.slot(name).is_some_and(|slot| slot.given)
    }

    /// The path of a field from the root: `spiffs[0].rate`. The empty name is the object itself.
    pub fn path(&self, name: &str) -> String {
        match (self.0.path.as_str(), name) {
            ("", name) => name.to_owned(),
            (path, "") => path.to_owned(),
            (path, name) => format!("{path}.{name}"),
        }
    }

    /// The path of an entry of a list: `deals[3]`.
    pub fn entry_path(&self, name: &str, index: usize) -> String {
        format!("{}[{index}]", self.path(name))
    }

    /// A fault of a field.
    pub fn fault(&self, code: Code, name: &str, message: impl Into<String>) -> Fault {
        Fault::new(code, self.path(name), message)
    }

    /// The value of a field, where there is one.
    pub fn get<T: FromEntry>(&self, name: &str) -> Option<T> {
        self.entry(name).and_then(T::from_entry)
    }

    /// The value of a field that must have one by now.
    pub fn need<T: FromEntry>(&self, name: &str) -> Result<T, Vec<Fault>> {
        self.get(name).ok_or_else(|| vec![self.missing(name)])
    }

    /// The fault that a field is missing.
    pub fn missing(&self, name: &str) -> Fault {
        let path = self.path(name);
        let message = format!("{path} is required here; add it");
        Fault::new(Code::MissingField, path, message)
    }

    /// The text of a field: a text or a word.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.entry(name)? {
            Entry::Text(text) => Some(text),
            Entry::Word(word) => Some(word),
            _ => None,
        }
    }

    /// The word of a field as a value of its vocabulary.
    pub fn choice<T: Choice>(&self, name: &str) -> Option<T> {
        self.entry(name)?.choice()
    }

    /// The word of a field that must have one by now.
    pub fn need_choice<T: Choice>(&self, name: &str) -> Result<T, Vec<Fault>> {
        self.choice(name).ok_or_else(|| vec![self.missing(name)])
    }

    /// The words of a list as values of their vocabulary; none when it is absent.
    pub fn choices<T: Choice>(&self, name: &str) -> Vec<T> {
        self.entries(name).iter().filter_map(Entry::choice).collect()
    }

    /// The object in a field; an empty one with its defaults when it is absent.
    pub fn object(&self, name: &str) -> Self {
        match self.entry(name) {
            Some(Entry::Object(object)) => object.clone(),
            _ => Self::new(self.path(name), Vec::new()),
        }
    }

    /// The entries of a list; none when it is absent.
    pub fn entries(&self, name: &str) -> &[Entry] {
        match self.entry(name) {
            Some(Entry::List(entries)) => entries,
            _ => &[],
        }
    }

    /// The objects of a list; none when it is absent.
    pub fn list(&self, name: &str) -> Vec<Self> {
        let object = |entry: &Entry| match entry {
            Entry::Object(object) => Some(object.clone()),
            _ => None,
        };
        self.entries(name).iter().filter_map(object).collect()
    }

    /// The values of a list; none when it is absent.
    pub fn values<T: FromEntry>(&self, name: &str) -> Vec<T> {
        self.entries(name).iter().filter_map(T::from_entry).collect()
    }

    /// The names and values of a map, by name; none when it is absent.
    pub fn map(&self, name: &str) -> &[(String, Entry)] {
        match self.entry(name) {
            Some(Entry::Map(entries)) => entries,
            _ => &[],
        }
    }

    /// What the calculator read itself.
    pub fn own<T: Any + Send + Sync>(&self, name: &str) -> Option<&T> {
        match self.entry(name)? {
            Entry::Own(value) => value.downcast_ref(),
            _ => None,
        }
    }
}

impl Entry {
    /// A value that only its calculator knows.
    pub fn own(value: impl Any + Send + Sync) -> Self {
        Self::Own(Arc::new(value))
    }

    /// The word as a value of its vocabulary.
    pub fn choice<T: Choice>(&self) -> Option<T> {
        match self {
            Self::Word(word) => T::read(word),
            _ => None,
        }
    }

    /// The value, where it is of that kind.
    pub fn read<T: FromEntry>(&self) -> Option<T> {
        T::from_entry(self)
    }
}

macro_rules! from_entry {
    ($($type:ty: $variant:ident),+ $(,)?) => {$(
        impl FromEntry for $type {
            fn from_entry(entry: &Entry) -> Option<Self> {
                match entry {
                    Entry::$variant(value) => Some(value.clone()),
                    _ => None,
                }
            }
        }
    )+};
}

from_entry! {
    Money: Money, Percent: Percent, Exact: Number, Date: Date, DateTime: DateTime, bool: Flag, Input: Object,
}

macro_rules! count_from_entry {
    ($($type:ty),+) => {$(
        impl FromEntry for $type {
            fn from_entry(entry: &Entry) -> Option<Self> {
                match entry {
                    Entry::Count(value) => (*value).try_into().ok(),
                    _ => None,
                }
            }
        }
    )+};
}

count_from_entry!(u8, u16, u32, u64, usize, i16, i32, i64, i128);

impl FromEntry for String {
    fn from_entry(entry: &Entry) -> Option<Self> {
        match entry {
            Entry::Text(text) => Some(text.as_ref().to_owned()),
            Entry::Word(word) => Some((*word).to_owned()),
            _ => None,
        }
    }
}

impl FromEntry for Moment {
    fn from_entry(entry: &Entry) -> Option<Self> {
        match entry {
            Entry::DateTime(when) => when.moment(),
            _ => None,
        }
    }
}

impl FromEntry for Fraction {
    fn from_entry(entry: &Entry) -> Option<Self> {
        match entry {
            Entry::Number(value) => Some(Self::new(value.numer().to_i128()?, value.denom().to_i128()?)),
            _ => None,
        }
    }
}
