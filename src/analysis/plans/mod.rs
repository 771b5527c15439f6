//! Dated plans from templates: program launch, enablement, onboarding, and the waves of a rollout.

pub mod generator;
pub mod waves;
