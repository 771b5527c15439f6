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

impl Fault {
    /// A fault at a byte of the text.
    pub(super) fn at(text: &str, byte: usize, code: &'static str, message: String, hint: &str) -> Self {
        let mut byte = byte.min(text.len());
        while !text.is_char_boundary(byte) {
            byte -= 1;
        }
        let before = &text[..byte];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        let line_end = text[byte..].find('\n').map_or(text.len(), |i| byte + i);
        let column = text[line_start..byte].chars().count() + 1;
        Self {
            code,
            message,
            hint: hint.to_owned(),
            line: before.matches('\n').count() + 1,
            column,
            excerpt: excerpt(text[line_start..line_end].trim_end_matches('\r'), column),
        }
    }
}

/// At most 100 characters of the line around the column, without control characters.
fn excerpt(line: &str, column: usize) -> String {
    const WIDTH: usize = 100;
    let from = if column > WIDTH - 20 { column - WIDTH / 2 } else { 0 };
    let cut: String = line.chars().skip(from).take(WIDTH).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let lead = if from > 0 { "..." } else { "" };
    let tail = if line.chars().count() > from + WIDTH { "..." } else { "" };
    format!("{lead}{}{tail}", cut.trim())
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
