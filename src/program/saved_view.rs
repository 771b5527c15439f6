//! Ways to look at a table that were given a name: what is shown, in which order and in which columns.

use super::id::Id;
use super::record::record;
use serde::{Deserialize, Serialize};

/// Filter, order and columns of a table under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedView {
    /// Identifier.
    pub id: Id<SavedView>,
    /// Name.
    pub name: String,
    /// The report whose rows it shows, such as `partners` or `deals`.
    pub table: String,
    /// Which rows, in the language of `--where`; none: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<String>,
    /// The sort keys in turn, such as `-health` for the largest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sort: Vec<String>,
    /// The columns from left to right, `name` or `name:24` with its width in cells; none: as the table has them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// How many columns stay at the left while the others scroll; none: the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen: Option<u16>,
    /// Note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

record!(
    SavedView,
    [
        ("name", Text, Required),
        ("table", Text, Required),
        ("filter", Text, Optional),
        ("sort", Text, List),
        ("columns", Text, List),
        ("frozen", Count, Optional),
        ("note", Text, Optional),
    ]
);
