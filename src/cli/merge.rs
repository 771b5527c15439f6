//! `merge`: two plans that came from one, as one plan; made to be called by git as a merge driver.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::failure::{Exit, Failure, Problem};
use super::files;
use super::merge_args::Merge;
use super::output::Reply;
use super::rows::plain;
use crate::edit::commands::conflicts;
use crate::edit::merge::{Merged, Stands, merge as merged_plans};
use crate::program::Program;
use crate::program::conflict::MergeConflict;
use crate::store::{self, Opened, SourceText};

pub(super) fn merge(words: &Merge) -> Result<Reply, Failure> {
    let base = base(&words.base)?;
    let (ours, theirs) = (files::opened(&words.ours)?, files::opened(&words.theirs)?);
    let base_program = base.as_ref().map_or_else(|| Program::named(""), |opened| opened.program.clone());
    let merged = merged_plans(&base_program, &ours.program, &theirs.program, Stands::Either);
    let written = store::write_from(&merged.program, Some(&ours.source), Some(&theirs.source));
    let text = written.source.text();
    let output = words.output.as_deref().unwrap_or(&words.ours);
    match store::read(text.as_bytes()) {
        Ok(read) if read.program == merged.program => {}
        Ok(_) => {
            let problem = Problem::new("unfaithful", "the merged plan would not be read back the same");
            return Err(Failure::new(Exit::Failed, problem.hint("nothing was written; merge by hand")));
        }
        Err(faults) => return Err(Failure::of_faults(&files::shown(output), &faults)),
    }
    if !words.dry_run {
        files::replace(output, text.as_bytes())?;
    }
    let place = words.path.clone().unwrap_or_else(|| files::shown(output));
    let lost = lost_comments(base.as_ref(), &theirs.source, text);
    Ok(reply(&place, &ours.program, &merged, lost))
}

fn reply(place: &str, ours: &Program, merged: &Merged, lost: usize) -> Reply {
    let taken = crate::edit::Edit::between(ours, &merged.program, "").changes.len() - merged.conflicts.len();
    let records = if taken == 1 { "1 record" } else { "records" };
    let many = if taken == 1 { String::new() } else { format!("{taken} ") };
    let mut text = format!("{place}: {many}{records} of theirs taken in\n");
    for conflict in &merged.conflicts {
        let _ = writeln!(text, "  {}", plain(&told(&merged.program, conflict)));
    }
    let data = json!({
        "taken": taken,
        "conflicts": merged.conflicts.iter().map(conflict_json).collect::<Vec<_>>(),
    });
    let mut reply = Reply::new("merge", text, data);
    if lost > 0 {
        let message = format!("comments of theirs that stand outside of their records are not in the result: {lost}");
        reply.warnings.push(Problem::new("comments_left", message));
    }
    match merged.conflicts.len() {
        0 => return reply,
        1 => reply.notes.push("1 conflict".to_owned()),
        count => reply.notes.push(format!("{count} conflicts")),
    }
    let way = "both sides are kept in the plan; decide in the workbench (g c) or with `quarterdeck do FILE decide`";
    reply.notes.push(way.to_owned());
    reply.exit = Some(Exit::Conflict);
    reply
}

/// A conflict in a line: `conflict in partner Acme, region: "EMEA" stands, the other has "APAC"`.
fn told(program: &Program, conflict: &MergeConflict) -> String {
    let stands = conflicts::standing(program, conflict);
    let other = if stands == conflict.one { &conflict.other } else { &conflict.one };
    let word = |text: &Option<String>| match text {
        _ if conflict.field.is_none() && text.is_some() => "one version".to_owned(),
        Some(text) => text.clone(),
        None if conflict.field.is_none() => "a deletion".to_owned(),
        None => "nothing".to_owned(),
    };
    let place = conflicts::place(program, conflict);
    format!("conflict in {place}: {} stands, the other side has {} ({})", word(&stands), word(other), conflict.id)
}

fn conflict_json(conflict: &MergeConflict) -> Value {
    json!({
        "id": conflict.id.as_str(),
        "list": conflict.list,
        "record": conflict.record,
        "field": conflict.field,
        "before": conflict.before,
        "one": conflict.one,
        "other": conflict.other,
    })
}

/// The plan both came from; none where git has none, which is an empty file.
fn base(path: &Path) -> Result<Option<Opened>, Failure> {
    let bytes = files::read(path)?;
    if bytes.iter().all(u8::is_ascii_whitespace) { Ok(None) } else { files::opened(path).map(Some) }
}

/// How many comments of theirs are neither in the result nor in what both came from.
fn lost_comments(base: Option<&Opened>, theirs: &SourceText, result: &str) -> usize {
    let known: HashSet<&str> = base.into_iter().flat_map(|base| base.source.comment_texts()).collect();
    theirs.comment_texts().filter(|comment| !known.contains(comment) && !result.contains(comment)).count()
}
