//! The affiliate program as rows: terms as checklists, economics, rates by band, affiliates with their payouts.

pub mod economics;
pub mod people;
pub mod rates;
pub mod terms;
