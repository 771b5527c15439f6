//! The binary: reads the words, lets the command line answer or the screen open, leaves with the code.

use std::io;
use std::process::ExitCode;

use clap::Parser;
use quarterdeck::cli::args::{Arguments, LookOptions};
use quarterdeck::cli::failure::{Exit, Failure, Problem};
use quarterdeck::cli::{self, Ending};
use quarterdeck::tui;
use quarterdeck::tui::keymap::{self, CommandLine, KeyLine, Keymap, Preset, Surroundings};
use quarterdeck::tui::looks::Wanted;

fn main() -> ExitCode {
    quarterdeck::shell::file_limit::outlive();
    let short = cli::short_help(std::env::args_os());
    let code = match short.unwrap_or_else(|| cli::run(Arguments::parse(), &Frames)) {
        Ending::Exit(code) => code,
        Ending::Open(opening) => {
            let cli::Opening { workbench, desk, look, notices, actions } = *opening;
            match wanted(&look) {
                Ok(wanted) => ended(tui::start::start(workbench, desk, &wanted, notices, actions)),
                Err(why) => refused(&why),
            }
        }
        Ending::Follow(plan, look) => match wanted(&look) {
            Ok(wanted) => ended(tui::follow::follow(&plan, &wanted)),
            Err(why) => refused(&why),
        },
    };
    ExitCode::from(code)
}

/// What the command line says about the look.
fn said(look: &LookOptions) -> Result<Wanted, String> {
    Ok(Wanted {
        theme: look.theme.clone(),
        background: look.background.as_deref().map(str::parse).transpose()?,
        colours: look.color.as_deref().map(str::parse).transpose()?,
    })
}

/// The same, where every word of it can be followed.
fn wanted(look: &LookOptions) -> Result<Wanted, String> {
    let wanted = said(look)?;
    tui::start::looks(&wanted).map(|_| wanted)
}

fn refused(why: &str) -> u8 {
    cli::output::failure("workbench", &Failure::usage("no_such_theme", why), false)
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
        let cli::Picture { workbench, pane, columns, rows, keys, look, svg } = picture;
        let looks = tui::start::looks_of_picture(&said(&look)?)?;
        tui::picture::picture(workbench, &pane, (columns, rows), &keys, looks, svg)
    }

    fn keys(&self, question: &cli::KeyQuestion) -> Result<cli::KeyAnswer, String> {
        let preset = question.preset.as_deref().map_or(Ok(Preset::default()), str::parse)?;
        let own = question.own.as_ref().map(|(name, text)| (name.as_str(), text.as_str()));
        let (keymap, problems) = Keymap::of_user(preset, own);
        let around = Surroundings::of(|name| std::env::var(name).ok());
        let row = |KeyLine { scope, place, keys, command, title }| cli::KeyRow { scope, place, keys, command, title };
        let command =
            |CommandLine { name, title, doc, scopes, keys }| cli::CommandRow { name, title, doc, scopes, keys };
        Ok(cli::KeyAnswer {
            preset: keymap.preset.to_string(),
            rows: keymap::lines(&keymap).into_iter().map(row).collect(),
            commands: keymap::commands(&keymap).into_iter().map(command).collect(),
            problems: problems.iter().map(ToString::to_string).collect(),
            swallowed: keymap::swallowed(&keymap, around),
        })
    }

    fn terminal(&self) -> Vec<cli::Finding> {
        let said = tui::medical::terminal(|name| std::env::var(name).ok());
        said.into_iter().map(|(what, is, advice)| cli::Finding { what, is, advice }).collect()
    }
}
