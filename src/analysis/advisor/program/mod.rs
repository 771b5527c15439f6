//! PRG-01 to PRG-25: the program as a whole.

mod family;

pub(super) use family::FAMILY;
