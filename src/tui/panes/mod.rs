//! One folder per pane, and the list of the panes of this version.

pub mod home;
mod list;
pub mod matrix;
pub mod qbr;
pub mod roster;
pub mod tables;
pub mod tiers;
pub mod timeline;

pub use list::all;
