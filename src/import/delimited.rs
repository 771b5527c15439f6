//! Delimited text to lines of cells (rules 2 and 3): `sep=`, the delimiter, blank lines, quotes that never close.

use csv::{ByteRecord, ReaderBuilder};

use super::budget::{Budget, CELL_TEXT_LIMIT, FIELD_LIMIT};
use super::error::Fault;
use super::sheet::{Cell, Line, Sheet};
use super::text::{clean, without_guard};
use super::vocabulary::{fold, vocabulary};

const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Delimited text, read.
#[derive(Debug)]
pub struct Delimited {
    /// Its lines.
    pub sheet: Sheet,
    /// The delimiter.
    pub delimiter: char,
    /// What a person should know about the file as a whole.
    pub notes: Vec<String>,
}

/// Splits text into records with their line numbers.
pub fn read(text: &str, wanted: &[String]) -> Result<Delimited, Fault> {
    let text = unified_ends(text);
    let (stated, body, first_line) = stated_delimiter(&text);
    let delimiter = stated.unwrap_or_else(|| sniffed_delimiter(body, wanted));
    let survey = Survey::of(body, delimiter)?;
    let mut sheet = Sheet { lines: records(body, delimiter, first_line), ..Sheet::default() };
    let mut notes = Vec::new();
    if let Some(start) = survey.unterminated {
        let line = first_line + start;
        let last = sheet.lines.iter_mut().rev().find(|record| record.number <= line);
        if let Some(record) = last {
            record.unterminated = true;
            let swallowed = body.lines().count() + first_line - 1 - line;
            notes.push(format!(
                "line {line}: a quote is opened and never closed; the record takes in the {swallowed} lines after it. \
                 Close the quote in the file, or export it again"
            ));
        }
    }
    Ok(Delimited { sheet, delimiter: char::from(delimiter), notes })
}

/// Every line end becomes a newline.
fn unified_ends(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() }
}

/// The delimiter of a `sep=X` first line, the text after it and the number of its first line.
fn stated_delimiter(text: &str) -> (Option<u8>, &str, usize) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let stated = first.trim_matches('"').to_ascii_lowercase();
    match stated.strip_prefix("sep=").map(str::as_bytes) {
        Some([delimiter]) if delimiter.is_ascii_punctuation() || *delimiter == b'\t' => (Some(*delimiter), rest, 2),
        _ => (None, text, 1),
    }
}

/// The most frequent candidate in the header line.
///
/// Where the first line names no known column (a report with a title above its header), the first line below it
/// that does is the header line.
fn sniffed_delimiter(text: &str, wanted: &[String]) -> u8 {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(20).collect();
    let known = |line: &str, delimiter: u8| {
        let names = line.split(char::from(delimiter)).map(|name| fold(name.trim_matches('"')));
        names.filter(|name| is_known(name) || wanted.contains(name)).count()
    };
    let frequent = |line: &str| {
        let count = |delimiter: u8| outside_quotes(line, delimiter);
        let best = CANDIDATES.iter().copied().rev().max_by_key(|delimiter| count(*delimiter));
        best.filter(|delimiter| count(*delimiter) > 0)
    };
    let header = lines.iter().find_map(|line| frequent(line).filter(|delimiter| known(line, *delimiter) >= 2));
    header.or_else(|| lines.first().and_then(|line| frequent(line))).unwrap_or(b',')
}

fn is_known(name: &str) -> bool {
    let words = vocabulary();
    let mut fields = words.deals.iter().chain(&words.partners);
    fields.any(|names| names.strong.iter().chain(&names.weak).any(|known| known == name))
}

fn outside_quotes(line: &str, delimiter: u8) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for byte in line.bytes() {
        if byte == b'"' {
            quoted = !quoted;
        } else if byte == delimiter && !quoted {
            count += 1;
        }
    }
    count
}

/// Every record; the reader drops empty lines, so they are put back where the line numbers leave a gap.
fn records(text: &str, delimiter: u8, first_line: usize) -> Vec<Line> {
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut lines = Vec::new();
    let mut record = ByteRecord::new();
    let mut next = first_line;
    // Reading from memory cannot fail, and a byte record accepts every byte.
    while let Ok(true) = reader.read_byte_record(&mut record) {
        let after = reader.position().line() as usize + first_line - 1;
        let inside: usize = record.iter().map(|field| field.split(|byte| *byte == b'\n').count() - 1).sum();
        let at_end = reader.position().byte() as usize >= text.len() && !text.ends_with('\n');
        let start = (after + usize::from(at_end)).saturating_sub(inside + 1).max(next);
        lines.extend((next..start).map(|number| Line { number, ..Line::default() }));
        lines.push(Line { number: start, cells: record.iter().map(cell).collect(), ..Line::default() });
        next = after + usize::from(at_end);
    }
    let end = reader.position().line() as usize + first_line - 1;
    lines.extend((next..end).map(|number| Line { number, ..Line::default() }));
    lines
}

