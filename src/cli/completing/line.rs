//! A line of the command line as far as it is typed, and what is asked for at its end.

use clap::{Arg, Command, CommandFactory};
use serde_json::Value;

use super::values::{Asked, offers};
use crate::cli::args::{Arguments, Complete};
use crate::cli::output::Reply;
use crate::cli::rows::plain;

/// Something that could stand next, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Offer {
    /// What is typed.
    pub(super) text: String,
    /// What it is; may be empty.
    pub(super) about: String,
}

impl Offer {
    pub(super) fn new(text: impl Into<String>, about: impl Into<String>) -> Self {
        Self { text: text.into(), about: about.into() }
    }
}

/// One offer a line, what it is behind a tab.
pub(in crate::cli) fn complete(asked: &Complete) -> Reply {
    let mut words = asked.words.clone();
    if asked.blank {
        words.push(String::new());
    }
    let line = |offer: Offer| {
        let about: String = plain(&offer.about).chars().take(72).collect();
        if about.is_empty() { offer.text + "\n" } else { format!("{}\t{about}\n", offer.text) }
    };
    let text: Vec<String> = found(&words).into_iter().map(line).collect();
    Reply::new("complete", text.concat(), Value::Null)
}

/// What could stand in place of the last word.
pub(super) fn found(words: &[String]) -> Vec<Offer> {
    let words: Vec<String> = words.iter().filter(|word| *word != "=").map(|word| unquoted(word)).collect();
    let Some((last, before)) = words.split_last() else { return Vec::new() };
    let mut root = Arguments::command();
    root.build();
    let typed = Typed::of(&root, before);
    if let Some((option, rest)) = last.split_once('=').filter(|_| last.starts_with("--")) {
        let Some(arg) = option_named(typed.command, option) else { return Vec::new() };
        let offers = fitting(typed.values_of(arg), rest);
        return offers.into_iter().map(|one| Offer::new(format!("{option}={}", one.text), one.about)).collect();
    }
    if let Some(arg) = typed.waits {
        return fitting(typed.values_of(arg), last);
    }
    if last.starts_with('-') && !typed.takes_anything() {
        return fitting(options(typed.command), last);
    }
    let mut offered = typed.positional().map(|arg| typed.values_of(arg)).unwrap_or_default();
    if typed.depth == 0 && typed.placed.is_empty() {
        let words = typed.command.get_subcommands().filter(|word| !word.is_hide_set());
        offered.extend(words.map(|word| Offer::new(word.get_name(), about(word.get_about()))));
    }
    fitting(offered, last)
}

fn about(text: Option<&clap::builder::StyledStr>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}

/// The offers that begin like what is typed; where none does, those whose description does.
///
/// Of several values with commas between them the last one is completed.
fn fitting(mut offered: Vec<Offer>, typed: &str) -> Vec<Offer> {
    if let Some((done, rest)) = typed.rsplit_once(',') {
        let offers = fitting(offered, rest).into_iter();
        return offers.map(|one| Offer::new(format!("{done},{}", one.text), one.about)).collect();
    }
    let begins = |text: &str| text.to_lowercase().starts_with(&typed.to_lowercase());
    if offered.iter().any(|one| begins(&one.text)) {
        offered.retain(|one| begins(&one.text));
    } else {
        offered.retain(|one| !typed.is_empty() && begins(&one.about));
    }
    offered
}

fn options(command: &Command) -> Vec<Offer> {
    let shown = command.get_arguments().filter(|arg| !arg.is_positional() && !arg.is_hide_set());
    let named = shown.filter_map(|arg| Some(Offer::new(format!("--{}", arg.get_long()?), about(arg.get_help()))));
    named.collect()
}

fn option_named<'a>(command: &'a Command, word: &str) -> Option<&'a Arg> {
    let long = word.strip_prefix("--");
    let short = word.strip_prefix('-').and_then(|rest| rest.chars().next());
    command.get_arguments().find(|arg| match long {
        Some(long) => arg.get_long() == Some(long),
        None => short.is_some() && arg.get_short() == short,
    })
}

/// A word as the shell will see it: without quotes around it.
fn unquoted(word: &str) -> String {
    let inner = |quote: char| word.strip_prefix(quote).map(|rest| rest.strip_suffix(quote).unwrap_or(rest));
    inner('\'').or_else(|| inner('"')).unwrap_or(word).replace("\\ ", " ")
}

/// The words before the last one, put to the arguments of their command.
struct Typed<'a> {
    command: &'a Command,
    /// How many words of commands were typed.
    depth: usize,
    /// What stands in places, in order.
    placed: Vec<String>,
    /// The option whose value comes next.
    waits: Option<&'a Arg>,
}

impl<'a> Typed<'a> {
    fn of(root: &'a Command, words: &[String]) -> Self {
        let mut typed = Self { command: root, depth: 0, placed: Vec::new(), waits: None };
        for word in words {
            if typed.waits.take().is_some() {
                continue;
            }
            if word.starts_with('-') && word.len() > 1 && !typed.takes_anything() {
                let takes = |arg: &&Arg| arg.get_action().takes_values() && !word.contains('=');
                typed.waits = option_named(typed.command, word).filter(takes);
                continue;
            }
            let deeper = typed.command.find_subcommand(word).filter(|_| typed.placed.is_empty());
            match deeper {
                Some(command) => (typed.command, typed.depth) = (command, typed.depth + 1),
                None => typed.placed.push(word.clone()),
            }
        }
        typed
    }

    /// The argument that stands in the next place; the last one where it takes several.
    fn positional(&self) -> Option<&'a Arg> {
        let all: Vec<&Arg> = self.command.get_positionals().collect();
        let many = |arg: &&&Arg| matches!(arg.get_action(), clap::ArgAction::Append);
        all.get(self.placed.len()).or_else(|| all.last().filter(many)).copied()
    }

    /// Whether everything from here on belongs to a command of `do`.
    fn takes_anything(&self) -> bool {
        self.command.get_name() == "do" && self.placed.len() > 1
    }

    fn values_of(&self, arg: &Arg) -> Vec<Offer> {
        let possible = arg.get_possible_values();
        if !possible.is_empty() && arg.get_action().takes_values() {
            let shown = possible.iter().filter(|value| !value.is_hide_set());
            return shown.map(|value| Offer::new(value.get_name(), about(value.get_help()))).collect();
        }
        offers(&Asked { command: self.command.get_name(), argument: arg.get_id().as_str(), placed: &self.placed })
    }
}
