//! `check`: reads and validates plan files, reports every fault with its place, and every finding on what they say.

use std::path::Path;

use serde_json::{Value, json};

use super::looked::Looked;
use super::{sarif, told};
use crate::analysis::advisor::{FAMILIES, Section, questions::QUESTIONS};
use crate::analysis::findings::FindingSeverity;
use crate::app::assertions::ASSERTION;
use crate::cli::args::Check;
use crate::cli::failure::Exit;
use crate::cli::files;
use crate::cli::output::Reply;
use crate::cli::rows::plain;
use crate::program::choice::Choice;
use crate::program::{Kind, Program};

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

pub(in crate::cli) fn check(words: &Check) -> Reply {
    if words.list {
        return list();
    }
    let mut problems = Vec::new();
    let mut exit = Exit::Fine;
    let (mut files, mut found) = (Vec::new(), Vec::new());
    let mut text = String::new();
    for path in &words.files {
        let (entry, line) = match files::plan(path) {
            Ok(opened) => {
                let (json, line) = fine(path, &opened.program);
                let looked = Looked::at(path, &opened, words);
                exit = exit.max(looked.exit(words.fail_on));
                let line = line + &told::text(&looked, words.all);
                found.push(looked);
                (json, line)
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
    if words.sarif {
        let mut text = sarif::log(&found).to_string();
        text.push('\n');
        return Reply { problems, exit: Some(exit), ..Reply::new("check", text, Value::Null) };
    }
    let data = json!({
        "fail_on": format!("{:?}", words.fail_on).to_lowercase(),
        "files": files,
        "findings": found.iter().flat_map(Looked::json).collect::<Vec<_>>(),
        "not_checked": found.iter().flat_map(Looked::not_checked_json).collect::<Vec<_>>(),
    });
    Reply { problems, exit: Some(exit), ..Reply::new("check", text, data) }
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
    let advisor = FAMILIES.iter().flat_map(|family| family.rules).chain([&ASSERTION]);
    let mut rules: Vec<_> =
        advisor.map(|rule| (rule.code, rule.severity, rule.title, Section::of(rule.code).word())).collect();
    rules.sort_unstable_by_key(|(code, ..)| *code);
    let all: Vec<_> = file.chain(rules).collect();
    let mut text: Vec<String> =
        all.iter().map(|(code, severity, title, _)| format!("{code:<20} {:<8} {title}\n", severity.word())).collect();
    text.push("\nWhat no plan can tell; ask yourselves\n".to_owned());
    text.extend(QUESTIONS.iter().map(|(code, question)| format!("{code:<20} {:<8} {question}\n", "")));
    let data = all.iter().map(|(code, severity, title, section)| {
        json!({"code": code, "severity": severity.word(), "title": title, "section": section})
    });
    Reply::new("check", text.concat(), data.collect())
}
