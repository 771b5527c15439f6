//! The only way a program changes: labelled groups of before and after records.

pub mod change;
pub mod commands;
pub mod counterparts;
pub mod draft;
pub mod field;
pub mod history;
pub mod merge;
pub mod naming;
pub mod refusal;

pub use change::{Change, Edit};
pub use draft::{Cascade, Draft};
pub use history::{History, Step};
pub use refusal::Refusal;
