//! The words that ask of a plan: where a number comes from.

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
