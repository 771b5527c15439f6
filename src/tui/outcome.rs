//! What a pane or an overlay asks of the screen, as data.

use std::sync::Arc;

use super::action::Action;
use super::overlays::Overlay;
use super::pane::PaneName;
use super::session::{Command, Partner};
use crate::program::Kind;
use crate::program::id::Id;

/// How much a notice matters; the word stands before the text, so colour is never needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// Something was done.
    Info,
    /// Look at it.
    Warning,
    /// It was not done.
    Error,
}

/// One line of news above the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub weight: Weight,
    /// What happened, and which key undoes or repairs it.
    pub text: String,
}

impl Notice {
    /// Something was done.
    pub fn info(text: impl Into<String>) -> Self {
        Self { weight: Weight::Info, text: text.into() }
    }

    /// Look at it.
    pub fn warning(text: impl Into<String>) -> Self {
        Self { weight: Weight::Warning, text: text.into() }
    }

    /// It was not done.
    pub fn error(text: impl Into<String>) -> Self {
        Self { weight: Weight::Error, text: text.into() }
    }
}

/// What follows from an action.
#[derive(Debug)]
pub enum Outcome {
    /// Nothing changed, nothing to draw; the reason is shown when there is one.
    Ignored(Option<String>),
    /// The view changed: draw.
    Changed,
    /// Change the program.
    Command(Box<Command>),
    /// Put an overlay on top; its answer comes back through `Pane::submitted` with the tag.
    Open(Box<Overlay>),
    /// Show a notice.
    Notice(Notice),
    /// Show another pane.
    GoTo(PaneName),
    /// Make this the partner that panes share; the pane stays.
    SelectPartner(Id<Partner>),
    /// Show another pane with the cursor on this partner; `Backspace` comes back.
    GoToPartner(PaneName, Id<Partner>),
    /// Put text on the clipboard; the words say what it is ("3 rows").
    Copy {
        /// The text.
        text: String,
        /// What it is, for the notice.
        what: String,
    },
    /// Show another pane with the cursor on a record; `Backspace` comes back.
    GoToRecord {
        /// Where.
        pane: PaneName,
        /// What kind of record.
        kind: Kind,
        /// Which.
        id: Arc<str>,
        /// With whom it is.
        partner: Option<Id<Partner>>,
    },
    /// Ask for all fields of a record, or of a new one that belongs to another.
    Record {
        /// What kind of record.
        kind: Kind,
        /// Which; none: a new one.
        id: Option<Arc<str>>,
        /// What a new one belongs to.
        owner: Option<(Kind, Arc<str>)>,
    },
    /// Ask for all fields of a new record, some of them filled in.
    NewRecord {
        /// What kind of record.
        kind: Kind,
        /// Texts by field.
        given: Vec<(String, String)>,
    },
    /// Explain the value at a path such as `partner/acme/health`.
    Explain(String),
    /// Run another action as if its key had been pressed.
    Run(Action),
    /// Several of these, in order.
    All(Vec<Outcome>),
}

impl Outcome {
    /// Nothing to do and nothing to say.
    pub fn ignored() -> Self {
        Self::Ignored(None)
    }

    /// Nothing done, and why.
    pub fn unavailable(reason: impl Into<String>) -> Self {
        Self::Ignored(Some(reason.into()))
    }

    /// A change to the program.
    pub fn command(command: Command) -> Self {
        Self::Command(Box::new(command))
    }

    /// An overlay on top.
    pub fn open(overlay: impl Into<Overlay>) -> Self {
        Self::Open(Box::new(overlay.into()))
    }

    /// A line of news.
    pub fn info(text: impl Into<String>) -> Self {
        Self::Notice(Notice::info(text))
    }

    /// A line of warning.
    pub fn warning(text: impl Into<String>) -> Self {
        Self::Notice(Notice::warning(text))
    }

    /// This, then that.
    pub fn and(self, next: Outcome) -> Self {
        match self {
            Self::All(mut list) => {
                list.push(next);
                Self::All(list)
            }
            first => Self::All(vec![first, next]),
        }
    }
}
