//! The workbench itself: on a file, on the last file, or on the built-in example.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::{LookOptions, OpenOptions};
use super::demo;
use super::failure::{Exit, Failure, Problem};
use super::files::Workplace;
use super::output::{self, Reply};
use super::run::Given;
use super::{files, rows};
use crate::app::{Event, Workbench};
use crate::report::{self, View};
use crate::shell::journal::Desk;
use crate::shell::last;
use crate::shell::paths::Paths;

/// A session for the screen.
#[derive(Debug)]
pub struct Opening {
    /// The session.
    pub workbench: Workbench,
    /// Where it is kept; without one it is in memory only.
    pub desk: Option<Desk>,
    /// How the screen looks.
    pub look: LookOptions,
    /// What the user is told first.
    pub notices: Vec<String>,
    /// What is done first, by the names of actions.
    pub actions: &'static [&'static str],
}

impl Opening {
    /// A session that is kept, with what its journal tells.
    pub(super) fn on(place: Workplace, look: LookOptions) -> Self {
        let Workplace { mut workbench, mut desk, mut told, locked_by, .. } = place;
        if let Some(who) = locked_by {
            told = vec![
                format!("Read-only: edited elsewhere by {who}"),
                "What is saved there is shown here; you can edit when they leave".to_owned(),
            ];
            desk.begin_locked_out(who.clone());
            workbench.on_event(Event::Locked { who });
        }
        Self { workbench, desk: Some(desk), look, notices: told, actions: &[] }
    }
}

pub(super) fn open(file: Option<&Path>, options: &OpenOptions) -> Result<Given, Failure> {
    let look = options.look.clone();
    let plain = options.plain || (output::is_interactive() && is_dumb());
    if !output::is_interactive() && !plain {
        let workbench = match (file, last_file()) {
            (Some(path), _) => named(path, files::session(path, options.as_of))?,
            (None, Some(path)) => named(&path, files::session(&path, options.as_of))?,
            (None, None) => return Err(nothing_to_open()),
        };
        return Ok(Given::Reply(summary(&workbench, "summary")));
    }
    let opening = match file.map(Path::to_owned).or_else(last_file) {
        Some(path) => Opening::on(named(&path, files::workplace(&path, options.as_of))?, look),
        None => demo::first(options.as_of, look)?,
    };
    remember(&opening.workbench);
    Ok(if plain { Given::Plain(Box::new(opening)) } else { Given::Open(Box::new(opening)) })
}

/// Whether the terminal says that it cannot move its cursor.
fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// The file of that name; a word that is no file may be a mistyped command.
fn named<T>(path: &Path, opened: Result<T, Failure>) -> Result<T, Failure> {
    opened.map_err(|failure| {
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

fn last_file() -> Option<PathBuf> {
    Paths::of_user().ok().and_then(|paths| last::last(&paths.state))
}

fn nothing_to_open() -> Failure {
    let problem = Problem::new("no_file", "no plan file is named, and there is no terminal to open a workbench on")
        .hint("name one: quarterdeck FILE, or see quarterdeck help");
    Failure::new(Exit::Usage, problem)
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
