//! `check`: reads and validates plan files, reports every fault with its place, and every finding on what they say.

use std::path::Path;

use serde_json::{Value, json};

use super::args::{Check, FailOn};
use super::failure::Exit;
use super::files;
use super::output::Reply;
use super::rows::plain;
use super::what_if_answer::finding_json;
use crate::analysis::campaign_checks::{CAMPAIGN_RULES, campaign_checks};
use crate::analysis::derived::Derived;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::analysis::ladder_checks::{LADDER_RULES, ladder_checks};
use crate::app::Dates;
use crate::program::choice::Choice;
use crate::program::{Kind, Program};
use crate::store::Opened;

/// What this version does not look at yet, by rule and reason.
const NOT_CHECKED: &[(&str, &str)] =
    &[("advisor", "of the rules of the advisor, those on the ladder and on campaigns are part of this version")];

/// The rules there are: the faults of a plan file.
const RULES: &[(&str, &str)] = &[
    ("not_utf8", "The file is UTF-8 text"),
    ("empty", "The file is not empty"),
    ("merge_conflict", "No unfinished merge stands in the file"),
    ("syntax", "The text is RON"),
    ("version", "The version is one this program reads"),
    ("unknown_field", "Every field is one of its record"),
    ("duplicate_field", "No field stands twice"),
    ("missing_field", "Every required field is there"),
    ("wrong_type", "Every value is of its field's kind"),
    ("duplicate_id", "Every identifier stands once"),
    ("dangling_reference", "Every reference leads to a record"),
];

pub(super) fn check(words: &Check) -> Reply {
    if words.list {
        return list();
    }
    let mut problems = Vec::new();
    let mut exit = Exit::Fine;
    let mut files = Vec::new();
    let mut findings = Vec::new();
    let mut text = String::new();
    for path in &words.files {
        let (entry, line) = match files::plan(path) {
            Ok(opened) => {
                let (json, line) = fine(path, &opened.program);
                let found = Looked::at(&opened, words);
                exit = exit.max(found.exit(words.fail_on));
                findings.extend(found.json(path));
                (json, line + &found.text())
            }
            Err(failure) => {
                exit = exit.max(failure.exit);
                let count = failure.problems.len();
                problems.extend(failure.problems);
                let noun = if count == 1 { "error" } else { "errors" };
                let line = format!("{}: {count} {noun}\n", plain(&files::shown(path)));
                (json!({"path": files::shown(path), "valid": false, "errors": count}), line)
            }
        };
        files.push(entry);
        text.push_str(&line);
    }
    let not_checked: Vec<Value> =
        NOT_CHECKED.iter().map(|(code, reason)| json!({"code": code, "reason": reason})).collect();
    let data = json!({
        "fail_on": format!("{:?}", words.fail_on).to_lowercase(),
        "files": files,
        "findings": findings,
        "not_checked": not_checked,
    });
    Reply { problems, exit: Some(exit), ..Reply::new("check", text, data) }
}

/// The findings on one plan.
struct Looked {
    /// Each with whether it is accepted, and the line of its record.
    found: Vec<(Finding, bool, Option<usize>)>,
}

impl Looked {
    fn at(opened: &Opened, words: &Check) -> Self {
        let program = &opened.program;
        let as_of = Dates { today: files::today(), asked: words.as_of.as_of }.as_of(program);
        let derived = Derived::new(program, as_of);
        let place = |finding: &Finding| {
            let (kind, id) = finding.subject.split_once('/')?;
            opened.source.line_of(kind.parse().ok()?, id)
        };
        let found = ladder_checks(program, &derived).into_iter().chain(campaign_checks(program, &derived));
        Self {
            found: found
                .map(|finding| {
                    let (waived, line) = (finding.is_waived(program, as_of), place(&finding));
                    (finding, waived, line)
                })
                .collect(),
        }
    }

    fn exit(&self, fail_on: FailOn) -> Exit {
        let least = match fail_on {
            FailOn::Info => FindingSeverity::Info,
            FailOn::Warning => FindingSeverity::Warning,
            FailOn::Error => FindingSeverity::Error,
        };
        let failing = self.found.iter().any(|(finding, waived, _)| !waived && finding.severity >= least);
        if failing { Exit::Findings } else { Exit::Fine }
    }

    fn json(&self, path: &Path) -> Vec<Value> {
        let one = |(finding, waived, line): &(Finding, bool, Option<usize>)| {
            let mut json = finding_json(finding);
            json["waived"] = (*waived).into();
            json["line"] = (*line).into();
            json["path"] = files::shown(path).into();
            json
        };
        self.found.iter().map(one).collect()
    }

    fn text(&self) -> String {
        let line = |(finding, waived, _): &(Finding, bool, Option<usize>)| {
            let severity = if *waived { "accepted".to_owned() } else { finding.severity.label().to_lowercase() };
            format!("  {:<9}{severity:<9}{}: {}\n", finding.code, finding.subject, plain(&finding.message))
        };
        self.found.iter().map(line).collect()
    }
}

fn fine(path: &Path, program: &Program) -> (Value, String) {
    let counts: Vec<(Kind, usize)> =
        Kind::TABLES.iter().map(|kind| (*kind, program.count(*kind))).filter(|(_, count)| *count > 0).collect();
    let records: usize = counts.iter().map(|(_, count)| count).sum();
    let by_kind: serde_json::Map<String, Value> =
        counts.iter().map(|(kind, count)| (kind.table_name().to_owned(), (*count).into())).collect();
    let line = format!(
        "{}: valid, {records} records ({} partners, {} deals)\n",
        plain(&files::shown(path)),
        program.partners.len(),
        program.deals.len()
    );
    (json!({"path": files::shown(path), "valid": true, "errors": 0, "records": records, "by_kind": by_kind}), line)
}

fn list() -> Reply {
    let file = RULES.iter().map(|(code, title)| (*code, FindingSeverity::Error, *title, "file"));
    let ladder = LADDER_RULES.iter().map(|rule| (rule.code, rule.severity, rule.title, "tiers"));
    let campaigns = CAMPAIGN_RULES.iter().map(|rule| (rule.code, rule.severity, rule.title, "campaigns"));
    let all: Vec<_> = file.chain(ladder).chain(campaigns).collect();
    let text: Vec<String> = all.iter().map(|(code, _, title, _)| format!("{code:<20} {title}\n")).collect();
    let data = all.iter().map(|(code, severity, title, section)| {
        json!({"code": code, "severity": severity.word(), "title": title, "section": section})
    });
    Reply::new("check", text.concat(), data.collect())
}
