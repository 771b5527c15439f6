//! The words after the name of a command, put to its arguments and read as values.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::spec::{How, Spoken};
use crate::app::typed;
use crate::app::workbench::Workbench;
use crate::edit::{Refusal, naming};
use crate::program::Kind;
use crate::program::choice::Choice;
use crate::program::id::Id;
use crate::program::record::Record;

/// The arguments of a command as they were given, over the program they are about.
pub struct Given<'a> {
    /// The session.
    pub workbench: &'a Workbench,
    values: BTreeMap<&'static str, Vec<String>>,
}

impl<'a> Given<'a> {
    /// Puts words to the arguments of a command; `--` ends the options.
    pub fn of(workbench: &'a Workbench, spoken: &Spoken, words: &[String]) -> Result<Self, Refusal> {
        let wrong = |why: String| Refusal::bad(spoken.name, format!("{why}; usage: {}", spoken.usage()));
        let mut values: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        let mut placed = Vec::new();
        let mut words = words.iter();
        let mut options = true;
        while let Some(word) = words.next() {
            match word.strip_prefix("--").filter(|_| options) {
                Some("") => options = false,
                Some(option) => {
                    let (name, value) = option.split_once('=').map_or((option, None), |(n, v)| (n, Some(v.to_owned())));
                    let known = spoken.arguments.iter().find(|argument| argument.name == name && !argument.is_placed());
                    let argument = known.ok_or_else(|| wrong(format!("there is no option --{name}")))?;
                    let value = match (argument.how, value) {
                        (How::Flag, None) => String::new(),
                        (How::Flag, Some(_)) => return Err(wrong(format!("--{name} takes no value"))),
                        (_, Some(value)) => value,
                        (_, None) => words.next().cloned().ok_or_else(|| wrong(format!("--{name} needs a value")))?,
                    };
                    values.insert(argument.name, vec![value]);
                }
                None => placed.push(word.clone()),
            }
        }
        let mut placed = placed.into_iter();
        for argument in spoken.arguments.iter().filter(|argument| argument.is_placed()) {
            let taken: Vec<String> =
                if argument.how == How::Many { placed.by_ref().collect() } else { placed.next().into_iter().collect() };
            if taken.is_empty() && argument.how != How::Optional {
                return Err(wrong(format!("{} is missing", argument.name.to_uppercase())));
            }
            values.insert(argument.name, taken);
        }
        match placed.next() {
            Some(extra) => Err(wrong(format!("{extra:?} is one too many (a text with blanks stands in quotes)"))),
            None => Ok(Self { workbench, values }),
        }
    }

