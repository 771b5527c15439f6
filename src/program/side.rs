//! Which side does something.

use super::choice::choice;

choice! {
    /// Us, the partner, or both.
    pub enum Side {
        Us = "us" => "Us",
        Partner = "partner" => "Partner",
        Both = "both" => "Both",
    }
}
