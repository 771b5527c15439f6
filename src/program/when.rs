//! A date, or a time with its offset where the source knows it.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::moment::Moment;
use super::text_value::{BadText, serde_as_text};

/// `2025-03-28`, or `2025-03-28T09:00+01:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// Only the day is known.
    Day(Date),
    /// The minute is known.
    At(Moment),
}

impl When {
    /// The date as it was written.
    pub fn date(self) -> Date {
        match self {
            Self::Day(date) => date,
            Self::At(moment) => moment.date(),
        }
    }

    /// The moment, where it is known.
    pub fn moment(self) -> Option<Moment> {
        match self {
            Self::Day(_) => None,
            Self::At(moment) => Some(moment),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date) => date.fmt(f),
            Self::At(moment) => moment.fmt(f),
        }
    }
}

impl FromStr for When {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        if text.contains('T') {
            text.parse().map(Self::At)
        } else {
            text.parse()
                .map(Self::Day)
                .map_err(|_| BadText::new(text, "a date or a time with its offset, such as \"2025-03-28\""))
        }
    }
}

serde_as_text!(When, "a date or a time with its offset, such as \"2025-03-28\"");
