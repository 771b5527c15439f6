//! The words that ask of a plan: where a number comes from, and what a change would do.

use std::path::PathBuf;

use clap::Args;

use super::args::{Answer, AsOf};

/// `explain`.
#[derive(Debug, Args)]
#[command(after_help = "Paths are KIND/ID/FIELD; a path that ends early lists what stands under it.\n\n\
                        Examples:\n  quarterdeck explain plan.ron\n  quarterdeck explain plan.ron partner/acme\n  \
                        quarterdeck explain plan.ron partner/acme/health\n  \
                        quarterdeck explain plan.ron deal/renewal-2026/credit --json\n  \
                        quarterdeck explain plan.ron tier/gold/criteria.sourced_arr\n  \
                        quarterdeck explain plan.ron program/sourced_share --as-of 2026-06-30\n  \
                        quarterdeck explain plan.ron setting/influence.credit")]
pub struct Explain {
    /// The plan file; `-` is standard input.
    pub file: PathBuf,
    /// What to explain, such as partner/acme/health; every path there is unless said.
    pub path: Option<String>,
    /// The date everything is looked at.
    #[command(flatten)]
    pub as_of: AsOf,
    /// How the answer is written.
    #[command(flatten)]
    pub answer: Answer,
}

/// What a plan is tried with.
#[derive(Debug, Clone, Default, Args)]
pub struct Changes {
    /// What is to be otherwise; may be given several times.
    #[arg(long, value_name = "PATH=VALUE")]
    pub set: Vec<String>,
    /// Replace the tier ladder: standard, core or example.
    #[arg(long, value_name = "NAME")]
    pub preset: Option<String>,
    /// Replace the live tier program by a version of it.
    #[arg(long, value_name = "VERSION")]
    pub program: Option<String>,
    /// Scenarios beside the plan.
    #[arg(long, value_name = "NAME", num_args = 1.., value_delimiter = ',')]
    pub scenario: Vec<String>,
}

/// `what-if`.
#[derive(Debug, Args)]
#[command(
    after_help = "A path is KIND/ID/FIELD, or the key of a setting. Without --adopt the plan is never written.\n\n\
                        Examples:\n  quarterdeck what-if plan.ron --set tier/gold/criteria.sourced_arr=75k\n  \
                        quarterdeck what-if plan.ron --preset core --json\n  \
                        quarterdeck what-if plan.ron --set influence.credit=30% --set touch.model=first\n  \
                        quarterdeck what-if plan.ron --set tier/gold/criteria.sourced_arr=75k --save gold-75k\n  \
                        quarterdeck what-if plan.ron --scenario gold-75k lower-entry\n  \
                        quarterdeck what-if plan.ron --adopt gold-75k"
)]
pub struct WhatIf {
    /// The plan file; `-` is standard input.
    pub file: PathBuf,
    /// What is tried.
    #[command(flatten)]
    pub changes: Changes,
    /// Name the scenarios beside the plan.
    #[arg(long)]
    pub list: bool,
    /// Keep the changes as a scenario beside the plan.
    #[arg(long, value_name = "NAME")]
    pub save: Option<String>,
    /// Why, for a scenario that is saved.
    #[arg(long, value_name = "TEXT", requires = "save")]
    pub note: Option<String>,
    /// Make a scenario true: one step, saved to the plan.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["save", "discard", "list", "set", "preset", "program", "scenario"])]
    pub adopt: Option<String>,
    /// Throw a scenario away; the plan is not touched.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["save", "list", "set", "preset", "program", "scenario"])]
    pub discard: Option<String>,
    /// Say what would be written, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// The date everything is looked at.
    #[command(flatten)]
    pub as_of: AsOf,
    /// How the answer is written.
    #[command(flatten)]
    pub answer: Answer,
}

