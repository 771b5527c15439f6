//! `fmt`: plan files in canonical form.

use std::path::Path;

use serde_json::{Value, json};

use super::args::Fmt;
use super::failure::{Exit, Failure};
use super::files;
use super::output::Reply;
use crate::store;

/// What became of one file.
struct Formatted {
    text: String,
    changed: bool,
    lost_comments: usize,
}

pub(super) fn fmt(words: &Fmt) -> Reply {
    let mut reply = Reply { what: "fmt", exit: Some(Exit::Fine), ..Reply::default() };
    let mut entries: Vec<Value> = Vec::new();
    for path in &words.files {
        match one(path, words, &mut reply) {
            Ok(formatted) => entries.push(json!({"path": files::shown(path), "changed": formatted.changed})),
            Err(failure) => {
                reply.exit = reply.exit.max(Some(failure.exit));
                reply.problems.extend(failure.problems);
            }
        }
    }
    reply.data = json!({"files": entries, "written": !words.check && !words.dry_run});
    reply
}

fn one(path: &Path, words: &Fmt, reply: &mut Reply) -> Result<Formatted, Failure> {
    let formatted = formatted(path)?;
    let shown = files::shown(path);
    let said = match (formatted.changed, words.check || words.dry_run) {
        (false, _) => None,
        (true, true) => Some(format!("{shown}: not in canonical form")),
        (true, false) => Some(format!("{shown}: rewritten")),
    };
    if words.check {
        if formatted.changed {
            reply.exit = reply.exit.max(Some(Exit::Failed));
        }
    } else if files::is_standard(path) {
        reply.text.extend_from_slice(formatted.text.as_bytes());
        return Ok(formatted);
    } else if formatted.changed && !words.dry_run {
        if formatted.lost_comments > 0 {
            let kept = files::keep_original(path)?;
            reply.warnings.push(files::comments_lost(path, formatted.lost_comments, &kept));
        }
        files::replace(path, formatted.text.as_bytes())?;
    }
    if let Some(said) = said {
        reply.text.extend_from_slice(format!("{said}\n").as_bytes());
    }
    Ok(formatted)
}

fn formatted(path: &Path) -> Result<Formatted, Failure> {
    let opened = files::plan(path)?;
    let written = store::write(&opened.program, None);
    let text = written.source.text().to_owned();
    let changed = text != opened.source.text();
    let lost_comments = if changed { opened.source.comments() } else { 0 };
    Ok(Formatted { text, changed, lost_comments })
}
