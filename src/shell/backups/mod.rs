//! Earlier versions of a plan file, each a whole plan file in the state folder.
//!
//! Every save keeps the version that it replaces. The latest stay, of older ones one an hour and then one a day, and those from before
//! an import or a merge for ever.

mod kept;
mod thinning;
mod version;

pub use kept::{Backups, everywhere};
pub use version::{Version, Why};
