//! An expression with a mark under the place an error is about.

use crate::app::select::SelectError;

use super::failure::{Exit, Failure, Problem};

/// The failure for an expression that cannot be read.
pub(super) fn of_expression(option: &str, text: &str, error: &SelectError) -> Failure {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mark = format!("{}{}", " ".repeat(error.at), "^".repeat(error.length.max(1)));
    let problem = Problem {
        column: Some(error.at + 1),
        excerpt: Some(format!("{line}\n{mark}")),
        ..Problem::new("bad_expression", error.message.clone()).about(option)
    };
    Failure::new(Exit::Usage, problem)
}
