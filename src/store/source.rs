//! The text a program was read from or written as, so that untouched records keep their bytes.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, Hasher as _};
use std::io::{self, Read};
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

/// A text is hashed in pieces of so many bytes, so that a file need not be in memory.
const PIECE: usize = 1 << 16;

static SEED: LazyLock<DefaultHashBuilder> = LazyLock::new(DefaultHashBuilder::default);

impl Print {
    pub(super) fn of(text: &[u8]) -> Self {
        let mut hasher = SEED.build_hasher();
        text.chunks(PIECE).for_each(|piece| hasher.write(piece));
        Self { length: text.len(), hash: hasher.finish() }
    }

    /// Of what is read to its end.
    fn read(mut from: impl Read) -> io::Result<Self> {
        let (mut hasher, mut length, mut piece) = (SEED.build_hasher(), 0, Vec::with_capacity(PIECE));
        loop {
            piece.clear();
            let read = from.by_ref().take(PIECE as u64).read_to_end(&mut piece)?;
            if read == 0 {
                return Ok(Self { length, hash: hasher.finish() });
            }
            hasher.write(&piece);
            length += read;
        }
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

    /// Whether what is read to its end is that text; it is never in memory as a whole.
    pub fn is_read_from(&self, from: impl Read) -> io::Result<bool> {
        Ok(Print::read(from)? == self.0.print)
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
        Some(self.text[..self.start_of(kind, id)?].matches('\n').count() + 1)
    }

    fn start_of(&self, kind: Kind, id: &str) -> Option<usize> {
        Some(match kind {
            Kind::Profile | Kind::Settings => self.places.outline.section(&self.text, kind.table_name())?.name.start,
            _ => self.places.tables.get(&kind)?.get(id)?.range.start,
        })
    }

    /// The lines of the text, counted once for many questions.
    pub fn lines(&self) -> Lines<'_> {
        Lines { source: self, ends: self.text.match_indices('\n').map(|(at, _)| at).collect() }
    }

    /// The bytes of a record.
    pub fn bytes_of(&self, kind: Kind, id: &str) -> Option<&str> {
        self.text.get(self.places.tables.get(&kind)?.get(id)?.range.clone())
    }
}

/// Where the lines of a text end.
#[derive(Debug)]
pub struct Lines<'a> {
    source: &'a SourceText,
    ends: Vec<usize>,
}

impl Lines<'_> {
    /// The line of a record, from 1.
    pub fn of(&self, kind: Kind, id: &str) -> Option<usize> {
        let start = self.source.start_of(kind, id)?;
        Some(self.ends.partition_point(|end| *end < start) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a few bytes at a time, as a slow disk does.
    struct Slow<'a>(&'a [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let count = self.0.len().min(into.len()).min(1_000);
            let (now, later) = self.0.split_at(count);
            into[..count].copy_from_slice(now);
            self.0 = later;
            Ok(count)
        }
    }

    #[test]
    fn a_text_is_known_again_when_it_is_read_in_pieces_and_another_is_not() {
        for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7] {
            let text: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
            assert_eq!(Print::read(Slow(&text)).unwrap(), Print::of(&text), "{length}");
            let mut other = text.clone();
            if let Some(last) = other.last_mut() {
                *last ^= 1;
                assert_ne!(Print::read(Slow(&other)).unwrap(), Print::of(&text), "{length}");
            }
        }
    }
}
