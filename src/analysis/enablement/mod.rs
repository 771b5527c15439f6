//! How well partners are enabled: six measures, and whether the content is fresh.

pub mod content;
pub mod freshness;
pub mod learning;
pub mod metrics;
