//! Example programs: two that ship with the product, and large ones by rule for measuring.

mod big;
mod built_in;
mod draw;
mod portfolio;
mod sales;
mod words;

pub use big::big;
pub use built_in::{BuiltIn, EXAMPLES, built_in};
