//! The text of one record, and of its parts, as plain values.
//!
//! Records are RON as the `ron` crate writes it. A program of ten thousand partners holds a quarter of a million of
//! them, and opening it must be felt as immediate, so the forms that nearly every value has (plain text in quotes,
//! words, small numbers, lists) are read here without a copy; every rarer form is handed to `ron`. Errors are those
//! of `ron`, with the byte where they were met. A law in the tests holds both readers to the same answers.

mod access;
mod reader;
mod tokens;

#[cfg(test)]
mod tests;

use serde::de::DeserializeOwned;

use tokens::Tokens;

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
