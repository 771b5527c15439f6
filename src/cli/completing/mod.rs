//! What could stand next in a line that is being typed: words, options, and what the plan file named in it holds.
//!
//! Asked by the completions of a shell at each Tab. It reads and never writes, and is silent about whatever is wrong.

mod line;
mod records;
#[cfg(test)]
mod tests;
mod values;

pub(super) use line::complete;
