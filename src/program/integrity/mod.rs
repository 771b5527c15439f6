//! Truth across and inside records: what must hold in every program, whoever changed it.
//!
//! The types hold what one value can hold; here stands what takes two. Reading a file does not need a program to be
//! whole, so that a broken one can be opened and mended; every edit leaves nothing to report.

mod campaigns;
mod deals;
mod enablement;
mod partners;
mod payments;
mod profile;
mod references;
mod relationship;
mod scores;
mod tasks;
#[cfg(test)]
mod tests;
mod tiers;
mod violation;

pub use violation::{Violation, integrity, integrity_beyond_references};
