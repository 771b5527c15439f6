//! Workbooks to lines of cells: typed cells, hidden rows and columns, formulas without a result.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader, SheetVisible, Xlsx};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::budget::Budget;
use super::date::of_civil;
use super::error::Fault;
use super::sheet::{Cell, Line, Sheet};
use super::text::clean;
use super::workbook_layout::{Layout, Package};

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
    book: Xlsx<Cursor<&'a [u8]>>,
    package: Package<'a>,
    budget: Budget,
    /// Its sheets in order.
    pub sheets: Vec<SheetName>,
}

/// Whether the bytes are a workbook (Office Open XML).
pub fn recognised(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Whether the bytes are a workbook of the binary format before it, or one that is locked by a password.
///
/// Neither is read: nothing bounds what the first asks for.
pub fn is_binary(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xD0\xCF\x11\xE0")
}

/// The names of the sheets of a workbook, the hidden ones last; none where the bytes are no workbook.
pub fn sheet_names(bytes: &[u8]) -> Vec<String> {
    let book = if recognised(bytes) { Workbook::open(bytes).ok() } else { None };
    let mut sheets = book.map(|book| book.sheets).unwrap_or_default();
    sheets.sort_by_key(|sheet| sheet.hidden);
    sheets.into_iter().map(|sheet| sheet.name).collect()
}

fn unreadable(detail: impl std::fmt::Display) -> Fault {
    Fault::NotReadable { detail: detail.to_string() }
}

impl<'a> Workbook<'a> {
    /// Opens a workbook; refuses one that unpacks beyond the limit.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let package = Package::open(bytes)?;
        let book = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
        let named = |sheet: &calamine::Sheet| SheetName {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
        };
        let sheets = book.sheets_metadata().iter().map(named).collect();
        Ok(Self { book, package, budget: Budget::default(), sheets })
    }

    /// Reads one sheet.
    pub fn read(&mut self, sheet: &SheetName) -> Result<Sheet, Fault> {
        let layout = self.package.layout(&sheet.name)?;
        let mut read = read_xlsx(&mut self.book, &sheet.name, &layout, &mut self.budget)?;
        read.name = Some(sheet.name.clone());
        read.hidden = sheet.hidden;
        Ok(read)
    }
}

