//! `calc`: a named calculator on one JSON object; the same functions serve the panes and the reports.

use std::io::{self, IsTerminal as _};
use std::path::Path;

use clap::CommandFactory as _;
use serde_json::{Value, json};

use super::args::{Arguments, Calc};
use super::calc_help;
use super::failure::{Exit, Failure};
use super::files;
use super::output::{self, Reply};
use crate::analysis::calculators::answer::Envelope;
use crate::analysis::calculators::{self, all, find};

/// Whether the calculators are listed, and none is run.
pub(super) fn lists(words: &Calc) -> bool {
    words.list || (words.name.is_none() && !words.help)
}

pub(super) fn calc(words: &Calc) -> Result<Reply, Failure> {
    if lists(words) {
        return Ok(list());
    }
    let Some(name) = &words.name else { return Ok(Reply::new("calc", own_help(), Value::Null)) };
    match (find(name), words.help) {
        (Some(calculator), true) => Ok(Reply::new("calc", calc_help::text(calculator), Value::Null)),
        (Some(_), false) => {
            let input = input(name, words.input.as_deref())?;
            let envelope = match &words.plan {
                Some(plan) => {
                    let workbench = files::to_read(plan, None)?;
                    calculators::run_under(name, &input, &workbench.program().settings)
                }
                None => calculators::run_bytes(name, &input),
            };
            Ok(answer(&envelope))
        }
        (None, _) => Ok(answer(&calculators::run(name, ""))),
    }
}

/// The input of a calculator; a person at the keyboard is told how to give one.
fn input(name: &str, path: Option<&Path>) -> Result<Vec<u8>, Failure> {
    if path.is_none() && io::stdin().is_terminal() {
        let hint = format!("name a JSON file, pipe one in, or see `quarterdeck calc {name} --help`");
        return Err(Failure::usage("no_input", format!("calc {name} needs its input as JSON")).hint(hint));
    }
    files::read(path.unwrap_or(Path::new("-")))
}

/// The envelope and its exit code.
fn answer(envelope: &Envelope) -> Reply {
    let mut text = output::escaped(&serde_json::to_string_pretty(envelope).unwrap_or_default());
    text.push('\n');
    let exit = (!envelope.is_ok()).then_some(Exit::Invalid);
    Reply { exit, ..Reply::new("calc", text, Value::Null) }
}

fn list() -> Reply {
    let rows: Vec<[String; 3]> =
        all().iter().map(|entry| [entry.name, entry.rule, entry.about].map(str::to_owned)).collect();
    let data: Vec<Value> =
        all().iter().map(|entry| json!({"name": entry.name, "rule": entry.rule, "about": entry.about})).collect();
    Reply::new("calc", calc_help::table(["Name", "Rule", "Answers"], &rows), Value::Array(data))
}

/// The help of the word itself.
fn own_help() -> String {
    let mut command = Arguments::command();
    command.build();
    let found = command.find_subcommand_mut("calc").map(|calc| calc.render_help().to_string());
    found.unwrap_or_default()
}
