//! The settings of a program: its deviations from the defaults, each checked against the register.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::order;
use super::registry::{Definition, SettingKey, registry};
use super::value::SettingValue;
use crate::program::choice::Choice;
use crate::program::money::Money;
use crate::program::quantity::Quantity;
use crate::program::rate::{Multiplier, Percent};

/// The settings a user decided, by key; everything else stands at its default.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    decided: BTreeMap<SettingKey, SettingValue>,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The default of the register.
    Preset,
    /// Decided by a user, be it for the default.
    User,
}

/// Why a setting cannot be read or changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// No such key.
    #[error("there is no setting {key:?}{}", nearest.as_ref().map(|n| format!("; did you mean {n:?}?")).unwrap_or_default())]
    UnknownKey {
        /// As it was given.
        key: String,
        /// The closest key there is.
        nearest: Option<String>,
    },
    /// Not a value of that setting.
    #[error("setting {key:?} cannot be {text:?}: it is {expected}")]
    BadValue {
        /// Which setting.
        key: String,
        /// As it was given.
        text: String,
        /// What it may hold.
        expected: String,
    },
    /// A lower end above its upper end.
    #[error("setting {below:?} ({low}) is above {above:?} ({high}); change the other one first")]
    OutOfOrder {
        /// The setting that must not be above.
        below: String,
        /// Its value.
        low: String,
        /// The setting that must not be below.
        above: String,
        /// Its value.
        high: String,
    },
    /// Twice in one file.
    #[error("setting {key:?} stands twice")]
    Repeated {
        /// Which setting.
        key: String,
    },
}

impl Settings {
    /// The value in force; `None` only for a key that does not exist.
    pub fn get(&self, key: &str) -> Option<SettingValue> {
        self.decided.get(key).copied().or_else(|| registry().default_of(key))
    }

    /// Where the value in force comes from.
    pub fn origin(&self, key: &str) -> Origin {
        if self.decided.contains_key(key) { Origin::User } else { Origin::Preset }
    }

    /// What was decided, in the order of the keys.
    pub fn decided(&self) -> impl ExactSizeIterator<Item = (SettingKey, SettingValue)> + '_ {
        self.decided.iter().map(|(key, value)| (*key, *value))
    }

    /// Whether nothing was decided.
    pub fn is_empty(&self) -> bool {
        self.decided.is_empty()
    }

    /// The settings that change money or decisions and that nobody has decided yet.
    pub fn open_questions(&self) -> impl Iterator<Item = &'static Definition> + '_ {
        registry().definitions().filter(|s| s.asks_on_first_use && !self.decided.contains_key(s.key))
    }

    /// The settings with one more decision. Choosing the default is a decision too.
    pub fn set(&self, key: &str, text: &str) -> Result<Self, SettingError> {
        let mut changed = self.clone();
        let key = changed.insert(key, text)?;
        order::check(&changed, Some(key.as_str()))?;
        Ok(changed)
    }

    /// The settings with one decision taken back.
    pub fn reset(&self, key: &str) -> Result<Self, SettingError> {
        let key: SettingKey = key.parse()?;
        let mut changed = self.clone();
        changed.decided.remove(&key);
        order::check(&changed, Some(key.as_str()))?;
        Ok(changed)
    }

    /// All decisions of a file at once: several ends of a range may move together.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, SettingError> {
        let mut settings = Self::default();
        for (key, text) in pairs {
            let before = settings.decided.len();
            let key = settings.insert(key, text)?;
            if settings.decided.len() == before {
                return Err(SettingError::Repeated { key: key.to_string() });
            }
        }
        order::check(&settings, None)?;
        Ok(settings)
    }

    fn insert(&mut self, key: &str, text: &str) -> Result<SettingKey, SettingError> {
        let key: SettingKey = key.parse()?;
        let definition = registry().definition(key.as_str());
        let value = definition.and_then(|definition| definition.read(text)).ok_or_else(|| SettingError::BadValue {
            key: key.to_string(),
            text: text.to_owned(),
            expected: definition.map(Definition::expected).unwrap_or_default(),
        })?;
        self.decided.insert(key, value);
        Ok(key)
    }
}

/// Typed reading by key. A key of another kind is a slip in the code: it stops a debug build, and reads as nothing.
impl Settings {
    /// A percentage.
    pub fn percent(&self, key: &str) -> Percent {
        match self.get(key) {
            Some(SettingValue::Percent(value)) => value,
            other => slip(key, other, Percent::default()),
        }
    }

    /// A multiplier.
    pub fn multiplier(&self, key: &str) -> Multiplier {
        match self.get(key) {
            Some(SettingValue::Multiplier(value)) => value,
            other => slip(key, other, Multiplier::default()),
        }
    }

    /// An exact number.
    pub fn number(&self, key: &str) -> Quantity {
        match self.get(key) {
            Some(SettingValue::Number(value)) => value,
            other => slip(key, other, Quantity::default()),
        }
    }

    /// Money; `None` where a word stands instead.
    pub fn money_or_word(&self, key: &str) -> Option<Money> {
        match self.get(key) {
            Some(SettingValue::Money(value)) => Some(value),
            Some(SettingValue::Word(_)) => None,
            other => slip(key, other, None),
        }
    }

    /// Money.
    pub fn money(&self, key: &str) -> Money {
        match self.get(key) {
            Some(SettingValue::Money(value)) => value,
            other => slip(key, other, Money::ZERO),
        }
    }

    /// A whole number in the setting's unit: a count, minutes, hours, days or months.
    pub fn whole(&self, key: &str) -> i64 {
        match self.get(key) {
            Some(SettingValue::Whole(value, _)) => value,
            other => slip(key, other, 0),
        }
    }