fn read_xlsx(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, layout: &Layout, budget: &mut Budget) -> Result<Sheet, Fault> {
    let from_1904 = book.has_1904_epoch();
    let mut rows: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
    let mut cells = book.worksheet_cells_reader(name).map_err(unreadable)?;
    while let Some(cell) = cells.next_cell().map_err(unreadable)? {
        if let DataRef::String(text) = cell.get_value() {
            budget.text(text.len())?;
        } else if let DataRef::SharedString(text) = cell.get_value() {
            budget.text(text.len())?;
        }
        let value = from_shared(cell.get_value());
        if value != Cell::Empty {
            put(&mut rows, cell.get_position(), value, budget)?;
        }
    }
    for position in &layout.without_result {
        put(&mut rows, *position, Cell::NoResult, budget)?;
    }
    let mut sheet = Sheet {
        lines: lines(rows, budget)?,
        hidden_columns: layout.hidden_columns.iter().copied().collect(),
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

fn put(
    rows: &mut BTreeMap<u32, Vec<Cell>>,
    (row, column): (u32, u32),
    value: Cell,
    budget: &mut Budget,
) -> Result<(), Fault> {
    if !rows.contains_key(&row) {
        budget.lines(1)?;
    }
    let cells = rows.entry(row).or_default();
    let column = column as usize;
    if cells.len() <= column {
        budget.cells(column + 1 - cells.len())?;
        cells.resize(column + 1, Cell::Empty);
    }
    if let Some(place) = cells.get_mut(column) {
        *place = value;
    }
    Ok(())
}

/// Rows in order, with the blank ones between them.
fn lines(rows: BTreeMap<u32, Vec<Cell>>, budget: &mut Budget) -> Result<Vec<Line>, Fault> {
    let mut lines: Vec<Line> = Vec::with_capacity(rows.len());
    for (row, cells) in rows {
        if cells.iter().all(Cell::is_blank) {
            continue;
        }
        let number = row as usize + 1;
        let blank_from = lines.last().map_or(number, |last| last.number + 1);
        // A gap of more than a screen of rows is the end of one table and the start of another, not blank records.
        if number - blank_from <= 1000 {
            budget.lines(number - blank_from)?;
            lines.extend((blank_from..number).map(|number| Line { number, ..Line::default() }));
        }
        lines.push(Line { number, cells, ..Line::default() });
    }
    Ok(lines)
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

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use crate::import::row::Outcome;
    use crate::import::{Kind, Options, parse};

    /// A workbook of one sheet, as a script would write it.
    fn workbook(rows: &str, before_rows: &str) -> Vec<u8> {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let package = "http://schemas.openxmlformats.org/package/2006";
        let parts = [
            ("[Content_Types].xml", format!("<Types xmlns=\"{package}/content-types\"/>")),
            (
                "_rels/.rels",
                format!(
                    "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                format!(
                    "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
                ),
            ),
            (
                "xl/workbook.xml",
                format!(
                    "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Q1 &amp; Q2\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
                ),
            ),
            (
                "xl/worksheets/sheet1.xml",
                format!("<worksheet xmlns=\"{main}\">{before_rows}<sheetData>{rows}</sheetData></worksheet>"),
            ),
        ];
        let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn text(reference: &str, text: &str) -> String {
        format!("<c r=\"{reference}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    }

    fn header() -> String {
        let names = [("A1", "Deal"), ("B1", "Stage"), ("C1", "Amount"), ("D1", "Close Date"), ("E1", "Secret")];
        format!("<row r=\"1\">{}</row>", names.map(|(at, name)| text(at, name)).concat())
    }

    #[test]
    fn formulas_without_a_result_are_unknown_and_said_so() {
        let row = |n: u32, amount: &str, hidden: &str| {
            let (deal, stage, close) = (
                text(&format!("A{n}"), &format!("Deal {n}")),
                text(&format!("B{n}"), "Won"),
                text(&format!("D{n}"), "2025-01-01"),
            );
            format!("<row r=\"{n}\"{hidden}>{deal}{stage}<c r=\"C{n}\">{amount}</c>{close}</row>")
        };
        let rows = [
            header(),
            row(2, "<f>1+1</f><v></v>", ""),
            row(3, "<f>1+1</f>", " hidden=\"1\""),
            row(4, "<f>1+1</f><v>2</v>", ""),
            row(6, "<v>0.30000000000000004</v>", ""),
        ];
        let bytes = workbook(&rows.concat(), "<cols><col min=\"5\" max=\"5\" hidden=\"1\"/></cols>");
        let file = parse(&bytes, "script.xlsx", &Options::default()).unwrap();
        let codes = |at: usize| file.rows[at].warnings.iter().map(|code| code.name()).collect::<Vec<_>>().join(" ");
        assert_eq!(codes(0), "W_NO_RESULT W_BLANK_AMOUNT W_WON_WITHOUT_AMOUNT");
        assert_eq!(codes(1), "W_HIDDEN_ROW W_NO_RESULT W_BLANK_AMOUNT W_WON_WITHOUT_AMOUNT");
        assert_eq!((codes(2).as_str(), file.rows[3].outcome), ("", Outcome::Skip));
        assert_eq!(file.rows[4].deal().unwrap().amount.unwrap().to_string(), "0.3");
        assert_eq!((file.source.formulas_without_result, file.source.hidden_columns.len()), (2, 1));
        assert_eq!((file.kind, file.source.sheet.as_deref()), (Kind::Deals, Some("Q1 & Q2")));
        assert!(file.notes.iter().any(|note| note.contains("open the workbook in Excel")));
    }

    #[test]
    fn a_sheet_that_claims_the_last_cell_does_not_fill_memory() {
        let far = format!("{}<row r=\"1048576\">{}</row>", header(), text("A1048576", "far"));
        assert!(parse(&workbook(&far, ""), "far.xlsx", &Options::default()).is_ok());
        let wide = format!("{}<row r=\"2\">{}</row>", header(), text("XFD2", "wide"));
        assert!(parse(&workbook(&wide, ""), "wide.xlsx", &Options::default()).is_err());
    }
}
