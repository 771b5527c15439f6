//! The language of `--where` and of the filter on the screen: `tier = gold and (health < 60 or growth < 0%)`.
//!
//! An expression is read once against the columns of a table and then tried on rows of typed cells:
//! thresholds are compared exactly, never as they are shown, and what is unknown passes no comparison.

mod compare;
mod filter;
mod syntax;

pub use filter::{Calendar, Filter, Row};
pub use syntax::SelectError;
