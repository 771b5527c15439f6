//! The capture line of a meeting: one line of plain typing becomes a typed record.
//!
//! `action Sarah co-brand kit by fri` is an action item with an owner and a date. What is not understood stays in the text, is
//! marked as such, and never keeps the line from being entered.

mod dates;
mod line;
mod owner;
mod surroundings;
#[cfg(test)]
mod tests;
mod words;

pub use line::{Meaning, Order, Part, Reading, Span, read};
pub use surroundings::{Person, Surroundings};
