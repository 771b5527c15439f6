//! Every calculator, in the order of the contract: one line each.

use super::schema::Calculator;
use super::{
    agreement, certification, enablement_metrics, escalation, event_bands, event_roi, freshness, growth,
    lead_distribution, listing_metrics, listing_score, maturity, org_stage, periods, pilot_gate, plan_generator,
    pool_split, review_asks, rollout_waves, run_of_show, split,
};

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
    &event_roi::CALCULATOR,
    &event_bands::CALCULATOR,
    &plan_generator::CALCULATOR,
    &rollout_waves::CALCULATOR,
    &enablement_metrics::CALCULATOR,
    &certification::CALCULATOR,
    &freshness::CALCULATOR,
    &maturity::CALCULATOR,
    &escalation::CALCULATOR,
    &listing_score::CALCULATOR,
    &listing_metrics::CALCULATOR,
    &review_asks::CALCULATOR,
    &org_stage::CALCULATOR,
    &pilot_gate::CALCULATOR,
    &agreement::CALCULATOR,
    &run_of_show::CALCULATOR,
    &lead_distribution::CALCULATOR,
];
