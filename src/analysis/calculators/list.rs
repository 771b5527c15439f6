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
    &super::commission::CALCULATOR,
    &super::reseller_margin::CALCULATOR,
    &super::volume_rebate::CALCULATOR,
    &super::mdf_request::CALCULATOR,
    &super::mdf_accrual::CALCULATOR,
    &super::mdf_coop::CALCULATOR,
    &super::mdf_reimbursement::CALCULATOR,
    &super::mdf_utilization::CALCULATOR,
    &super::spiff::CALCULATOR,
    &super::clawback::CALCULATOR,
    &super::affiliate_economics::CALCULATOR,
    &super::affiliate_rate::CALCULATOR,
    &super::affiliate_payout::CALCULATOR,
    &super::affiliate_cookie::CALCULATOR,
    &super::affiliate_holdback::CALCULATOR,
    &super::affiliate_bands::CALCULATOR,
    &super::revenue_concentration::CALCULATOR,
    // deals, indicators, planner
    // time, events, operations
];
