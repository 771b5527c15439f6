//! The only place that prints: data on standard output, narration on standard error, a closed pipe is no error.

use std::fmt::Write as _;
use std::io::{self, ErrorKind, IsTerminal, Write};

use serde::Serialize;
use serde_json::Value;

use super::failure::{Exit, Failure, Problem};
use super::rows::{is_turning, plain};

/// What a command answers.
#[derive(Debug, Default)]
pub struct Reply {
    /// What the answer is called in its schema, such as `import`.
    pub what: &'static str,
    /// The answer for people and pipes.
    pub text: Vec<u8>,
    /// The answer for scripts, where JSON was asked for.
    pub data: Value,
    /// What a reader should know besides.
    pub warnings: Vec<Problem>,
    /// Narration.
    pub notes: Vec<String>,
    /// Problems that do not keep the answer from being given.
    pub problems: Vec<Problem>,
    /// How the command ended.
    pub exit: Option<Exit>,
}

impl Reply {
    /// An answer with a text and data.
    pub fn new(what: &'static str, text: impl Into<Vec<u8>>, data: Value) -> Self {
        Self { what, text: text.into(), data, ..Self::default() }
    }

    /// With narration.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }
}

/// Prints the answer and gives the exit code.
pub fn reply(reply: &Reply, as_json: bool) -> u8 {
    let exit = reply.exit.unwrap_or(Exit::Fine);
    if as_json {
        let ok = exit == Exit::Fine || exit == Exit::Findings;
        return print(&envelope(reply.what, ok, &reply.data, &reply.warnings, &reply.problems)).max(exit.code());
    }
    let code = data(&reply.text);
    for problem in &reply.warnings {
        note(&format!("warning: {}", problem.text()));
    }
    for problem in &reply.problems {
        note(&format!("error: {}", problem.text()));
    }
    for text in &reply.notes {
        note(text);
    }
    code.max(exit.code())
}

/// Prints what went wrong and gives the exit code.
pub fn failure(what: &str, failure: &Failure, as_json: bool) -> u8 {
    if as_json {
        print(&envelope(what, false, &Value::Null, &[], &failure.problems));
    } else {
        for problem in &failure.problems {
            note(&format!("error: {}", problem.text()));
        }
        if failure.problems.len() > 1 {
            note(&format!("{} errors", failure.problems.len()));
        }
    }
    failure.exit.code()
}

/// What every JSON answer is.
#[derive(Serialize)]
struct Envelope<'a> {
    schema: String,
    ok: bool,
    data: &'a Value,
    warnings: &'a [Problem],
    errors: &'a [Problem],
}

fn envelope(what: &str, ok: bool, data: &Value, warnings: &[Problem], errors: &[Problem]) -> Vec<u8> {
    let envelope = Envelope { schema: format!("quarterdeck/{what}/1"), ok, data, warnings, errors };
    let mut text = escaped(&serde_json::to_string_pretty(&envelope).unwrap_or_default());
    text.push('\n');
    text.into_bytes()
}

/// JSON whose texts a terminal can show: what JSON lets stand of controls, and what turns text around, is escaped.
pub(super) fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if (c.is_control() && c != '\n') || is_turning(c) {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

fn print(bytes: &[u8]) -> u8 {
    data(bytes)
}

/// Writes data to standard output; 0, or 1 where it could not be written.
///
/// A pipe and a file get every byte. A terminal gets no control and nothing that turns text around: a foreign text could
/// otherwise retitle it, or answer for the person at it.
pub fn data(bytes: &[u8]) -> u8 {
    let mut out = io::stdout().lock();
    let cleaned;
    let bytes = if out.is_terminal() {
        cleaned = for_a_terminal(&String::from_utf8_lossy(bytes));
        cleaned.as_bytes()
    } else {
        bytes
    };
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => 0,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => 0,
        Err(error) => {
            note(&format!("error: standard output cannot be written: {error}"));
            Exit::Failed.code()
        }
    }
}

fn for_a_terminal(text: &str) -> String {
    let stays = |c: char| matches!(c, '\n' | '\t' | '\u{200d}') || !(c.is_control() || is_turning(c));
    text.replace("\r\n", "\n").chars().map(|c| if stays(c) { c } else { '\u{fffd}' }).collect()
}

/// Writes a line to standard error; where nobody reads it, nothing is lost.
pub fn note(text: &str) {
    let lines: Vec<String> = text.split('\n').map(plain).collect();
    let _ = writeln!(io::stderr().lock(), "{}", lines.join("\n"));
}

/// Whether a person looks at standard input and output.
pub fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}
