//! The text a program was read from or written as, so that untouched records keep their bytes.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::program::{Kind, Program};

/// The place of each record in one table, by identifier.
pub(super) type Spans = HashMap<Arc<str>, Range<usize>>;

/// A text, the program it stands for, and where each record stands in it.
#[derive(Debug, Clone)]
pub struct SourceText {
    pub(super) text: Arc<str>,
    pub(super) program: Program,
    pub(super) spans: HashMap<Kind, Spans>,
    pub(super) comments: Vec<Range<usize>>,
}

impl SourceText {
    /// The text as it stands on the disk.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The program as that text says it.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// How many comments a person wrote into it.
    pub fn comments(&self) -> usize {
        self.comments.len()
    }

    /// The line a record starts on, from 1.
    pub fn line_of(&self, kind: Kind, id: &str) -> Option<usize> {
        let span = self.spans.get(&kind)?.get(id)?;
        Some(self.text[..span.start].matches('\n').count() + 1)
    }

    /// The bytes of a record.
    pub(super) fn record(&self, kind: Kind, id: &str) -> Option<&str> {
        self.text.get(self.spans.get(&kind)?.get(id)?.clone())
    }
}
