//! Which lines below the header are records at all (rule 3), and how a row begins and ends whatever it holds.

use rayon::prelude::*;

use super::columns::Columns;
use super::date::DateFault;
use super::header::Mapping;
use super::row::{Code, Fields, Outcome, Row};
use super::sheet::{Line, Sheet};
use super::vocabulary::{fold_letters, vocabulary, without_brackets};

/// Why a line is no record; `None` for a record.
///
/// `last_record` is the number of the last line that fills more than one cell: what stands alone below it is a footer.
pub fn not_a_record(sheet: &Sheet, mapping: &Mapping, line: &Line, last_record: usize) -> Option<Code> {
    let wide = mapping.headers.len() > 3;
    if line.is_blank() {
        return Some(Code::BlankRow);
    }
    if line.unterminated {
        return Some(Code::UnterminatedQuote);
    }
    if sheet.is_workbook() {
        return in_workbook(mapping, line, wide, last_record);
    }
    if wide && line.cells.len() == 1 {
        return Some(Code::Footer);
    }
    if is_header_again(mapping, line) {
        return Some(Code::RepeatedHeader);
    }
    if is_total(line) {
        return Some(Code::TotalRow);
    }
    if line.cells.len() != mapping.headers.len() {
        return Some(Code::FieldCount);
    }
    (wide && line.filled() == 1 && is_banner(&line.cell(0).as_text())).then_some(Code::SectionRow)
}

fn in_workbook(mapping: &Mapping, line: &Line, wide: bool, last_record: usize) -> Option<Code> {
    if is_header_again(mapping, line) {
        return Some(Code::RepeatedHeader);
    }
    if is_total(line) {
        return Some(Code::TotalRow);
    }
    if wide && line.filled() == 1 {
        return Some(if line.number > last_record { Code::Footer } else { Code::SectionRow });
    }
    None
}

fn is_header_again(mapping: &Mapping, line: &Line) -> bool {
    let mut headers = mapping.headers.iter().enumerate().filter(|(_, header)| !header.is_empty());
    line.filled() > 1 && headers.all(|(column, header)| super::text::one_line(&line.cell(column).as_text()) == *header)
}

/// Whether the first cell, or the first filled one of a workbook's grouped report, says that this is a total.
fn is_total(line: &Line) -> bool {
    let first = line.cell(0).as_text();
    let word = fold_letters(&without_brackets(&first));
    !word.is_empty() && vocabulary().totals.contains(&word)
}

/// `— EMEA —`, `*** Gold ***`: a heading with decoration on both sides.
fn is_banner(text: &str) -> bool {
    let text = text.trim();
    let decorated = |c: char| matches!(c, '-' | '–' | '—' | '=' | '*' | '#' | '_' | '~' | '•');
    text.chars().count() > 2 && text.starts_with(decorated) && text.ends_with(decorated)
}

/// The number of the last line that fills more than one cell.
fn last_record(sheet: &Sheet) -> usize {
    sheet.lines.iter().rev().find(|line| line.filled() > 1).map_or(0, |line| line.number)
}

/// The lines below the header with a row for each; `read` fills an accepted row or names what is wrong with it.
pub fn rows<'s>(
    sheet: &'s Sheet,
    columns: &Columns<'_>,
    read: impl Fn(&mut Row, &Line) -> Result<Fields, Code> + Sync,
) -> (Vec<&'s Line>, Vec<Row>) {
    let last = last_record(sheet);
    let lines: Vec<&Line> = sheet.lines.iter().skip(columns.mapping.at + 1).collect();
    let row = |(at, line): (usize, &&Line)| {
        let mut row = begun(sheet, columns, at + 1, line, last);
        if row.outcome == Outcome::Accept {
            if line.hidden {
                row.warnings.push(Code::HiddenRow);
            }
            match read(&mut row, line) {
                Ok(fields) => row.fields = fields,
                Err(code) => settle(&mut row, code),
            }
        }
        row
    };
    let rows = lines.par_iter().enumerate().map(row).collect();
    (lines, rows)
}

/// A row as it begins: accepted until a check fails; where it is no record at all, its fate is settled at once.
fn begun(sheet: &Sheet, columns: &Columns<'_>, record: usize, line: &Line, last: usize) -> Row {
    let mut row = Row {
        record,
        line: line.number,
        outcome: Outcome::Accept,
        reason: None,
        warnings: Vec::new(),
        id: None,
        partner_key: String::new(),
        fields: Fields::None,
        original: Vec::new(),
    };
    if let Some(code) = not_a_record(sheet, columns.mapping, line, last) {
        settle(&mut row, code);
    }
    row
}

/// Gives a row its fate; a skipped or rejected row holds nothing but the link to a further partner.
pub fn settle(row: &mut Row, code: Code) {
    row.outcome = code.outcome();
    row.reason = Some(code);
    row.warnings.clear();
    if code != Code::SecondaryPartner {
        row.fields = Fields::None;
    }
}

/// Keeps the cells of a rejected row, to be given back with its reason.
pub fn keep_original(row: &mut Row, line: &Line) {
    if row.outcome == Outcome::Reject {
        row.original = line.cells.iter().map(|cell| cell.as_text().into_owned()).collect();
    }
}

/// What a needed date that cannot be read means for its row.
pub fn fate_of_date(fault: DateFault) -> Code {
    match fault {
        DateFault::Blank | DateFault::Bad => Code::BadDate,
        DateFault::Ambiguous => Code::AmbiguousDate,
    }
}
