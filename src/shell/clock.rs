//! The day it is; everything below the shell gets it as an argument.

use jiff::Zoned;
use jiff::civil::Date;

/// The instant it is.
pub fn instant() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

/// Today where the user is.
pub fn today() -> Date {
    Zoned::now().date()
}
