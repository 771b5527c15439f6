//! `paths`: where this program keeps its files.

use serde_json::{Map, Value};

use super::args::Paths;
use super::output::Reply;

pub(super) fn paths(_words: &Paths) -> Reply {
    let known = named();
    let text: Vec<String> = known
        .iter()
        .map(|(name, path)| {
            let path = path.as_ref().map_or_else(|| "(none)".to_owned(), |path| path.display().to_string());
            format!("{name:<10} {path}\n")
        })
        .collect();
    let data: Map<String, Value> = known
        .into_iter()
        .map(|(name, path)| (name.to_owned(), path.map(|path| path.display().to_string()).into()))
        .collect();
    Reply::new("paths", text.concat(), Value::Object(data))
}

fn named() -> Vec<(&'static str, Option<std::path::PathBuf>)> {
    let all = directories::ProjectDirs::from("", "", "quarterdeck");
    let of = |part: fn(&directories::ProjectDirs) -> &std::path::Path| all.as_ref().map(|all| part(all).to_owned());
    vec![
        ("config", of(directories::ProjectDirs::config_dir)),
        ("data", of(directories::ProjectDirs::data_dir)),
        ("state", of(|all| all.state_dir().unwrap_or(all.data_local_dir()))),
    ]
}
