//! Which key means which action, as data from `assets/keymap.ron`.
//!
//! A key is looked up in a stack of scopes (top overlay, or focused pane before the global keys). A sequence such as
//! `gp` waits in a pending state that the frame shows at once; no timer is needed.

use std::collections::HashMap;

use serde::Deserialize;

use super::action::{Action, Scope};
use super::keys::{BadKey, Chord, Sequence};

const DEFAULT: &str = include_str!("../../assets/keymap.ron");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeymapFile {
    prefixes: Vec<(String, String)>,
    scopes: Vec<ScopeFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScopeFile {
    scope: Scope,
    keys: Vec<(String, Vec<String>)>,
}

/// One key sequence bound to an action in a scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// Where it counts.
    pub scope: Scope,
    /// The keys to press.
    pub keys: Sequence,
    /// What they mean.
    pub action: Action,
}

/// Everything that is wrong with one line of a keymap.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeymapProblem {
    /// The file is not a keymap.
    #[error("the keymap can not be read: {0}")]
    Unreadable(String),
    /// A key that can not be.
    #[error("{scope:?}: {action}: {source}")]
    Key {
        /// The scope that names it.
        scope: Scope,
        /// The action it was for.
        action: String,
        /// What is wrong with the key.
        source: BadKey,
    },
    /// A name that is no action.
    #[error("{scope:?}: no action is called {name:?}")]
    UnknownAction {
        /// The scope that names it.
        scope: Scope,
        /// The name as written.
        name: String,
    },
    /// An action where it is not valid.
    #[error("{scope:?}: {name} is not valid there")]
    OutOfPlace {
        /// The scope that names it.
        scope: Scope,
        /// The action.
        name: &'static str,
    },
    /// Two meanings for one key.
    #[error("{scope:?}: {keys} means both {first} and {second}")]
    Duplicate {
        /// The scope of the second meaning.
        scope: Scope,
        /// The key sequence.
        keys: String,
        /// The earlier meaning.
        first: &'static str,
        /// The later meaning.
        second: &'static str,
    },
    /// A key that is never reached since a shorter one comes first.
    #[error("{scope:?}: {keys} is never reached, {shorter} already means {action}")]
    Unreachable {
        /// The scope of the longer sequence.
        scope: Scope,
        /// The longer sequence.
        keys: String,
        /// The shorter one.
        shorter: String,
        /// What the shorter one means.
        action: &'static str,
    },
}

/// What the keys pressed so far mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolution {
    /// An action.
    Run(Action),
    /// The beginning of a longer sequence.
    Pending,
    /// Nothing here.
    Unbound,
}

/// The live keymap.
#[derive(Debug, Clone, Default)]
pub struct Keymap {
    bindings: Vec<Binding>,
    by_keys: HashMap<(Scope, Vec<Chord>), Action>,
    prefixes: Vec<(Sequence, String)>,
}

impl Keymap {
    /// The keymap that comes with the program, and what is wrong with it (nothing, which a test holds).
    pub fn built_in() -> (Self, Vec<KeymapProblem>) {
        Self::read(DEFAULT)
    }

    /// Reads a keymap; faulty lines are reported together and left out, the rest counts.
    pub fn read(text: &str) -> (Self, Vec<KeymapProblem>) {
        let file: KeymapFile = match ron::from_str(text) {
            Ok(file) => file,
            Err(error) => return (Self::default(), vec![KeymapProblem::Unreadable(error.to_string())]),
        };
        let mut keymap = Self::default();
        let mut problems = Vec::new();
        for (keys, title) in file.prefixes {
            match keys.parse() {
                Ok(keys) => keymap.prefixes.push((keys, title)),
                Err(source) => problems.push(KeymapProblem::Key { scope: Scope::Global, action: title, source }),
            }
        }
        for section in file.scopes {
            for (name, keys) in section.keys {
                keymap.bind_all(section.scope, &name, &keys, &mut problems);
            }
        }
        problems.extend(keymap.unreachable());
        (keymap, problems)
    }

    fn bind_all(&mut self, scope: Scope, name: &str, keys: &[String], problems: &mut Vec<KeymapProblem>) {
        let Some(action) = Action::named(name) else {
            problems.push(KeymapProblem::UnknownAction { scope, name: name.to_owned() });
            return;
        };
        if !action.valid_in(scope) {
            problems.push(KeymapProblem::OutOfPlace { scope, name: action.info().name });
        }
        for text in keys {
            match text.parse::<Sequence>() {
                Ok(keys) => problems.extend(self.bind(Binding { scope, keys, action })),
                Err(source) => problems.push(KeymapProblem::Key { scope, action: name.to_owned(), source }),
            }
        }
    }

    fn bind(&mut self, binding: Binding) -> Option<KeymapProblem> {
        let chords = binding.keys.0.clone();
        for scope in within(binding.scope) {
            if let Some(first) = self.by_keys.get(&(scope, chords.clone())) {
                return Some(KeymapProblem::Duplicate {
                    scope: binding.scope,
                    keys: binding.keys.to_string(),
                    first: first.info().name,
                    second: binding.action.info().name,
                });
            }
        }
        self.by_keys.insert((binding.scope, chords), binding.action);
        self.bindings.push(binding);
        None
    }

    fn unreachable(&self) -> Vec<KeymapProblem> {
        let mut problems = Vec::new();
        for longer in &self.bindings {
            for length in 1..longer.keys.0.len() {
                let prefix = longer.keys.0[..length].to_vec();
                for scope in within(longer.scope) {
                    if let Some(action) = self.by_keys.get(&(scope, prefix.clone())) {
                        problems.push(KeymapProblem::Unreachable {
                            scope: longer.scope,
                            keys: longer.keys.to_string(),
                            shorter: Sequence(prefix.clone()).to_string(),
                            action: action.info().name,
                        });
                    }
                }
            }
        }
        problems
    }

