//! `do`: the editing commands of the screen, one or a script of them, as one step and one save.

use std::fmt::Write as _;
use std::path::Path;

use clap::CommandFactory as _;
use serde_json::{Value, json};

use super::args::Arguments;
use super::calc_help::table;
use super::doing_args::Do;
use super::failure::{Exit, Failure, Problem};
use super::files;
use super::output::Reply;
use super::rows::plain;
use crate::app::spoken::{self, How, Line, Ran, Spoken, Stopped};
use crate::program::Kind;

pub(super) fn carry_out(words: &Do) -> Result<Reply, Failure> {
    if words.list {
        return Ok(list());
    }
    if words.help {
        return help(words);
    }
    let Some(file) = &words.file else {
        return Err(Failure::usage("no_file", "no plan file is named").hint("quarterdeck do plan.ron COMMAND"));
    };
    let script = words.words.as_slice() == ["-"];
    let lines = if script { script_lines(file)? } else { vec![one(words)?] };
    let mut workbench = files::session(file, words.as_of.as_of)?;
    let ran = spoken::run(&mut workbench, &lines).map_err(|stopped| refused(stopped, script))?;
    let written = !words.dry_run && !ran.edit.is_empty();
    let mut reply = Reply::new("do", told(&ran, script), data(&ran, written, workbench.as_of()));
    if written {
        reply.warnings.extend(files::save(&mut workbench)?);
        return Ok(reply.note(format!("saved {}", files::shown(file))));
    }
    Ok(reply.note(if words.dry_run {
        "nothing was written; leave out --dry-run to change the plan"
    } else {
        "nothing to change; the file stays as it is"
    }))
}

fn one(words: &Do) -> Result<Line, Failure> {
    if words.words.is_empty() {
        return Err(Failure::usage("no_command", "no command is given").hint("`quarterdeck do --list` names them all"));
    }
    Ok(Line { number: 1, words: words.words.clone() })
}

fn script_lines(file: &Path) -> Result<Vec<Line>, Failure> {
    if files::is_standard(file) {
        return Err(Failure::usage("two_inputs", "the plan and the script cannot both come from standard input"));
    }
    let bytes = files::read(Path::new("-"))?;
    let place = files::shown(Path::new("-"));
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::new(Exit::Invalid, Problem::new("not_text", "the script is not UTF-8").in_file(&*place))
    })?;
    spoken::lines(&text).map_err(|unread| {
        let problem = Problem { line: Some(unread.number), ..Problem::new("bad_line", unread.why).in_file(place) };
        Failure::new(Exit::Usage, problem)
    })
}

/// A refusal with the line it is about; of a script, with the assurance that nothing was done.
fn refused(stopped: Stopped, script: bool) -> Failure {
    let mut failure = Failure::from(stopped.refusal);
    for problem in &mut failure.problems {
        if script {
            problem.path = Some(files::shown(Path::new("-")));
            problem.line = Some(stopped.line);
            problem.hint = Some("no line was carried out, nothing was written".to_owned());
        }
        problem.message = plain(&problem.message);
    }
    failure
}

fn told(ran: &Ran, script: bool) -> String {
    let mut out = String::new();
    for step in &ran.steps {
        let place = if script { format!("line {}: ", step.line) } else { String::new() };
        let _ = writeln!(out, "{place}{}", plain(&step.label));
        for (kind, id) in &step.created {
            let _ = writeln!(out, "  new {}/{id}", kind.table_name());
        }
        if let Some(remark) = &step.remark {
            let _ = writeln!(out, "  {}", plain(remark));
        }
        for line in &step.lines {
            let _ = writeln!(out, "  {}", plain(line));
        }
    }
    let removed = ran.edit.changes.iter().filter(|change| change.after().is_none());
    for change in removed {
        let _ = writeln!(out, "  deleted {}/{}", change.kind().table_name(), change.id());
    }
    out
}

fn data(ran: &Ran, written: bool, as_of: jiff::civil::Date) -> Value {
    let record = |kind: Kind, id: &str| json!({"kind": kind.table_name(), "id": id});
    let steps: Vec<Value> = ran
        .steps
        .iter()
        .map(|step| {
            json!({
                "line": step.line,
                "command": step.name,
                "label": step.label,
                "changed": step.changed,
                "created": step.created.iter().map(|(kind, id)| record(*kind, id)).collect::<Vec<_>>(),
                "remark": step.remark,
                "lines": step.lines,
            })
        })
        .collect();
    let changes: Vec<Value> = ran
        .edit
        .changes
        .iter()
        .map(|change| {
            let what = match (change.before(), change.after()) {
                (None, _) => "added",
                (_, None) => "deleted",
                _ => "changed",
            };
            json!({"kind": change.kind().table_name(), "id": &*change.id(), "what": what})
        })
        .collect();
    json!({
        "as_of": as_of.to_string(),
        "label": Some(&ran.edit.label).filter(|label| !label.is_empty()),
        "commands": steps,
        "changes": changes,
        "written": written,
    })
}

pub(super) fn list() -> Reply {
    let rows: Vec<[String; 2]> = spoken::all().map(|spoken| [spoken.usage(), spoken.about.to_owned()]).collect();
    let data: Vec<Value> = spoken::all().map(described).collect();
    Reply::new("do", table(["Command", "Does"], &rows), Value::Array(data))
}

fn described(spoken: &Spoken) -> Value {
    let arguments: Vec<Value> = spoken
        .arguments
        .iter()
        .map(|argument| {
            json!({
                "name": argument.name,
                "about": argument.about,
                "required": matches!(argument.how, How::Needed | How::Many),
                "many": argument.how == How::Many,
                "option": !argument.is_placed(),
                "takes_value": argument.how != How::Flag,
            })
        })
        .collect();
    json!({
        "name": spoken.name,
        "usage": spoken.usage(),
        "about": spoken.about,
        "arguments": arguments,
        "example": spoken.example,
    })
}

/// The help of a command, also where the plan file was left out; without a command that of the word.
fn help(words: &Do) -> Result<Reply, Failure> {
    let named = words.words.first().map(String::as_str);
    let in_place_of_file = words.file.as_deref().and_then(Path::to_str);
    let Some(name) = named.or(in_place_of_file.filter(|name| spoken::find(name).is_some())) else {
        return Ok(Reply::new("do", own_help(), Value::Null));
    };
    let Some(spoken) = spoken::find(name) else {
        let failure = Failure::usage("no_such_command", format!("there is no command {name:?}"));
        return Err(failure.hint("`quarterdeck do --list` names them all"));
    };
    Ok(Reply::new("do", help_of(spoken, "quarterdeck do FILE ", "quarterdeck do plan.ron "), described(spoken)))
}

/// The help of a command; `usage` and `example` stand before its own words.
pub(super) fn help_of(spoken: &Spoken, usage: &str, example: &str) -> String {
    let mut out = format!("{}\n\nUsage: {usage}{}\n", spoken.about, spoken.usage());
    if !spoken.arguments.is_empty() {
        let rows: Vec<[String; 2]> =
            spoken.arguments.iter().map(|argument| [argument.usage(), argument.about.to_owned()]).collect();
        let _ = write!(out, "\nArguments\n{}", table(["Argument", "Is"], &rows));
    }
    let _ = write!(out, "\nExample\n  {example}{}\n", spoken.example);
    out
}

/// The help of the word itself.
fn own_help() -> String {
    let mut command = Arguments::command();
    command.build();
    command.find_subcommand_mut("do").map(|found| found.render_help().to_string()).unwrap_or_default()
}
