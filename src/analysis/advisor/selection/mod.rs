//! SEL-01 to SEL-21: how partners are chosen.

mod commitment;
mod family;
mod flags;
mod gates;
mod scores;
mod terms;

pub(super) use family::FAMILY;
