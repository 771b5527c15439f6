//! `paths`: where this program keeps its files.

use serde_json::json;

use super::args::Paths;
use super::failure::{Exit, Failure, Problem};
use super::output::Reply;
use crate::shell::paths::{self, CONFIG_VARIABLE, DATA_VARIABLE, STATE_VARIABLE};

pub(super) fn paths(_words: &Paths) -> Result<Reply, Failure> {
    let known =
        paths::Paths::of_user().map_err(|why| Failure::new(Exit::Failed, Problem::new("no_home", why.to_string())))?;
    let line = |name: &str, path: &std::path::Path, variable: &str| {
        format!("{name:<8}{}   (set {variable} to change it)\n", path.display())
    };
    let text = [
        line("config", &known.config, CONFIG_VARIABLE),
        line("state", &known.state, STATE_VARIABLE),
        line("data", &known.data, DATA_VARIABLE),
    ];
    let data = json!({
        "config": known.config.display().to_string(),
        "state": known.state.display().to_string(),
        "data": known.data.display().to_string(),
    });
    Ok(Reply::new("paths", text.concat(), data))
}
