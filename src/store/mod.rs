//! Bytes to program and back: envelope, version, stable order, located faults.
//!
//! A plan file is RON: `version` first, then `program`, `settings` and a list per record kind, in the order of
//! [`Kind::TABLES`](crate::program::Kind::TABLES) and of the identifiers inside. Records that come in great numbers
//! stand one a line, so that git diffs and merges them well.
//!
//! **Invariants:** reading never drops anything: what is not understood is a [`Fault`] with its place. Writing over an
//! earlier text changes the values that changed and leaves every other byte as it was.

mod canonical;
mod diagnose;
mod fault;
pub mod journal;
mod patch;
mod read;
mod records;
mod references;
mod rewrite;
mod scan;
mod source;
mod splice;
mod tree;
mod write;

pub use fault::{Fault, Faults};
pub use read::{Opened, VERSION, read, read_owned};
pub use source::{SourceText, SourceTrace};
pub use write::{Written, write, write_from};
