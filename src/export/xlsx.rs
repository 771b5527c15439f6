//! A workbook: a sheet per section, typed cells under frozen headers, sums as formulas that keep their result.
//!
//! Text is always a text cell, so that nothing in it can run. Exact values become the nearest number a sheet can hold only
//! here; a total that the cells above do not give exactly is written as a value and never as a formula.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};

use super::format::About;
use super::markup::legible;
use super::package::NotPacked;
use super::sheets::{Sheet, sheets};
use super::widths::characters;
use super::xlsx_chart;
use super::xlsx_formulas::{self, is_total, letters};
use crate::report::cell::{Cell, CellKind};
use crate::report::document::{Block, Document};
use crate::report::table::Table;

/// The longest text of a cell.
const LONGEST: usize = 32_000;
/// The most rows of a sheet.
const MOST_ROWS: u32 = 1_048_000;

/// The document as a workbook.
pub fn workbook(document: &Document, about: &About<'_>) -> Result<Vec<u8>, NotPacked> {
    built(about, |book| sheets(document).iter().try_for_each(|sheet| section(book, sheet, about)))
        .map_err(NotPacked::because)
}

/// Rows as a workbook of one sheet, headed by the keys that our own import knows.
pub fn rows(table: &Table, about: &About<'_>) -> Result<Vec<u8>, NotPacked> {
    built(about, |book| {
        let sheet = named(book, "Rows", about)?;
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_repeat_rows(0, 0)?;
        table_at(sheet, table, 0, |column| column.name, false)?;
        if !table.columns.is_empty() {
            sheet.autofilter(0, 0, table.rows.len() as u32, (table.columns.len() - 1) as u16)?;
        }
        widths(sheet, table)
    })
    .map_err(NotPacked::because)
}

/// Numbers under names, as a chart on a slide has them inside it.
pub(super) fn numbers(
    heads: &[String],
    names: &[String],
    columns: &[Vec<Option<f64>>],
    about: &About<'_>,
) -> Result<Vec<u8>, NotPacked> {
    built(about, |book| {
        let sheet = named(book, "Rows", about)?;
        for (place, head) in heads.iter().enumerate() {
            sheet.write_string(0, place as u16, clean(head))?;
        }
        for (row, name) in names.iter().enumerate() {
            sheet.write_string(row as u32 + 1, 0, clean(name))?;
        }
        for (place, column) in columns.iter().enumerate() {
            for (row, number) in column.iter().enumerate() {
                if let Some(number) = number {
                    sheet.write_number(row as u32 + 1, place as u16 + 1, *number)?;
                }
            }
        }
        sheet.set_column_width(0, 28).map(drop)
    })
    .map_err(NotPacked::because)
}

fn built(about: &About<'_>, fill: impl FnOnce(&mut Workbook) -> Result<(), XlsxError>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let properties = DocProperties::new()
        .set_title(legible(about.title))
        .set_subject(about.stamp())
        .set_author("Quarterdeck")
        .set_creation_datetime(&day(about.as_of)?);
    book.set_properties(&properties);
    fill(&mut book)?;
    book.save_to_buffer()
}

fn day(date: jiff::civil::Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(date.year().max(1900) as u16, date.month() as u8, date.day() as u8)
}

fn named<'a>(book: &'a mut Workbook, name: &str, about: &About<'_>) -> Result<&'a mut Worksheet, XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_footer(format!("&L{}&R&P / &N", about.stamp().replace('&', "&&")));
    Ok(sheet)
}

/// One section: its title, its first table under a frozen header, then the rest in the order of the document.
fn section(book: &mut Workbook, part: &Sheet<'_>, about: &About<'_>) -> Result<(), XlsxError> {
    let sheet = named(book, &part.name, about)?;
    sheet.write_string_with_format(0, 0, clean(part.title), &Format::new().set_bold().set_font_size(14))?;
    let mut at = 2;
    // a section with several tables keeps its order
    let alone = part.blocks.iter().filter(|block| matches!(block, Block::Table(_) | Block::Chart(_))).count() == 1;
    let first = part.blocks.iter().position(|block| alone && matches!(block, Block::Table(_)));
    let table = first.and_then(|place| match part.blocks.get(place) {
        Some(Block::Table(table)) => Some(table),
        _ => None,
    });
    if let Some(table) = table {
        sheet.set_freeze_panes(at + 1, 0)?;
        sheet.set_repeat_rows(at, at)?;
        at = table_at(sheet, table, at, |column| column.title, true)? + 1;
        widths(sheet, table)?;
    } else {
        sheet.set_freeze_panes(1, 0)?;
        match part.blocks.iter().find_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Chart(chart) => Some(&chart.table),
            _ => None,
        }) {
            Some(table) => widths(sheet, table)?,
            None => {
                sheet.set_column_width(0, 34)?.set_column_width(1, 44)?;
            }
        }
    }
    for (place, block) in part.blocks.iter().enumerate() {
        if Some(place) != first && at < MOST_ROWS {
            at = block_at(sheet, block, at)?;
        }
    }
    Ok(())
}

