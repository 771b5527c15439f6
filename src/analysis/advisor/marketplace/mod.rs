//! MKT-01 to MKT-18: listings.

mod family;

pub(super) use family::FAMILY;
