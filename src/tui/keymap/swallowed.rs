//! Keys that never arrive, because a terminal or what runs in it keeps them for itself.

use crate::tui::action::Scope;
use crate::tui::keymap::Keymap;
use crate::tui::keys::Sequence;

/// What the environment says about the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Surroundings {
    /// tmux is around it.
    pub tmux: bool,
    /// GNU screen is around it.
    pub screen: bool,
    /// Zellij is around it.
    pub zellij: bool,
    /// The terminal of VS Code.
    pub vs_code: bool,
    /// Windows Terminal.
    pub windows_terminal: bool,
    /// Terminal.app.
    pub apple: bool,
}

impl Surroundings {
    /// From the variables of the environment.
    pub fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
        let program = variable("TERM_PROGRAM").unwrap_or_default();
        Self {
            tmux: set("TMUX"),
            screen: set("STY"),
            zellij: set("ZELLIJ"),
            vs_code: program == "vscode" || set("VSCODE_INJECTION"),
            windows_terminal: set("WT_SESSION"),
            apple: program == "Apple_Terminal",
        }
    }

    /// Who is around, and which keys it keeps.
    fn keepers(self) -> Vec<(&'static str, &'static [&'static str])> {
        let zellij: &[&str] = &[
            "ctrl+g",
            "ctrl+p",
            "ctrl+t",
            "ctrl+n",
            "ctrl+s",
            "ctrl+o",
            "ctrl+q",
            "ctrl+b",
            "alt+f",
            "alt+n",
            "alt+i",
            "alt+o",
            "alt+h",
            "alt+j",
            "alt+k",
            "alt+l",
            "alt+left",
            "alt+right",
            "alt+up",
            "alt+down",
        ];
        let all: [(bool, &'static str, &'static [&'static str]); 6] = [
            (self.tmux, "tmux", &["ctrl+b"]),
            (self.screen, "GNU screen", &["ctrl+a"]),
            (self.zellij, "Zellij", zellij),
            (self.vs_code, "VS Code", &["ctrl+p", "ctrl+e", "ctrl+f", "ctrl+k", "f1", "f10", "f11"]),
            (self.windows_terminal, "Windows Terminal", &["alt+enter", "f11"]),
            (self.apple, "Terminal.app", &["shift+up", "shift+down", "home", "end", "f11"]),
        ];
        all.into_iter().filter(|(here, ..)| *here).map(|(_, who, keys)| (who, keys)).collect()
    }
}

/// Bound keys that the surroundings keep, with the other keys of the same command.
pub fn swallowed(keymap: &Keymap, around: Surroundings) -> Vec<String> {
    let mut found = Vec::new();
    for (who, keys) in around.keepers() {
        let kept: Vec<Sequence> = keys.iter().filter_map(|key| key.parse().ok()).collect();
        for binding in
            keymap.bindings().iter().filter(|binding| kept.iter().any(|kept| kept.0.first() == binding.keys.0.first()))
        {
            let twins: Vec<String> = keymap
                .bindings()
                .iter()
                .filter(|twin| {
                    twin.action == binding.action && twin.scope == binding.scope && twin.keys != binding.keys
                })
                .map(|twin| twin.keys.to_string())
                .collect();
            let way = match (twins.is_empty(), binding.scope) {
                (false, _) => format!("use {}", twins.join(" or ")),
                (true, Scope::Pick | Scope::Form | Scope::Dialog) => "there is no other key for it".to_owned(),
                (true, _) => "the palette has it".to_owned(),
            };
            let name = binding.action.info().name;
            let line = format!("{who} may keep {} ({name} in {}): {way}", binding.keys, binding.scope.name());
            if !found.contains(&line) {
                found.push(line);
            }
        }
    }
    found
}
