//! `doctor`: what this terminal and this machine can do, and what to change where something is missing. Writes nothing.

use std::path::Path;

use serde_json::{Value, json};

use super::about_args::Doctor;
use super::failure::{Exit, Failure, Problem};
use super::keys;
use super::output::Reply;
use super::screenshot::Screens;
use crate::shell::last;
use crate::shell::paths::Paths;

/// What was found out about one thing.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What was looked at.
    pub what: &'static str,
    /// How it is.
    pub is: String,
    /// What to do, where something is amiss.
    pub advice: Option<String>,
}

impl Finding {
    /// Something that is as it should be.
    pub fn fine(what: &'static str, is: impl Into<String>) -> Self {
        Self { what, is: is.into(), advice: None }
    }

    /// Something that could be better.
    pub fn advise(what: &'static str, is: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { what, is: is.into(), advice: Some(advice.into()) }
    }
}

pub(super) fn doctor(_words: &Doctor, screens: &dyn Screens) -> Result<Reply, Failure> {
    let mut found = screens.terminal();
    let paths = Paths::of_user().map_err(|why| Failure::new(Exit::Failed, Problem::new("no_home", why.to_string())))?;
    found.push(folder("Configuration", &paths.config));
    found.push(folder("State", &paths.state));
    found.push(folder("Data", &paths.data));
    found.push(match last::last(&paths.state) {
        Some(file) => Finding::fine("Last file", file.display().to_string()),
        None => Finding::fine("Last file", "none yet"),
    });
    match keys::of_user(None, screens) {
        Ok(answer) if answer.problems.is_empty() => {
            found.push(Finding::fine("Keys", format!("preset {}", answer.preset)));
            found.extend(
                answer
                    .swallowed
                    .into_iter()
                    .map(|line| Finding::advise("Keys", line, "quarterdeck keys lists all of them")),
            );
        }
        Ok(answer) => found.extend(
            answer.problems.into_iter().map(|problem| Finding::advise("Keys", problem, "mend the line in keys.ron")),
        ),
        Err(failure) => found.extend(
            failure.problems.into_iter().map(|problem| Finding::advise("Keys", problem.message, "mend keys.ron")),
        ),
    }
    let width = found.iter().map(|finding| finding.what.len()).max().unwrap_or_default();
    let line = |finding: &Finding| {
        let advice =
            finding.advice.as_ref().map(|advice| format!("\n{:width$}    to do: {advice}", "")).unwrap_or_default();
        let mark = if finding.advice.is_some() { '!' } else { ' ' };
        format!("{mark} {:<width$}  {}{advice}\n", finding.what, finding.is)
    };
    let text: String = found.iter().map(line).collect();
    let data: Vec<Value> =
        found.iter().map(|finding| json!({"what": finding.what, "is": finding.is, "advice": finding.advice})).collect();
    let amiss = found.iter().filter(|finding| finding.advice.is_some()).count();
    let note = if amiss == 0 { "nothing is amiss".to_owned() } else { format!("{amiss} to look at, marked !") };
    Ok(Reply::new("doctor", text, Value::Array(data)).note(note))
}

fn folder(what: &'static str, path: &Path) -> Finding {
    let shown = path.display().to_string();
    match std::fs::metadata(path) {
        Ok(found) if !found.is_dir() => Finding::advise(what, format!("{shown} is not a folder"), "move the file away"),
        Ok(found) if found.permissions().readonly() => {
            Finding::advise(what, format!("{shown} cannot be written"), "give yourself the right to write there")
        }
        Ok(_) => Finding::fine(what, shown),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Finding::fine(what, format!("{shown} (made when needed)"))
        }
        Err(error) => Finding::advise(what, format!("{shown}: {error}"), "see to the folder, or set another one"),
    }
}
