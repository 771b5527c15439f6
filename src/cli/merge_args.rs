//! The words of `merge`.

use std::path::PathBuf;

use clap::Args;

use super::args::Answer;

/// `merge`.
#[derive(Debug, Args)]
#[command(
    after_help = "The result is written to OURS, or to the file of -o. Exit 0: merged; 5: merged with conflicts, which are kept in \
                        the plan; 4: a file cannot be read, nothing was written.\n\n\
                        As a merge driver and a diff driver of git:\n  \
                        git config merge.quarterdeck.driver 'quarterdeck merge %O %A %B --path %P'\n  \
                        git config diff.quarterdeck.command 'quarterdeck diff --git'\n  \
                        echo 'plan.ron merge=quarterdeck diff=quarterdeck' >> .gitattributes\n\n\
                        Example:\n  quarterdeck merge base.ron ours.ron theirs.ron -o merged.ron"
)]
pub struct Merge {
    /// The plan both came from; empty where there was none.
    pub base: PathBuf,
    /// Our plan, which gets the result.
    pub ours: PathBuf,
    /// Their plan.
    pub theirs: PathBuf,
    /// Write the result to this file instead.
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// What the plan is called in the answer, where OURS is a file of git's.
    #[arg(long, value_name = "NAME")]
    pub path: Option<String>,
    /// Say what would be written, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// How the answer is written.
    #[command(flatten)]
    pub answer: Answer,
}
