//! `fmt`: plan files in canonical form.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::args::Fmt;
use super::failure::{Exit, Failure, Problem};
use super::files;
use super::output::Reply;
use crate::store;

/// A plan in canonical form.
struct Formatted {
    text: String,
    before: String,
    lost_comments: usize,
}

impl Formatted {
    fn of(path: &Path) -> Result<Self, Failure> {
        let opened = files::plan(path)?;
        let text = store::write(&opened.program, None).source.text().to_owned();
        let before = opened.source.text().to_owned();
        let lost_comments = if text == before { 0 } else { opened.source.comments() };
        Ok(Self { text, before, lost_comments })
    }

    fn changed(&self) -> bool {
        self.text != self.before
    }
}

pub(super) fn fmt(words: &Fmt) -> Reply {
    let mut reply = Reply { what: "fmt", exit: Some(Exit::Fine), ..Reply::default() };
    let mut entries: Vec<Value> = Vec::new();
    for path in &words.files {
        match one(path, words, &mut reply) {
            Ok(formatted) => entries.push(json!({"path": files::shown(path), "changed": formatted.changed()})),
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
    let formatted = Formatted::of(path)?;
    let shown = files::shown(path);
    if words.check && formatted.changed() {
        reply.exit = reply.exit.max(Some(Exit::Failed));
    }
    if files::is_standard(path) && !words.check {
        reply.text.extend_from_slice(formatted.text.as_bytes());
        return Ok(formatted);
    }
    if !formatted.changed() {
        return Ok(formatted);
    }
    let said = if words.check || words.dry_run { "not in canonical form" } else { "rewritten" };
    if !words.check && !words.dry_run {
        if formatted.lost_comments > 0 {
            reply.warnings.push(kept(path, &formatted)?);
        }
        files::replace(path, formatted.text.as_bytes())?;
    }
    reply.text.extend_from_slice(format!("{shown}: {said}\n").as_bytes());
    Ok(formatted)
}

/// Keeps the text with its comments beside the file.
fn kept(path: &Path, formatted: &Formatted) -> Result<Problem, Failure> {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let names = (1..).map(|number| match number {
        1 => format!("{stem}.with-comments.ron"),
        _ => format!("{stem}.with-comments-{number}.ron"),
    });
    let beside: PathBuf =
        names.map(|name| path.with_file_name(name)).find(|beside| !beside.exists()).unwrap_or_default();
    files::create(&beside, formatted.before.as_bytes())?;
    let message = format!("{} comments are not in the canonical form", formatted.lost_comments);
    Ok(Problem::new("version_kept", message)
        .in_file(files::shown(path))
        .hint(format!("the file with them is kept as {}", beside.display())))
}
