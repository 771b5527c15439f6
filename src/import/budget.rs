//! How much of a file is taken. A file that holds more is refused before it fills the memory, whatever it says of itself.

use super::error::Fault;

/// The largest file, in MB.
pub const FILE_LIMIT_MB: u64 = 20;
/// What a workbook may unpack to, in MB.
pub const UNPACKED_LIMIT_MB: u64 = 64;
/// How many times its size a workbook may unpack to, once that is more than a few MB.
pub const RATIO_LIMIT: u64 = 200;
/// Cells of all sheets together, the empty ones before others included.
pub const CELL_LIMIT: usize = 2_000_000;
/// Lines of a sheet, the blank ones between others included.
pub const LINE_LIMIT: usize = 50_000;
/// Columns of a sheet of a workbook: beyond them nothing stands that an import looks for.
pub const COLUMN_LIMIT: usize = 1_000;
/// Columns of delimited text.
pub const FIELD_LIMIT: usize = 16_384;
/// Sheets of a workbook.
pub const SHEET_LIMIT: usize = 200;
/// Bytes of text in one cell; a spreadsheet takes 32,767 characters.
pub const CELL_TEXT_LIMIT: usize = 1 << 20;
/// Bytes of text in the cells of a workbook: one shared text can stand in any number of them.
const TEXT_LIMIT: usize = 20 << 20;

/// What is left of it while a file is read.
#[derive(Debug)]
pub struct Budget {
    cells: usize,
    lines: usize,
    text: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { cells: CELL_LIMIT, lines: LINE_LIMIT, text: TEXT_LIMIT }
    }
}

impl Budget {
    /// Takes so many cells.
    pub fn cells(&mut self, count: usize) -> Result<(), Fault> {
        let too_many = Fault::TooMany { what: "cells", limit: CELL_LIMIT };
        self.cells = self.cells.checked_sub(count).ok_or(too_many)?;
        Ok(())
    }

    /// Takes so many lines.
    pub fn lines(&mut self, count: usize) -> Result<(), Fault> {
        let too_many = Fault::TooMany { what: "lines", limit: LINE_LIMIT };
        self.lines = self.lines.checked_sub(count).ok_or(too_many)?;
        Ok(())
    }

    /// Takes a cell with so many bytes of text.
    pub fn text(&mut self, bytes: usize) -> Result<(), Fault> {
        if bytes > CELL_TEXT_LIMIT {
            return Err(Fault::LongCell);
        }
        self.text = self.text.checked_sub(bytes).ok_or(Fault::UnpacksTooLarge { limit: UNPACKED_LIMIT_MB })?;
        Ok(())
    }
}
