//! `demo`: example programs as scratch copies.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::args::Demo;
use super::failure::{Exit, Failure, Problem};
use super::output::{self, Reply};
use super::run::Given;
use super::{files, open};
use crate::app::{Dates, Origin, Workbench};
use crate::program::Program;
use crate::store;

/// The example that a first run opens.
pub(super) const FIRST: &str = "example";

/// The examples and what each shows.
pub(super) const NAMES: &[(&str, &str)] = &[
    ("example", "ten million of revenue, three resellers, one partner manager"),
    ("northwind", "a living program with forty partners"),
];

/// The program of that example; nothing where there is none.
pub(super) fn built_in(name: &str) -> Option<Result<Program, Failure>> {
    let text = match name {
        "example" => include_str!("../../saves/example.ron"),
        "northwind" => include_str!("../../saves/northwind.ron"),
        _ => return None,
    };
    Some(store::read(text.as_bytes()).map(|opened| opened.program).map_err(|faults| Failure::of_faults(name, &faults)))
}

fn program(words: &Demo) -> Result<Program, Failure> {
    built_in(&words.name).unwrap_or_else(|| Err(no_such(&words.name)))
}

fn no_such(name: &str) -> Failure {
    let known: Vec<&str> = NAMES.iter().map(|(name, _)| *name).collect();
    Failure::new(
        Exit::Usage,
        Problem::new("no_such_example", format!("there is no example {name:?}"))
            .hint(format!("the examples are: {}", known.join(", "))),
    )
}

/// A session on an example.
pub(super) fn session(name: &str, asked: Option<Date>) -> Result<Workbench, Failure> {
    let program = built_in(name).unwrap_or_else(|| Err(no_such(name)))?;
    Ok(scratch(program, asked))
}

fn scratch(program: Program, asked: Option<Date>) -> Workbench {
    Workbench::new(program, Origin::default(), Dates { today: files::today(), asked })
}

fn list() -> Reply {
    let text: Vec<String> = NAMES.iter().map(|(name, about)| format!("{name:<12}{about}\n")).collect();
    let data = NAMES.iter().map(|(name, about)| json!({"name": name, "about": about})).collect();
    Reply::new("demo", text.concat(), data)
}

pub(super) fn demo(words: &Demo) -> Result<Given, Failure> {
    if words.list {
        return Ok(Given::Reply(list()));
    }
    let program = program(words)?;
    if let Some(path) = &words.output {
        let text = store::write(&program, None).source.text().to_owned();
        if files::is_standard(path) {
            return Ok(Given::Reply(Reply::new("demo", text, Value::Null)));
        }
        files::create(path, text.as_bytes())?;
        let shown = path.display().to_string();
        let data = json!({
            "path": shown,
            "name": words.name,
            "partners": program.partners.len(),
            "deals": program.deals.len(),
        });
        let line = format!("made {shown}: {} partners, {} deals\n", program.partners.len(), program.deals.len());
        return Ok(Given::Reply(Reply::new("demo", line, data)));
    }
    let workbench = scratch(program, words.as_of.as_of);
    if output::is_interactive() && !words.answer.json {
        let notices = vec!["An example, as a scratch copy: nothing is saved unless you save it as a file".to_owned()];
        return Ok(Given::Open(Box::new(open::Opening { workbench, mono: false, notices })));
    }
    Ok(Given::Reply(open::summary(&workbench)))
}
