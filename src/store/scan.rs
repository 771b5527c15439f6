//! The outline of a plan file: its top fields and the records inside their lists, as byte ranges.
//!
//! Only brackets, strings and comments are understood here; what stands inside a range is for the reader.
//! The scanner keeps no stack, so nesting of any depth costs nothing.

use std::ops::Range;
use std::sync::Arc;

use super::fault::{BOM, Found};

/// A record inside a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    /// The record itself.
    pub range: Range<usize>,
    /// After the comma that follows it; its own end where there is none.
    pub next: usize,
}

/// A top field of the file, or a field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Section {
    /// Its name.
    pub name: Range<usize>,
    /// Its value.
    pub value: Range<usize>,
    /// After the comma that follows it; the end of its value where there is none.
    pub next: usize,
    /// The elements, where the value is a list.
    pub elements: Option<Arc<Vec<Element>>>,
}

/// The whole file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Outline {
    /// The top fields in the order of the file.
    pub sections: Vec<Section>,
    /// The closing bracket.
    pub close: usize,
    /// Every comment.
    pub comments: Vec<Range<usize>>,
}

impl Outline {
    /// The same without the elements, where each has its place in a table.
    pub(super) fn without_elements(mut self) -> Self {
        self.sections.iter_mut().for_each(|section| section.elements = None);
        self
    }

    /// The section of that name.
    pub(super) fn section(&self, text: &str, name: &str) -> Option<&Section> {
        self.sections.iter().find(|section| &text[section.name.clone()] == name)
    }
}

const CUT_OFF: &str = "the file may be cut off or edited by hand; mend the line, or restore a backup";

/// Reads the outline of a file.
pub(super) fn outline(text: &str) -> Result<Outline, Found> {
    outline_telling(text, &mut |_| {})
}

/// Reads the outline of a file and tells each section as soon as it is known.
pub(super) fn outline_telling(text: &str, tell: &mut dyn FnMut(&Section)) -> Result<Outline, Found> {
    let at = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
    let mut scanner = Scanner::at(text, at);
    scanner
        .file(tell)
        .map(|(sections, close)| Outline { sections, close, comments: scanner.comments })
        .map_err(|(byte, what)| Found::new(byte, "syntax", what, CUT_OFF))
}

/// The fields of one record, by their places in its text; `None` where it is not a record.
pub(super) fn fields(record: &str) -> Option<Vec<Section>> {
    let at = record.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
    let mut scanner = Scanner::at(record, at);
    scanner.file(&mut |_| {}).ok().map(|(sections, _)| sections)
}

pub(super) type Stop = (usize, &'static str);

pub(super) struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    comments: Vec<Range<usize>>,
    /// The first text with a line end inside: where one is never closed, its quote is most likely the missing one.
    broken_text: Option<usize>,
}

/// Bytes that mean something outside of strings and comments.
const MARKS: [bool; 256] = {
    let mut marks = [false; 256];
    let mut i = 0;
    let special = b"\"/()[]{},";
    while i < special.len() {
        marks[special[i] as usize] = true;
        i += 1;
    }
    marks
};

impl<'a> Scanner<'a> {
    /// A scanner at a place of a text.
    pub(super) fn at(text: &'a str, at: usize) -> Self {
        Self { text, bytes: text.as_bytes(), at, comments: Vec::new(), broken_text: None }
    }

    /// Where it is.
    pub(super) fn place(&self) -> usize {
        self.at
    }

    /// Goes to a place.
    pub(super) fn go(&mut self, at: usize) {
        self.at = at;
    }

    /// The byte it is at.
    pub(super) fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Steps over a word; empty where there is none.
    pub(super) fn word(&mut self) -> Range<usize> {
        let start = self.at;
        if self.bytes[self.at..].starts_with(b"r#") && self.bytes.get(self.at + 2).is_some_and(u8::is_ascii_alphabetic)
        {
            self.at += 2;
        }
        while self.bytes.get(self.at).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_') {
            self.at += 1;
        }
        start..self.at
    }
}

