//! Every calculator, in the order of the contract: one line each.

use super::schema::Calculator;
use super::{growth, periods, pool_split, split};

/// Every calculator, in the order of the contract.
pub(super) static ALL: &[&Calculator] = &[
    // scoring, tiers, money
    &split::CALCULATOR,
    &periods::CALCULATOR,
    &growth::CALCULATOR,
    &pool_split::CALCULATOR,
    // deals, indicators, planner
    // time, events, operations
];
