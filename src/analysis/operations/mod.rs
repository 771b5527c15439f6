//! How the program itself is run: agreements, documents, pilots, escalations, organisation, roles and maturity.

pub mod agreement;
pub mod documents;
pub mod escalation;
pub mod maturity;
pub mod org_stage;
pub mod pilot;
pub mod roles;