    /// What the pressed keys mean in a stack of scopes, the first scope counting most.
    pub fn resolve(&self, scopes: &[Scope], pressed: &[Chord]) -> Resolution {
        for scope in scopes {
            if let Some(action) = self.by_keys.get(&(*scope, pressed.to_vec())) {
                return Resolution::Run(*action);
            }
        }
        let waits = self.bindings.iter().any(|b| scopes.contains(&b.scope) && b.keys.continues(pressed));
        if waits { Resolution::Pending } else { Resolution::Unbound }
    }

    /// What may follow the pressed keys: the next key and the action, for the popup.
    pub fn continuations(&self, scopes: &[Scope], pressed: &[Chord]) -> Vec<(Chord, Action)> {
        let mut found: Vec<(Chord, Action)> = self
            .bindings
            .iter()
            .filter(|b| scopes.contains(&b.scope) && b.keys.continues(pressed))
            .filter_map(|b| Some((*b.keys.0.get(pressed.len())?, b.action)))
            .collect();
        found.sort_by_key(|(chord, _)| chord.to_string());
        found
    }

    /// The heading of a prefix, such as "Go to" for `g`.
    pub fn prefix_title(&self, pressed: &[Chord]) -> &str {
        self.prefixes.iter().find(|(keys, _)| keys.0 == pressed).map_or("", |(_, title)| title)
    }

    /// The key to show for an action in a stack of scopes: the first that was written.
    pub fn key_for(&self, scopes: &[Scope], action: Action) -> Option<String> {
        let binding = self.bindings.iter().find(|b| b.action == action && scopes.contains(&b.scope));
        binding.map(|b| b.keys.to_string())
    }

    /// All keys of an action in a stack of scopes, joined by blanks.
    pub fn keys_for(&self, scopes: &[Scope], action: Action) -> String {
        let keys = self.bindings.iter().filter(|b| b.action == action && scopes.contains(&b.scope));
        keys.map(|b| b.keys.to_string()).collect::<Vec<_>>().join(" ")
    }

    /// Every binding, in the order of the file.
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }
}

/// The scopes in which a key of `scope` must have one meaning: overlays and moving stand alone.
fn within(scope: Scope) -> Vec<Scope> {
    if scope.is_overlay() || matches!(scope, Scope::Grab | Scope::Live | Scope::Present | Scope::Global) {
        vec![scope]
    } else {
        vec![scope, Scope::Global]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built_in() -> Keymap {
        let (keymap, problems) = Keymap::built_in();
        let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(problems.is_empty(), "{shown:#?}");
        keymap
    }

    #[test]
    fn the_built_in_keymap_has_no_duplicate_no_shadowed_and_no_unreachable_key() {
        built_in();
    }

    #[test]
    fn every_documented_key_gives_its_action_when_pressed() {
        let keymap = built_in();
        for binding in keymap.bindings() {
            let scopes = [binding.scope, Scope::Global];
            for length in 1..binding.keys.0.len() {
                assert_eq!(keymap.resolve(&scopes, &binding.keys.0[..length]), Resolution::Pending, "{}", binding.keys);
            }
            assert_eq!(keymap.resolve(&scopes, &binding.keys.0), Resolution::Run(binding.action), "{}", binding.keys);
        }
    }

    /// The palette reaches every action that is valid in a pane by typing its title, so only overlays and the
    /// moving of things need plain keys of their own.
    #[test]
    fn every_action_has_a_path_without_ctrl_alt_or_function_keys() {
        let keymap = built_in();
        let palette = keymap.bindings().iter().any(|b| b.action == Action::Palette && b.keys.is_plain());
        assert!(palette);
        for action in Action::ALL {
            for scope in action.info().scopes {
                let by_palette = !scope.is_overlay() && *scope != Scope::Grab;
                let plain =
                    keymap.bindings().iter().any(|b| b.action == *action && b.scope == *scope && b.keys.is_plain());
                assert!(plain || by_palette, "{} in {scope:?}", action.info().name);
            }
        }
    }

    #[test]
    fn a_pane_action_is_bound_in_each_of_its_panes() {
        let keymap = built_in();
        for action in Action::ALL {
            for scope in action.info().scopes.iter().filter(|scope| **scope != Scope::Global) {
                assert!(keymap.key_for(&[*scope], *action).is_some(), "{} in {scope:?}", action.info().name);
            }
        }
    }

    #[test]
    fn faulty_lines_are_reported_together_and_the_rest_counts() {
        let text = r#"(prefixes: [], scopes: [(scope: global, keys: [
            ("undo", ["u", "ctrl+i"]), ("no.such", ["x"]), ("redo", ["u"]), ("goto.top", ["u u"]), ("save", ["w"]),
        ])])"#;
        let (keymap, problems) = Keymap::read(text);
        assert_eq!(problems.len(), 4, "{problems:?}");
        assert_eq!(keymap.key_for(&[Scope::Global], Action::Save).as_deref(), Some("w"));
    }

    #[test]
    fn a_prefix_lists_what_may_follow() {
        let keymap = built_in();
        let pressed = [Chord::char('g')];
        let next = keymap.continuations(&[Scope::Roster, Scope::Global], &pressed);
        assert!(next.contains(&(Chord::char('p'), Action::PickPartner)));
        assert_eq!(keymap.prefix_title(&pressed), "Go to");
    }
}
