//! What the owners of a plan wrote down that must hold of it, and whether it does.
//!
//! `tier(acme) == Gold at 2026-Q3`; `partners.health.score >= 40` of every row of a report; `mdf[state:approved].total(amount)
//! <= 120k`, and `count`, `least(...)`, `most(...)` likewise; `summary.activation >= 60%` where a report has a row by that name.

mod judge;
mod syntax;

pub use judge::{ASSERTION, Verdict, assertions, judge};
