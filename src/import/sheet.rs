//! What every format is read into before any meaning is given: lines of cells.

use std::borrow::Cow;

use jiff::civil::Date;
use rust_decimal::Decimal;

/// A cell as the file holds it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, without controls.
    Text(Box<str>),
    /// A number of a workbook, to the 15 digits a spreadsheet keeps.
    Number(Decimal),
    /// A date of a workbook, with seconds after midnight.
    Date(Date, u32),
    /// A yes or no of a workbook.
    Bool(bool),
    /// An error of a workbook, such as `#N/A`.
    Error(Box<str>),
    /// A formula that was saved without its result.
    NoResult,
}

impl Cell {
    /// A text cell; blank text is an empty cell only for [`Cell::is_blank`], never in what is kept.
    pub fn text(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.into()) }
    }

    /// Whether nothing stands in it. A formula without a result is not blank: something stands there, unknown.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.chars().all(|c| c.is_whitespace() || super::text::is_invisible(c)),
            _ => false,
        }
    }

    /// The cell as text, as a person would read it.
    pub fn as_text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty | Self::NoResult => Cow::Borrowed(""),
            Self::Text(text) | Self::Error(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Date(date, 0) => Cow::Owned(date.to_string()),
            Self::Date(date, seconds) => {
                Cow::Owned(format!("{date}T{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60))
            }
            Self::Bool(yes) => Cow::Borrowed(if *yes { "TRUE" } else { "FALSE" }),
        }
    }
}

/// One record of a file.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// The line, or the row of the sheet, where it starts; from 1.
    pub number: usize,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// Hidden in the workbook.
    pub hidden: bool,
    /// A quote was opened in it and never closed: it may have swallowed other records.
    pub unterminated: bool,
}

impl Line {
    /// Whether no cell holds anything.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }

    /// How many cells hold something.
    pub fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.is_blank()).count()
    }

    /// The cell of a column.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

/// A sheet of a workbook, or the whole of a delimited file.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The sheet's name; none for delimited text.
    pub name: Option<String>,
    /// Whether the workbook hides it.
    pub hidden: bool,
    /// Its lines, blank ones included, trailing ones of a workbook not.
    pub lines: Vec<Line>,
    /// Columns that the workbook hides, from 0.
    pub hidden_columns: Vec<usize>,
    /// Cells with a comment.
    pub comments: usize,
    /// Formulas saved without a result.
    pub without_result: usize,
    /// Dates count from 1904 instead of 1900.
    pub from_1904: bool,
}

impl Sheet {
    /// Whether this came from a workbook, where every line is as wide as what stands in it.
    pub fn is_workbook(&self) -> bool {
        self.name.is_some()
    }
}
