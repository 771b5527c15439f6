//! AFF-01 to AFF-18: affiliate programs.

mod family;
mod people;
mod terms;

pub(super) use family::FAMILY;
