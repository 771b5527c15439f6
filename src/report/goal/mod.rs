//! The goal planner as a document, in words a partner manager reads, and as rows.

mod document;
mod review;
mod rows;
mod words;

pub use review::GoalReview;
pub use rows::REPORT;
