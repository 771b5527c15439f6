//! R-13 and beyond: what is wrong with a ladder as a whole, before a partner finds out.

mod bands;
mod clocks;
mod economics;
mod members;
mod nesting;
mod points;
mod rules;
mod steps;
mod trial;

pub use points::{PointScale, ScaleFault, scale_faults};
pub use rules::{LADDER_RULES, ladder_checks};
