//! The text a program was read from or written as, so that untouched records keep their bytes.

use std::collections::HashMap;
use std::hash::BuildHasher as _;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use hashbrown::DefaultHashBuilder;

use super::scan::{Element, Outline};
use crate::program::{Kind, Program};

/// The records of one table where they stand in the text.
#[derive(Debug, Clone, Default)]
pub(super) struct Placed {
    /// From the name of the table to its closing bracket.
    pub section: Range<usize>,
    /// After the comma that follows, or the end of the section.
    pub next: usize,
    /// From `[` to `]`.
    pub list: Range<usize>,
    /// In the order of the file.
    pub records: Vec<(Arc<str>, Element)>,
    /// Positions in `records` by identifier; empty where the file is in that order.
    by_id: Vec<u32>,
}

impl Placed {
    pub(super) fn new(
        section: Range<usize>,
        next: usize,
        list: Range<usize>,
        records: Vec<(Arc<str>, Element)>,
        in_order: bool,
    ) -> Self {
        let mut by_id = Vec::new();
        if !in_order {
            by_id = (0..records.len() as u32).collect();
            by_id.sort_by(|a, b| records[*a as usize].0.cmp(&records[*b as usize].0));
        }
        Self { section, next, list, records, by_id }
    }

    /// Whether the records stand in the order of their identifiers.
    pub(super) fn in_order(&self) -> bool {
        self.by_id.is_empty()
    }

    /// Where the record stands.
    pub(super) fn get(&self, id: &str) -> Option<&Element> {
        let found = if self.by_id.is_empty() {
            self.records.binary_search_by(|(known, _)| (**known).cmp(id)).ok()?
        } else {
            let i = self.by_id.binary_search_by(|i| (*self.records[*i as usize].0).cmp(id)).ok()?;
            self.by_id[i] as usize
        };
        self.records.get(found).map(|(_, element)| element)
    }

    /// Later records whose identifier stands already: position and identifier.
    pub(super) fn repeated(&self) -> impl Iterator<Item = (usize, &str)> {
        self.by_id.windows(2).filter_map(|pair| {
            let (first, second) = (&self.records[pair[0] as usize], &self.records[pair[1] as usize]);
            (first.0 == second.0).then_some((second.1.range.start, &*second.0))
        })
    }
}

/// What tells a text from another: its length and a hash with seeds of this run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Print {
    length: usize,
    hash: u64,
}

impl Print {
    pub(super) fn of(text: &[u8]) -> Self {
        static SEED: LazyLock<DefaultHashBuilder> = LazyLock::new(DefaultHashBuilder::default);
        Self { length: text.len(), hash: SEED.hash_one(text) }
    }
}

/// The program that a text stands for, and where each record stands in it; the text itself is left in its file.
#[derive(Debug)]
pub(super) struct Places {
    print: Print,
    pub(super) program: Program,
    pub(super) outline: Outline,
    pub(super) tables: HashMap<Kind, Placed>,
}

/// A text, the program it stands for, and where each record stands in it.
#[derive(Debug, Clone)]
pub struct SourceText {
    pub(super) text: Arc<String>,
    pub(super) places: Arc<Places>,
}

/// What is known of a text that was left in its file: enough to know it again, and to write over it.
#[derive(Debug, Clone)]
pub struct SourceTrace(Arc<Places>);

impl SourceTrace {
    /// The program that the text stands for.
    pub fn program(&self) -> &Program {
        &self.0.program
    }

    /// Whether these are the bytes of that text.
    pub fn is_of(&self, bytes: &[u8]) -> bool {
        self.0.print == Print::of(bytes)
    }

    /// The text again, from the bytes of its file; `None` where they are not the same.
    pub fn with(&self, bytes: &[u8]) -> Option<SourceText> {
        let text = std::str::from_utf8(bytes).ok().filter(|_| self.is_of(bytes))?;
        Some(SourceText { text: Arc::new(text.to_owned()), places: Arc::clone(&self.0) })
    }
}

impl SourceText {
    pub(super) fn new(text: String, program: Program, outline: Outline, tables: HashMap<Kind, Placed>) -> Self {
        let print = Print::of(text.as_bytes());
        Self::printed(text, print, program, outline, tables)
    }

    /// The same where the print is known.
    pub(super) fn printed(
        text: String,
        print: Print,
        program: Program,
        outline: Outline,
        tables: HashMap<Kind, Placed>,
    ) -> Self {
        Self { text: Arc::new(text), places: Arc::new(Places { print, program, outline, tables }) }
    }

    /// What remains of it where the text is left in its file.
    pub fn trace(&self) -> SourceTrace {
        SourceTrace(Arc::clone(&self.places))
    }

    /// The text as it stands on the disk.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The program as that text says it.
    pub fn program(&self) -> &Program {
        &self.places.program
    }

    /// The comments that a person wrote into it, in order.
    pub fn comment_texts(&self) -> impl Iterator<Item = &str> {
        self.places.outline.comments.iter().filter_map(|range| self.text.get(range.clone()))
    }

    /// How many comments a person wrote into it.
    pub fn comments(&self) -> usize {
        self.places.outline.comments.len()
    }

    /// The line a record starts on, from 1.
    pub fn line_of(&self, kind: Kind, id: &str) -> Option<usize> {
        let start = match kind {
            Kind::Profile | Kind::Settings => self.places.outline.section(&self.text, kind.table_name())?.name.start,
            _ => self.places.tables.get(&kind)?.get(id)?.range.start,
        };
        Some(self.text[..start].matches('\n').count() + 1)
    }

    /// The bytes of a record.
    pub fn bytes_of(&self, kind: Kind, id: &str) -> Option<&str> {
        self.text.get(self.places.tables.get(&kind)?.get(id)?.range.clone())
    }
}
