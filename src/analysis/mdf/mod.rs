//! Market development funds: who may have how much, and how it is paid out.

pub mod book;
pub mod fund;
pub mod reimbursement;
pub mod request;
