//! What is wrong with a plan file, where, and what to do about it.

use std::fmt;

/// One fault of a plan file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// A stable word for scripts, such as `unknown_field`.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// Line from 1.
    pub line: usize,
    /// Column from 1, in characters.
    pub column: usize,
    /// The offending line, cut where it is long.
    pub excerpt: String,
}

/// Every fault found in a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Faults(pub Vec<Fault>);

/// A fault by the byte it was found at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub byte: usize,
    pub code: &'static str,
    pub message: String,
    pub hint: String,
}

impl Found {
    pub(super) fn new(byte: usize, code: &'static str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { byte, code, message: message.into(), hint: hint.into() }
    }
}

/// The byte order mark that some editors write before the first character.
pub(super) const BOM: char = '\u{feff}';

impl Faults {
    /// Lines and columns of everything found, in the order of the file, in one pass over the text.
    pub(super) fn located(text: &str, mut found: Vec<Found>) -> Self {
        found.sort_by_key(|found| found.byte);
        let (mut line, mut line_start, mut column, mut at) = (1, 0, 1, 0);
        if text.starts_with(BOM) {
            (line_start, at) = (BOM.len_utf8(), BOM.len_utf8());
        }
        let faults = found.into_iter().map(|found| {
            let mut byte = found.byte.clamp(at, text.len());
            while !text.is_char_boundary(byte) {
                byte -= 1;
            }
            let passed = &text[at..byte];
            if let Some(last) = passed.rfind('\n') {
                line += passed.matches('\n').count();
                line_start = at + last + 1;
                column = 1 + text[line_start..byte].chars().count();
            } else {
                column += passed.chars().count();
            }
            at = byte;
            Fault {
                code: found.code,
                message: found.message,
                hint: found.hint,
                line,
                column,
                excerpt: excerpt(text, line_start, byte, column),
            }
        });
        Self(faults.collect())
    }
}

/// At most 100 characters of the line around the byte, without control characters.
fn excerpt(text: &str, line_start: usize, byte: usize, column: usize) -> String {
    const WIDTH: usize = 100;
    let before = if column > WIDTH - 20 { WIDTH / 2 } else { column - 1 };
    let from = text[line_start..byte].char_indices().rev().take(before).last().map_or(byte, |(i, _)| line_start + i);
    let mut rest = text[from..].chars();
    let cut: String = rest.by_ref().take_while(|c| *c != '\n').take(WIDTH).collect();
    let whole = cut.chars().count() < WIDTH || matches!(rest.next(), None | Some('\n' | '\r'));
    let shown: String = cut.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let (lead, tail) = (if from > line_start { "..." } else { "" }, if whole { "" } else { "..." });
    format!("{lead}{}{tail}", shown.trim())
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.message)?;
        if !self.excerpt.is_empty() {
            write!(f, "\n    {}", self.excerpt)?;
        }
        if !self.hint.is_empty() {
            write!(f, "\n    {}", self.hint)?;
        }
        Ok(())
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, fault) in self.0.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{fault}")?;
        }
        Ok(())
    }
}
