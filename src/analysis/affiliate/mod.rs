//! The affiliate program: what it costs, what it pays and how well it runs.

pub mod bands;
pub mod concentration;
pub mod economics;
pub mod payout;
pub mod rate;
pub mod terms;
