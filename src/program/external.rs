//! Identifiers that other systems gave a record.

use std::fmt;
use std::str::FromStr;

use super::text_value::{BadText, serde_as_text};

/// `salesforce:006Z6hy7oeGainyX4B`: the system and its identifier, case-sensitive.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExternalId {
    /// The system, without a colon.
    pub system: String,
    /// The identifier there.
    pub id: String,
}

impl fmt::Display for ExternalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.system, self.id)
    }
}

impl FromStr for ExternalId {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        match text.split_once(':') {
            Some((system, id)) if !system.is_empty() && !id.is_empty() => {
                Ok(Self { system: system.to_owned(), id: id.to_owned() })
            }
            _ => Err(BadText::new(text, "a system and its identifier, such as \"salesforce:006Z6h\"")),
        }
    }
}

serde_as_text!(ExternalId, "a system and its identifier, such as \"salesforce:006Z6h\"");