fn block_at(sheet: &mut Worksheet, block: &Block, at: u32) -> Result<u32, XlsxError> {
    let mut row = at;
    match block {
        Block::Heading(_, text) => {
            sheet.write_string_with_format(row + 1, 0, clean(text), &Format::new().set_bold())?;
            return Ok(row + 2);
        }
        Block::Paragraph(text) => {
            sheet.write_string(row, 0, clean(text))?;
            row += 1;
        }
        Block::Notes(text) => {
            for line in text.trim_end().lines() {
                sheet.write_string_with_format(row, 0, clean(line), &Format::new().set_italic())?;
                row += 1;
            }
        }
        Block::List(items) => {
            for item in items {
                sheet.write_string(row, 0, clean(item))?;
                row += 1;
            }
        }
        Block::Facts(facts) => {
            for (name, value) in facts {
                sheet.write_string_with_format(row, 0, clean(name), &Format::new().set_bold())?;
                cell_at(sheet, row, 1, value, &Format::new().set_align(FormatAlign::Left))?;
                row += 1;
            }
        }
        Block::Table(table) => return Ok(table_at(sheet, table, row + 1, |column| column.title, true)? + 1),
        Block::Chart(chart) => {
            let bold = Format::new().set_bold();
            sheet.write_string_with_format(row + 1, 0, clean(&chart.title), &bold)?;
            let below = table_at(sheet, &chart.table, row + 2, |column| column.title, false)?;
            return Ok(xlsx_chart::beside(sheet, chart, (row + 2, below))? + 1);
        }
    }
    Ok(row + 1)
}

/// A table from a row on; the row below it.
fn table_at(
    sheet: &mut Worksheet,
    table: &Table,
    top: u32,
    head: fn(&crate::report::table::Column) -> &'static str,
    summed: bool,
) -> Result<u32, XlsxError> {
    let header = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_background_color("#E9EEF4")
        .set_border_bottom(FormatBorder::Thin)
        .set_align(FormatAlign::Top);
    for (place, column) in table.columns.iter().enumerate() {
        let format = if column.kind.is_number() {
            header.clone().set_align(FormatAlign::Right)
        } else if place > 0 {
            header.clone().set_indent(1)
        } else {
            header.clone()
        };
        sheet.write_string_with_format(top, place as u16, head(column), &format)?;
    }
    let mut row = top + 1;
    for (at, cells) in table.rows.iter().enumerate() {
        let total = summed && is_total(cells);
        let format = if total { Format::new().set_bold().set_border_top(FormatBorder::Thin) } else { Format::new() };
        for (place, cell) in cells.iter().enumerate() {
            let formula = summed.then(|| xlsx_formulas::formula(table, (at, place), top as usize + 2)).flatten();
            match formula {
                Some(formula) => {
                    let nearest = cell.nearest().unwrap_or_default();
                    let part = if matches!(cell, Cell::Percent(..)) { nearest / 100.0 } else { nearest };
                    let formula = Formula::new(formula).set_result(part.to_string());
                    sheet.write_formula_with_format(row, place as u16, formula, &look(cell, &format))?;
                }
                None => cell_at(sheet, row, place as u16, cell, &format)?,
            }
        }
        row += 1;
    }
    if summed { records_total(sheet, table, top + 1, row) } else { Ok(row) }
}

fn formula(name: &str, place: usize, first: u32, row: u32, result: &Cell) -> Formula {
    let column = letters(place);
    let first_argument = if name == "SUBTOTAL" { "109," } else { "" };
    let text = format!("={name}({first_argument}{column}{}:{column}{row})", first + 1);
    Formula::new(text).set_result(result.plain().into_owned())
}

/// Below dated records with amounts: their sum, which follows a filter.
fn records_total(sheet: &mut Worksheet, table: &Table, first: u32, row: u32) -> Result<u32, XlsxError> {
    let dated = table.columns.iter().any(|column| column.kind == CellKind::Date);
    if !dated || table.rows.len() < 2 || table.rows.last().is_some_and(|cells| is_total(cells)) {
        return Ok(row);
    }
    let bold = Format::new().set_bold().set_border_top(FormatBorder::Thin);
    let mut written = false;
    for (place, column) in table.columns.iter().enumerate().filter(|(_, column)| column.kind == CellKind::Money) {
        let amounts = || table.rows.iter().filter_map(|cells| cells.get(place));
        let money = |cell: &Cell| if let Cell::Money(money) = cell { Some(*money) } else { None };
        if column.kind != CellKind::Money || amounts().any(|cell| !cell.is_unknown() && money(cell).is_none()) {
            continue;
        }
        let total = Cell::Money(amounts().filter_map(money).sum());
        let formula = formula("SUBTOTAL", place, first, row, &total);
        sheet.write_formula_with_format(row, place as u16, formula, &look(&total, &bold))?;
        written = true;
    }
    if written && table.columns.first().is_some_and(|column| column.kind != CellKind::Money) {
        sheet.write_string_with_format(row, 0, "Sum of the rows shown", &bold)?;
    }
    Ok(row + u32::from(written))
}

