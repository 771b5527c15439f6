//! `tour`: the example with somebody to show around.

use super::args::Tour;
use super::failure::{Exit, Failure, Problem};
use super::run::Given;
use super::{demo, output};

/// The name of the scratch copy, so that the tour is not given on a demo that somebody works in.
const COPY: &str = "tour";

/// What the workbench does first.
const BEGIN: &[&str] = &["tour"];

pub(super) fn tour(words: &Tour) -> Result<Given, Failure> {
    if words.open.plain || !output::is_interactive() {
        let problem = Problem::new("no_terminal", "the tour needs a terminal to be given on");
        return Err(Failure::new(Exit::Usage, problem.hint("without a screen: quarterdeck --plain, then help")));
    }
    let mut opening = demo::on_copy(COPY, words.open.as_of, words.open.look.clone())?;
    opening.actions = BEGIN;
    Ok(Given::Open(Box::new(opening)))
}
