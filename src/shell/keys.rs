//! The keys of the user: the file in the configuration, which is only read, and the preset that was chosen.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::config;
use super::disk::replace;

/// The user's own keys, in the folder of the configuration.
pub const FILE: &str = "keys.ron";
const CHOSEN: &str = "preset.ron";

#[derive(Serialize, Deserialize)]
struct Chosen {
    preset: String,
}

/// The name and the text of the user's key file, where there is one.
pub fn own(folder: &Path) -> io::Result<Option<config::Text>> {
    config::text(folder, FILE)
}

/// The preset that was chosen before.
pub fn chosen(state: &Path) -> Option<String> {
    let text = std::fs::read_to_string(state.join(CHOSEN)).ok()?;
    ron::from_str::<Chosen>(&text).ok().map(|chosen| chosen.preset)
}

/// Remembers the preset.
pub fn choose(state: &Path, preset: &str) -> io::Result<()> {
    std::fs::create_dir_all(state)?;
    let text = ron::to_string(&Chosen { preset: preset.to_owned() }).map_err(io::Error::other)?;
    replace(&state.join(CHOSEN), text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_remembered_and_a_file_that_is_not_there_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state");
        assert_eq!(chosen(&state), None);
        choose(&state, "vim").unwrap();
        assert_eq!(chosen(&state).as_deref(), Some("vim"));
        assert_eq!(own(folder.path()).unwrap(), None);
        std::fs::write(folder.path().join(FILE), "(preset: \"sheet\")").unwrap();
        assert_eq!(own(folder.path()).unwrap().unwrap().1, "(preset: \"sheet\")");
    }
}
