//! Program to measures and findings: infallible, deterministic, given an as-of date; reads no clock.

pub mod attribution;
pub mod benchmark;
pub mod cadence;
pub mod credit;
pub mod criteria;
pub mod derived;
pub mod evaluation;
pub mod exact;
pub mod funnel;
pub mod growth;
pub mod health;
pub mod lifecycle;
pub mod matrix;
pub mod outreach;
pub mod partner_kpis;
pub mod periods;
pub mod pipeline;
pub mod qbr;
pub mod registration;
pub mod scorecard;
pub mod segment;
pub mod split;
pub mod tier_review;
pub mod timeline;
pub mod touches;
pub mod truth;
