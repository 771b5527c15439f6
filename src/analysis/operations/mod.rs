//! How the program itself is run: agreements, pilots, escalations, organisation and maturity.

pub mod agreement;
pub mod escalation;
pub mod maturity;
pub mod org_stage;
pub mod pilot;
