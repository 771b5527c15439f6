//! The binary: reads the words, lets the command line answer or the screen open, leaves with the code.

use std::io;
use std::process::ExitCode;

use clap::Parser;
use quarterdeck::cli::args::Arguments;
use quarterdeck::cli::failure::{Exit, Failure, Problem};
use quarterdeck::cli::{self, Ending};
use quarterdeck::tui;

fn main() -> ExitCode {
    let code = match cli::run(Arguments::parse(), &Frames) {
        Ending::Exit(code) => code,
        Ending::Open(opening) => {
            let cli::Opening { workbench, desk, mono, notices, keys } = *opening;
            ended(tui::start::start(workbench, desk, mono, notices, keys))
        }
        Ending::Follow(plan, mono) => ended(tui::follow::follow(&plan, mono)),
    };
    ExitCode::from(code)
}

fn ended(end: io::Result<tui::run::End>) -> u8 {
    match end {
        Ok(end) => end.exit_code(),
        Err(error) => {
            let problem = Problem::new("terminal", format!("the terminal cannot show the workbench: {error}"))
                .hint("`quarterdeck show FILE summary` answers without one");
            cli::output::failure("workbench", &Failure::new(Exit::Failed, problem), false)
        }
    }
}

/// Pictures of the screen for the command line, which knows no renderer.
struct Frames;

impl cli::Screens for Frames {
    fn picture(&self, picture: cli::Picture) -> Result<String, String> {
        let cli::Picture { workbench, pane, columns, rows, keys, mono, svg } = picture;
        tui::picture::picture(workbench, &pane, (columns, rows), &keys, mono, svg)
    }
}
