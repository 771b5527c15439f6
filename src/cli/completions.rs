//! `completions`: what a shell needs to complete the words.

use clap::CommandFactory;
use serde_json::Value;

use super::args::{Arguments, Completions};
use super::output::Reply;

pub(super) fn completions(words: &Completions) -> Reply {
    let mut script = Vec::new();
    clap_complete::generate(words.shell, &mut Arguments::command(), "quarterdeck", &mut script);
    Reply::new("completions", script, Value::Null)
}
