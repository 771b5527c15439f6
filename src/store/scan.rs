//! The outline of a plan file: its top fields and the records inside their lists, as byte ranges.
//!
//! Only brackets, strings and comments are understood here; what stands inside a range is for the reader.
//! The scanner keeps no stack, so nesting of any depth costs nothing.

use std::ops::Range;

use super::fault::Fault;

/// A top field of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Section {
    /// Its name.
    pub name: Range<usize>,
    /// Its value.
    pub value: Range<usize>,
    /// The elements, where the value is a list.
    pub elements: Option<Vec<Range<usize>>>,
}

/// The whole file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Outline {
    /// The top fields in the order of the file.
    pub sections: Vec<Section>,
    /// Every comment.
    pub comments: Vec<Range<usize>>,
}

/// Reads the outline.
pub(super) fn outline(text: &str) -> Result<Outline, Fault> {
    let mut scanner = Scanner { text, bytes: text.as_bytes(), at: 0, comments: Vec::new() };
    scanner
        .file()
        .map_err(|(byte, what)| {
            Fault::at(
                text,
                byte,
                "syntax",
                what.to_owned(),
                "the file may be cut off or edited by hand; mend the line, or restore a backup",
            )
        })
        .map(|sections| Outline { sections, comments: scanner.comments })
}

type Stop = (usize, &'static str);

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    comments: Vec<Range<usize>>,
}

impl Scanner<'_> {
    fn file(&mut self) -> Result<Vec<Section>, Stop> {
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
                Some(_) => sections.push(self.section()?),
            }
        }
        self.at += 1;
        self.blank()?;
        if self.at < self.bytes.len() {
            return Err((self.at, "there is text after the closing `)`"));
        }
        Ok(sections)
    }

    fn section(&mut self) -> Result<Section, Stop> {
        let start = self.at;
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
        let elements = if self.bytes.get(self.at) == Some(&b'[') { Some(self.elements()?) } else { None };
        if elements.is_none() {
            self.value()?;
        }
        let value = from..self.at;
        if value.is_empty() {
            return Err((self.at, "expected a value"));
        }
        self.separator(b')')?;
        Ok(Section { name, value: from..value.end, elements })
    }

    fn elements(&mut self) -> Result<Vec<Range<usize>>, Stop> {
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
                    elements.push(from..self.at);
                    self.separator(b']')?;
                }
            }
        }
    }

    /// A comma, or nothing before the closing bracket.
    fn separator(&mut self, close: u8) -> Result<(), Stop> {
        self.blank()?;
        match self.bytes.get(self.at) {
            Some(b',') => {
                self.at += 1;
                Ok(())
            }
            Some(byte) if *byte == close => Ok(()),
            None => Err((self.at, "the file ends too early")),
            Some(_) => Err((self.at, "expected `,`")),
        }
    }

    /// One value: up to a comma or closing bracket outside of all brackets, strings and comments.
    fn value(&mut self) -> Result<(), Stop> {
        let mut depth = 0_usize;
        let mut end = self.at;
        let start = self.at;
        loop {
            let Some(&byte) = self.bytes.get(self.at) else {
                return if depth == 0 && end > start {
                    Ok(())
                } else {
                    Err((start, "this is never closed: the file ends inside it"))
                };
            };
            match byte {
                b'"' => self.string()?,
                b'r' if self.raw_string_starts() => self.raw_string()?,
                b'/' => {
                    if !self.comment()? {
                        self.at += 1;
                    }
                    continue;
                }
                b'(' | b'[' | b'{' => {
                    depth += 1;
                    self.at += 1;
                }
                b')' | b']' | b'}' => {
                    if depth == 0 {
                        break;
                    }
                    depth -= 1;
                    self.at += 1;
                }
                b',' if depth == 0 => break,
                b' ' | b'\t' | b'\r' | b'\n' => {
                    self.at += 1;
                    continue;
                }
                _ => self.at += 1,
            }
            end = self.at;
        }
        self.at = end;
        Ok(())
    }

    fn string(&mut self) -> Result<(), Stop> {
        let open = self.at;
        self.at += 1;
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\\' => self.at += 2,
                b'"' => {
                    self.at += 1;
                    return Ok(());
                }
                _ => self.at += 1,
            }
        }
        self.at = self.bytes.len();
        Err((open, "this text is never closed: its `\"` is missing"))
    }

    fn raw_string_starts(&self) -> bool {
        let follows = self.bytes[self.at + 1..].iter().find(|b| **b != b'#');
        let starts_word =
            self.at == 0 || !self.bytes[self.at - 1].is_ascii_alphanumeric() && self.bytes[self.at - 1] != b'_';
        starts_word && follows == Some(&b'"')
    }

    fn raw_string(&mut self) -> Result<(), Stop> {
        let open = self.at;
        let hashes = self.bytes[self.at + 1..].iter().take_while(|b| **b == b'#').count();
        let close = format!("\"{}", "#".repeat(hashes));
        let body = self.at + 2 + hashes;
        let length = self.text.get(body..).and_then(|rest| rest.find(&close));
        self.at = body + length.ok_or((open, "this text is never closed"))? + close.len();
        Ok(())
    }

    fn blank(&mut self) -> Result<(), Stop> {
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
