//! What can be wrong with a keymap: each problem names the line, and never keeps the workbench from opening.

use crate::tui::action::Scope;
use crate::tui::keys::BadKey;

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
    /// Something in a file over the keymap.
    #[error("{file}{}: {what}", line.map(|line| format!(", line {line}")).unwrap_or_default())]
    InFile {
        /// Which file.
        file: String,
        /// The line, from 1.
        line: Option<usize>,
        /// What is wrong and what to do.
        what: String,
    },
}
