//! The workbench itself: on a file, on the last file, or on the built-in example.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::{OpenOptions, ThemeName};
use super::demo;
use super::failure::{Exit, Failure, Problem};
use super::output::{self, Reply};
use super::run::Given;
use super::{files, rows};
use crate::app::Workbench;
use crate::report::{self, View};
use crate::shell::last;
use crate::shell::paths::Paths;

/// A session for the screen.
#[derive(Debug)]
pub struct Opening {
    /// The session.
    pub workbench: Workbench,
    /// Whether without colours.
    pub mono: bool,
    /// What the user is told first.
    pub notices: Vec<String>,
}

pub(super) fn open(file: Option<&Path>, options: &OpenOptions) -> Result<Given, Failure> {
    let (workbench, notices) = match file {
        Some(path) => (named(path, options)?, Vec::new()),
        None => unnamed(options)?,
    };
    if output::is_interactive() {
        remember(&workbench);
        let mono = options.theme == ThemeName::Mono;
        return Ok(Given::Open(Box::new(Opening { workbench, mono, notices })));
    }
    Ok(Given::Reply(summary(&workbench, "summary")))
}

/// The file of that name; a word that is no file may be a mistyped command.
fn named(path: &Path, options: &OpenOptions) -> Result<Workbench, Failure> {
    files::session(path, options.as_of).map_err(|failure| {
        let missing = failure.problems.iter().any(|problem| problem.code == "no_such_file");
        let failure = if missing { Failure { exit: Exit::Usage, ..failure } } else { failure };
        let word = path.as_os_str().to_string_lossy();
        if missing && !word.contains(['/', '\\', '.']) {
            return failure.hint(format!(
                "make it with `quarterdeck new {word}`; if a command was meant, `quarterdeck help` names them"
            ));
        }
        failure
    })
}

/// Remembers the file for the next start; where that fails, the next start asks for it.
fn remember(workbench: &Workbench) {
    if let (Ok(paths), Some(path)) = (Paths::of_user(), workbench.path()) {
        let _ = last::remember(&paths.state, path);
    }
}

fn unnamed(options: &OpenOptions) -> Result<(Workbench, Vec<String>), Failure> {
    if let Some(path) = Paths::of_user().ok().and_then(|paths| last::last(&paths.state)) {
        return named(&path, options).map(|workbench| (workbench, Vec::new()));
    }
    if !output::is_interactive() {
        let problem = Problem::new("no_file", "no plan file is named, and there is no terminal to open a workbench on")
            .hint("name one: quarterdeck FILE, or see quarterdeck help");
        return Err(Failure::new(Exit::Usage, problem));
    }
    let workbench = demo::first(options.as_of)?;
    let notice = "An example, as a scratch copy of your own: change what you like".to_owned();
    Ok((workbench, vec![notice]))
}

/// What a program is, in lines: what a pipe gets instead of a screen.
pub(super) fn summary(workbench: &Workbench, what: &'static str) -> Reply {
    let view = View { program: workbench.program(), derived: workbench.derived(), partner: None, quarter: None };
    let path = workbench.path().map(PathBuf::from);
    let Some(report) = report::find("summary") else { return Reply::default() };
    let table = report.table(&view);
    let head = format!("{}, as of {}\n\n", rows::plain(&workbench.program().profile.name), workbench.as_of());
    let data = json!({"path": path, "rows": table.json_rows()});
    Reply::new(what, head + &rows::text(&table.select(&table.shown())), data)
}
