//! The CFO attribution report: who brought the revenue of a quarter, what proves it, what it cost, and whether it
//! adds up. The document is for finance; the rows of its deals and of its quarters are for sheets.

mod book;
mod closing;
mod document;
mod proof;
pub mod quarters;
mod rows;
#[cfg(test)]
mod tests;

pub use book::{CfoBook, Ledgers, Payout};
pub use document::document;
pub use rows::REPORT;
