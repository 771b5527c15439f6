//! A file, read: where it came from, how it was read, and the fate of every row.

use std::collections::BTreeMap;

use super::options::{DateOrder, DecimalMark, Kind};
use super::row::{Outcome, Row};
use crate::program::currency::Currency;
use crate::program::period::FiscalCalendar;

/// How a file was read; the `source` of `import --json`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct SourceDescription {
    /// The file as the caller named it.
    pub file: String,
    /// `csv`, `xlsx` or `xls`.
    pub format: &'static str,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The encoding of text.
    pub encoding: Option<&'static str>,
    /// The delimiter of text.
    pub delimiter: Option<char>,
    /// The decimal mark.
    pub decimal: DecimalMark,
    /// The order of slashed dates in the deciding date column; `None` where no date shows it.
    pub date_order: Option<DateOrder>,
    /// The line or row of the header.
    pub header_row: usize,
    /// The column of each field.
    pub mapping: BTreeMap<&'static str, String>,
    /// Sheets that the workbook hides.
    pub hidden_sheets: Vec<String>,
    /// Columns that the workbook hides; they are not imported unless `--map` names them.
    pub hidden_columns: Vec<String>,
    /// Cells with a comment.
    pub cells_with_comments: usize,
    /// Formulas that were saved without a result.
    pub formulas_without_result: usize,
    /// A hash of the bytes, to know the file again.
    pub content_hash: String,
}

/// A file, read.
#[derive(Debug, Clone, PartialEq)]
pub struct ParsedFile {
    /// Where it came from and how it was read.
    pub source: SourceDescription,
    /// What its rows are.
    pub kind: Kind,
    /// The headers as written.
    pub headers: Vec<String>,
    /// Every row below the header, in order.
    pub rows: Vec<Row>,
    /// What a person should know about the file as a whole.
    pub notes: Vec<String>,
    /// The currency taken where no row names one.
    pub currency: Option<Currency>,
    /// The program's reporting currency, as the caller gave it.
    pub reporting_currency: Option<Currency>,
    /// The calendar that quarters follow.
    pub calendar: FiscalCalendar,
}

impl ParsedFile {
    /// Rows that will be imported.
    pub fn accepted(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.outcome == Outcome::Accept)
    }

    /// Rows with a fault.
    pub fn rejected(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.outcome == Outcome::Reject)
    }
}

/// A hash of bytes, the same on every machine: FNV-1a over two starting points.
pub fn content_hash(bytes: &[u8]) -> String {
    let over =
        |start: u64| bytes.iter().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{:016x}{:016x}", over(0xcbf2_9ce4_8422_2325), over(0x9ae1_6a3b_2f90_404f))
}
