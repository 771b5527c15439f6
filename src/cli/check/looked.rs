//! What the rules say of one plan file, with the line of each record and whether somebody accepted it.

use std::path::Path;

use serde_json::{Value, json};

use crate::analysis::advisor::{Advice, NotChecked};
use crate::analysis::derived::Derived;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::app::Dates;
use crate::app::assertions::assertions;
use crate::cli::args::{Check, FailOn};
use crate::cli::failure::Exit;
use crate::cli::files;
use crate::cli::what_if_answer::finding_json;
use crate::edit::naming;
use crate::program::id::Id;
use crate::program::record_keeping::Waiver;
use crate::store::Opened;

/// One finding in its file.
pub(super) struct Placed {
    pub(super) finding: Finding,
    /// Who accepted it until when, and why.
    pub(super) waiver: Option<Waiver>,
    /// The line of its record.
    pub(super) line: Option<usize>,
    /// The name of its record.
    pub(super) name: Option<String>,
}

/// The findings on one plan.
pub(super) struct Looked {
    /// The file, as it is shown.
    pub(super) path: String,
    pub(super) as_of: jiff::civil::Date,
    /// Worst first.
    pub(super) found: Vec<Placed>,
    pub(super) not_checked: Vec<NotChecked>,
}

impl Looked {
    pub(super) fn at(path: &Path, opened: &Opened, words: &Check) -> Self {
        let program = &opened.program;
        let as_of = Dates { today: files::today(), asked: words.as_of.as_of }.as_of(program);
        let derived = Derived::new(program, as_of);
        let advice = Advice::new(program, &derived);
        let mut found = assertions(program, &derived);
        found.extend(advice.findings(program));
        let lines = opened.source.lines();
        let placed = |finding: Finding| {
            let record =
                finding.subject.split_once('/').and_then(|(noun, id)| Some((naming::kind_named(noun).ok()?, id)));
            Placed {
                line: record.and_then(|(kind, id)| lines.of(kind, id)),
                name: record.map(|(kind, id)| naming::called(program, kind, id)),
                waiver: finding.waiver(program, as_of).cloned(),
                finding,
            }
        };
        Self {
            path: files::shown(path),
            as_of,
            found: found.into_iter().map(placed).collect(),
            not_checked: advice.not_checked(program),
        }
    }

    pub(super) fn exit(&self, fail_on: FailOn) -> Exit {
        let least = match fail_on {
            FailOn::Info => FindingSeverity::Info,
            FailOn::Warning => FindingSeverity::Warning,
            FailOn::Error => FindingSeverity::Error,
        };
        let fails = |placed: &Placed| placed.waiver.is_none() && placed.finding.severity >= least;
        if self.found.iter().any(fails) { Exit::Findings } else { Exit::Fine }
    }

    pub(super) fn json(&self) -> Vec<Value> {
        let one = |placed: &Placed| {
            let mut json = finding_json(&placed.finding);
            json["waived"] = placed.waiver.is_some().into();
            json["line"] = placed.line.into();
            json["path"] = self.path.clone().into();
            json
        };
        self.found.iter().map(one).collect()
    }

    pub(super) fn not_checked_json(&self) -> Vec<Value> {
        let one = |missing: &NotChecked| {
            let partners: Vec<&str> = missing.partners.iter().map(Id::as_str).collect();
            json!({"code": missing.code, "reason": format!("missing: {}", missing.missing), "partners": partners, "path": self.path})
        };
        self.not_checked.iter().map(one).collect()
    }
}
