//! The day it is; everything below the shell gets it as an argument.

use jiff::Zoned;
use jiff::civil::Date;

/// Today where the user is.
pub fn today() -> Date {
    Zoned::now().date()
}
