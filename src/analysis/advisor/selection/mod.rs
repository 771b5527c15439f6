//! SEL-01 to SEL-21: how partners are chosen.

mod family;

pub(super) use family::FAMILY;
