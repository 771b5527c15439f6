//! The criteria language: what its measures are worth for a partner, in which words, and the way to the next tier.

mod event_days;
pub mod facts;
pub mod items;
pub mod measure;
pub mod path;
pub mod plain;
pub mod points;
pub mod spans;
pub mod standing;
pub mod words;
