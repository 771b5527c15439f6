//! ENB-01 to ENB-20: what partners are given to learn and sell with.

mod family;

pub(super) use family::FAMILY;
