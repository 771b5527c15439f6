//! The words of the command line.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

pub use super::goal_args::{DenominatorName, DocumentFormat, GoalWords};
pub use super::reading_args::{AudienceName, Export, LookOptions, PictureFormat, RowFormat, Screenshot, Show};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Yellow.on_default().bold())
    .usage(AnsiColor::Yellow.on_default().bold())
    .literal(AnsiColor::Green.on_default())
    .placeholder(AnsiColor::Cyan.on_default());

const GROUPS: &str = "\
{about}

{usage-heading} {usage}

Work on a plan
  [FILE]        open the workbench on a plan file; without FILE the last one, or the built-in example
  present       pages for the partner of a review; --follow shows them in a second terminal
  tour          two minutes at the example, step by step
  demo          open an example program as a scratch copy
  new           make a new plan file

Read
  check         read and validate plan files
  show          a report as rows: partners, tiers, deals, health, timeline ...
  explain       where a number comes from, step by step
  what-if       what a change would do: who moves, what it costs; scenarios side by side
  backtest      the tier program over past quarters: who flaps, who was up once
  migration     into a new tier program: who drops, when, which notices are due
  diff          two plans, or two versions of the tier program, in words
  calc          a named calculator: JSON in, JSON out, without a plan file
  goal          the goal planner: target, chance, what stands in the way, what moves it
  log           what was done to a plan, step by step
  screenshot    one frame of the workbench as text or SVG

Write
  do            any editing command of the workbench, or a script of them
  import        take in deals or partners from CSV or XLSX
  export        write a document for people without a terminal
  fmt           rewrite plan files in canonical form
  merge         two plans that came from one, by record and field; a merge driver for git
  versions      keep the tier program as a version, bring one into force
  undo          take the last step back, also of an earlier session
  redo          do the last step that was taken back again
  recover       what a crash kept from a plan file
  restore       an earlier version of a plan file

About this program
  paths         where files are
  keys          the keys of the workbench; --check finds what is wrong in yours
  commands      every command of the workbench and of `do`
  doctor        what this terminal can do, and what to change
  completions   completions for your shell
  man           the manual page
  help          the help of a command: quarterdeck help show

Options
{options}

Examples
  quarterdeck                                         the example program, or the file you had last
  quarterdeck new plan.ron && quarterdeck import plan.ron deals.csv --kind deals
  quarterdeck show plan.ron partners --where 'tier = gold and health < 60' --sort -credited_t12m
  quarterdeck export plan.ron qbr --partner acme --quarter 2026-Q3 --format md -o acme.md
  quarterdeck explain plan.ron partner/acme/health
  quarterdeck do plan.ron set partner/acme/region EMEA
  quarterdeck check plan.ron --fail-on warning --json
  quarterdeck calc --list && quarterdeck calc tier-progress --help

Exit codes: 0 fine, 1 failed, 2 usage, 3 findings, 4 unreadable or invalid data, 5 conflict or locked

New here? quarterdeck tour
";

/// What `-h` tells; `--help` tells all of it.
const SHORT: &str = "\
A planning workbench for partner programs, in the terminal.

Usage: quarterdeck [FILE]       open the workbench; without FILE the last one
       quarterdeck COMMAND ...  anything without it; `quarterdeck help COMMAND`

  Work on a plan   tour demo new present
  Read             check show explain what-if backtest migration diff calc
                   goal log screenshot
  Write            do import export fmt merge versions undo redo recover
                   restore
  About            paths keys commands doctor completions man help

Options
  --plain          line by line, for screen readers, pipes and dumb terminals
  --as-of DATE     look at the plan as of this date
  --theme THEME    default, mono, harbor, paper, okabe, contrast or your own
  -V, --version    the version

Examples
  quarterdeck plan.ron
  quarterdeck show plan.ron partners --where 'tier = gold and health < 60'
  quarterdeck do plan.ron set partner/acme/region EMEA

`quarterdeck --help` tells all of it. New here? quarterdeck tour
";

/// The help on one screen, where nothing but `-h` is asked for.
pub fn short_help(mut words: impl Iterator<Item = OsString>) -> Option<&'static str> {
    let is_short = words.nth(1).is_some_and(|word| word == "-h") && words.next().is_none();
    is_short.then_some(SHORT)
}

