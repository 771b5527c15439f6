//! One file per family of commands: a program and arguments in, an edit or a refusal out.

pub mod campaign_parts;
pub mod campaign_results;
pub mod campaigns;
pub mod closing;
pub mod conflicts;
pub mod deals;
pub mod meetings;
pub mod money;
pub mod partners;
pub mod plans;
pub mod qbrs;
pub mod records;
pub mod settings;
pub mod setup;
pub mod templates;
pub mod tiers;
pub mod versions;
