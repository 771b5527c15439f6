//! The day it is; everything below the shell gets it as an argument.

use jiff::Zoned;
use jiff::civil::Date;

use crate::program::moment::Moment;

/// The instant it is.
pub fn instant() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

/// Today where the user is.
pub fn today() -> Date {
    Zoned::now().date()
}

/// What the clock of the user says, with its offset from UTC.
pub fn now() -> Moment {
    let now = Zoned::now();
    let minutes = i16::try_from(now.offset().seconds() / 60).unwrap_or(0);
    Moment::new(now.datetime(), minutes).unwrap_or_else(|| Moment::utc(now.datetime()))
}