/// A planning workbench for partner programs, in the terminal.
#[derive(Debug, Parser)]
#[command(name = "quarterdeck", version, styles = STYLES, help_template = GROUPS)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Arguments {
    /// Plan file to open.
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// What is asked of the workbench itself.
    #[command(flatten)]
    pub open: OpenOptions,
    /// Any other word.
    #[command(subcommand)]
    pub command: Option<Word>,
}

/// Options of opening the workbench.
#[derive(Debug, Args)]
pub struct OpenOptions {
    /// Look at the plan as of this date instead of its own or today's.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// How the screen looks.
    #[command(flatten)]
    pub look: LookOptions,
    /// Line by line instead of a screen: the same commands for screen readers, pipes and dumb terminals.
    #[arg(long)]
    pub plain: bool,
}

/// How the answer is written.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct Answer {
    /// Answer as one JSON object.
    #[arg(long)]
    pub json: bool,
}

/// The date everything is looked at.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct AsOf {
    /// Look at the plan as of this date instead of its own or today's.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
}

/// `present FILE [--follow]`
#[derive(Debug, Args)]
pub struct Present {
    /// The plan file.
    pub file: PathBuf,
    /// Show what another terminal presents from this plan; the plan itself is not read.
    #[arg(long)]
    pub follow: bool,
    /// What to open.
    #[command(flatten)]
    pub open: OpenOptions,
}

/// `tour`
#[derive(Debug, Args)]
pub struct Tour {
    /// How it is opened.
    #[command(flatten)]
    pub open: OpenOptions,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Word {
    /// The tour: two minutes at the example, step by step.
    Tour(Tour),
    /// Open an example program as a scratch copy.
    Demo(Demo),
    /// Make a new plan file; an existing one is never overwritten.
    New(New),
    /// Read and validate plan files; every fault is reported with its place.
    Check(Check),
    /// Rewrite plan files in canonical form.
    Fmt(Fmt),
    /// A report of the plan as rows.
    Show(Show),
    /// Where a number comes from: rule, inputs, arithmetic, thresholds, settings.
    Explain(super::question_args::Explain),
    /// What a change would do, against the file as it stands; scenarios are kept, compared, adopted, discarded.
    WhatIf(super::question_args::WhatIf),
    /// Present the review that is on, or follow a presentation in a second terminal.
    Present(Present),
    /// The tier program over past quarters, a candidate beside it.
    Backtest(super::question_args::Backtest),
    /// From the tiers of today into a new program: who drops and when, with the notices due.
    Migration(super::question_args::Migration),
    /// What is otherwise between two plans, or two versions of the tier program.
    Diff(super::question_args::Diff),
    /// Two plans that came from one, by record and field; conflicts are kept in the plan.
    Merge(super::merge_args::Merge),
    /// The versions of the tier program: list, keep, bring into force.
    Versions(super::question_args::Versions),
    /// A named calculator: one JSON object in, one JSON envelope out.
    Calc(Calc),
    /// The goal planner: what a target asks for, how likely the plan reaches it, what would change that.
    Goal(GoalWords),
    /// Any editing command of the workbench, or a script of them, as one step.
    Do(super::doing_args::Do),
    /// Take in deals or partners from CSV or XLSX, as one undoable edit.
    Import(Import),
    /// Write a document for people without a terminal.
    Export(Export),
    /// One frame of the workbench through the real renderer; no terminal needed.
    Screenshot(Screenshot),
    /// What was done to a plan, from its journals.
    Log(super::journal_args::Log),
    /// Takes the last step back, also of an earlier session, and saves.
    Undo(super::journal_args::Back),
    /// Does the last step that was taken back again, and saves.
    Redo(super::journal_args::Back),
    /// What a crash kept from a plan file: told for all files, put into one.
    Recover(super::journal_args::Recover),
    /// Earlier versions of a plan file: listed, shown against it, brought back.
    Restore(super::journal_args::Restore),
    /// Where this program keeps its files.
    Paths(Paths),
    /// The live keymap, and what is wrong in it.
    Keys(super::about_args::Keys),
    /// Every command, with its keys.
    Commands(super::about_args::Commands),
    /// What this terminal and this machine can do, and what to change.
    Doctor(super::about_args::Doctor),
    /// Completions for your shell.
    Completions(Completions),
    /// What could stand next in a line; asked by the completions of a shell.
    #[command(hide = true)]
    Complete(Complete),
    /// The manual page.
    Man(super::about_args::Man),
}

/// `demo`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  quarterdeck demo --list\n  quarterdeck demo example\n  \
                        quarterdeck demo big --partners 2000 --seed 7 -o big.ron")]
pub struct Demo {
    /// Which example.
    #[arg(default_value = "example")]
    pub name: String,
    /// Name the examples.
    #[arg(long)]
    pub list: bool,
    /// Write the program to a file instead of opening it.
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Partners of the generated program `big`.
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u32).range(1..=200_000))]
    pub partners: u32,
    /// Deals of the generated program `big`; four for each partner unless said.
    #[arg(long, value_parser = clap::value_parser!(u32).range(0..=2_000_000))]
    pub deals: Option<u32>,
    /// Seed of the generated program `big`: the same seed gives the same bytes.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// The date, and how the answer is written.
    #[command(flatten)]
    pub as_of: AsOf,
    /// How the answer is written.
    #[command(flatten)]
    pub answer: Answer,
}

