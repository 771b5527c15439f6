//! From bytes to a [`ParsedFile`]: the format, the sheet, the header, the columns, then the rows.

use super::budget::{FILE_LIMIT_MB, SHEET_LIMIT};
use super::columns::Columns;
use super::error::{Fault, ImportError};
use super::field::Field;
use super::header::{self, Mapping};
use super::options::{Kind, Options};
use super::parsed::{ParsedFile, SourceDescription, content_hash};
use super::sheet::Sheet;
use super::vocabulary::fold;
use super::workbook::{self, Workbook};
use super::{deals, decode, delimited, partners};
use crate::program::period::FiscalCalendar;

/// A sheet whose columns are understood, with what is known about where it came from.
struct Found {
    sheet: Sheet,
    mapping: Mapping,
    format: &'static str,
    encoding: Option<&'static str>,
    delimiter: Option<char>,
    hidden_sheets: Vec<String>,
    notes: Vec<String>,
}

/// Reads a file of deals or partners. Nothing of it is in any program yet.
pub fn parse(bytes: &[u8], file_name: &str, options: &Options) -> Result<ParsedFile, ImportError> {
    let found = found(bytes, options).map_err(|fault| ImportError { file: file_name.to_owned(), fault })?;
    let Found { sheet, mapping, format, encoding, delimiter, hidden_sheets, mut notes } = found;
    let columns = Columns::infer(&sheet, &mapping, options, delimiter == Some(';'));
    let rows = match mapping.kind {
        Kind::Deals => deals::rows(&sheet, &columns),
        Kind::Partners => partners::rows(&sheet, &columns),
    };
    let date_field = match mapping.kind {
        Kind::Deals => Field::Close,
        Kind::Partners => Field::Joined,
    };
    notes.extend(mapping.notes.iter().cloned());
    notes.extend(columns.notes.iter().cloned());
    let header_of = |column: &usize| mapping.headers.get(*column).filter(|header| !header.is_empty()).cloned();
    let source = SourceDescription {
        file: file_name.to_owned(),
        format,
        sheet: sheet.name.clone(),
        encoding,
        delimiter,
        decimal: columns.decimal,
        date_order: columns.order(date_field),
        header_row: sheet.lines.get(mapping.at).map_or(1, |line| line.number),
        mapping: mapping.named(),
        hidden_sheets,
        hidden_columns: sheet.hidden_columns.iter().filter_map(header_of).collect(),
        cells_with_comments: sheet.comments,
        formulas_without_result: sheet.without_result,
        content_hash: content_hash(bytes),
    };
    notes.extend(workbook_notes(&source));
    let currency = columns.currency;
    Ok(ParsedFile {
        source,
        kind: mapping.kind,
        headers: mapping.headers,
        rows,
        notes,
        currency,
        reporting_currency: options.currency,
        calendar: options.calendar.unwrap_or(FiscalCalendar::starting_in(1)),
    })
}

fn workbook_notes(source: &SourceDescription) -> Vec<String> {
    let mut notes = Vec::new();
    if source.formulas_without_result > 0 {
        notes.push(format!(
            "{} formulas were saved without their result; open the workbook in Excel, save it, and import it again",
            source.formulas_without_result
        ));
    }
    if !source.hidden_columns.is_empty() {
        notes.push(format!(
            "hidden columns were left out: {}. Say --map FIELD=COLUMN to take one",
            source.hidden_columns.join(", ")
        ));
    }
    if !source.hidden_sheets.is_empty() {
        notes
            .push(format!("hidden sheets were left out: {}. Say --sheet to take one", source.hidden_sheets.join(", ")));
    }
    if source.cells_with_comments > 0 {
        notes.push(format!("{} cell comments were left out", source.cells_with_comments));
    }
    notes
}

fn found(bytes: &[u8], options: &Options) -> Result<Found, Fault> {
    let megabytes = (bytes.len() as u64).div_ceil(1 << 20);
    if megabytes > FILE_LIMIT_MB {
        return Err(Fault::TooLarge { megabytes, limit: FILE_LIMIT_MB });
    }
    if bytes.is_empty() {
        return Err(Fault::Empty);
    }
    if workbook::is_binary(bytes) {
        let detail = "it is a workbook of the old binary format, .xls, or locked by a password".to_owned();
        return Err(Fault::NotReadable { detail });
    }
    if workbook::recognised(bytes) { in_workbook(bytes, options) } else { in_text(bytes, options) }
}

fn in_text(bytes: &[u8], options: &Options) -> Result<Found, Fault> {
    let (text, encoding) = decode::decode(bytes);
    if text.chars().take(10_000).filter(|c| *c == '\0').count() > 0 {
        return Err(Fault::NotReadable { detail: "it holds binary data".to_owned() });
    }
    let start = text.trim_start().get(..200.min(text.trim_start().len())).unwrap_or("").to_ascii_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") || start.starts_with("<?xml") {
        return Err(Fault::NotReadable { detail: "it is a web page or XML".to_owned() });
    }
    let wanted: Vec<String> = options.mapping.iter().map(|(_, column)| fold(column)).collect();
    let read = delimited::read(&text, &wanted)?;
    let mut notes = read.notes;
    if let decode::Encoding::Utf8WithFaults { faults } = encoding {
        notes.push(format!("{faults} bytes are not UTF-8 and became replacement characters; export the file as UTF-8"));
    }
    let mapping = header::find(&read.sheet, options)?;
    Ok(Found {
        mapping,
        sheet: read.sheet,
        format: "csv",
        encoding: Some(encoding.name()),
        delimiter: Some(read.delimiter),
        hidden_sheets: Vec::new(),
        notes,
    })
}

fn in_workbook(bytes: &[u8], options: &Options) -> Result<Found, Fault> {
    let mut book = Workbook::open(bytes)?;
    if book.sheets.len() > SHEET_LIMIT {
        return Err(Fault::TooMany { what: "sheets", limit: SHEET_LIMIT });
    }
    let hidden_sheets = book.sheets.iter().filter(|sheet| sheet.hidden).map(|sheet| sheet.name.clone()).collect();
    let wanted = match &options.sheet {
        Some(wanted) => {
            let same = |name: &str| name == wanted || fold(name) == fold(wanted);
            let found = book.sheets.iter().find(|sheet| same(&sheet.name)).cloned();
            let sheets = book.sheets.iter().map(|sheet| sheet.name.clone()).collect();
            vec![found.ok_or(Fault::NoSheet { wanted: wanted.clone(), sheets })?]
        }
        None => book.sheets.iter().filter(|sheet| !sheet.hidden).cloned().collect(),
    };
    let mut best: Option<(Sheet, Mapping)> = None;
    let mut refused: Option<Fault> = None;
    for name in &wanted {
        let sheet = book.read(name)?;
        match header::find(&sheet, options) {
            Ok(mapping) => {
                if best.as_ref().is_none_or(|(_, other)| mapping.score > other.score) {
                    best = Some((sheet, mapping));
                }
            }
            Err(fault) => {
                if refused.is_none() || matches!(fault, Fault::Ambiguous { .. } | Fault::BadMapping { .. }) {
                    refused = Some(fault);
                }
            }
        }
    }
    let (sheet, mapping) = best.ok_or(refused.unwrap_or(Fault::Empty))?;
    Ok(Found { sheet, mapping, format: "xlsx", encoding: None, delimiter: None, hidden_sheets, notes: Vec::new() })
}
