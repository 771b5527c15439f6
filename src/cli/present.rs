//! Presenting a review, and following a presentation in a second terminal.

use super::args::Present;
use super::failure::{Exit, Failure, Problem};
use super::open;
use super::output;
use super::run::Given;

/// Goes to the reviews and presents the one that is on.
const FIRST: &[&str] = &["goto.qbr", "present"];

pub(super) fn present(words: &Present) -> Result<Given, Failure> {
    if words.follow {
        if !output::is_interactive() {
            let problem = Problem::new("no_terminal", "there is no terminal to show pages on");
            return Err(Failure::new(Exit::Usage, problem.hint("run it in the terminal window that is shared")));
        }
        return Ok(Given::Follow(words.file.clone(), words.open.look.clone()));
    }
    match open::open(Some(&words.file), &words.open)? {
        Given::Open(mut opening) => {
            opening.actions = FIRST;
            Ok(Given::Open(opening))
        }
        other => Ok(other),
    }
}
