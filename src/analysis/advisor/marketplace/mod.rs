//! MKT-01 to MKT-18: listings.

mod copy;
mod family;
mod reception;

pub(super) use family::FAMILY;