/// `backtest`.
#[derive(Debug, Args)]
#[command(
    after_help = "The tier program is tested on the last day of each quarter, with the deals, registrations and \
                        training up to that day.\n\n\
                        Examples:\n  quarterdeck backtest plan.ron\n  quarterdeck backtest plan.ron --quarters 4 --preset core\n  \
                        quarterdeck backtest plan.ron --scenario gold-75k --json"
)]
pub struct Backtest {
    /// The plan file; `-` is standard input.
    pub file: PathBuf,
    /// How many completed quarters.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u8).range(1..=20))]
    pub quarters: u8,
    /// The candidate beside the present program.
    #[command(flatten)]
    pub changes: Changes,
    /// The date everything is looked at.
    #[command(flatten)]
    pub as_of: AsOf,
    /// How the answer is written.
    #[command(flatten)]
    pub answer: Answer,
}

/// `migration`.
#[derive(Debug, Args)]
#[command(after_help = "Without a candidate it is the version of the tier program that takes effect next.\n\n\
                        Examples:\n  quarterdeck migration plan.ron --program 2027\n  \
                        quarterdeck migration plan.ron --preset core --announce 2026-10-01 --effective 2027-01-01")]
pub struct Migration {
    /// The plan file; `-` is standard input.
    pub file: PathBuf,
    /// The new program.
    #[command(flatten)]
    pub changes: Changes,
    /// When partners are told; otherwise the as-of date.
    #[arg(long, value_name = "DATE")]
    pub announce: Option<jiff::civil::Date>,
    /// The first day on which it holds; otherwise the first quarter after the notice of agreements.
    #[arg(long, value_name = "DATE")]
    pub effective: Option<jiff::civil::Date>,
    /// The date everything is looked at.
    #[command(flatten)]
    pub as_of: AsOf,
    /// How the answer is written.
    #[command(flatten)]
    pub answer: Answer,
}

/// `versions`.
#[derive(Debug, Args)]
#[command(after_help = "The live tiers, benefits and definitions are the version in force.\n\n\
                        Examples:\n  quarterdeck versions plan.ron\n  quarterdeck versions plan.ron --keep 2026\n  \
                        quarterdeck versions plan.ron --keep 2027 --scenario gold-75k --announce 2026-10-01 --effective 2027-01-01\n  \
                        quarterdeck versions plan.ron --adopt 2027")]
pub struct Versions {
    /// The plan file; `-` is standard input.
    pub file: PathBuf,
    /// Keep the live ladder, or that of a candidate, under this name.
    #[arg(long, value_name = "NAME", conflicts_with = "adopt")]
    pub keep: Option<String>,
    /// Bring a version into force: one step.
    #[arg(long, value_name = "NAME")]
    pub adopt: Option<String>,
    /// The candidate to keep.
    #[command(flatten)]
    pub changes: Changes,
    /// When partners are told.
    #[arg(long, value_name = "DATE", requires = "keep")]
    pub announce: Option<jiff::civil::Date>,
    /// The first day on which it holds.
    #[arg(long, value_name = "DATE", requires = "keep")]
    pub effective: Option<jiff::civil::Date>,
    /// Why it is made.
    #[arg(long, value_name = "TEXT", requires = "keep")]
    pub note: Option<String>,
    /// Say what would be written, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// The date everything is looked at.
    #[command(flatten)]
    pub as_of: AsOf,
    /// How the answer is written.
    #[command(flatten)]
    pub answer: Answer,
}

/// `diff`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  quarterdeck diff old.ron new.ron\n  \
                        quarterdeck diff plan.ron --program 2026 live\n  \
                        quarterdeck diff plan.ron --program 2026 2027 --json")]
pub struct Diff {
    /// The plan file, or the earlier of two.
    #[arg(required_unless_present = "git")]
    pub file: Option<PathBuf>,
    /// The later plan file.
    #[arg(required_unless_present_any = ["program", "git"])]
    pub other: Option<PathBuf>,
    /// The seven words with which git calls a diff driver: path, old file, hash and mode, new file, hash and mode.
    #[arg(long, num_args = 7..=9, value_name = "WORD", conflicts_with_all = ["file", "program"])]
    pub git: Vec<PathBuf>,
    /// Two versions of the tier program instead; `live` is the one in force.
    #[arg(long, value_name = "VERSION", num_args = 2, conflicts_with = "other")]
    pub program: Vec<String>,
    /// The date everything is looked at.
    #[command(flatten)]
    pub as_of: AsOf,
    /// How the answer is written.
    #[command(flatten)]
    pub answer: Answer,
}
