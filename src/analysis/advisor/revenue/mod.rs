//! REV-01 to REV-28: attribution, pay and funds.

mod claims;
mod family;
mod funds;
mod payments;
mod plans;

pub(super) use family::FAMILY;
