//! Money to partners: commission, reseller margin, volume rebates, SPIFFs, clawback, and what
//! they come to for one partner: the ledger and its statements.

mod affiliate_months;
pub mod bands;
pub mod clawback;
pub mod commission;
mod commission_lines;
pub mod deal_commission;
pub mod incentive;
pub mod ledger;
pub mod margin;
pub mod plan;
pub mod purchases;
pub mod rebate;
mod records;
mod share;
pub mod spiff;
pub mod spiff_checks;
pub mod statement;