fn cell(field: &[u8]) -> Cell {
    let text = String::from_utf8_lossy(field);
    Cell::text(without_guard(&clean(&text)))
}

/// Where a pass over the text stands.
#[derive(Clone, Copy, PartialEq)]
enum At {
    FieldStart,
    Plain,
    Quoted,
    QuoteInQuoted,
}

/// What a pass over the text tells before anything of it is kept.
struct Survey {
    /// The line, counted from 0, of a quote that is open at the end.
    unterminated: Option<usize>,
}

impl Survey {
    /// Refuses text that holds more than is taken.
    fn of(text: &str, delimiter: u8) -> Result<Self, Fault> {
        let mut budget = Budget::default();
        let (mut at, mut line, mut opened) = (At::FieldStart, 0, 0);
        let (mut fields, mut length) = (1, 0);
        for byte in text.bytes() {
            length += 1;
            at = match (at, byte) {
                (At::FieldStart, b'"') => {
                    opened = line;
                    At::Quoted
                }
                (At::Quoted, b'"') => At::QuoteInQuoted,
                (At::QuoteInQuoted, b'"') => At::Quoted,
                (At::Quoted, _) => At::Quoted,
                (_, b'\n') => {
                    budget.lines(1)?;
                    budget.cells(fields)?;
                    (fields, length) = (1, 0);
                    At::FieldStart
                }
                (_, other) if other == delimiter => {
                    (fields, length) = (fields + 1, 0);
                    if fields > FIELD_LIMIT {
                        return Err(Fault::TooMany { what: "columns", limit: FIELD_LIMIT });
                    }
                    At::FieldStart
                }
                _ => At::Plain,
            };
            if length > CELL_TEXT_LIMIT {
                return Err(Fault::LongCell);
            }
            line += usize::from(byte == b'\n');
        }
        budget.cells(fields)?;
        Ok(Self { unterminated: (at == At::Quoted).then_some(opened) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(text: &str) -> Vec<(usize, Vec<String>)> {
        let lines = read(text, &[]).unwrap().sheet.lines;
        lines.iter().map(|l| (l.number, l.cells.iter().map(|c| c.as_text().into_owned()).collect())).collect()
    }

    fn row(number: usize, cells: &[&str]) -> (usize, Vec<String>) {
        (number, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn blank_lines_are_kept_and_embedded_newlines_count_as_lines() {
        let expected = vec![
            row(1, &["a", "b"]),
            row(2, &[]),
            row(3, &["1", "x\ny"]),
            row(5, &[]),
            row(6, &[]),
            row(7, &["2", "z"]),
        ];
        assert_eq!(numbered("a,b\n\n1,\"x\ny\"\n\n\n2,z\n"), expected);
        assert_eq!(numbered("a,b\r\n\r\n1,\"x\r\ny\"\r\n\r\n\r\n2,z"), expected);
        assert_eq!(numbered("a,b\n1,2\n\n\n").len(), 4);
    }

    #[test]
    fn a_stated_delimiter_wins_and_a_title_is_not_the_header() {
        for (text, delimiter) in [
            ("sep=;\nNr;Betrag,EUR\n", ';'),
            ("Partner;Amount,converted;Stage\n", ';'),
            ("a\tb\tc\n", '\t'),
            ("Partner|Stage|Amount\n", '|'),
            ("Report, made by Sarah, Chen\n\nPartner;Stage;Amount\n", ';'),
            ("single\n", ','),
        ] {
            assert_eq!(read(text, &[]).unwrap().delimiter, delimiter, "{text}");
        }
        assert_eq!(read("sep=;\nNr;Betrag\n1;2\n", &[]).unwrap().sheet.lines[1].number, 3);
    }

    #[test]
    fn a_quote_that_never_closes_is_found_with_its_line() {
        let read = read("a,b\n1,2\n3,\"4\n5,6\n7,8\n", &[]).unwrap();
        assert_eq!(read.sheet.lines.len(), 3);
        assert!(read.sheet.lines[2].unterminated);
        assert!(read.notes[0].starts_with("line 3:"), "{}", read.notes[0]);
        assert!(!super::read("a,b\n1,\"2\"\n", &[]).unwrap().sheet.lines[1].unterminated);
    }
}
