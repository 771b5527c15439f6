//! The word `do`.

use std::path::PathBuf;

use clap::Args;

use super::args::{Answer, AsOf};

/// `do`.
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
#[command(
    after_help = "`do --list` names every command; `do FILE COMMAND --help` has its arguments. A text with blanks stands in\n\
                        quotes. Records are named by identifier or name; values are typed as on the screen: 25k, fri, +2w.\n\
                        With `-` the commands are read from standard input, one a line, `#` for comments: all or none.\n\n\
                        Examples:\n  quarterdeck do plan.ron set partner/acme/region EMEA\n  \
                        quarterdeck do plan.ron close-deal renewal-2026 won --on yesterday\n  \
                        quarterdeck do plan.ron add deal name='Renewal 2027' partner=acme stage=proposal amount=25k\n  \
                        quarterdeck do plan.ron delete partner acme --cascade --dry-run\n  \
                        quarterdeck do plan.ron - < changes.txt"
)]
pub struct Do {
    /// The plan file.
    pub file: Option<PathBuf>,
    /// The command with its arguments, or `-` for a script.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "COMMAND")]
    pub words: Vec<String>,
    /// Name every command with its arguments.
    #[arg(long)]
    pub list: bool,
    /// With a command: its arguments and an example. Without: this help.
    #[arg(short, long)]
    pub help: bool,
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

impl Do {
    /// Whether JSON is asked for, also behind the command.
    pub(super) fn wants_json(&self) -> bool {
        self.answer.json || self.words.iter().take_while(|word| *word != "--").any(|word| word == "--json")
    }

    /// The words with the options of `do` itself taken out, wherever they stand before `--`.
    pub(super) fn settled(mut self) -> Result<Self, String> {
        let mut rest = Vec::new();
        let mut words = std::mem::take(&mut self.words).into_iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--json" => self.answer.json = true,
                "--dry-run" => self.dry_run = true,
                "--help" | "-h" => self.help = true,
                "--list" => self.list = true,
                "--" => {
                    rest.push(word);
                    rest.extend(words.by_ref());
                }
                option if option == "--as-of" || option.starts_with("--as-of=") => {
                    let value = option.split_once('=').map(|(_, value)| value.to_owned()).or_else(|| words.next());
                    let text = value.unwrap_or_default();
                    let date =
                        text.parse().map_err(|_| format!("--as-of {text:?} is not a date such as 2026-09-30"))?;
                    self.as_of.as_of = Some(date);
                }
                _ => rest.push(word),
            }
        }
        self.words = rest;
        Ok(self)
    }
}
