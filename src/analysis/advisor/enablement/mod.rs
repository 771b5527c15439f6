//! ENB-01 to ENB-20: what partners are given to learn and sell with.

mod content;
mod family;
mod people;
mod training;

pub(super) use family::FAMILY;
