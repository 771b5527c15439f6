//! The journal of a plan file: every edit as a checked line of text, so that a session can be told again.
//!
//! **Invariants:** a journal holds everything that is needed to have the plan again: the text it began from, then every
//! step in order. Cut anywhere it still gives a prefix of the steps; a byte that is another than was written is found and
//! told apart from a cut.

mod content;
mod entry;
mod line;
#[cfg(test)]
mod tests;

pub use content::{Content, Past, Position, Unreadable};
pub use entry::{Began, Draft, Entry, Moment, Text};
pub use line::{Ending, Scan, line, scan};