/// `new`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  quarterdeck new plan.ron\n  quarterdeck new plan.ron --template core")]
pub struct New {
    /// The file to make.
    pub file: PathBuf,
    /// Tier ladder to start from: standard, core or example.
    #[arg(long, default_value = "standard")]
    pub template: String,
    /// Name of the program; otherwise from the file.
    #[arg(long)]
    pub name: Option<String>,
    /// Currency of the program.
    #[arg(long, default_value = "USD")]
    pub currency: String,
    /// Say what would be written, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// How the answer is written.
    #[command(flatten)]
    pub answer: Answer,
}

/// How serious a finding must be to fail `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum FailOn {
    /// Any finding.
    Info,
    /// Warnings and errors.
    Warning,
    /// Errors.
    Error,
}

/// `check`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  quarterdeck check plan.ron\n  quarterdeck check plans/*.ron --fail-on warning --json\n  \
                  quarterdeck check plan.ron --sarif > plan.sarif"
)]
pub struct Check {
    /// The plan files; `-` is standard input.
    #[arg(required_unless_present = "list")]
    pub files: Vec<PathBuf>,
    /// Exit with 3 when there is a finding of that severity or worse.
    #[arg(long, value_enum, default_value_t = FailOn::Error)]
    pub fail_on: FailOn,
    /// Name every rule instead.
    #[arg(long)]
    pub list: bool,
    /// Tell every finding of each rule, not the first three.
    #[arg(long)]
    pub all: bool,
    /// Write SARIF 2.1.0, for code review and build servers.
    #[arg(long, conflicts_with = "json")]
    pub sarif: bool,
    /// The date everything is looked at.
    #[command(flatten)]
    pub as_of: AsOf,
    /// How the answer is written.
    #[command(flatten)]
    pub answer: Answer,
}

/// `fmt`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  quarterdeck fmt plan.ron\n  quarterdeck fmt --check plans/*.ron\n  \
                        quarterdeck fmt - < plan.ron")]
pub struct Fmt {
    /// The plan files; `-` reads standard input and writes standard output.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Only say which files are not in canonical form, and exit with 1 where one is not.
    #[arg(long)]
    pub check: bool,
    /// Say what would be written, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// How the answer is written.
    #[command(flatten)]
    pub answer: Answer,
}

/// `import`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  quarterdeck import plan.ron deals.csv --kind deals --dry-run\n  \
                        quarterdeck import plan.ron report.csv --map amount='Deal Value' --rejects bad.csv\n  \
                        quarterdeck import plan.ron roster.xlsx --kind partners --sheet Partners --json")]
pub struct Import {
    /// The plan file.
    pub file: PathBuf,
    /// CSV, TSV or XLSX to take in; `-` is standard input.
    pub source: PathBuf,
    /// What the rows are; otherwise the headers decide.
    #[arg(long, value_name = "deals|partners")]
    pub kind: Option<crate::import::Kind>,
    /// The column of a field; an empty column leaves the field out.
    #[arg(long, value_name = "FIELD=COLUMN")]
    pub map: Vec<String>,
    /// Which number comes first in dates with slashes.
    #[arg(long, value_name = "mdy|dmy")]
    pub date_order: Option<crate::import::DateOrder>,
    /// The decimal mark.
    #[arg(long, value_name = ".|,")]
    pub decimal: Option<crate::import::DecimalMark>,
    /// The sheet of a workbook.
    #[arg(long)]
    pub sheet: Option<String>,
    /// Write the rejected rows with line and reason to this file.
    #[arg(long, value_name = "OUT.csv")]
    pub rejects: Option<PathBuf>,
    /// Say what would change, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// The date everything is looked at.
    #[command(flatten)]
    pub as_of: AsOf,
    /// How the answer is written.
    #[command(flatten)]
    pub answer: Answer,
}

