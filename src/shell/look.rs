//! The theme that was chosen on the screen, remembered from one session to the next.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::disk::replace;

const FILE: &str = "look.ron";

/// The words of what was chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Remembered {
    /// The name of the theme.
    pub theme: String,
    /// `dark` or `light`; empty where the terminal says it.
    pub background: String,
}

/// What was chosen before.
pub fn chosen(state: &Path) -> Option<Remembered> {
    let text = std::fs::read_to_string(state.join(FILE)).ok()?;
    ron::from_str(&text).ok()
}

/// Remembers a choice.
pub fn choose(state: &Path, look: &Remembered) -> io::Result<()> {
    std::fs::create_dir_all(state)?;
    let text = ron::to_string(look).map_err(io::Error::other)?;
    replace(&state.join(FILE), text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_remembered_and_whatever_else_is_there_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state");
        assert_eq!(chosen(&state), None);
        let look = Remembered { theme: "harbor".to_owned(), background: "light".to_owned() };
        choose(&state, &look).unwrap();
        assert_eq!(chosen(&state), Some(look));
        std::fs::write(state.join(FILE), "(((").unwrap();
        assert_eq!(chosen(&state), None);
    }
}
