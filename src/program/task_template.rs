//! Lists of dated tasks of one's own, made from a campaign and applied to others.

use super::campaign::CampaignKind;
use super::id::Id;
use super::record::record;
use super::side::Side;
use serde::{Deserialize, Serialize};

/// One task of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateRow {
    /// What.
    pub title: String,
    /// Days from the launch.
    pub offset: i16,
    /// Who.
    pub side: Side,
    /// The role, such as design.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The places, from 1, of the rows that come before it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<u16>,
}

/// A list of tasks counted from a launch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskTemplate {
    /// Identifier.
    pub id: Id<TaskTemplate>,
    /// Name.
    pub name: String,
    /// The kind of campaign it was made for.
    pub kind: CampaignKind,
    /// Its tasks, by day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<TemplateRow>,
    /// Note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

record!(
    TaskTemplate,
    [
        ("name", Text, Required),
        ("kind", Choice(CampaignKind::CHOICES), Required),
        ("rows", Structure, List),
        ("note", Text, Optional),
    ]
);
