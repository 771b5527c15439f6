//! The advisor: every rule on a program (section 4), what it finds, what it could not check, and what nobody can compute.
//!
//! A family of rules is a folder and a line in `catalogue.rs`. A rule looks either at the whole program or at one
//! partner; what was found on a partner is kept until that partner changes.

mod advice;
mod affiliates;
mod campaigns;
mod catalogue;
mod enablement;
mod evidence;
mod marketplace;
mod program;
pub mod questions;
mod relationships;
mod report;
mod revenue;
mod rule;
mod scene;
mod selection;
mod tiers;

pub use advice::{Advice, NotChecked, Severities};
pub use catalogue::{FAMILIES, rule_of, rules};
pub use report::Report;
pub use rule::{Family, Look, Section, rule};
pub use scene::{PartnerScene, Scene};
