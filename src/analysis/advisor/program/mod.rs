//! PRG-01 to PRG-25: the program as a whole.

mod direction;
mod documents;
mod family;
mod goals;
mod launch;
mod metrics;
mod organisation;
mod roster;
mod scale;

pub(super) use family::FAMILY;
