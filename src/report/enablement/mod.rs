//! Enablement as rows: content, playbook, cards, people and their certifications, portal, markets, measures, plans.

pub mod assets;
pub mod cards;
pub mod certifications;
pub mod markets;
pub mod metrics;
pub mod people;
pub mod plan_tasks;
pub mod plans;
pub mod playbook_text;
pub mod portal;
pub mod sessions;
mod trained;
