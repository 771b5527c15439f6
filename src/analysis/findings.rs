//! What is wrong with a program, as findings: one place that `check`, what-if and the tier designer ask.

use super::advisor::Advice;
use super::derived::Derived;
use crate::program::Program;
use crate::program::choice::choice;
use crate::program::record_keeping::Waiver;

choice! {
    /// How serious a finding is, in rising order.
    pub enum FindingSeverity {
        Info = "info" => "Info",
        Warning = "warning" => "Warning",
        Error = "error" => "Error",
    }
}

/// A rule on a program: what `check --list` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Its code.
    pub code: &'static str,
    /// How serious a finding of it is at most.
    pub severity: FindingSeverity,
    /// What must hold.
    pub title: &'static str,
}

/// Something that is wrong, or worth a thought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Code of the rule, such as `TIER-05`.
    pub code: &'static str,
    /// How serious.
    pub severity: FindingSeverity,
    /// The record it is about, as a path: `tier/gold`.
    pub subject: String,
    /// What is wrong, as a sentence with the numbers.
    pub message: String,
    /// What to do about it.
    pub fix: Option<String>,
    /// What proves it, line by line.
    pub evidence: Vec<String>,
    /// The field of the record that is to be looked at, where one is.
    pub field: Option<&'static str>,
    /// The commands that mend it without a further decision, one a line as `do` takes them; empty where somebody has to
    /// decide.
    pub mend: Vec<String>,
}

impl Finding {
    /// A finding without evidence or fix.
    pub fn new(
        code: &'static str,
        severity: FindingSeverity,
        subject: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code,
            severity,
            subject: subject.into(),
            message: message.into(),
            fix: None,
            evidence: Vec::new(),
            field: None,
            mend: Vec::new(),
        }
    }

    /// With what to do.
    pub fn fix(mut self, fix: impl Into<String>) -> Self {
        self.fix = Some(fix.into());
        self
    }

    /// With what proves it.
    pub fn evidence(mut self, lines: impl IntoIterator<Item = String>) -> Self {
        self.evidence.extend(lines);
        self
    }

    /// With the field of the record to look at.
    pub fn field(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }

    /// With a command that mends it without a further decision, as `do` takes it.
    pub fn mend(mut self, command: impl Into<String>) -> Self {
        self.mend.push(command.into());
        self
    }

    /// Whether both are the same trouble, be it with other numbers.
    pub fn same_trouble(&self, other: &Self) -> bool {
        self.code == other.code && self.subject == other.subject
    }

    /// Who accepted it for a time that is not over on the as-of date.
    pub fn waiver<'a>(&self, program: &'a Program, as_of: jiff::civil::Date) -> Option<&'a Waiver> {
        let accepts =
            |waiver: &&Waiver| waiver.rule == self.code && waiver.subject == self.subject && as_of < waiver.until;
        program.waivers.iter().find(accepts)
    }

    /// Whether somebody accepted it for a time that is not over on the as-of date.
    pub fn is_waived(&self, program: &Program, as_of: jiff::civil::Date) -> bool {
        self.waiver(program, as_of).is_some()
    }
}

/// Everything that is wrong with a program, worst first; what the program turned off is left out.
pub fn findings(program: &Program, derived: &Derived) -> Vec<Finding> {
    Advice::new(program, derived).findings(program)
}

/// What a change brings and what it takes away, against the findings before it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FindingsChange {
    /// Not there before.
    pub appear: Vec<Finding>,
    /// No longer there.
    pub go: Vec<Finding>,
}

impl FindingsChange {
    /// Between two states of a program.
    pub fn between(before: &[Finding], after: &[Finding]) -> Self {
        let missing = |from: &[Finding], of: &[Finding]| -> Vec<Finding> {
            of.iter().filter(|finding| !from.iter().any(|known| known.same_trouble(finding))).cloned().collect()
        };
        Self { appear: missing(before, after), go: missing(after, before) }
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.appear.is_empty() && self.go.is_empty()
    }
}
