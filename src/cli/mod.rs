//! The command line: a twin of the screen. The same commands, the same analysis, answered in text or JSON.

pub mod args;
mod calc;
mod calc_help;
mod check;
mod completions;
mod demo;
mod document;
mod doing;
mod doing_args;
mod explain;
mod export;
pub mod failure;
mod files;
mod fmt;
mod goal;
mod goal_args;
mod import;
mod new;
mod open;
pub mod output;
mod paths;
mod place;
mod question_args;
mod reading_args;
pub mod rows;
pub mod run;
mod screenshot;
mod show;
mod what_if;

pub use open::Opening;
pub use run::{Ending, run};
pub use screenshot::{Picture, Screens};
