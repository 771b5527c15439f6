//! The text of a plan file as a program, or every fault of it.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use ron::Options;
use ron::error::SpannedError;
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

use super::VERSION;
use super::fault::{Fault, Faults};
use super::scan::{Outline, Section, outline};
use super::source::{SourceText, Spans};
use crate::program::aggregate::TableVisitorMut;
use crate::program::record::Record;
use crate::program::table::Table;
use crate::program::{Kind, Program};

/// A program with the text it was read from.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The program.
    pub program: Program,
    /// Its text.
    pub source: SourceText,
}

/// Reads a plan file. Every fault that can be told apart is reported; nothing is dropped.
pub fn read(bytes: &[u8]) -> Result<Opened, Faults> {
    let text = decoded(bytes).map_err(|fault| Faults(vec![fault]))?;
    conflict_marks(text)?;
    let outline = outline(text).map_err(|fault| Faults(vec![fault]))?;
    version(text, &outline)?;
    let mut reader = Reader { text, outline: &outline, options: options(), faults: Vec::new(), spans: HashMap::new() };
    let program = reader.program();
    let Reader { mut faults, spans, .. } = reader;
    if let (Some(program), true) = (&program, faults.is_empty()) {
        faults = super::references::dangling(text, program, &spans);
    }
    match program {
        Some(program) if faults.is_empty() => {
            let source = SourceText { text: text.into(), program: program.clone(), spans, comments: outline.comments };
            Ok(Opened { program, source })
        }
        _ => {
            faults.sort_by_key(|fault| (fault.line, fault.column));
            Err(Faults(faults))
        }
    }
}

fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

fn decoded(bytes: &[u8]) -> Result<&str, Fault> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let valid = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
        let message = "the text is not UTF-8 here".to_owned();
        Fault::at(valid, valid.len(), "not_utf8", message, "a plan file is UTF-8 text; convert it, or restore a backup")
    })?;
    if text.trim().is_empty() {
        let hint = "make a program with `quarterdeck new FILE`, or restore a backup";
        return Err(Fault::at(text, 0, "empty", "the file is empty".to_owned(), hint));
    }
    Ok(text)
}

fn conflict_marks(text: &str) -> Result<(), Faults> {
    let mut byte = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>") {
            let message = "two versions of the file are mixed here by an unfinished merge".to_owned();
            let hint = "finish the merge: keep one side of each marked part";
            return Err(Faults(vec![Fault::at(text, byte, "merge_conflict", message, hint)]));
        }
        byte += line.len();
    }
    Ok(())
}

fn version(text: &str, outline: &Outline) -> Result<(), Faults> {
    let fault = |byte, code, message: String, hint: &str| Err(Faults(vec![Fault::at(text, byte, code, message, hint)]));
    let Some(first) = outline.sections.first().filter(|section| &text[section.name.clone()] == "version") else {
        let byte = outline.sections.first().map_or(0, |section| section.name.start);
        return fault(
            byte,
            "no_version",
            "the file does not begin with its version".to_owned(),
            "write `version: 1,` first",
        );
    };
    let value = &text[first.value.clone()];
    match value.parse::<u32>() {
        Ok(VERSION) => Ok(()),
        Ok(newer) if newer > VERSION => fault(
            first.value.start,
            "newer_version",
            format!("the file has version {newer}; this program reads up to version {VERSION}"),
            "open it with a newer Quarterdeck; nothing was changed",
        ),
        _ => fault(
            first.value.start,
            "bad_version",
            format!("{value:?} is not a version of a plan file"),
            "versions are whole numbers from 1",
        ),
    }
}

struct Reader<'a> {
    text: &'a str,
    outline: &'a Outline,
    options: Options,
    faults: Vec<Fault>,
    spans: HashMap<Kind, Spans>,
}

impl<'a> Reader<'a> {
    fn program(&mut self) -> Option<Program> {
        let sections = self.named_sections();
        let mut program = Program::named("");
        if let Some(section) = sections.get("program") {
            program.profile = Arc::new(self.value(section.value.clone())?);
        } else {
            let hint = "write `program: (name: \"...\", currency: \"USD\", fiscal_start_month: 1),` after the version";
            self.fault(0, "no_program", "the part `program` is missing".to_owned(), hint);
        }
        if let Some(section) = sections.get("settings")
            && let Some(settings) = self.value(section.value.clone())
        {
            program.settings = Arc::new(settings);
        }
        let mut fill = Fill { reader: self, sections };
        program.visit_tables_mut(&mut fill);
        Some(program)
    }

