//! TIER-08, TIER-09, TIER-13, TIER-17 to TIER-20: what a ladder promises beyond its shape.

mod family;
mod members;
mod promises;

pub(super) use family::FAMILY;
