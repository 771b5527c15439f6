//! `man`: the manual page, made of the same words as the help.

use clap::CommandFactory;
use serde_json::Value;

use super::about_args::Man;
use super::args::Arguments;
use super::failure::{Exit, Failure, Problem};
use super::output::Reply;

pub(super) fn man(words: &Man) -> Result<Reply, Failure> {
    let mut command = Arguments::command();
    command.build();
    let command = match &words.word {
        None => command,
        Some(word) => {
            let found = command.find_subcommand(word).cloned();
            let unknown = || {
                Problem::new("unknown_word", format!("there is no word {word:?}")).hint("quarterdeck --help lists them")
            };
            found.ok_or_else(|| Failure::new(Exit::Usage, unknown()))?
        }
    };
    let mut page = Vec::new();
    let written = clap_mangen::Man::new(command).render(&mut page);
    written.map_err(|error| Failure::new(Exit::Failed, Problem::new("no_page", error.to_string())))?;
    Ok(Reply::new("man", page, Value::Null))
}
