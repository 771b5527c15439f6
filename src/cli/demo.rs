//! `demo`: example programs as scratch copies, and generated ones of any size.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::args::{Demo, LookOptions};
use super::failure::{Exit, Failure, Problem};
use super::output::{self, Reply};
use super::run::Given;
use super::{files, open};
use crate::app::demo::{EXAMPLES, big};
use crate::app::{Dates, Origin, Workbench};
use crate::shell::paths::{Paths, spare};
use crate::shell::scratch::scratch;
use crate::store::{self, Opened};

/// The example that a first run opens.
pub(super) const FIRST: &str = "example";

/// The name of the generated program.
const BIG: (&str, &str) = ("big", "any number of partners by rule, for measuring: --partners, --deals, --seed");

/// Deals for each partner of the generated program, unless said.
const DEALS_EACH: u32 = 4;

fn read(name: &str, text: &str) -> Result<Opened, Failure> {
    store::read(text.as_bytes()).map_err(|faults| Failure::of_faults(name, &faults))
}

pub(super) fn demo(words: &Demo) -> Result<Given, Failure> {
    if words.list {
        return Ok(Given::Reply(list()));
    }
    let text = text(words)?;
    match &words.output {
        Some(path) if files::is_standard(path) => Ok(Given::Reply(Reply::new("demo", text, Value::Null))),
        Some(path) => written(words, path, &text).map(Given::Reply),
        None if output::is_interactive() && !words.answer.json => {
            Ok(Given::Open(Box::new(session(&words.name, &text, words.as_of.as_of, LookOptions::default())?)))
        }
        None => {
            let opened = read(&words.name, &text)?;
            let dates = Dates { today: files::today(), asked: words.as_of.as_of };
            Ok(Given::Reply(open::summary(&Workbench::new(opened.program, Origin::default(), dates), "demo")))
        }
    }
}

fn written(words: &Demo, path: &std::path::Path, text: &str) -> Result<Reply, Failure> {
    files::create(path, text.as_bytes())?;
    let program = read(&words.name, text)?.program;
    let shown = path.display().to_string();
    let (partners, deals) = (program.partners.len(), program.deals.len());
    let data = json!({"path": shown, "name": words.name, "partners": partners, "deals": deals});
    Ok(Reply::new("demo", format!("made {shown}: {partners} partners, {deals} deals\n"), data))
}

/// The plan file of the example that is asked for.
fn text(words: &Demo) -> Result<String, Failure> {
    if words.name == BIG.0 {
        let deals = words.deals.unwrap_or(words.partners.saturating_mul(DEALS_EACH));
        let program = big(words.partners as usize, deals as usize, words.seed);
        return Ok(store::write(&program, None).source.text().to_owned());
    }
    let found = crate::app::demo::built_in(&words.name);
    found.map(str::to_owned).ok_or_else(|| {
        let known: Vec<&str> = EXAMPLES.iter().map(|example| example.name).chain([BIG.0]).collect();
        let problem = Problem::new("no_such_example", format!("there is no example {:?}", words.name));
        Failure::new(Exit::Usage, problem.hint(format!("the examples are: {}", known.join(", "))))
    })
}

/// A session on a scratch copy; without a folder for it, on a program without a file.
fn session(name: &str, text: &str, asked: Option<Date>, look: LookOptions) -> Result<open::Opening, Failure> {
    let places = [Paths::of_user().ok().map(|paths| paths.state), spare()];
    let copy = places.into_iter().flatten().find_map(|place| scratch(&place, name, text).ok());
    let mut opening = if let Some(path) = copy {
        open::Opening::on(files::workplace(&path, asked)?, look)
    } else {
        let dates = Dates { today: files::today(), asked };
        let workbench = Workbench::new(read(name, text)?.program, Origin::default(), dates);
        open::Opening { workbench, desk: None, look, notices: Vec::new(), actions: &[] }
    };
    opening.notices.insert(0, "An example, as a scratch copy of your own: change what you like".to_owned());
    Ok(opening)
}

/// A session on the example as a scratch copy of that name.
pub(super) fn on_copy(name: &str, asked: Option<Date>, look: LookOptions) -> Result<open::Opening, Failure> {
    session(name, crate::app::demo::built_in(FIRST).unwrap_or_default(), asked, look)
}

/// A session on the example of a first run.
pub(super) fn first(asked: Option<Date>, look: LookOptions) -> Result<open::Opening, Failure> {
    session(FIRST, crate::app::demo::built_in(FIRST).unwrap_or_default(), asked, look)
}

fn list() -> Reply {
    let known: Vec<(&str, &str)> =
        EXAMPLES.iter().map(|example| (example.name, example.description)).chain([BIG]).collect();
    let text: Vec<String> = known.iter().map(|(name, about)| format!("{name:<12}{about}\n")).collect();
    let data = known.iter().map(|(name, about)| json!({"name": name, "description": about})).collect();
    Reply::new("demo", text.concat(), data)
}