/// `calc`.
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
#[command(after_help = "The answer is {\"ok\":true,\"data\":{...},\"warnings\":[...]}, exit 0, or \
                        {\"ok\":false,\"errors\":[...]}, exit 4.\n\n\
                        Examples:\n  quarterdeck calc --list\n  quarterdeck calc split --help\n  \
                        echo '{\"total\":\"100.00\",\"weights\":[1,1,1]}' | quarterdeck calc split")]
pub struct Calc {
    /// Which calculator; `--list` names them all.
    pub name: Option<String>,
    /// The input as a JSON file; standard input unless said.
    pub input: Option<PathBuf>,
    /// The plan whose settings count where the input leaves them open; without it the defaults of the rules.
    #[arg(long, value_name = "PLAN.ron")]
    pub plan: Option<PathBuf>,
    /// Name every calculator with its rule.
    #[arg(long)]
    pub list: bool,
    /// With a name: its inputs, outputs and an example. Without: this help.
    #[arg(short, long)]
    pub help: bool,
    /// How the list is written; a calculation always answers in JSON.
    #[command(flatten)]
    pub answer: Answer,
}

/// `paths`.
#[derive(Debug, Args)]
pub struct Paths {
    /// How the answer is written.
    #[command(flatten)]
    pub answer: Answer,
}

/// `completions`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  quarterdeck completions bash > ~/.local/share/bash-completion/completions/quarterdeck\n  \
                        quarterdeck completions zsh > ~/.zfunc/_quarterdeck"
)]
pub struct Completions {
    /// Which shell.
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// `complete`.
#[derive(Debug, Args)]
pub struct Complete {
    /// A new word begins after the last one; for shells that cannot hand over an empty one.
    #[arg(long)]
    pub blank: bool,
    /// The words of the line after the name of the program, the one being typed last.
    #[arg(last = true, allow_hyphen_values = true)]
    pub words: Vec<String>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn shown(command: &clap::Command) -> Vec<String> {
        let words = command.get_subcommands().filter(|word| !word.is_hide_set());
        words.map(|word| word.get_name().to_owned()).collect()
    }

    #[test]
    fn the_words_fit_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn the_short_help_fits_a_screen_and_names_every_word() {
        assert!(SHORT.lines().count() <= 24, "{}", SHORT.lines().count());
        assert!(SHORT.lines().all(|line| line.len() <= 80));
        for word in shown(&Arguments::command()) {
            assert!(SHORT.split_whitespace().any(|known| known == word), "{word}");
        }
        assert!(SHORT.trim_end().ends_with("quarterdeck tour") && GROUPS.trim_end().ends_with("quarterdeck tour"));
    }

    #[test]
    fn every_word_tells_its_help_by_both_flags() {
        use clap::error::ErrorKind;
        let own = ["calc", "do"];
        for word in shown(&Arguments::command()).into_iter().filter(|word| !own.contains(&word.as_str())) {
            for flag in ["-h", "--help"] {
                let told = Arguments::try_parse_from(["quarterdeck", &word, flag]).map(|_| ()).unwrap_err();
                assert_eq!(told.kind(), ErrorKind::DisplayHelp, "{word} {flag}: {told}");
            }
        }
        let words = |words: &[&str]| short_help(words.iter().map(OsString::from).collect::<Vec<_>>().into_iter());
        assert!(words(&["quarterdeck", "-h"]).is_some());
        assert!(words(&["quarterdeck", "show", "-h"]).is_none() && words(&["quarterdeck"]).is_none());
    }

    #[test]
    fn every_word_stands_in_the_grouped_help() {
        for word in shown(&Arguments::command()) {
            assert!(GROUPS.lines().any(|line| line.trim_start().starts_with(&word)), "{word}");
        }
    }
}
