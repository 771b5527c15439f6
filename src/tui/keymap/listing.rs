//! The keymap and the commands as lists, for the command line and for documents.

use super::live::Keymap;
use crate::program::settings::nearest;
use crate::tui::action::{Action, Scope};

/// A line of the keymap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyLine {
    /// The word of the scope.
    pub scope: &'static str,
    /// The scope for people.
    pub place: &'static str,
    /// The keys, as they are pressed.
    pub keys: Vec<String>,
    /// The command; words of `do` where the keys say them.
    pub command: String,
    /// What it does.
    pub title: String,
}

/// A command of the workbench.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandLine {
    /// Its name in keymaps.
    pub name: &'static str,
    /// What it does.
    pub title: &'static str,
    /// A sentence more.
    pub doc: &'static str,
    /// Where it is valid.
    pub scopes: Vec<&'static str>,
    /// Its keys, each once.
    pub keys: Vec<String>,
}

/// The live keymap: scope by scope, in the order of the file, the user's own keys first.
pub fn lines(keymap: &Keymap) -> Vec<KeyLine> {
    let mut found: Vec<KeyLine> = Vec::new();
    for scope in Scope::ALL {
        let said = keymap.sayings().iter().filter(|saying| saying.scope == scope);
        found.extend(said.map(|saying| KeyLine {
            scope: scope.name(),
            place: scope.title(),
            keys: vec![saying.keys.to_string()],
            command: format!("do {}", saying.words.join(" ")),
            title: "A command of yours".to_owned(),
        }));
        for binding in keymap.bindings().iter().filter(|binding| binding.scope == scope) {
            let name = binding.action.info().name;
            match found.iter_mut().find(|line| line.scope == scope.name() && line.command == name) {
                Some(line) => line.keys.push(binding.keys.to_string()),
                None => found.push(KeyLine {
                    scope: scope.name(),
                    place: scope.title(),
                    keys: vec![binding.keys.to_string()],
                    command: name.to_owned(),
                    title: binding.action.title().to_owned(),
                }),
            }
        }
    }
    found
}

/// Every command of the workbench, in the order of help.
pub fn commands(keymap: &Keymap) -> Vec<CommandLine> {
    let command = |action: &Action| {
        let info = action.info();
        let mut keys: Vec<String> = Vec::new();
        for binding in keymap.bindings().iter().filter(|binding| binding.action == *action) {
            let text = binding.keys.to_string();
            if !keys.contains(&text) {
                keys.push(text);
            }
        }
        let scopes = info.scopes.iter().map(|scope| scope.name()).collect();
        CommandLine { name: info.name, title: info.title, doc: info.doc, scopes, keys }
    };
    Action::ALL.iter().map(command).collect()
}

/// The command whose name is nearest to what was typed.
pub fn nearest_action(typed: &str) -> Option<&'static str> {
    nearest(typed, Action::ALL.iter().map(|action| action.info().name))
}
