//! What a second terminal follows: the page that is shown, already without anything the partner may not see.

use serde::{Deserialize, Serialize};

use super::PartnerView;

/// The page that is shown now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// What the partner may see.
    pub view: PartnerView,
    /// Which page.
    pub slide: usize,
    /// True while the screen is blanked.
    pub blank: bool,
}

impl Shown {
    /// As it is handed to a follower.
    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What was handed over; nothing where it is not of this version.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}
