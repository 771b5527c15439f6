//! Where a number comes from: rule, inputs, thresholds, settings, and what would change it.

mod deal;
mod path;
mod position;
mod revenue;
mod score;
mod tier;
mod tier_cell;

pub use path::{Explanation, Line, PARTNER_FIELDS};
