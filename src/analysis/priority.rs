//! How much a part of a program matters, where the document ranks its lists.

use crate::program::choice::choice;

choice! {
    /// Rank of an asset, a portal section, a tool.
    pub enum Priority {
        Critical = "critical" => "Critical",
        High = "high" => "High",
        Medium = "medium" => "Medium",
    }
}
