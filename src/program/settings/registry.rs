//! The register of settings: what there is to choose, read once from `assets/settings.ron`.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use ron::extensions::Extensions;
use serde::Deserialize;

use super::changed::SettingError;
use super::kind::Kind;
use super::nearest::nearest;
use super::value::SettingValue;

const TEXT: &str = include_str!("../../../assets/settings.ron");

/// The key of a setting that exists, such as `influence.credit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SettingKey(&'static str);

/// A choice that the document states or that this program offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Variant(
    /// The value, or words for it.
    pub &'static str,
    /// Lines of the document it comes from; empty where it states none.
    pub &'static str,
    /// What it means.
    pub &'static str,
);

/// A setting: what it is about, what it may hold, what it is without a decision, and why.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Its key, dotted.
    pub key: &'static str,
    /// Row of the contradictions register, rule or finding it belongs to.
    pub register: &'static str,
    /// What it is, in plain words.
    pub title: &'static str,
    /// Kind and range.
    pub kind: Kind,
    /// Words that may stand instead of a value, such as `lifetime`.
    #[serde(default, borrow)]
    pub also: Vec<&'static str>,
    /// The default, as written.
    pub default: &'static str,
    /// What the value is a share or number of; may be empty.
    #[serde(default)]
    pub unit: &'static str,
    /// Lines of the document the default comes from, where there are no variants.
    #[serde(default)]
    pub source: &'static str,
    /// The choices the document states.
    #[serde(default)]
    pub variants: Vec<Variant>,
    /// Why this default.
    #[serde(default)]
    pub why: &'static str,
    /// Whether the document is silent, so that the default is ours.
    #[serde(default)]
    pub assumed: bool,
    /// Whether the choice is shown when it first matters, because it changes money or decisions.
    #[serde(default)]
    pub asks_on_first_use: bool,
}

/// A row of the register that is data of a record, and which kind of record.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnRecord {
    /// A name for the row, dotted.
    pub key: &'static str,
    /// Row of the contradictions register or rule.
    pub register: &'static str,
    /// What it is, in plain words.
    pub title: &'static str,
    /// The kind of record that holds it.
    pub on: &'static str,
    /// The choices the document states.
    #[serde(default)]
    pub variants: Vec<Variant>,
}

/// Settings that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Heading.
    pub name: &'static str,
    /// Settings, in reading order.
    pub settings: Vec<Definition>,
    /// Rows that are data of records.
    #[serde(default)]
    pub on_records: Vec<OnRecord>,
}

/// All settings.
#[derive(Debug, Default)]
pub struct Registry {
    sections: Vec<Section>,
    places: BTreeMap<&'static str, (usize, usize, SettingValue)>,
}

/// The register, read once.
pub fn registry() -> &'static Registry {
    static REGISTRY: LazyLock<Registry> = LazyLock::new(|| Registry::parse(TEXT).unwrap_or_default());
    &REGISTRY
}

impl Registry {
    fn parse(text: &'static str) -> Result<Self, ron::error::SpannedError> {
        let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
        let sections: Vec<Section> = options.from_str(text)?;
        let mut places = BTreeMap::new();
        for (i, section) in sections.iter().enumerate() {
            for (j, definition) in section.settings.iter().enumerate() {
                let default = definition.read(definition.default).unwrap_or(SettingValue::Word(definition.default));
                places.insert(definition.key, (i, j, default));
            }
        }
        Ok(Self { sections, places })
    }

    /// The sections in reading order.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// All settings in reading order.
    pub fn definitions(&self) -> impl Iterator<Item = &Definition> {
        self.sections.iter().flat_map(|section| &section.settings)
    }

    /// The setting of that key.
    pub fn definition(&self, key: &str) -> Option<&Definition> {
        let (section, place, _) = self.places.get(key)?;
        self.sections.get(*section)?.settings.get(*place)
    }

    /// Its default value.
    pub fn default_of(&self, key: &str) -> Option<SettingValue> {
        self.places.get(key).map(|(.., value)| *value)
    }

    /// The keys in the order of the alphabet.
    pub fn keys(&self) -> impl Iterator<Item = SettingKey> + '_ {
        self.places.keys().map(|key| SettingKey(key))
    }
}

impl Definition {
    /// The value that a typed text stands for; `None` when the setting cannot hold it.
    pub fn read(&self, text: &str) -> Option<SettingValue> {
        let word = text.trim().to_lowercase().replace([' ', '-'], "_");
        match self.also.iter().find(|also| **also == word) {
            Some(also) => Some(SettingValue::Word(also)),
            None => self.kind.read(text),
        }
    }

    /// What it may hold, in words.
    pub fn expected(&self) -> String {
        let mut expected = self.kind.expected();
        for word in &self.also {
            expected.push_str(" or ");
            expected.push_str(word);
        }
        expected
    }

    /// Its key.
    pub fn setting_key(&self) -> SettingKey {
        SettingKey(self.key)
    }
}

impl SettingKey {
    /// The key as text.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for SettingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl FromStr for SettingKey {
    type Err = SettingError;

    fn from_str(text: &str) -> Result<Self, SettingError> {
        let known = &registry().places;
        known.get_key_value(text.trim()).map(|(key, _)| Self(key)).ok_or_else(|| SettingError::UnknownKey {
            key: text.trim().to_owned(),
            nearest: nearest(text.trim(), known.keys().copied()).map(str::to_owned),
        })
    }
}

#[cfg(test)]
#[path = "registry_tests.rs"]
mod tests;
