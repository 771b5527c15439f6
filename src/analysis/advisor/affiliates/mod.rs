//! AFF-01 to AFF-18: affiliate programs.

mod family;

pub(super) use family::FAMILY;
