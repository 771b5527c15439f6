//! `check`: reads and validates plan files, and reports every fault with its place.

use std::path::Path;

use serde_json::{Value, json};

use super::args::Check;
use super::failure::{Exit, Failure};
use super::files;
use super::output::Reply;
use crate::program::{Kind, Program};

/// What this version does not look at yet, by rule and reason.
const NOT_CHECKED: &[(&str, &str)] = &[("advisor", "the rules of the advisor are not part of this version")];

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
    let mut text = String::new();
    for path in &words.files {
        let (entry, line) = match check_file(path) {
            Ok(program) => fine(path, &program),
            Err(failure) => {
                exit = exit.max(failure.exit);
                let count = failure.problems.len();
                problems.extend(failure.problems);
                let noun = if count == 1 { "error" } else { "errors" };
                let line = format!("{}: {count} {noun}\n", files::shown(path));
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
        "findings": [],
        "not_checked": not_checked,
    });
    Reply { problems, exit: Some(exit), ..Reply::new("check", text, data) }
}

fn check_file(path: &Path) -> Result<Program, Failure> {
    files::plan(path).map(|opened| opened.program)
}

fn fine(path: &Path, program: &Program) -> (Value, String) {
    let counts: Vec<(Kind, usize)> =
        Kind::TABLES.iter().map(|kind| (*kind, program.count(*kind))).filter(|(_, count)| *count > 0).collect();
    let records: usize = counts.iter().map(|(_, count)| count).sum();
    let by_kind: serde_json::Map<String, Value> =
        counts.iter().map(|(kind, count)| (kind.table_name().to_owned(), (*count).into())).collect();
    let line = format!(
        "{}: valid, {records} records ({} partners, {} deals)\n",
        files::shown(path),
        program.partners.len(),
        program.deals.len()
    );
    (json!({"path": files::shown(path), "valid": true, "errors": 0, "records": records, "by_kind": by_kind}), line)
}

fn list() -> Reply {
    let text: Vec<String> = RULES.iter().map(|(code, title)| format!("{code:<20} {title}\n")).collect();
    let rule =
        |(code, title): &(&str, &str)| json!({"code": code, "severity": "error", "title": title, "section": "file"});
    Reply::new("check", text.concat(), RULES.iter().map(rule).collect())
}
