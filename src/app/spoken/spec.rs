//! What a command in words is: its name, its arguments, what it does, and how it becomes a command of the session.

use super::given::Given;
use crate::app::command::Command;
use crate::edit::Refusal;

/// A command in words.
#[derive(Debug)]
pub struct Spoken {
    /// Its name: `close-deal`.
    pub name: &'static str,
    /// Its arguments, those that stand in order first.
    pub arguments: &'static [Argument],
    /// One sentence: what it does.
    pub about: &'static str,
    /// A line that could stand in a script.
    pub example: &'static str,
    /// The command that the words stand for.
    pub read: fn(&Given<'_>) -> Result<Command, Refusal>,
}

/// How an argument is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// In its place, always.
    Needed,
    /// In its place, or left out.
    Optional,
    /// One or more to the end of the line.
    Many,
    /// As `--name VALUE`.
    Named,
    /// As `--name`.
    Flag,
}

/// An argument of a command in words.
#[derive(Debug)]
pub struct Argument {
    /// Its name: `deal`.
    pub name: &'static str,
    /// How it is given.
    pub how: How,
    /// What it is.
    pub about: &'static str,
}

/// An argument that is always given, in its place.
pub(super) const fn needed(name: &'static str, about: &'static str) -> Argument {
    Argument { name, how: How::Needed, about }
}

/// An argument that may be left out.
pub(super) const fn optional(name: &'static str, about: &'static str) -> Argument {
    Argument { name, how: How::Optional, about }
}

/// The rest of the line.
pub(super) const fn many(name: &'static str, about: &'static str) -> Argument {
    Argument { name, how: How::Many, about }
}

/// An option with a value.
pub(super) const fn named(name: &'static str, about: &'static str) -> Argument {
    Argument { name, how: How::Named, about }
}

/// An option without a value.
pub(super) const fn flag(name: &'static str, about: &'static str) -> Argument {
    Argument { name, how: How::Flag, about }
}

impl Argument {
    /// As it stands in the usage: `DEAL`, `[DATE]`, `NAME...`, `[--on ON]`.
    pub fn usage(&self) -> String {
        let upper = self.name.to_uppercase();
        match self.how {
            How::Needed => upper,
            How::Optional => format!("[{upper}]"),
            How::Many => format!("{upper}..."),
            How::Named => format!("[--{} {upper}]", self.name),
            How::Flag => format!("[--{}]", self.name),
        }
    }

    /// Whether it stands in a place of its own.
    pub fn is_placed(&self) -> bool {
        matches!(self.how, How::Needed | How::Optional | How::Many)
    }
}

impl Spoken {
    /// The line of its usage: `close-deal DEAL OUTCOME [--on ON]`.
    pub fn usage(&self) -> String {
        let arguments = self.arguments.iter().map(Argument::usage);
        std::iter::once(self.name.to_owned()).chain(arguments).collect::<Vec<_>>().join(" ")
    }
}
