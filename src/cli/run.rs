//! From the words of the command line to what answers them.

use std::ffi::OsString;
use std::path::PathBuf;

use super::args::{Arguments, LookOptions, Word};
use super::failure::Failure;
use super::open::Opening;
use super::output::{self, Reply};
use super::screenshot::Screens;
use super::{
    backtest, calc, check, completing, completions, demo, diff, doctor, doing, explain, export, fmt, goal, import,
    keys, log, man, merge, migration, new, open, paths, plain, present, recover, restore, screenshot, show, steps,
    tour, versions, what_if,
};

/// What is left to do when the command line has done its part.
pub enum Ending {
    /// Leave with this code.
    Exit(u8),
    /// Open the workbench.
    Open(Box<Opening>),
    /// Follow the presentation of this plan.
    Follow(PathBuf, LookOptions),
}

/// What a word gives: an answer, or a session to be opened.
pub(super) enum Given {
    /// An answer.
    Reply(Reply),
    /// A session.
    Open(Box<Opening>),
    /// A session to be worked in line by line.
    Plain(Box<Opening>),
    /// A presentation to follow.
    Follow(PathBuf, LookOptions),
}

impl From<Reply> for Given {
    fn from(reply: Reply) -> Self {
        Self::Reply(reply)
    }
}

/// The answer to `-h` alone: the help on one screen.
pub fn short_help(words: impl Iterator<Item = OsString>) -> Option<Ending> {
    let text = super::args::short_help(words)?;
    Some(Ending::Exit(output::reply(&Reply::new("help", text, serde_json::Value::Null), false)))
}

/// Does what the words say; `screens` draws pictures of the workbench.
pub fn run(arguments: Arguments, screens: &dyn Screens) -> Ending {
    let (what, as_json) = manner(arguments.command.as_ref());
    let given = match arguments.command {
        Some(Word::Do(words)) => match words.settled() {
            Ok(words) => doing::carry_out(&words).map(Given::from),
            Err(why) => Err(Failure::usage("bad_date", why)),
        },
        None => open::open(arguments.file.as_deref(), &arguments.open),
        Some(Word::Present(words)) => present::present(&words),
        Some(Word::Tour(words)) => tour::tour(&words),
        Some(Word::Demo(words)) => demo::demo(&words),
        Some(Word::New(words)) => new::new(&words).map(Given::from),
        Some(Word::Check(words)) => Ok(Given::from(check::check(&words))),
        Some(Word::Fmt(words)) => Ok(Given::from(fmt::fmt(&words))),
        Some(Word::Show(words)) => show::show(&words).map(Given::from),
        Some(Word::Explain(words)) => explain::explain(&words).map(Given::from),
        Some(Word::WhatIf(words)) => what_if::what_if(&words).map(Given::from),
        Some(Word::Backtest(words)) => backtest::backtest(&words).map(Given::from),
        Some(Word::Migration(words)) => migration::migration(&words).map(Given::from),
        Some(Word::Diff(words)) => diff::diff(&words).map(Given::from),
        Some(Word::Merge(words)) => merge::merge(&words).map(Given::from),
        Some(Word::Versions(words)) => versions::versions(&words).map(Given::from),
        Some(Word::Calc(words)) => calc::calc(&words).map(Given::from),
        Some(Word::Goal(words)) => goal::goal(&words).map(Given::from),
        Some(Word::Import(words)) => import::import(&words).map(Given::from),
        Some(Word::Export(words)) => export::export(&words).map(Given::from),
        Some(Word::Screenshot(words)) => screenshot::screenshot(&words, screens).map(Given::from),
        Some(Word::Log(words)) => log::log(&words).map(Given::from),
        Some(Word::Undo(words)) => steps::undo(&words).map(Given::from),
        Some(Word::Redo(words)) => steps::redo(&words).map(Given::from),
        Some(Word::Recover(words)) => recover::recover(&words).map(Given::from),
        Some(Word::Restore(words)) => restore::restore(&words).map(Given::from),
        Some(Word::Paths(words)) => paths::paths(&words).map(Given::from),
        Some(Word::Keys(words)) => keys::keys(&words, screens).map(Given::from),
        Some(Word::Commands(words)) => keys::commands(&words, screens).map(Given::from),
        Some(Word::Doctor(words)) => doctor::doctor(&words, screens).map(Given::from),
        Some(Word::Completions(words)) => Ok(Given::from(completions::completions(&words))),
        Some(Word::Complete(words)) => Ok(Given::from(completing::complete(&words))),
        Some(Word::Man(words)) => man::man(&words).map(Given::from),
    };
    finish(what, as_json, given)
}

fn finish(what: &str, as_json: bool, given: Result<Given, Failure>) -> Ending {
    match given {
        Ok(Given::Reply(reply)) => Ending::Exit(output::reply(&reply, as_json)),
        Ok(Given::Open(opening)) => Ending::Open(opening),
        Ok(Given::Plain(opening)) => Ending::Exit(plain::work(*opening)),
        Ok(Given::Follow(plan, look)) => Ending::Follow(plan, look),
        Err(failure) => Ending::Exit(output::failure(what, &failure, as_json)),
    }
}

/// What the answer is called, and whether it is JSON.
fn manner(word: Option<&Word>) -> (&'static str, bool) {
    match word {
        None | Some(Word::Present(_)) => ("summary", false),
        Some(Word::Tour(_)) => ("tour", false),
        Some(Word::Demo(words)) => ("demo", words.answer.json),
        Some(Word::New(words)) => ("new", words.answer.json),
        Some(Word::Check(words)) => ("check", words.answer.json),
        Some(Word::Fmt(words)) => ("fmt", words.answer.json),
        Some(Word::Show(words)) => ("show", words.answer.json || words.format == super::args::RowFormat::Json),
        Some(Word::Explain(words)) => ("explain", words.answer.json),
        Some(Word::WhatIf(words)) => ("what-if", words.answer.json),
        Some(Word::Backtest(words)) => ("backtest", words.answer.json),
        Some(Word::Migration(words)) => ("migration", words.answer.json),
        Some(Word::Diff(words)) => ("diff", words.answer.json),
        Some(Word::Merge(words)) => ("merge", words.answer.json),
        Some(Word::Versions(words)) => ("versions", words.answer.json),
        Some(Word::Calc(words)) => ("calc", words.answer.json && calc::lists(words)),
        Some(Word::Goal(words)) => ("goal", words.answer.json || words.format == super::args::DocumentFormat::Json),
        Some(Word::Import(words)) => ("import", words.answer.json),
        Some(Word::Do(words)) => ("do", words.wants_json()),
        Some(Word::Export(words)) => ("export", words.answer.json),
        Some(Word::Screenshot(_)) => ("screenshot", false),
        Some(Word::Log(words)) => ("log", words.answer.json),
        Some(Word::Undo(words)) => ("undo", words.answer.json),
        Some(Word::Redo(words)) => ("redo", words.answer.json),
        Some(Word::Recover(words)) => ("recover", words.answer.json),
        Some(Word::Restore(words)) => ("restore", words.answer.json),
        Some(Word::Paths(words)) => ("paths", words.answer.json),
        Some(Word::Keys(words)) => ("keys", words.answer.json),
        Some(Word::Commands(words)) => ("commands", words.answer.json),
        Some(Word::Doctor(words)) => ("doctor", words.answer.json),
        Some(Word::Completions(_)) => ("completions", false),
        Some(Word::Complete(_)) => ("complete", false),
        Some(Word::Man(_)) => ("man", false),
    }
}
