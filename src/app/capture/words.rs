//! The words of a line with their places, and which of them are spoken for.

use std::ops::Range;

use super::line::{Part, Span};

/// A word of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) range: Range<usize>,
    pub(super) part: Option<Part>,
}

impl Word<'_> {
    /// In lower case, without the marks that end a clause.
    pub(super) fn plain(&self) -> String {
        self.text.trim_end_matches([',', ';', ':', '.']).to_lowercase()
    }
}

/// The words of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words<'a>(pub(super) Vec<Word<'a>>);

impl<'a> Words<'a> {
    pub(super) fn of(line: &'a str) -> Self {
        let start = |word: &str| word.as_ptr() as usize - line.as_ptr() as usize;
        let word = |text: &'a str| Word { text, range: start(text)..start(text) + text.len(), part: None };
        Self(line.split_whitespace().map(word).collect())
    }

    /// Marks words as understood, or as not understood.
    pub(super) fn mark(&mut self, from: usize, count: usize, part: Part) {
        self.0.iter_mut().skip(from).take(count).for_each(|word| word.part = Some(part));
    }

    /// The words in sequence, with one blank between.
    pub(super) fn joined(&self, from: usize, count: usize) -> String {
        let words: Vec<&str> = self.0.iter().skip(from).take(count).map(|word| word.text).collect();
        words.join(" ")
    }

    /// What is left when everything understood is taken out; what was not understood stays.
    pub(super) fn text(&self) -> String {
        let kept = self.0.iter().filter(|word| word.part.is_none_or(Part::stays));
        kept.map(|word| word.text).collect::<Vec<_>>().join(" ")
    }

    /// The marked words, neighbours of one part together.
    pub(super) fn spans(&self) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for (at, word) in self.0.iter().enumerate() {
            let Some(part) = word.part else { continue };
            let follows = at > 0 && self.0.get(at - 1).is_some_and(|before| before.part == Some(part));
            match spans.last_mut() {
                Some(last) if follows => last.range.end = word.range.end,
                _ => spans.push(Span { range: word.range.clone(), part }),
            }
        }
        spans
    }
}
