//! Where a number comes from: rule, inputs, arithmetic, thresholds, settings, and what would change it.

mod clocks;
mod commission;
mod credit;
mod deal;
mod form;
mod path;
mod position;
mod program;
mod revenue;
mod reviews;
mod score;
mod setting;
mod tier;
mod tier_cell;
mod tier_evidence;
mod tier_proof;

pub use form::{Explanation, Line};
pub use path::{DEAL_FIELDS, PARTNER_FIELDS, PROGRAM_FIELDS, TIER_FIELDS};
pub use tier_cell::comparison_named;
