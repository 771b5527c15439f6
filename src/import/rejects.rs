//! The rejected rows as a file to correct and import again: the row as it stood, then its line and the reason.

use super::parsed::ParsedFile;
use super::row::Row;
use super::text::guarded;

/// Delimited text, UTF-8 with a byte order mark so that spreadsheets read it, formulas neutralised.
///
/// The added columns come last and carry names that no field has, so the corrected file can be imported as it is.
pub fn rejects_csv(file: &ParsedFile) -> Vec<u8> {
    let width = file.rejected().map(|row| row.original.len()).chain([file.headers.len()]).max().unwrap_or(0);
    let mut lines = vec![header(file, width)];
    lines.extend(file.rejected().map(|row| line(row, width)));
    let mut text = String::from("\u{FEFF}");
    for fields in lines {
        let fields: Vec<String> = fields.iter().map(|field| quoted(field)).collect();
        text.push_str(&fields.join(","));
        text.push_str("\r\n");
    }
    text.into_bytes()
}

fn header(file: &ParsedFile, width: usize) -> Vec<String> {
    let mut fields: Vec<String> = file.headers.iter().map(|header| guarded(header).into_owned()).collect();
    fields.resize(width, String::new());
    fields.extend(["Rejected line", "Rejected because", "Rejected explanation"].map(str::to_owned));
    fields
}

fn line(row: &Row, width: usize) -> Vec<String> {
    let mut fields: Vec<String> = row.original.iter().map(|field| guarded(field).into_owned()).collect();
    fields.resize(width, String::new());
    fields.push(row.line.to_string());
    fields.push(row.reason.map_or("", |code| code.name()).to_owned());
    fields.push(row.reason.map_or("", |code| code.meaning()).to_owned());
    fields
}

fn quoted(field: &str) -> String {
    if field.contains(['"', ',', '\n', '\r', ';', '\t']) || field.starts_with([' ', '\'']) || field.ends_with(' ') {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}
