//! The live keymap: bindings by scope, and what a sequence of keys means in a stack of scopes.
//!
//! A key is looked up in a stack of scopes (top overlay, or focused pane before the global keys). A sequence such as
//! `gp` waits in a pending state that the frame shows at once; no timer is needed.

use std::collections::HashMap;

use serde::Deserialize;

use super::preset::Preset;
use super::problem::KeymapProblem;
use crate::tui::action::{Action, Scope};
use crate::tui::keys::{Chord, Sequence};

const DEFAULT: &str = include_str!("../../../assets/keymaps/default.ron");

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

/// A key sequence of the user that says an editing command, in the words of `do`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// Where it counts.
    pub scope: Scope,
    /// The keys to press.
    pub keys: Sequence,
    /// The words; `{partner}` stands for the partner that is selected.
    pub words: Vec<String>,
}

/// What the keys pressed so far mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolution {
    /// An action.
    Run(Action),
    /// A saying, by its place in [`Keymap::sayings`].
    Say(usize),
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
    sayings: Vec<Saying>,
    /// Which preset the keys began as.
    pub preset: Preset,
    /// Whether digits before a key say how often.
    pub counts: bool,
    /// Whether a letter on a cell types over it, as in a sheet.
    pub typing: bool,
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
        for scope in Self::within(binding.scope) {
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

    /// Takes the keys away in a scope; false where they meant nothing.
    pub(super) fn unbind(&mut self, scope: Scope, keys: &Sequence) -> bool {
        let before = self.bindings.len() + self.sayings.len();
        self.bindings.retain(|binding| binding.scope != scope || binding.keys != *keys);
        self.sayings.retain(|saying| saying.scope != scope || saying.keys != *keys);
        self.by_keys.remove(&(scope, keys.0.clone()));
        before != self.bindings.len() + self.sayings.len()
    }

    /// Takes every binding away that `gone` names.
    pub(super) fn unbind_where(&mut self, gone: impl Fn(&Binding) -> bool) {
        let by_keys = &mut self.by_keys;
        self.bindings.retain(|binding| {
            let stays = !gone(binding);
            if !stays {
                by_keys.remove(&(binding.scope, binding.keys.0.clone()));
            }
            stays
        });
    }

    /// Binds in place of what the keys meant in the scope; it is what lists show first.
    pub(super) fn rebind(&mut self, binding: Binding) {
        self.unbind(binding.scope, &binding.keys);
        self.by_keys.insert((binding.scope, binding.keys.0.clone()), binding.action);
        self.bindings.insert(0, binding);
    }

    /// Says words in place of what the keys meant in the scope.
    pub(super) fn say(&mut self, saying: Saying) {
        self.unbind(saying.scope, &saying.keys);
        self.sayings.push(saying);
    }

    /// What shorter keys mean in a scope, or in those below it, so that `keys` would never be reached.
    pub(super) fn shadow(&self, scope: Scope, keys: &Sequence) -> Option<(Sequence, String)> {
        (1..keys.0.len()).find_map(|length| {
            let shorter = Sequence(keys.0.get(..length)?.to_vec());
            let meaning = Self::within(scope).into_iter().find_map(|scope| self.meaning(scope, &shorter))?;
            Some((shorter, meaning))
        })
    }

    fn meaning(&self, scope: Scope, keys: &Sequence) -> Option<String> {
        let said = self.sayings.iter().find(|saying| saying.scope == scope && saying.keys == *keys);
        let action = || self.by_keys.get(&(scope, keys.0.clone())).map(|action| action.info().name.to_owned());
        said.map(|saying| saying.words.join(" ")).or_else(action)
    }

    /// The longer sequences of a scope that begin with `keys`.
    pub(super) fn longer(&self, scope: Scope, keys: &Sequence) -> Vec<Binding> {
        let begins = |binding: &&Binding| binding.scope == scope && binding.keys.continues(&keys.0);
        self.bindings.iter().filter(begins).cloned().collect()
    }

    fn unreachable(&self) -> Vec<KeymapProblem> {
        let mut problems = Vec::new();
        for longer in &self.bindings {
            for length in 1..longer.keys.0.len() {
                let prefix = longer.keys.0[..length].to_vec();
                for scope in Self::within(longer.scope) {
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
            let said = self.sayings.iter().position(|saying| saying.scope == *scope && saying.keys.0 == pressed);
            if let Some(place) = said {
                return Resolution::Say(place);
            }
            if let Some(action) = self.by_keys.get(&(*scope, pressed.to_vec())) {
                return Resolution::Run(*action);
            }
        }
        let waits = self.bindings.iter().any(|b| scopes.contains(&b.scope) && b.keys.continues(pressed))
            || self.sayings.iter().any(|s| scopes.contains(&s.scope) && s.keys.continues(pressed));
        if waits { Resolution::Pending } else { Resolution::Unbound }
    }

    /// What may follow the pressed keys: the next key and what it does, for the popup.
    pub fn continuations(&self, scopes: &[Scope], pressed: &[Chord]) -> Vec<(Chord, String)> {
        let bound = self.bindings.iter().filter(|b| scopes.contains(&b.scope) && b.keys.continues(pressed));
        let said = self.sayings.iter().filter(|s| scopes.contains(&s.scope) && s.keys.continues(pressed));
        let mut found: Vec<(Chord, String)> = bound
            .filter_map(|b| Some((*b.keys.0.get(pressed.len())?, b.action.title().to_owned())))
            .chain(said.filter_map(|s| Some((*s.keys.0.get(pressed.len())?, s.words.join(" ")))))
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

    /// What keys of the user say.
    pub fn sayings(&self) -> &[Saying] {
        &self.sayings
    }

    /// The scopes in which a key of `scope` must have one meaning: overlays and moving stand alone.
    fn within(scope: Scope) -> Vec<Scope> {
        if scope.stands_alone() { vec![scope] } else { vec![scope, Scope::Global] }
    }
}
