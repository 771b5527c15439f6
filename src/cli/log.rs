//! `log`: what was done to a plan, step by step, as its journals tell it.

use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::calc_help::table;
use super::failure::{Failure, Problem};
use super::files;
use super::journal_args::Log;
use super::output::Reply;
use super::rows::plain;
use crate::app::spoken::as_script;
use crate::edit::Edit;
use crate::program::Kind;
use crate::shell::journal::{Folders, Found, OnDisk, of_plan};
use crate::store::journal::{Entry, Moment};

/// A line of the log.
struct Line {
    at: Moment,
    what: &'static str,
    label: String,
    records: Vec<(Kind, String)>,
}

pub(super) fn log(words: &Log) -> Result<Reply, Failure> {
    let folders = Folders::of(files::places(), &words.file);
    let found = of_plan(&OnDisk, &folders);
    if found.is_empty() && !words.file.is_file() {
        // the same answer as of every other word
        files::plan(&words.file)?;
    }
    if words.as_script {
        return Ok(script(&found, words));
    }
    let mut lines: Vec<Line> =
        found.iter().rev().flat_map(of_journal).filter(|line| is_since(line.at, words)).collect();
    if let Some(last) = words.last {
        lines.drain(..lines.len().saturating_sub(last));
    }
    let rows: Vec<[String; 4]> = lines
        .iter()
        .map(|line| [clock(line.at), line.what.to_owned(), plain(&line.label), records(&line.records)])
        .collect();
    let data = json!({
        "journals": found.iter().rev().map(|found| found.file.display().to_string()).collect::<Vec<_>>(),
        "entries": lines.iter().map(line_json).collect::<Vec<_>>(),
    });
    let text = if rows.is_empty() { String::new() } else { table(["When", "What", "Step", "Records"], &rows) };
    let mut reply = Reply::new("log", text, data).note(match rows.len() {
        0 => "there is no journal of this plan".to_owned(),
        1 => "1 entry".to_owned(),
        count => format!("{count} entries"),
    });
    for found in found.iter().filter(|found| found.damaged) {
        let problem = Problem::new("journal_damaged", "a line of this journal is damaged; what is before it is told");
        reply.warnings.push(problem.in_file(found.file.display().to_string()));
    }
    Ok(reply)
}

fn is_since(at: Moment, words: &Log) -> bool {
    words.since.is_none_or(|since| at.to_zoned(TimeZone::system()).datetime() >= since)
}

/// What was done and not taken back, as a script.
fn script(found: &[Found], words: &Log) -> Reply {
    let mut edits: Vec<Edit> = Vec::new();
    let mut unknown = 0;
    for found in found.iter().rev() {
        let mut done: Vec<(Moment, Edit)> = Vec::new();
        let mut undone: Vec<(Moment, Edit)> = Vec::new();
        for entry in &found.content.entries {
            match entry {
                Entry::Edit(line) => match line.edit() {
                    Some(edit) => {
                        done.push((line.at(), edit));
                        undone.clear();
                    }
                    None => unknown += 1,
                },
                Entry::Undo { .. } => undone.extend(done.pop()),
                Entry::Redo { .. } => done.extend(undone.pop()),
                _ => {}
            }
        }
        edits.extend(done.into_iter().filter(|(at, _)| is_since(*at, words)).map(|(_, edit)| edit));
    }
    if let Some(last) = words.last {
        edits.drain(..edits.len().saturating_sub(last));
    }
    let text = as_script(&edits);
    let mut reply = Reply::new("log", text.clone(), json!({"script": text, "steps": edits.len()}));
    reply = reply.note(if edits.len() == 1 { "1 step".to_owned() } else { format!("{} steps", edits.len()) });
    if unknown > 0 {
        let why = format!("{unknown} steps are of a version whose records are not known here, and are left out");
        reply.warnings.push(Problem::new("steps_unknown", why));
    }
    reply
}

/// The lines of a journal; typing that went on is one of them.
fn of_journal(found: &Found) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for entry in &found.content.entries {
        let Some(at) = entry.at() else { continue };
        let (what, label, records) = match entry {
            Entry::Edit(edit) if edit.joins() => {
                if let Some(last) = lines.last_mut() {
                    last.at = at;
                    edit.label().clone_into(&mut last.label);
                }
                continue;
            }
            Entry::Edit(edit) => ("edit", edit.label().to_owned(), edit.records()),
            Entry::Undo { .. } => ("undo", String::new(), Vec::new()),
            Entry::Redo { .. } => ("redo", String::new(), Vec::new()),
            Entry::Saved { .. } => ("saved", String::new(), Vec::new()),
            Entry::Left { .. } => ("left", "what was not saved was left behind".to_owned(), Vec::new()),
            Entry::Began(_)
            | Entry::Base(_)
            | Entry::Past(_)
            | Entry::PastUndone(_)
            | Entry::File { .. }
            | Entry::Draft(_) => {
                continue;
            }
        };
        lines.push(Line { at, what, label, records });
    }
    lines
}

fn records(records: &[(Kind, String)]) -> String {
    match records {
        [] => String::new(),
        [(kind, id)] => format!("{}/{}", kind.table_name(), plain(id)),
        [(kind, id), rest @ ..] => format!("{}/{} and {} more", kind.table_name(), plain(id), rest.len()),
    }
}

fn line_json(line: &Line) -> Value {
    let record = |(kind, id): &(Kind, String)| json!({"kind": kind.table_name(), "id": id});
    json!({
        "at": line.at.to_string(),
        "what": line.what,
        "label": Some(&line.label).filter(|label| !label.is_empty()),
        "records": line.records.iter().map(record).collect::<Vec<_>>(),
    })
}

/// The wall clock of the user at that time.
pub(super) fn clock(at: Moment) -> String {
    at.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M:%S").to_string()
}
