//! The words of what tells about this program: keys, commands, doctor, man.

use clap::Args;

use super::args::Answer;

/// `keys`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  quarterdeck keys\n  quarterdeck keys --check\n  quarterdeck keys --markdown > keys.md\n  \
                        quarterdeck keys --preset vim --json\n\nYour own keys stand in keys.ron in the folder of the configuration (quarterdeck paths):\n  \
                        (preset: \"default\", bind: [\n    (keys: [\"ctrl+d\"], ctx: \"roster\", cmd: \"page.down\"),\n    \
                        (keys: [\"D\"], ctx: \"*\", cmd: \"none\"),\n    \
                        (keys: [\"g x\"], ctx: \"*\", cmd: \"do\", args: [\"set\", \"partner/{partner}/region\", \"DACH\"]),\n  ])"
)]
pub struct Keys {
    /// Look for what is wrong: duplicates, keys that are never reached or that this terminal keeps; exit 2 if so.
    #[arg(long)]
    pub check: bool,
    /// As a Markdown table, for printing.
    #[arg(long, conflicts_with = "check")]
    pub markdown: bool,
    /// With the keys of this preset instead of the one chosen: default, vim, sheet.
    #[arg(long, value_name = "PRESET")]
    pub preset: Option<String>,
    /// How the answer is written.
    #[command(flatten)]
    pub answer: Answer,
}

/// `commands`.
#[derive(Debug, Args)]
pub struct Commands {
    /// How the answer is written.
    #[command(flatten)]
    pub answer: Answer,
}

/// `doctor`.
#[derive(Debug, Args)]
pub struct Doctor {
    /// How the answer is written.
    #[command(flatten)]
    pub answer: Answer,
}

/// `man`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  quarterdeck man | man -l -\n  quarterdeck man show | man -l -\n  \
                        quarterdeck man > ~/.local/share/man/man1/quarterdeck.1")]
pub struct Man {
    /// The page of one word, such as show; without it the page of the program.
    pub word: Option<String>,
}
