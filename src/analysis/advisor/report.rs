//! Where rules put what they found, and what they could not look at.

use std::collections::BTreeSet;

use crate::analysis::findings::{Finding, FindingSeverity};

/// What the rules said of one thing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    pub(super) findings: Vec<Finding>,
    pub(super) missing: BTreeSet<(&'static str, &'static str)>,
}

impl Report {
    /// Takes a finding in.
    pub fn find(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Takes an error in: a promise broken, money lost, or something misstated.
    pub fn error(&mut self, code: &'static str, subject: impl Into<String>, message: impl Into<String>, fix: &str) {
        self.find(Finding::new(code, FindingSeverity::Error, subject, message).fix(fix));
    }

    /// Takes a warning in.
    pub fn warning(&mut self, code: &'static str, subject: impl Into<String>, message: impl Into<String>, fix: &str) {
        self.find(Finding::new(code, FindingSeverity::Warning, subject, message).fix(fix));
    }

    /// Takes something worth a thought in.
    pub fn info(&mut self, code: &'static str, subject: impl Into<String>, message: impl Into<String>, fix: &str) {
        self.find(Finding::new(code, FindingSeverity::Info, subject, message).fix(fix));
    }

    /// A rule that could not look because a value is not recorded: `missing` reads after "missing:".
    pub fn not_checked(&mut self, code: &'static str, missing: &'static str) {
        self.missing.insert((code, missing));
    }

    pub(super) fn add(&mut self, found: Vec<Finding>) {
        self.findings.extend(found);
    }
}
