//! What is wrong with campaigns, webinars and events, by themselves and beside each other (COM, EVT, CAL).

mod brief;
mod follow_up;
mod gathered;
mod playbook;
mod promotion;
mod roles;
mod rules;
mod show;
mod together;

pub use brief::completeness;
pub use gathered::{CampaignParts, Gathered};
pub use roles::{RaciRow, raci_rows};
pub use rules::{CAMPAIGN_RULES, campaign_checks, checks_by_campaign, checks_of};
pub use together::{Conflict, conflicts};