    /// All values of an argument.
    pub(super) fn many(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// The value, where there is one.
    pub(super) fn maybe(&self, name: &str) -> Option<&str> {
        self.many(name).first().map(String::as_str)
    }

    /// The value of an argument that is always given.
    pub(super) fn text(&self, name: &str) -> &str {
        self.maybe(name).unwrap_or_default()
    }

    /// Whether an option without a value was given.
    pub(super) fn flag(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// The record of that kind by its identifier or its name.
    pub(super) fn id<T: Record>(&self, name: &str) -> Result<Id<T>, Refusal> {
        self.id_of(self.text(name))
    }

    /// The same of an argument that may be left out.
    pub(super) fn maybe_id<T: Record>(&self, name: &str) -> Result<Option<Id<T>>, Refusal> {
        self.maybe(name).map(|text| self.id_of(text)).transpose()
    }

    /// Several records, divided by commas.
    pub(super) fn ids<T: Record>(&self, name: &str) -> Result<Vec<Id<T>>, Refusal> {
        let texts = self.many(name).iter().flat_map(|text| text.split(','));
        texts.map(str::trim).filter(|text| !text.is_empty()).map(|text| self.id_of(text)).collect()
    }

    fn id_of<T: Record>(&self, text: &str) -> Result<Id<T>, Refusal> {
        let id = self.record(T::KIND, text)?;
        Id::from_shared(id).map_err(|bad| Refusal::bad(T::KIND.noun(), bad))
    }

    /// The identifier of a record of any kind, by its identifier or its name.
    pub(super) fn record(&self, kind: Kind, text: &str) -> Result<Arc<str>, Refusal> {
        let id = typed::reference(self.workbench, kind, text);
        if self.workbench.program().has(kind, &id) { Ok(id.into()) } else { Err(Refusal::missing(kind, text)) }
    }

    /// A date in words; `W-3` counts from the launch where there is one.
    pub(super) fn date(&self, name: &str, launch: Option<Date>) -> Result<Date, Refusal> {
        typed::date(self.text(name), self.workbench.as_of(), launch).map_err(|bad| Refusal::bad(name, bad))
    }

    /// The same of an argument that may be left out.
    pub(super) fn maybe_date(&self, name: &str) -> Result<Option<Date>, Refusal> {
        self.maybe(name).map(|_| self.date(name, None)).transpose()
    }

    /// A word out of a closed list.
    pub(super) fn choice<C: Choice>(&self, name: &str) -> Result<C, Refusal> {
        let text = self.text(name);
        C::read(text).ok_or_else(|| {
            let known: Vec<&str> = C::ALL.iter().map(|choice| choice.word()).collect();
            Refusal::bad(name, format!("{text:?} is not one of: {}", known.join(", ")))
        })
    }

    /// The same, where it may be left out.
    pub(super) fn maybe_choice<C: Choice>(&self, name: &str) -> Result<Option<C>, Refusal> {
        self.maybe(name).map(|_| self.choice(name)).transpose()
    }

    /// A whole number of that type.
    pub(super) fn whole<N: std::str::FromStr>(&self, name: &str) -> Result<N, Refusal> {
        let text = self.text(name);
        let plain = text.strip_prefix('+').unwrap_or(text);
        plain.parse().map_err(|_| Refusal::bad(name, format!("{text:?} is not a whole number that fits here")))
    }
}

/// A number as it is typed: `5`, `25k`.
pub(super) fn number<N: std::str::FromStr>(name: &str, text: &str) -> Result<N, Refusal> {
    let plain = typed::quantity(text).map_err(|bad| Refusal::bad(name, bad))?;
    plain.parse().map_err(|_| Refusal::bad(name, format!("{text:?} is not a number that fits here")))
}

/// A path as `explain` writes it: the kind, the identifiers divided by commas, the field.
pub(super) struct Place {
    pub(super) kind: Kind,
    pub(super) ids: Vec<Arc<str>>,
    pub(super) field: String,
}

impl Given<'_> {
    /// `partner/acme,globex/owner`, `program/name`.
    pub(super) fn place(&self, name: &str) -> Result<Place, Refusal> {
        let text = self.text(name);
        let wrong = || Refusal::bad(name, format!("{text:?} is not KIND/ID/FIELD, such as partner/acme/owner"));
        let mut parts = text.splitn(3, '/');
        let kind = naming::kind_named(parts.next().unwrap_or_default())?;
        if kind == Kind::Profile {
            let field = parts.next().ok_or_else(wrong)?.to_owned();
            return Ok(Place { kind, ids: vec![kind.table_name().into()], field });
        }
        let (Some(ids), Some(field)) = (parts.next(), parts.next()) else { return Err(wrong()) };
        Ok(Place { kind, ids: self.listed(kind, ids)?, field: field.to_owned() })
    }

    /// Identifiers of records of a kind, divided by commas.
    pub(super) fn listed(&self, kind: Kind, text: &str) -> Result<Vec<Arc<str>>, Refusal> {
        text.split(',').map(str::trim).filter(|id| !id.is_empty()).map(|id| self.record(kind, id)).collect()
    }

    /// The rest of the line as `FIELD=VALUE`.
    pub(super) fn pairs(&self, name: &str) -> Result<Vec<(String, String)>, Refusal> {
        let read = |text: &String| match text.split_once('=') {
            Some((field, value)) if !field.trim().is_empty() => Ok((field.trim().to_owned(), value.trim().to_owned())),
            _ => Err(Refusal::bad(name, format!("{text:?} is not FIELD=VALUE, such as owner=sarah"))),
        };
        self.many(name).iter().map(read).collect()
    }
}