impl Scanner<'_> {
    fn file(&mut self, tell: &mut dyn FnMut(&Section)) -> Result<(Vec<Section>, usize), Stop> {
        self.blank()?;
        while self.bytes[self.at..].starts_with(b"#![") {
            let end = self.text[self.at..].find(']').ok_or((self.at, "the first line is not closed"))?;
            self.at += end + 1;
            self.blank()?;
        }
        if self.bytes.get(self.at) != Some(&b'(') {
            return Err((self.at, "this is not a plan file: it does not begin with `(`"));
        }
        self.at += 1;
        let mut sections = Vec::new();
        loop {
            self.blank()?;
            match self.bytes.get(self.at) {
                None => return Err((self.at, "the file ends before its closing `)`")),
                Some(b')') => break,
                Some(_) => {
                    let section = self.section()?;
                    tell(&section);
                    sections.push(section);
                }
            }
        }
        let close = self.at;
        self.at += 1;
        self.blank()?;
        if self.at < self.bytes.len() {
            return Err((self.at, "there is text after the closing `)`"));
        }
        Ok((sections, close))
    }

    fn section(&mut self) -> Result<Section, Stop> {
        let start = self.at;
        if self.bytes[self.at..].starts_with(b"r#") {
            self.at += 2;
        }
        while self.bytes.get(self.at).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_') {
            self.at += 1;
        }
        let name = start..self.at;
        if name.is_empty() {
            return Err((self.at, "expected the name of a field"));
        }
        self.blank()?;
        if self.bytes.get(self.at) != Some(&b':') {
            return Err((self.at, "expected `:` after the name of the field"));
        }
        self.at += 1;
        self.blank()?;
        let from = self.at;
        let elements = if self.bytes.get(self.at) == Some(&b'[') { Some(Arc::new(self.elements()?)) } else { None };
        if elements.is_none() {
            self.value()?;
        }
        let value = from..self.at;
        if value.is_empty() {
            return Err((self.at, "expected a value"));
        }
        let next = self.separator(value.end, b')')?;
        Ok(Section { name, value, next, elements })
    }

    fn elements(&mut self) -> Result<Vec<Element>, Stop> {
        let open = self.at;
        self.at += 1;
        let mut elements = Vec::new();
        loop {
            self.blank()?;
            match self.bytes.get(self.at) {
                None => return Err((open, "this `[` is never closed: the file ends inside the list")),
                Some(b']') => {
                    self.at += 1;
                    return Ok(elements);
                }
                Some(_) => {
                    let from = self.at;
                    self.value()?;
                    if self.at == from {
                        return Err((from, "expected a record"));
                    }
                    let range = from..self.at;
                    let next = self.separator(range.end, b']')?;
                    elements.push(Element { range, next });
                }
            }
        }
    }

    /// A comma, or nothing before the closing bracket; gives what follows the comma, or `end`.
    pub(super) fn separator(&mut self, end: usize, close: u8) -> Result<usize, Stop> {
        self.blank()?;
        match self.bytes.get(self.at) {
            Some(b',') => {
                self.at += 1;
                Ok(self.at)
            }
            Some(byte) if *byte == close => Ok(end),
            None => Err((self.at, "the file ends too early")),
            Some(_) => Err((self.at, "expected `,`")),
        }
    }

    /// One value: up to a comma or closing bracket outside of all brackets, strings and comments.
    pub(super) fn value(&mut self) -> Result<(), Stop> {
        let start = self.at;
        let (mut depth, mut end, mut after_comment) = (0_usize, start, start);
        loop {
            let rest = &self.bytes[self.at.min(self.bytes.len())..];
            let Some(plain) = rest.iter().position(|b| MARKS[usize::from(*b)]) else {
                return Err((start, "this is never closed: the file ends inside it"));
            };
            self.at += plain;
            match rest[plain] {
                b'"' => self.text_value()?,
                b'/' => {
                    end = end.max(self.last_word(after_comment, self.at));
                    if self.comment()? {
                        after_comment = self.at;
                    } else {
                        self.at += 1;
                    }
                    continue;
                }
                b'(' | b'[' | b'{' => {
                    depth += 1;
                    self.at += 1;
                }
                _ if depth == 0 => break,
                b',' => self.at += 1,
                _ => {
                    depth -= 1;
                    self.at += 1;
                }
            }
            end = self.at;
        }
        self.at = end.max(self.last_word(after_comment, self.at));
        let behind = self.comments.iter().rev().take_while(|comment| comment.start >= self.at).count();
        self.comments.truncate(self.comments.len() - behind);
        Ok(())
    }

    /// The end of the last word between two places; zero where there is only blank.
    fn last_word(&self, from: usize, to: usize) -> usize {
        let blank = self.bytes[from..to].iter().rev().take_while(|b| b.is_ascii_whitespace()).count();
        if to - blank == from { 0 } else { to - blank }
    }

    /// A string from its `"`; a raw one where `r` and any number of `#` stand before it.
    pub(super) fn text_value(&mut self) -> Result<(), Stop> {
        let before = &self.bytes[..self.at];
        let hashes = before.iter().rev().take_while(|b| **b == b'#').count();
        let mut word = before[..before.len() - hashes].iter().rev();
        let raw = word.next() == Some(&b'r')
            && word.find(|b| **b != b'b').is_none_or(|b| !b.is_ascii_alphanumeric() && *b != b'_');
        if raw { self.raw_string(hashes) } else { self.string() }
    }

    fn string(&mut self) -> Result<(), Stop> {
        let open = self.at;
        self.at += 1;
        while let Some(rest) = self.bytes.get(self.at..) {
            let Some(plain) = rest.iter().position(|b| matches!(b, b'\\' | b'\n' | b'"')) else { break };
            self.at += plain;
            match rest[plain] {
                b'\\' => self.at += 2,
                b'\n' => {
                    self.broken_text.get_or_insert(open);
                    self.at += 1;
                }
                _ => {
                    self.at += 1;
                    return Ok(());
                }
            }
        }
        self.at = self.bytes.len();
        Err((self.broken_text.unwrap_or(open), "a text is never closed: a `\"` is missing on this line"))
    }

    fn raw_string(&mut self, hashes: usize) -> Result<(), Stop> {
        let open = self.at;
        let close = format!("\"{}", "#".repeat(hashes));
        let length = self.text.get(open + 1..).and_then(|rest| rest.find(&close));
        self.at = open + 1 + length.ok_or((open, "this text is never closed"))? + close.len();
        Ok(())
    }

    pub(super) fn blank(&mut self) -> Result<(), Stop> {
        loop {
            match self.bytes.get(self.at) {
                Some(b' ' | b'\t' | b'\r' | b'\n') => self.at += 1,
                Some(b'/') if self.comment()? => {}
                _ => return Ok(()),
            }
        }
    }

    /// Steps over a comment; false where there is none.
    fn comment(&mut self) -> Result<bool, Stop> {
        let open = self.at;
        match self.bytes.get(self.at + 1) {
            Some(b'/') => {
                let rest = &self.bytes[self.at..];
                self.at += rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
            }
            Some(b'*') => {
                let mut depth = 0_usize;
                loop {
                    match self.bytes.get(self.at..self.at + 2) {
                        Some(b"/*") => {
                            depth += 1;
                            self.at += 2;
                        }
                        Some(b"*/") => {
                            depth -= 1;
                            self.at += 2;
                        }
                        Some(_) => self.at += 1,
                        None => return Err((open, "this comment is never closed")),
                    }
                    if depth == 0 {
                        break;
                    }
                }
            }
            _ => return Ok(false),
        }
        self.comments.push(open..self.at);
        Ok(true)
    }
}
