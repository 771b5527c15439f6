//! The rules on campaigns and events that `campaign_checks` does not have: plans, money, and what comes next.

mod family;
mod money;
mod notice;
mod partners;
mod planned;

pub(super) use family::FAMILY;
