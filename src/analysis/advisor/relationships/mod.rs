//! REL-01 to REL-21: the work with each partner.

mod contact;
mod family;
mod health;
mod reviews;
mod whole;

pub(super) use family::FAMILY;
