//! When a partner was last on the portal: a date, or never.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::text_value::{BadText, serde_as_text};

/// `never`, or the date of the last login (R-04: "never logged in" is known, nothing recorded is unknown).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PortalActivity {
    /// Recorded as never logged in.
    Never,
    /// Last login.
    On(Date),
}

impl fmt::Display for PortalActivity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Never => f.write_str("never"),
            Self::On(date) => date.fmt(f),
        }
    }
}

impl FromStr for PortalActivity {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        if text == "never" {
            return Ok(Self::Never);
        }
        text.parse().map(Self::On).map_err(|_| BadText::new(text, "a date or \"never\""))
    }
}

serde_as_text!(PortalActivity, "a date or \"never\"");
