//! `export`: documents for people without a terminal.

use super::args::Export;
use super::failure::Failure;
use super::output::Reply;

pub(super) fn export(words: &Export) -> Result<Reply, Failure> {
    let _ = words;
    Ok(Reply::default())
}
