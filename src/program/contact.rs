//! People at a partner.

use super::choice::choice;
use super::id::Id;
use super::partner::Partner;
use super::record::record;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

choice! {
    /// What the person does for the partnership.
    pub enum ContactRole {
        Primary = "primary" => "Primary",
        Executive = "executive" => "Executive",
        Technical = "technical" => "Technical",
        Marketing = "marketing" => "Marketing",
        Sales = "sales" => "Sales",
    }
}

/// A person at a partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Identifier.
    pub id: Id<Contact>,
    /// Where.
    pub partner: Id<Partner>,
    /// Full name.
    pub name: String,
    /// Role; at most one active primary contact per partner.
    pub role: ContactRole,
    /// Job title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Still there.
    pub active: bool,
    /// When the person left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_on: Option<Date>,
}

record!(
    Contact,
    [
        ("partner", Reference(Kind::Partner), Required),
        ("name", Text, Required),
        ("role", Choice(ContactRole::CHOICES), Required),
        ("title", Text, Optional),
        ("email", Text, Optional),
        ("phone", Text, Optional),
        ("active", YesNo, Required),
        ("left_on", Date, Optional),
    ],
    |self, visit| {
        visit.one("partner", &self.partner);
    }
);
