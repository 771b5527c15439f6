//! Why a document was not made, and what to do about it.

use crate::analysis::goal::NoPlan;

/// Whose doing it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// What was asked for is missing, does not exist or does not fit.
    Usage,
    /// The plan is not ready for it.
    Failed,
    /// There is no plan for the goal.
    NoPlan(Box<NoPlan>),
}

/// Why a document was not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotMade {
    /// Whose doing it is.
    pub why: Why,
    /// A stable word for scripts.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// The option it is about.
    pub option: Option<&'static str>,
    /// What to do.
    pub hint: Option<String>,
}

impl NotMade {
    /// Something that was asked for and does not exist or does not fit.
    pub fn usage(code: &'static str, message: impl Into<String>) -> Self {
        Self { why: Why::Usage, code, message: message.into(), option: None, hint: None }
    }

    /// Something that a plan is not ready for.
    pub fn failed(code: &'static str, message: impl Into<String>) -> Self {
        Self { why: Why::Failed, ..Self::usage(code, message) }
    }

    /// Something that has to be said and was not, with an example.
    pub fn missing(document: &str, option: &str, example: &str) -> Self {
        Self::usage("missing_option", format!("a {document} needs {option}"))
            .hint(format!("such as {option} {example}"))
    }

    /// With the option it is about.
    pub fn about(mut self, option: &'static str) -> Self {
        self.option = Some(option);
        self
    }

    /// With what to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl From<NoPlan> for NotMade {
    fn from(none: NoPlan) -> Self {
        let (code, message) = (none.code(), none.to_string());
        Self { why: Why::NoPlan(Box::new(none)), code, message, option: None, hint: None }
    }
}
