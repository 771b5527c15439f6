//! The words of `goal`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::args::{Answer, AsOf};

/// How a document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DocumentFormat {
    /// For reading.
    Table,
    /// One JSON object.
    Json,
    /// Markdown.
    Md,
    /// Its rows, comma-separated.
    Csv,
    /// Its rows, tab-separated.
    Tsv,
}

/// What a share of revenue is a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DenominatorName {
    /// Revenue at the due date.
    End,
    /// Today's revenue.
    Today,
    /// New revenue until the due date; needs --new-arr.
    New,
}

impl From<DenominatorName> for crate::analysis::policy::GoalBase {
    fn from(name: DenominatorName) -> Self {
        match name {
            DenominatorName::End => Self::AtDueDate,
            DenominatorName::Today => Self::TodayBase,
            DenominatorName::New => Self::NewRevenue,
        }
    }
}

/// `goal`.
#[derive(Debug, Args)]
#[command(after_help = "Without options: the goal of the plan file for sourced (else credited, else any-involvement) \
                        revenue that is due next.\n\n\
                        Examples:\n  quarterdeck goal plan.ron\n  \
                        quarterdeck goal plan.ron --target 20 --by 2027-12-31\n  \
                        quarterdeck goal plan.ron --horizon 24 --managers 2 --json\n  \
                        quarterdeck goal plan.ron --format md > goal.md")]
pub struct GoalWords {
    /// The plan file; `-` is standard input.
    pub file: PathBuf,
    /// Which goal of the plan file.
    #[arg(long, value_name = "ID")]
    pub goal: Option<String>,
    /// The wanted share of revenue, percent.
    #[arg(long, value_name = "PERCENT")]
    pub target: Option<crate::program::rate::Percent>,
    /// By when.
    #[arg(long, value_name = "DATE", conflicts_with = "horizon")]
    pub by: Option<Date>,
    /// By when, in months from the as-of date.
    #[arg(long, value_name = "MONTHS", value_parser = clap::value_parser!(u32).range(1..=120))]
    pub horizon: Option<u32>,
    /// What the share is a share of.
    #[arg(long, value_enum)]
    pub denominator: Option<DenominatorName>,
    /// New revenue planned until then, for `--denominator new`.
    #[arg(long, value_name = "MONEY")]
    pub new_arr: Option<crate::program::money::Money>,
    /// Growth of direct revenue until then, percent.
    #[arg(long, value_name = "PERCENT", allow_hyphen_values = true)]
    pub direct_growth: Option<crate::program::rate::Percent>,
    /// Existing partner revenue that stays until then, percent.
    #[arg(long, value_name = "PERCENT")]
    pub retention: Option<crate::program::rate::Percent>,
    /// Partner managers, full-time equivalents; otherwise those of the team.
    #[arg(long, value_name = "N")]
    pub managers: Option<crate::program::quantity::Quantity>,
    /// Active resellers aimed at; otherwise a goal for partners, else as many as make sense.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(0..=1_000_000))]
    pub resellers: Option<u64>,
    /// Draws of the simulation.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(100..=100_000))]
    pub draws: Option<u32>,
    /// Seed of the simulation: the same seed gives the same answer.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(0..=9_007_199_254_740_991))]
    pub seed: Option<u64>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = DocumentFormat::Table)]
    pub format: DocumentFormat,
    /// The date everything is looked at.
    #[command(flatten)]
    pub as_of: AsOf,
    /// How the answer is written.
    #[command(flatten)]
    pub answer: Answer,
}
