//! The text of one record, and of its parts, as plain values.
//!
//! Records are RON as the `ron` crate writes it. A program of ten thousand partners holds a quarter of a million of
//! them, and opening it must be felt as immediate, so the forms that nearly every value has (plain text in quotes,
//! words, small numbers, lists) are read here without a copy; every rarer form is handed to `ron`. Errors are those
//! of `ron`, with the byte where they were met. A law in the tests holds both readers to the same answers.

mod access;
mod read;
mod reader;
mod tokens;

#[cfg(test)]
mod tests;

pub use read::{Misread, read};
