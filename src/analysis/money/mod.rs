//! Money to partners: commission, reseller margin, volume rebates, SPIFFs, clawback.

pub mod bands;
pub mod clawback;
pub mod commission;
pub mod margin;
pub mod rebate;
pub mod spiff;
