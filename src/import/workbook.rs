//! Workbooks to lines of cells: typed cells, hidden rows and columns, formulas without a result.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataRef, Reader, SheetVisible, Xls, Xlsx};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::date::of_civil;
use super::error::Fault;
use super::sheet::{Cell, Line, Sheet};
use super::text::clean;
use super::workbook_layout::{Layout, Package};

/// The format of a workbook, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkbookFormat {
    /// Office Open XML.
    Xlsx,
    /// The binary format before it.
    Xls,
}

/// A sheet's name and whether it is hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetName {
    /// The name.
    pub name: String,
    /// Hidden in the workbook.
    pub hidden: bool,
}

/// An open workbook.
pub struct Workbook<'a> {
    book: Book<'a>,
    /// Its sheets in order.
    pub sheets: Vec<SheetName>,
}

enum Book<'a> {
    Xlsx(Box<Xlsx<Cursor<&'a [u8]>>>, Package<'a>),
    Xls(Box<Xls<Cursor<&'a [u8]>>>),
}

/// Whether the bytes are a workbook.
pub fn recognised(bytes: &[u8]) -> Option<WorkbookFormat> {
    if bytes.starts_with(b"PK\x03\x04") {
        Some(WorkbookFormat::Xlsx)
    } else if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        Some(WorkbookFormat::Xls)
    } else {
        None
    }
}

fn unreadable(detail: impl std::fmt::Display) -> Fault {
    Fault::NotReadable { detail: detail.to_string() }
}

impl<'a> Workbook<'a> {
    /// Opens a workbook; refuses one that unpacks beyond the limit.
    pub fn open(bytes: &'a [u8], format: WorkbookFormat) -> Result<Self, Fault> {
        let book = match format {
            WorkbookFormat::Xlsx => {
                let package = Package::open(bytes)?;
                Book::Xlsx(Box::new(Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?), package)
            }
            WorkbookFormat::Xls => Book::Xls(Box::new(Xls::new(Cursor::new(bytes)).map_err(unreadable)?)),
        };
        let listed = match &book {
            Book::Xlsx(book, _) => book.sheets_metadata(),
            Book::Xls(book) => book.sheets_metadata(),
        };
        let named = |sheet: &calamine::Sheet| SheetName {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
        };
        let sheets = listed.iter().map(named).collect();
        Ok(Self { book, sheets })
    }

    /// Reads one sheet.
    pub fn read(&mut self, sheet: &SheetName) -> Result<Sheet, Fault> {
        let mut read = match &mut self.book {
            Book::Xlsx(book, package) => {
                let layout = package.layout(&sheet.name)?;
                read_xlsx(book, &sheet.name, &layout)?
            }
            Book::Xls(book) => read_xls(book, &sheet.name)?,
        };
        read.name = Some(sheet.name.clone());
        read.hidden = sheet.hidden;
        Ok(read)
    }
}

fn read_xlsx(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, layout: &Layout) -> Result<Sheet, Fault> {
    let from_1904 = book.has_1904_epoch();
    let mut rows: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
    let mut cells = book.worksheet_cells_reader(name).map_err(unreadable)?;
    while let Some(cell) = cells.next_cell().map_err(unreadable)? {
        let value = from_shared(cell.get_value());
        if value != Cell::Empty {
            put(&mut rows, cell.get_position(), value);
        }
    }
    for position in &layout.without_result {
        put(&mut rows, *position, Cell::NoResult);
    }
    let mut sheet = Sheet {
        lines: lines(rows),
        hidden_columns: layout.hidden_columns.clone(),
        comments: layout.comments,
        without_result: layout.without_result.len(),
        from_1904,
        ..Sheet::default()
    };
    for line in &mut sheet.lines {
        line.hidden = layout.hidden_rows.contains(&(line.number as u32 - 1));
    }
    Ok(sheet)
}

fn read_xls(book: &mut Xls<Cursor<&[u8]>>, name: &str) -> Result<Sheet, Fault> {
    let range = book.worksheet_range(name).map_err(unreadable)?;
    let (top, left) = range.start().unwrap_or((0, 0));
    let mut rows = BTreeMap::new();
    for (row, column, value) in range.used_cells() {
        put(&mut rows, (top + row as u32, left + column as u32), from_owned(value));
    }
    Ok(Sheet { lines: lines(rows), ..Sheet::default() })
}

fn put(rows: &mut BTreeMap<u32, Vec<Cell>>, (row, column): (u32, u32), value: Cell) {
    let cells = rows.entry(row).or_default();
    let column = column as usize;
    if cells.len() <= column {
        cells.resize(column + 1, Cell::Empty);
    }
    if let Some(place) = cells.get_mut(column) {
        *place = value;
    }
}

/// Rows in order, with the blank ones between them.
fn lines(rows: BTreeMap<u32, Vec<Cell>>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(rows.len());
    for (row, cells) in rows {
        if cells.iter().all(Cell::is_blank) {
            continue;
        }
        let number = row as usize + 1;
        let blank_from = lines.last().map_or(number, |last| last.number + 1);
        // A gap of more than a screen of rows is the end of one table and the start of another, not blank records.
        if number - blank_from <= 1000 {
            lines.extend((blank_from..number).map(|number| Line { number, ..Line::default() }));
        }
        lines.push(Line { number, cells, ..Line::default() });
    }
    lines
}

fn from_shared(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) => text_cell(text),
        DataRef::SharedString(text) => text_cell(text),
        DataRef::Int(number) => Cell::Number((*number).into()),
        DataRef::Float(number) => number_cell(*number),
        DataRef::Bool(yes) => Cell::Bool(*yes),
        DataRef::DateTime(moment) => date_cell(moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text_cell(text),
        DataRef::Error(error) => Cell::Error(error.to_string().into()),
    }
}

fn from_owned(value: &Data) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text_cell(text),
        Data::Int(number) => Cell::Number((*number).into()),
        Data::Float(number) => number_cell(*number),
        Data::Bool(yes) => Cell::Bool(*yes),
        Data::DateTime(moment) => date_cell(moment),
        Data::Error(error) => Cell::Error(error.to_string().into()),
    }
}

fn text_cell(text: &str) -> Cell {
    Cell::text(&clean(text))
}

/// A spreadsheet keeps 15 digits of a number; what a binary fraction adds beyond them was never written.
fn number_cell(number: f64) -> Cell {
    match Decimal::from_scientific(&format!("{number:.14e}")) {
        Ok(exact) => Cell::Number(exact.normalize()),
        Err(_) => Cell::Error(format!("{number}").into()),
    }
}

fn date_cell(moment: &calamine::ExcelDateTime) -> Cell {
    if moment.is_duration() {
        return number_cell(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = Date::new(year as i16, month as i8, day as i8);
    match date {
        Ok(date) => of_civil(date.at(hour as i8, minute as i8, second as i8, 0)),
        Err(_) => number_cell(moment.as_f64()),
    }
}
