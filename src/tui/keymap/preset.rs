//! The presets: what the fingers of people know already, each as a file over the default keys.

use std::fmt;
use std::str::FromStr;

/// A set of keys that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// Letters for commands, arrows and hjkl for moving.
    #[default]
    Default,
    /// `dd`, `yy`, `ZZ`, counts.
    Vim,
    /// Typing on a cell types over it; commands are on Ctrl, function keys and the menu.
    Sheet,
}

impl Preset {
    /// Every preset.
    pub const ALL: [Self; 3] = [Self::Default, Self::Vim, Self::Sheet];

    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Vim => "vim",
            Self::Sheet => "sheet",
        }
    }

    /// For whom it is, in a line.
    pub fn about(self) -> &'static str {
        match self {
            Self::Default => "arrows or hjkl move, letters are commands, ? lists them",
            Self::Vim => "dd deletes, yy copies, ZZ saves and quits, 5j moves five rows, Ctrl+R redoes",
            Self::Sheet => "typing fills the cell, F2 edits it, Ctrl+C and Ctrl+V, / opens the menu",
        }
    }

    /// What it changes of the default keys; nothing for those themselves.
    pub(super) fn text(self) -> Option<&'static str> {
        match self {
            Self::Default => None,
            Self::Vim => Some(include_str!("../../../assets/keymaps/vim.ron")),
            Self::Sheet => Some(include_str!("../../../assets/keymaps/sheet.ron")),
        }
    }
}

impl fmt::Display for Preset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Preset {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|preset| preset.name() == text);
        found.ok_or_else(|| format!("no preset is called {text:?}; there are default, vim and sheet"))
    }
}
