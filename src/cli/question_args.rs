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

/// `what-if`.
#[derive(Debug, Args)]
#[command(after_help = "A path is KIND/ID/FIELD, or the key of a setting; nothing is written.\n\n\
                        Examples:\n  quarterdeck what-if plan.ron --set tier/gold/criteria.sourced_arr=75k\n  \
                        quarterdeck what-if plan.ron --preset core --json\n  \
                        quarterdeck what-if plan.ron --set influence.credit=30% --set touch.model=first\n  \
                        quarterdeck what-if plan.ron --set tier/gold/commission=22% --set deal/renewal/amount=120k")]
pub struct WhatIf {
    /// The plan file; `-` is standard input.
    pub file: PathBuf,
    /// What is to be otherwise; may be given several times.
    #[arg(long, value_name = "PATH=VALUE")]
    pub set: Vec<String>,
    /// Replace the tier ladder: standard, core or example.
    #[arg(long, value_name = "NAME")]
    pub preset: Option<String>,
    /// The date everything is looked at.
    #[command(flatten)]
    pub as_of: AsOf,
    /// How the answer is written.
    #[command(flatten)]
    pub answer: Answer,
}
