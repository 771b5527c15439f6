//! The plan file opened last, which the workbench opens when none is named.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::replace;

const FILE: &str = "last.ron";

#[derive(Serialize, Deserialize)]
struct Last {
    file: String,
}

/// Remembers the file. A name that is not Unicode cannot be written down and is not remembered.
pub fn remember(state: &Path, file: &Path) -> io::Result<()> {
    let Some(file) = std::path::absolute(file)?.to_str().map(str::to_owned) else { return Ok(()) };
    std::fs::create_dir_all(state)?;
    let text = ron::to_string(&Last { file }).map_err(io::Error::other)?;
    replace(&state.join(FILE), text.as_bytes())
}

/// The file opened last, where it still stands.
pub fn last(state: &Path) -> Option<PathBuf> {
    let text = std::fs::read_to_string(state.join(FILE)).ok()?;
    let last: Last = ron::from_str(&text).ok()?;
    Some(PathBuf::from(last.file)).filter(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_file_is_remembered_as_long_as_it_stands() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state/of/its/own");
        assert_eq!(last(&state), None);
        let file = folder.path().join("plan \"one\".ron");
        std::fs::write(&file, "x").unwrap();
        remember(&state, &file).unwrap();
        assert_eq!(last(&state), Some(file.clone()));
        std::fs::remove_file(&file).unwrap();
        assert_eq!(last(&state), None);
        std::fs::write(state.join(FILE), "broken").unwrap();
        assert_eq!(last(&state), None);
    }
}
