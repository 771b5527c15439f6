//! The words that go back in time: `log`, `undo`, `redo`, `recover`, `restore`.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::DateTime;

use super::args::Answer;

/// `log`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  quarterdeck log plan.ron\n  quarterdeck log plan.ron --last 20 --json\n  \
                        quarterdeck log plan.ron --since 2026-11-20 --as-script | quarterdeck do other.ron -")]
pub struct Log {
    /// The plan file.
    pub file: PathBuf,
    /// Only so many of the latest.
    #[arg(long, value_name = "N")]
    pub last: Option<usize>,
    /// Only what was done since this time: 2026-11-20, or 2026-11-20T14:30.
    #[arg(long, value_name = "TIME")]
    pub since: Option<DateTime>,
    /// As a script for `do`, to be done again on another plan; steps that were taken back are left out.
    #[arg(long)]
    pub as_script: bool,
    /// How the answer is written.
    #[command(flatten)]
    pub answer: Answer,
}

/// `undo` and `redo`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  quarterdeck undo plan.ron --dry-run\n  quarterdeck undo plan.ron --steps 3\n  \
                        quarterdeck redo plan.ron")]
pub struct Back {
    /// The plan file.
    pub file: PathBuf,
    /// How many steps.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    pub steps: u32,
    /// Say what would change, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// How the answer is written.
    #[command(flatten)]
    pub answer: Answer,
}

/// `recover`.
#[derive(Debug, Args)]
#[command(after_help = "Without FILE nothing is written. A plan file that is gone or broken is had again with -o.\n\n\
                        Examples:\n  quarterdeck recover\n  quarterdeck recover plan.ron --dry-run\n  \
                        quarterdeck recover plan.ron\n  quarterdeck recover plan.ron -o rescued.ron")]
pub struct Recover {
    /// The plan file; without it every plan with edits that are not in its file is named.
    pub file: Option<PathBuf>,
    /// The edits of this journal instead of the newest: those of a session that ended while another had the plan open.
    #[arg(long, value_name = "PATH", requires = "file", conflicts_with = "output")]
    pub journal: Option<PathBuf>,
    /// Write the plan as the journal alone has it to a new file, and leave the plan file as it is.
    #[arg(short, long, value_name = "PATH", requires = "file")]
    pub output: Option<PathBuf>,
    /// Say what would be written, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// How the answer is written.
    #[command(flatten)]
    pub answer: Answer,
}

/// `restore`.
#[derive(Debug, Args)]
#[command(
    after_help = "Every save keeps the version that it replaces: the latest 20, then one an hour for a day and one a day for \
                        60 days; what was there before an import or a merge stays. Bringing one back is one step that \
                        `quarterdeck undo` takes back.\n\n\
                        Examples:\n  quarterdeck restore\n  quarterdeck restore plan.ron\n  \
                        quarterdeck restore plan.ron latest --dry-run\n  quarterdeck restore plan.ron 17\n  \
                        quarterdeck restore plan.ron 17 -o before.ron"
)]
pub struct Restore {
    /// The plan file; without it every plan of which versions are kept is named.
    pub file: Option<PathBuf>,
    /// The number of a version, `latest`, or a plan file to be taken for one; without it the versions are listed.
    #[arg(requires = "file")]
    pub version: Option<String>,
    /// Write the version as it was to a new file, and leave the plan file as it is.
    #[arg(short, long, value_name = "PATH", requires = "version")]
    pub output: Option<PathBuf>,
    /// Say what would change, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// How the answer is written.
    #[command(flatten)]
    pub answer: Answer,
}
