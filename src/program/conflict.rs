//! What two people decided differently, kept until somebody decides it.

use super::id::Id;
use super::record::record;
use serde::{Deserialize, Serialize};

/// A field, or a whole record, that two versions of the plan have differently and that both changed.
///
/// One of the two stands in the plan meanwhile; both are kept here, as the plan file writes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MergeConflict {
    /// Identifier; follows from what is in conflict.
    pub id: Id<MergeConflict>,
    /// The list of the record, such as `partners`; `program` and `settings` too.
    pub list: String,
    /// The identifier of the record.
    pub record: String,
    /// The field, of the settings the key; the whole record where none is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What both came from; nothing where there was nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What one of them has; nothing where it has nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one: Option<String>,
    /// What the other has; nothing where it has nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
}

record!(
    MergeConflict,
    [
        ("list", Text, Required),
        ("record", Text, Required),
        ("field", Text, Optional),
        ("before", Text, Optional),
        ("one", Text, Optional),
        ("other", Text, Optional),
    ]
);
