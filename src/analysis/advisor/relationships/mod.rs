//! REL-01 to REL-21: the work with each partner.

mod family;

pub(super) use family::FAMILY;
