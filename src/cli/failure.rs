//! What went wrong, where, what to do about it, and the exit code it means.

use std::fmt::Write as _;

use serde::Serialize;

use crate::edit::Refusal;
use crate::store::Faults;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Everything was done.
    Fine = 0,
    /// It could not be done.
    Failed = 1,
    /// What was asked for does not exist or does not fit.
    Usage = 2,
    /// Findings at or above what was asked for.
    Findings = 3,
    /// A file that cannot be read or is not valid.
    Invalid = 4,
    /// Somebody else has or changed the file.
    Conflict = 5,
}

impl Exit {
    /// The number for the system.
    pub fn code(self) -> u8 {
        self as u8
    }
}

/// One thing that is wrong, or that a reader should know.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Problem {
    /// A stable word for scripts.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// The file.
    pub path: Option<String>,
    /// Line from 1.
    pub line: Option<usize>,
    /// Column from 1.
    pub column: Option<usize>,
    /// The field or option.
    pub field: Option<String>,
    /// What to do.
    pub hint: Option<String>,
    /// The offending text with a mark under it; for people only.
    #[serde(skip)]
    pub excerpt: Option<String>,
}

impl Problem {
    /// A problem in words.
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self { code: code.to_owned(), message: message.into(), ..Self::default() }
    }

    /// With the file it is in.
    pub fn in_file(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// With the option or field it is about.
    pub fn about(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// With what to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into()).filter(|hint: &String| !hint.is_empty());
        self
    }

    /// The problem as a person reads it: place, message, excerpt, hint.
    pub fn text(&self) -> String {
        let mut out = String::new();
        if let Some(path) = &self.path {
            let _ = write!(out, "{path}");
            for place in [self.line, self.column].into_iter().flatten() {
                let _ = write!(out, ":{place}");
            }
            out.push_str(": ");
        }
        if let (None, Some(field)) = (&self.path, &self.field) {
            let _ = write!(out, "{field}: ");
        }
        out.push_str(&self.message);
        for more in [&self.excerpt, &self.hint].into_iter().flatten() {
            for line in more.lines() {
                let _ = write!(out, "\n    {line}");
            }
        }
        out
    }
}

/// A command that did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The exit code.
    pub exit: Exit,
    /// Everything that is wrong.
    pub problems: Vec<Problem>,
}

impl Failure {
    /// One problem.
    pub fn new(exit: Exit, problem: Problem) -> Self {
        Self { exit, problems: vec![problem] }
    }

    /// Something asked for that does not exist or does not fit.
    pub fn usage(code: &str, message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, Problem::new(code, message))
    }

    /// With what to do about the first problem.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        if let Some(first) = self.problems.first_mut() {
            first.hint = Some(hint.into());
        }
        self
    }

    /// The faults of a plan file.
    pub fn of_faults(path: &str, faults: &Faults) -> Self {
        let problem = |fault: &crate::store::Fault| Problem {
            line: Some(fault.line),
            column: Some(fault.column),
            excerpt: Some(fault.excerpt.clone()).filter(|excerpt| !excerpt.is_empty()),
            ..Problem::new(fault.code, fault.message.clone()).in_file(path).hint(fault.hint.clone())
        };
        Self { exit: Exit::Invalid, problems: faults.0.iter().map(problem).collect() }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let exit = match refusal {
            Refusal::NoSuchRecord { .. } | Refusal::NoSuchField { .. } | Refusal::BadValue { .. } => Exit::Usage,
            Refusal::Conflict { .. } => Exit::Conflict,
            _ => Exit::Failed,
        };
        Self::new(exit, Problem::new(refusal.code(), refusal.to_string()))
    }
}
