//! Why a command changed nothing, in the user's words.

use crate::program::Kind;

/// A command that was not carried out; the program is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no such record.
    #[error("there is no {kind} {id:?}")]
    NoSuchRecord {
        /// The kind asked for.
        kind: Kind,
        /// The identifier asked for.
        id: String,
    },
    /// The record has no such field.
    #[error("a {kind} has no field {field:?}; it has: {known}")]
    NoSuchField {
        /// The kind of the record.
        kind: Kind,
        /// The field asked for.
        field: String,
        /// The fields it has.
        known: String,
    },
    /// The text is not a value of the field.
    #[error("{field}: {why}")]
    BadValue {
        /// The field.
        field: String,
        /// What is wrong and what is expected.
        why: String,
    },
    /// The record is referred to and the reference would dangle.
    #[error("{subject} is still referred to by {referrers}")]
    Referred {
        /// The record.
        subject: String,
        /// Who refers to it.
        referrers: String,
    },
    /// An invariant of the program would be broken.
    #[error("{0}")]
    Breaks(String),
    /// The command does not apply here.
    #[error("{0}")]
    NotNow(String),
    /// Everything is already so.
    #[error("nothing to change: {0}")]
    NoChange(String),
    /// A record is not what the edit says it was.
    #[error("the {kind} {id:?} has changed meanwhile; the edit does not fit any more")]
    Conflict {
        /// The kind of the record.
        kind: Kind,
        /// Its identifier.
        id: String,
    },
}

impl Refusal {
    /// A missing record.
    pub fn missing(kind: Kind, id: impl Into<String>) -> Self {
        Self::NoSuchRecord { kind, id: id.into() }
    }

    /// A value that does not fit its field.
    pub fn bad(field: impl Into<String>, why: impl ToString) -> Self {
        Self::BadValue { field: field.into(), why: why.to_string() }
    }

    /// The sentence without the name of the field, for where it stands beside the field.
    pub fn reason(&self) -> String {
        match self {
            Self::BadValue { why, .. } => why.clone(),
            other => other.to_string(),
        }
    }

    /// A stable word for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoSuchRecord { .. } => "no_such_record",
            Self::NoSuchField { .. } => "no_such_field",
            Self::BadValue { .. } => "bad_value",
            Self::Referred { .. } => "referred",
            Self::Breaks(_) => "breaks_invariant",
            Self::NotNow(_) => "not_now",
            Self::NoChange(_) => "no_change",
            Self::Conflict { .. } => "conflict",
        }
    }
}
