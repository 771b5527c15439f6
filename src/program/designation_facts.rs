//! Facts of a partner that only designations ask for: credentials, owned items, decisions and fees paid.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::currency::Amount;

/// A certification that a person of the partner holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credential {
    /// The person, by name or contact.
    pub person: String,
    /// Which certification.
    pub certification: String,
    /// Its level, such as `professional`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Its product area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// Where the person works, when not in the partner's region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// First valid day.
    pub earned: Date,
    /// First day no longer valid; missing: it does not expire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Date>,
}

/// Something of the partner with attributes: an app, an offer, a customer reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnedItem {
    /// Which kind, such as `app`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Its product area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// Its region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Since when; missing: always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
    /// First day it is no longer there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Words, plain numbers and dates by name.
    #[serde(default, deserialize_with = "super::unique_map::unique", skip_serializing_if = "BTreeMap::is_empty")]
    pub has: BTreeMap<String, String>,
}

/// What somebody decided about a partner where the program leaves it to judgement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// On what, in the words of the rule.
    pub on: String,
    /// In which role, in the words of the rule.
    pub by: String,
    /// Who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Whether it was granted.
    pub granted: bool,
    /// When.
    pub when: Date,
    /// First day it no longer counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// On what evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

/// A fee that was paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeePaid {
    /// Which fee, in the words of the rule.
    pub fee: String,
    /// How much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// When.
    pub on: Date,
    /// First day it no longer covers; missing: it was paid once and for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}
