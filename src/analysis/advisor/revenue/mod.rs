//! REV-01 to REV-28: attribution, pay and funds.

mod family;

pub(super) use family::FAMILY;