    /// A count; at most `u32::MAX`.
    pub fn count(&self, key: &str) -> u32 {
        u32::try_from(self.whole(key)).unwrap_or(u32::MAX)
    }

    /// Minutes, hours, days or months, as the setting's unit says; none of them goes beyond 10,000.
    pub fn span(&self, key: &str) -> u16 {
        u16::try_from(self.whole(key)).unwrap_or(u16::MAX)
    }

    /// A span; `None` where a word stands instead.
    pub fn span_or_word(&self, key: &str) -> Option<u16> {
        match self.get(key) {
            Some(SettingValue::Word(_)) => None,
            _ => Some(self.span(key)),
        }
    }

    /// Yes or no.
    pub fn flag(&self, key: &str) -> bool {
        match self.get(key) {
            Some(SettingValue::Flag(value)) => value,
            other => slip(key, other, false),
        }
    }

    /// The word of a choice.
    pub fn word(&self, key: &str) -> &'static str {
        match self.get(key) {
            Some(SettingValue::Word(word)) => word,
            other => slip(key, other, ""),
        }
    }

    /// A choice, as a value of its vocabulary.
    pub fn choice<C: Choice>(&self, key: &str, otherwise: C) -> C {
        let word = self.word(key);
        C::ALL
            .iter()
            .copied()
            .find(|choice| choice.word() == word)
            .unwrap_or_else(|| slip(key, Some(SettingValue::Word(word)), otherwise))
    }
}

fn slip<T>(key: &str, found: Option<SettingValue>, otherwise: T) -> T {
    debug_assert!(false, "setting {key:?} is read as another kind: {found:?}");
    otherwise
}

impl std::borrow::Borrow<str> for SettingKey {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl Serialize for Settings {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.decided.len()))?;
        for (key, value) in &self.decided {
            map.serialize_entry(key.as_str(), &value.to_string())?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Settings {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Settings;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("settings by key, such as {\"influence.credit\": \"30%\"}")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Settings, A::Error> {
                let mut pairs: Vec<(String, String)> = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Settings::from_pairs(pairs.iter().map(|(key, text)| (key.as_str(), text.as_str())))
                    .map_err(A::Error::custom)
            }
        }
        from.deserialize_map(Pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_deviates_and_a_reset_returns() {
        let settings = Settings::default();
        assert_eq!(
            (settings.percent("influence.credit"), settings.origin("influence.credit")),
            (Percent::whole(25), Origin::Preset)
        );
        let changed = settings.set("influence.credit", "30").unwrap();
        assert_eq!(
            (changed.percent("influence.credit"), changed.origin("influence.credit")),
            (Percent::whole(30), Origin::User)
        );
        assert_eq!(changed.reset("influence.credit").unwrap(), settings);
    }

    #[test]
    fn the_default_chosen_on_purpose_answers_the_question() {
        let settings = Settings::default();
        assert_eq!(settings.open_questions().count(), 5);
        let answered = settings.set("rebate.scope", "all").unwrap();
        assert!(answered.open_questions().all(|question| question.key != "rebate.scope"));
        assert_eq!(answered.open_questions().count(), 4);
    }

    #[test]
    fn refusals_say_what_would_be_right() {
        let settings = Settings::default();
        let refused = |key, text| settings.set(key, text).unwrap_err().to_string();
        assert_eq!(
            refused("influence.credit", "130%"),
            "setting \"influence.credit\" cannot be \"130%\": it is a percentage from 0% to 100%"
        );
        assert_eq!(
            refused("affiliate.term_months", "0"),
            "setting \"affiliate.term_months\" cannot be \"0\": it is months from 1 to 600 or lifetime"
        );
        assert_eq!(
            refused("tier.metrics", "any"),
            "there is no setting \"tier.metrics\"; did you mean \"tier.metric\"?"
        );
        assert_eq!(
            refused("webinar.registration_low", "6%"),
            "setting \"webinar.registration_low\" (6%) is above \"webinar.registration_high\" (5%); change the other one first"
        );
    }

    #[test]
    fn both_ends_of_a_range_may_move_together_in_a_file() {
        let text = r#"{"webinar.registration_low": "6%", "webinar.registration_high": "9%"}"#;
        let settings: Settings = ron::from_str(text).unwrap();
        assert_eq!(settings.percent("webinar.registration_low"), Percent::whole(6));
    }

    #[test]
    fn a_file_holds_text_by_key_and_reads_back() {
        let settings = Settings::default().set("registration.protection_days", "45").unwrap();
        let settings = settings.set("affiliate.term_months", "lifetime").unwrap();
        let text = ron::to_string(&settings).unwrap();
        assert_eq!(text, r#"{"affiliate.term_months":"lifetime","registration.protection_days":"45 days"}"#);
        assert_eq!(ron::from_str::<Settings>(&text).unwrap(), settings);
        for bad in [
            r#"{"nope.nope": "1"}"#,
            r#"{"rebate.scope": "some"}"#,
            r#"{"rebate.scope": "all", "rebate.scope": "all"}"#,
        ] {
            assert!(ron::from_str::<Settings>(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn words_that_stand_for_a_value_read_as_none() {
        let settings = Settings::default();
        assert_eq!(settings.money_or_word("matrix.revenue_midline"), None);
        let fixed = settings.set("matrix.revenue_midline", "150k").unwrap();
        assert_eq!(fixed.money_or_word("matrix.revenue_midline"), Some(Money::whole(150_000)));
    }
}
