//! The text of a plan file as a program, or every fault of it.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::diagnose;
use super::fault::{BOM, Faults, Found};
use super::records::{self, Read, Records};
use super::scan::{Element, Outline, Section};
use super::source::{Placed, Print, SourceText};
use crate::program::{AnyRecord, Kind, Program};

/// The version of the plan file that this program writes.
pub const VERSION: u32 = 1;

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
    read_owned(bytes.to_vec())
}

/// Reads a plan file as [`read`] does and keeps its bytes, so that a large text is in memory once.
pub fn read_owned(bytes: Vec<u8>) -> Result<Opened, Faults> {
    let text = decoded(bytes)?;
    let (parsed, print) = rayon::join(|| parsed(&text), || Print::of(text.as_bytes()));
    match parsed {
        Ok((program, outline, tables)) => {
            let source = SourceText::printed(text, print, program.clone(), outline, tables);
            Ok(Opened { program, source })
        }
        Err(found) => {
            let conflicts = conflict_marks(&text);
            Err(Faults::located(&text, if conflicts.is_empty() { found } else { conflicts }))
        }
    }
}

fn decoded(bytes: Vec<u8>) -> Result<String, Faults> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid_up_to = error.utf8_error().valid_up_to();
        let valid = std::str::from_utf8(&error.as_bytes()[..valid_up_to]).unwrap_or_default();
        let hint = "a plan file is UTF-8 text; convert it, or restore a backup";
        Faults::located(valid, vec![Found::new(valid.len(), "not_utf8", "the text is not UTF-8 here", hint)])
    })?;
    if text.trim_start_matches(BOM).trim().is_empty() {
        let hint = "make a program with `quarterdeck new FILE`, or restore a backup";
        return Err(Faults::located(&text, vec![Found::new(0, "empty", "the file is empty", hint)]));
    }
    Ok(text)
}

/// The places where an unfinished merge left both versions; such a text is never a valid plan file.
fn conflict_marks(text: &str) -> Vec<Found> {
    let mut byte = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        if line.starts_with("<<<<<<< ") {
            let message = "two versions of the file are mixed here by an unfinished merge";
            found.push(Found::new(
                byte,
                "merge_conflict",
                message,
                "finish the merge: keep one side of each marked part",
            ));
        }
        byte += line.len();
    }
    found
}

type Parts = (Program, Outline, HashMap<Kind, Placed>);

fn parsed(text: &str) -> Result<Parts, Vec<Found>> {
    let (outline, records) = records::read(text).map_err(|found| vec![found])?;
    version(text, &outline).map_err(|found| vec![found])?;
    let mut reader = Reader {
        text,
        outline: &outline,
        found: Vec::new(),
        tables: HashMap::new(),
        unreadable: Unreadable::default(),
    };
    let program = reader.program(records);
    let Reader { mut found, tables, unreadable, .. } = reader;
    found.extend(super::references::faults(text, &program, &tables, &unreadable));
    if found.is_empty() { Ok((program, outline.without_elements(), tables)) } else { Err(found) }
}

fn version(text: &str, outline: &Outline) -> Result<(), Found> {
    let Some(first) = outline.sections.first().filter(|section| &text[section.name.clone()] == "version") else {
        let byte = outline.sections.first().map_or(0, |section| section.name.start);
        return Err(Found::new(
            byte,
            "no_version",
            "the file does not begin with its version",
            format!("write `version: {VERSION},` as the first field"),
        ));
    };
    let value = &text[first.value.clone()];
    match value.parse::<u32>() {
        Ok(VERSION) => Ok(()),
        Ok(newer) if newer > VERSION => Err(Found::new(
            first.value.start,
            "newer_version",
            format!("the file has version {newer}; this program reads up to version {VERSION}"),
            "open it with a newer Quarterdeck; nothing was changed",
        )),
        _ => Err(Found::new(
            first.value.start,
            "bad_version",
            format!("{value:?} is not a version of a plan file"),
            "versions are whole numbers from 1",
        )),
    }
}

/// Records that stand in the file but could not be read, so that references to them are not called dangling.
#[derive(Default)]
pub(super) struct Unreadable {
    ids: HashSet<(Kind, String)>,
    unnamed: HashSet<Kind>,
}

impl Unreadable {
    fn add(&mut self, kind: Kind, id: Option<String>) {
        match id {
            Some(id) => drop(self.ids.insert((kind, id))),
            None => drop(self.unnamed.insert(kind)),
        }
    }

