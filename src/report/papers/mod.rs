//! The documents of a program that are written for somebody to sign, learn from or work by, and what ends every document.

mod advisor;
mod agreement;
mod blank;
mod campaigns;
mod clauses;
mod closing;
mod commission;
mod enablement;
mod examples;
mod listing;
mod onboarding;
mod registry;
mod schedules;
mod selling;
mod terms;

pub use closing::close;
pub use registry::{Of, PAPERS, Paper, find};
