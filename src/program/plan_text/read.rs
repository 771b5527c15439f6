//! One value from its text, and the error with its place.

use serde::de::DeserializeOwned;

use super::tokens::Tokens;

/// Why a text is not such a value, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    /// What is wrong.
    pub code: ron::Error,
    /// The byte of the text where it was met.
    pub byte: usize,
}

impl std::fmt::Display for Misread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "byte {}: {}", self.byte, self.code)
    }
}

impl std::error::Error for Misread {}

/// Reads one value; nothing but blanks and comments may stand around it.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Misread> {
    let mut tokens = Tokens::of(text);
    let read = |tokens: &mut Tokens<'_>| {
        tokens.blank()?;
        let value = T::deserialize(&mut *tokens)?;
        tokens.finish().map(|()| value)
    };
    read(&mut tokens).map_err(|code| tokens.misread(code))
}