    /// Whether that record may be one of them.
    pub(super) fn may_hold(&self, kind: Kind, id: &str) -> bool {
        self.unnamed.contains(&kind) || !self.ids.is_empty() && self.ids.contains(&(kind, id.to_owned()))
    }
}

struct Reader<'a> {
    text: &'a str,
    outline: &'a Outline,
    found: Vec<Found>,
    tables: HashMap<Kind, Placed>,
    unreadable: Unreadable,
}

impl<'a> Reader<'a> {
    fn program(&mut self, mut records: Records) -> Program {
        let sections = self.named_sections();
        let mut program = Program::named("");
        if let Some(section) = sections.get("program") {
            match AnyRecord::from_ron(Kind::Profile, &self.text[section.value.clone()]) {
                Ok(profile) => program.put(profile),
                Err(_) => self.found.extend(diagnose::record(self.text, section.value.clone(), Kind::Profile)),
            }
        } else {
            let hint = "write `program: (name: \"...\", currency: \"USD\", fiscal_start_month: 1),` after the version";
            let byte = self.outline.sections.first().map_or(0, |version| version.next);
            self.found.push(Found::new(byte, "no_program", "the part `program` is missing", hint));
        }
        if let Some(section) = sections.get("settings") {
            let part = &self.text[section.value.clone()];
            match AnyRecord::from_ron(Kind::Settings, part) {
                Ok(settings) => program.put(settings),
                Err(error) => self.found.push(diagnose::setting(part, section.value.start, &error)),
            }
        }
        let (text, mut known) = (self.text, Vec::new());
        for &kind in Kind::TABLES {
            let Some(section) = sections.get(kind.table_name()) else { continue };
            if section.elements.is_some() {
                known.push((kind, *section, records.take(section)));
            } else {
                let message = format!("{:?} is not a list", kind.table_name());
                self.found.push(Found::new(section.value.start, "wrong_type", message, "write `[` records `]`"));
                self.unreadable.unnamed.insert(kind);
            }
        }
        let tables: Vec<ReadTable> =
            known.into_par_iter().map(|(kind, section, read)| ReadTable::of(text, kind, section, read)).collect();
        for mut table in tables {
            program.adopt(table.kind, &mut table.program);
            self.found.extend(table.found);
            for id in table.unreadable {
                self.unreadable.add(table.kind, id);
            }
            self.tables.insert(table.kind, table.placed);
        }
        program
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
                let hint = diagnose::nearest(&known, name).map_or_else(
                    || format!("the parts are: {}", known.join(", ")),
                    |near| format!("did you mean `{near}`?"),
                );
                let message = format!("there is no part {name:?} in a plan file");
                self.found.push(Found::new(section.name.start, "unknown_field", message, hint));
            } else if sections.contains_key(name) {
                let message = format!("the part {name:?} stands twice");
                self.found.push(Found::new(section.name.start, "duplicate_field", message, "join the two"));
                self.unreadable.unnamed.extend(Kind::TABLES.iter().filter(|kind| kind.table_name() == name));
            } else {
                sections.insert(name, section);
            }
        }
        sections
    }
}

/// One table of the file.
struct ReadTable {
    kind: Kind,
    /// A program with nothing but this table.
    program: Program,
    placed: Placed,
    found: Vec<Found>,
    /// The identifiers of records that cannot be read, as far as one can be seen.
    unreadable: Vec<Option<String>>,
}

impl ReadTable {
    fn of(text: &str, kind: Kind, section: &Section, read: Read) -> Self {
        let (mut found, mut unreadable) = (Vec::new(), Vec::new());
        for Element { range, .. } in read.faulty {
            unreadable.push(diagnose::id_of(&text[range.clone()]));
            found.extend(diagnose::record(text, range, kind));
        }
        let mut program = Program::named("");
        if read.in_order {
            program.fill_in_order(kind, read.records);
        } else {
            program.fill(kind, read.records.into_iter().map(|(_, record)| record).collect());
        }
        if kind.is_referred_to() {
            // the first search hashes the table: better here, beside the other tables, than when all wait for it
            program.has(kind, "");
        }
        let part = section.name.start..section.value.end;
        let placed = Placed::new(part, section.next, section.value.clone(), read.placed, read.in_order);
        for (byte, id) in placed.repeated() {
            let message = format!("there are two {}s with the identifier {id:?}", kind.noun());
            let hint = "give one of them another identifier, or join the two";
            found.push(Found::new(byte, "duplicate_id", message, hint));
        }
        Self { kind, program, placed, found, unreadable }
    }
}