fn look(cell: &Cell, format: &Format) -> Format {
    let format = format.clone();
    match cell {
        Cell::Money(_) => format.set_num_format("#,##0.00"),
        Cell::Count(_) => format.set_num_format("#,##0"),
        Cell::Percent(_, 0) => format.set_num_format("0%"),
        Cell::Percent(_, 1) => format.set_num_format("0.0%"),
        Cell::Percent(..) => format.set_num_format("0.00%"),
        Cell::Multiple(_) => format.set_num_format("0.0\"x\""),
        Cell::Date(_) => format.set_num_format("yyyy-mm-dd"),
        _ => format,
    }
}

/// A value with its type; what is not known is an empty cell.
fn cell_at(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, format: &Format) -> Result<(), XlsxError> {
    let format = look(cell, format);
    match cell {
        Cell::Unknown => {}
        Cell::Date(date) => {
            sheet.write_datetime_with_format(row, column, &day(*date)?, &format)?;
        }
        Cell::Percent(..) => {
            let part = cell.nearest().unwrap_or_default() / 100.0;
            sheet.write_number_with_format(row, column, part, &format)?;
        }
        Cell::Money(_) | Cell::Count(_) | Cell::Number(_) | Cell::Multiple(_) => {
            let number = cell.nearest().unwrap_or_default();
            sheet.write_number_with_format(row, column, number, &format)?;
        }
        Cell::Told(..) => {
            sheet.write_string_with_format(row, column, clean(&cell.display()), &format)?;
        }
        _ => {
            let format = if column > 0 { format.set_indent(1) } else { format };
            sheet.write_string_with_format(row, column, clean(&cell.plain()), &format)?;
        }
    }
    Ok(())
}

fn clean(text: &str) -> String {
    let text = legible(text);
    if text.chars().count() > LONGEST { text.chars().take(LONGEST).collect() } else { text }
}

fn widths(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    for (place, width) in characters(table).into_iter().enumerate() {
        sheet.set_column_width(place as u16, width as f64 + 2.5)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};
    use jiff::civil::date;

    use super::*;
    use crate::program::money::Money;
    use crate::report::qbr::Audience;
    use crate::report::table::Column;

    const COLUMNS: &[Column] = &[
        Column::new("name", "Name", CellKind::Text),
        Column::new("closed", "Closed", CellKind::Date),
        Column::new("amount", "Amount", CellKind::Money),
    ];

    fn about() -> About<'static> {
        About { title: "Deals", audience: Audience::Internal, as_of: date(2026, 11, 5) }
    }

    fn table() -> Table {
        let mut table = Table::new(COLUMNS);
        let cents: Money = "-0.10".parse().unwrap();
        table.push(vec!["=HYPERLINK(\"http://x\")".into(), date(2026, 3, 1).into(), Cell::Money(cents)]);
        table.push(vec!["http://example.org\u{1b}[31m".into(), Cell::Unknown, Cell::Money(Money::whole(1200))]);
        table
    }

    #[test]
    fn text_is_never_a_formula_or_a_link_and_numbers_are_numbers() {
        let bytes = rows(&table(), &about()).unwrap();
        assert_eq!(bytes, rows(&table(), &about()).unwrap());
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let formulas = book.worksheet_formula("Rows").unwrap();
        assert!(formulas.used_cells().next().is_none());
        let range = book.worksheet_range("Rows").unwrap();
        assert_eq!(range.get((1, 0)), Some(&Data::String("=HYPERLINK(\"http://x\")".to_owned())));
        assert_eq!(range.get((2, 0)), Some(&Data::String("http://example.org".to_owned())));
        assert_eq!(range.get((1, 2)), Some(&Data::Float(-0.1)));
        assert!(matches!(range.get((1, 1)), Some(Data::DateTime(_))));
        assert!(matches!(range.get((2, 1)), None | Some(Data::Empty)));
    }

    #[test]
    fn sections_are_sheets_and_sums_are_formulas_with_results() {
        let mut document = Document::titled("Report: [a]/b");
        document.facts([("As of", Cell::Date(date(2026, 11, 5)))]);
        document.section("Deals").say("Two deals.").table(table(), "");
        let mut totals = Table::new(&[COLUMNS[0], COLUMNS[2]]);
        totals.push(vec!["a".into(), Cell::Money(Money::whole(2))]);
        totals.push(vec!["Total".into(), Cell::Money(Money::whole(2))]);
        document.section("Deals").table(totals, "");
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(workbook(&document, &about()).unwrap())).unwrap();
        assert_eq!(book.sheet_names(), ["Summary", "Deals", "Deals 2"]);
        let formulas = |book: &mut Xlsx<_>, name: &str| {
            let range = book.worksheet_formula(name).unwrap();
            range.used_cells().map(|(_, _, text)| text.clone()).collect::<Vec<_>>()
        };
        assert_eq!(formulas(&mut book, "Deals"), ["SUBTOTAL(109,C4:C5)"]);
        assert_eq!(formulas(&mut book, "Deals 2"), ["SUM(B4:B4)"]);
        assert_eq!(book.worksheet_range("Deals 2").unwrap().get_value((4, 1)), Some(&Data::Float(2.0)));
    }
}
