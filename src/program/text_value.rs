//! Values that travel as text: in the plan file, in JSON and on the command line alike.

use std::fmt;

/// Why a text is not the value it was read as: what was expected, and an example.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{found:?} is not {expected}")]
pub struct BadText {
    /// The text as it was given.
    pub found: String,
    /// What would have been right, with an example.
    pub expected: &'static str,
}

impl BadText {
    /// Names the text and what was expected instead.
    pub fn new(found: impl fmt::Display, expected: &'static str) -> Self {
        Self { found: found.to_string(), expected }
    }
}

/// Derives serde for a type that has `Display` and `FromStr`.
macro_rules! serde_as_text {
    ($name:ty, $expected:literal) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                struct AsText;
                impl serde::de::Visitor<'_> for AsText {
                    type Value = $name;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expected)
                    }
                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$name, E> {
                        text.parse().map_err(E::custom)
                    }
                }
                from.deserialize_str(AsText)
            }
        }
    };
}
pub(crate) use serde_as_text;
