//! What the caller of an import may decide; everything else is read from the file.

use std::fmt;
use std::str::FromStr;

use crate::program::Program;
use crate::program::currency::Currency;
use crate::program::period::FiscalCalendar;
use crate::program::text_value::BadText;

/// What the rows of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Deals: opportunities with or without a partner.
    Deals,
    /// A list of partners.
    Partners,
}

/// Which number comes first in a slashed date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// Month first: `6/17/2025`.
    Mdy,
    /// Day first: `17/6/2025`.
    Dmy,
}

/// The mark between the whole and the fraction of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
pub enum DecimalMark {
    /// `1,234.50`
    #[serde(rename = ".")]
    Point,
    /// `1.234,50`
    #[serde(rename = ",")]
    Comma,
}

/// What the caller decides.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What the rows are; without it the headers decide.
    pub kind: Option<Kind>,
    /// The sheet of a workbook; without it the first visible one that looks right.
    pub sheet: Option<String>,
    /// `FIELD=COLUMN`; an empty column leaves the field out.
    pub mapping: Vec<(String, String)>,
    /// The order of slashed dates, for every column.
    pub date_order: Option<DateOrder>,
    /// The decimal mark.
    pub decimal: Option<DecimalMark>,
    /// The program's reporting currency: taken where nothing in the file names one.
    pub currency: Option<Currency>,
    /// Identifier and name of the program's tiers.
    pub tiers: Vec<(String, String)>,
    /// Names of stages the program knows as open.
    pub stages: Vec<String>,
    /// The fiscal calendar that totals by quarter follow.
    pub calendar: Option<FiscalCalendar>,
}

impl Options {
    /// The decisions a program makes for every import into it: its currency, its tiers, its calendar.
    pub fn for_program(program: &Program) -> Self {
        let tiers = program.tiers.iter().map(|tier| (tier.id.to_string(), tier.name.clone())).collect();
        Self {
            currency: Some(program.profile.currency),
            calendar: Some(program.profile.calendar()),
            tiers,
            ..Self::default()
        }
    }
}

impl Kind {
    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Deals => "deals",
            Self::Partners => "partners",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for DateOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Mdy => "mdy",
            Self::Dmy => "dmy",
        })
    }
}

impl fmt::Display for DecimalMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Point => ".",
            Self::Comma => ",",
        })
    }
}

impl FromStr for Kind {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        match text {
            "deals" => Ok(Self::Deals),
            "partners" => Ok(Self::Partners),
            _ => Err(BadText::new(text, "a kind of import: \"deals\" or \"partners\"")),
        }
    }
}

impl FromStr for DateOrder {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        match text {
            "mdy" => Ok(Self::Mdy),
            "dmy" => Ok(Self::Dmy),
            _ => Err(BadText::new(text, "an order of dates: \"mdy\" (6/17/2025) or \"dmy\" (17/6/2025)")),
        }
    }
}

impl FromStr for DecimalMark {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        match text {
            "." | "point" => Ok(Self::Point),
            "," | "comma" => Ok(Self::Comma),
            _ => Err(BadText::new(text, "a decimal mark: \".\" or \",\"")),
        }
    }
}
