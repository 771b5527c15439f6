//! Two versions of a plan that came from one, as one plan: by record, and by field where both changed a record.
//!
//! What only one side changed is taken. What both changed differently is a conflict: one of the two stands, and both are kept in the
//! plan as a record of their own. Nothing of either side is dropped. The result is the same from both sides where
//! [`Stands::Either`] is asked for.

mod fields;
mod mending;
mod merged;
#[cfg(test)]
mod tests;

pub use merged::{Merged, Stands, merge};
