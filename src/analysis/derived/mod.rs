//! What follows from the program, kept up to date for what changed.

mod affected;
mod backtest;
mod benefits;
mod campaign_measures;
mod clocks;
mod cohorts;
mod context;
mod deal_measures;
mod designations;
mod due;
mod evidence;
mod explain;
mod holding;
mod index;
mod ladders;
mod maintenance;
mod metrics;
mod nothing_sourced;
mod partner_measures;
mod program_measures;
mod proof;
mod ranking;
mod records;
mod revenue;
mod standing;
mod state;
mod tier_measures;
mod touched;
mod what_if;

#[cfg(test)]
mod designation_tests;
#[cfg(test)]
mod tests;

pub use backtest::MOST_QUARTERS;
pub use benefits::{BenefitBy, BenefitHeld};
pub use campaign_measures::CampaignMeasures;
pub use clocks::{Clock, ClockDay, TierClocks};
pub use deal_measures::{DealMeasures, DealPart};
pub use due::DueItem;
pub use evidence::{CriterionEvidence, PartEvidence};
pub use explain::{DEAL_FIELDS, Explanation, Line, PARTNER_FIELDS, PROGRAM_FIELDS, TIER_FIELDS, comparison_named};
pub use ladders::{Ladder, LadderTier, Ladders};
pub use nothing_sourced::NothingSourced;
pub use partner_measures::PartnerMeasures;
pub use program_measures::{ProgramMeasures, RevenueTotals};
pub use proof::TierProof;
pub use revenue::{RevenueMeasures, Sum};
pub use standing::TierStanding;
pub use state::{Derived, Work};
pub use tier_measures::TierMeasures;
pub use touched::Touched;
pub use what_if::TierChange;
