//! One handler per family of commands.

pub(super) mod campaigns;
pub(super) mod deals;
pub(super) mod money;
pub(super) mod partners;
pub(super) mod plans;
pub(super) mod qbrs;
pub(super) mod records;
pub(super) mod session;
mod standard;
pub(super) mod tiers;
