//! The named calculators of the contract: one JSON object in, one envelope out, the same rules as the panes.
//!
//! A calculator is one file: what it takes (declared in [`schema`]), and a thin `run` that reads the checked
//! [`input::Input`], calls the rule, and gives an [`answer::Answer`]. A new one is that file, its `mod` line here and
//! its line in `list.rs`; `calc`, its help and the tests follow.

pub mod answer;
pub mod date_time;
pub mod fault;
pub mod input;
mod json;
mod list;
mod numbers;
pub mod reading;
mod running;
pub mod schema;

mod affiliate_bands;
mod affiliate_cookie;
mod affiliate_economics;
mod affiliate_holdback;
mod affiliate_payout;
mod affiliate_rate;
mod agreement;
mod benefit_utilization;
mod capacity;
mod certification;
mod cfo_report;
mod checks;
mod clawback;
mod commission;
mod cross_check;
mod enablement_metrics;
mod escalation;
mod event_bands;
mod event_roi;
mod freshness;
mod goal_input;
mod goal_mix;
mod goal_plan;
mod goal_sensitivity;
mod goal_target;
mod goal_verdict;
mod growth;
mod lead_distribution;
mod listing_metrics;
mod listing_score;
mod maturity;
mod mdf_accrual;
mod mdf_coop;
mod mdf_reimbursement;
mod mdf_request;
mod mdf_utilization;
mod org_stage;
mod periods;
mod pilot_gate;
mod plan_generator;
mod pool_split;
mod random_sequence;
mod rate_bands;
mod reseller_margin;
mod revenue_concentration;
mod revenue_kpis;
mod review_asks;
mod rollout_waves;
mod run_of_show;
mod spiff;
mod split;
mod touch_input;
mod volume_rebate;
mod written;

pub use running::{all, find, run, run_bytes};
