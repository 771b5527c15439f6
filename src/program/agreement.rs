//! The contract with a partner.

use super::id::Id;
use super::partner::Partner;
use super::record::record;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// In force from its start until its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// Identifier.
    pub id: Id<Agreement>,
    /// With whom.
    pub partner: Id<Partner>,
    /// First day in force.
    pub start: Date,
    /// First day no longer in force; none: open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<Date>,
    /// What is covered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// What each side commits to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commitment: Option<String>,
    /// Exclusivity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclusivity: Option<String>,
    /// Term and checkpoints in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// How it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exit: Option<String>,
    /// Notice before the end.
    pub notice_days: u16,
    /// Days between checkpoints.
    pub checkpoint_days: u16,
}

record!(
    Agreement,
    [
        ("partner", Reference(Kind::Partner), Required),
        ("start", Date, Required),
        ("end", Date, Optional),
        ("scope", Text, Optional),
        ("commitment", Text, Optional),
        ("exclusivity", Text, Optional),
        ("term", Text, Optional),
        ("exit", Text, Optional),
        ("notice_days", Count, Required),
        ("checkpoint_days", Count, Required),
    ],
    |self, visit| {
        visit.one("partner", &self.partner);
    }
);