    /// The sections by name; unknown and repeated names are faults.
    fn named_sections(&mut self) -> HashMap<&'a str, &'a Section> {
        let text = self.text;
        let known: Vec<&str> = ["version", "program", "settings"]
            .into_iter()
            .chain(Kind::TABLES.iter().map(|kind| kind.table_name()))
            .collect();
        let mut sections: HashMap<&str, &Section> = HashMap::new();
        for section in &self.outline.sections {
            let name = &text[section.name.clone()];
            if !known.contains(&name) {
                let near = known.iter().max_by_key(|word| likeness(word, name)).copied().unwrap_or("partners");
                let message = format!("there is no part {name:?} in a plan file");
                self.fault(section.name.start, "unknown_field", message, &format!("did you mean `{near}`?"));
            } else if sections.insert(name, section).is_some() {
                let message = format!("the part {name:?} stands twice");
                self.fault(section.name.start, "duplicate_field", message, "join the two");
            }
        }
        sections
    }

    fn fault(&mut self, byte: usize, code: &'static str, message: String, hint: &str) {
        self.faults.push(Fault::at(self.text, byte, code, message, hint));
    }

    fn value<T: DeserializeOwned>(&mut self, span: Range<usize>) -> Option<T> {
        match self.options.from_str(&self.text[span.clone()]) {
            Ok(value) => Some(value),
            Err(error) => {
                self.faults.push(located(self.text, span.start, &error));
                None
            }
        }
    }
}

/// How many letters two words share from the start and the end.
fn likeness(a: &str, b: &str) -> usize {
    let same = |(x, y): &(char, char)| x == y;
    a.chars().zip(b.chars()).take_while(same).count() * 2
        + a.chars().rev().zip(b.chars().rev()).take_while(same).count()
}

/// The fault of a RON error inside a part that starts at `start`.
fn located(text: &str, start: usize, error: &SpannedError) -> Fault {
    let position = error.span.start;
    let mut byte = start;
    for _ in 1..position.line {
        byte += text[byte..].find('\n').map_or(0, |i| i + 1);
    }
    byte += text[byte..].chars().take(position.col.saturating_sub(1)).map(char::len_utf8).sum::<usize>();
    let (code, hint) = advice(&error.code);
    Fault::at(text, byte, code, sentence(&error.code), hint)
}

fn advice(error: &ron::Error) -> (&'static str, &'static str) {
    use ron::Error as E;
    match error {
        E::NoSuchStructField { .. } => ("unknown_field", "correct the name; nothing is dropped silently"),
        E::NoSuchEnumVariant { .. } => ("unknown_word", "use one of the words named"),
        E::MissingStructField { .. } => ("missing_field", "add the field"),
        E::DuplicateStructField { .. } => ("duplicate_field", "keep one of the two"),
        E::ExceededRecursionLimit => ("too_deep", "no part of a plan file is nested that deep"),
        E::Message(_) | E::InvalidValueForType { .. } | E::ExpectedString => {
            ("wrong_type", "money, percentages and dates stand in quotes, such as \"1250.00\", \"25%\", \"2026-09-30\"")
        }
        _ => ("syntax", "the file may be cut off or edited by hand; mend the line, or restore a backup"),
    }
}

fn sentence(error: &ron::Error) -> String {
    match error {
        ron::Error::NoSuchStructField { expected, found, .. } => {
            let near = expected.iter().max_by_key(|word| likeness(word, found)).copied().unwrap_or_default();
            format!("unknown field {found:?}; did you mean {near:?}?")
        }
        ron::Error::NoSuchEnumVariant { expected, found, .. } => {
            format!("unknown word {found:?}; it is one of: {}", expected.join(", "))
        }
        ron::Error::MissingStructField { field, .. } => format!("the field {field:?} is missing"),
        other => other.to_string(),
    }
}

struct Fill<'r, 'a> {
    reader: &'r mut Reader<'a>,
    sections: HashMap<&'a str, &'a Section>,
}

impl TableVisitorMut for Fill<'_, '_> {
    fn table<T: Record>(&mut self, kind: Kind, table: &mut Table<T>) {
        let Some(section) = self.sections.get(kind.table_name()) else { return };
        let text = self.reader.text;
        let Some(elements) = &section.elements else {
            let message = format!("{:?} is not a list", kind.table_name());
            self.reader.fault(section.value.start, "wrong_type", message, "write `[` records `]`");
            return;
        };
        let options = &self.reader.options;
        let read: Vec<Result<Arc<T>, Fault>> = elements
            .par_iter()
            .map(|span| {
                let record = options.from_str::<T>(&text[span.clone()]);
                record.map(Arc::new).map_err(|error| located(text, span.start, &error))
            })
            .collect();
        let mut spans = Spans::with_capacity(elements.len());
        let mut records = Vec::with_capacity(elements.len());
        for (record, span) in read.into_iter().zip(elements) {
            match record {
                Ok(record) => {
                    if spans.insert(record.id().shared(), span.clone()).is_some() {
                        let message = format!("there are two {}s with the identifier {:?}", kind.noun(), record.id());
                        let hint = "give one of them another identifier, or join the two";
                        self.reader.fault(span.start, "duplicate_id", message, hint);
                    }
                    records.push(record);
                }
                Err(fault) => self.reader.faults.push(fault),
            }
        }
        *table = records.into_iter().collect();
        self.reader.spans.insert(kind, spans);
    }
}
