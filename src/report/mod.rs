//! Program and analysis to documents of headings, paragraphs and typed-cell tables; nothing visual.

pub mod actions;
pub mod affiliates;
pub mod attribution;
pub mod backtest;
pub mod campaign;
pub mod catalogue;
pub mod cell;
pub mod cfo;
pub mod checks;
pub mod clocks;
pub mod commissions;
pub mod deals;
pub mod document;
pub mod goal;
pub mod health;
pub mod matrix;
pub mod mdf;
pub mod migration;
pub mod partner_standing;
pub mod partners;
pub mod payments;
pub mod policies;
pub mod program_guide;
pub mod program_versions;
pub mod proofs;
pub mod qbr;
pub mod qbrs;
pub mod registrations;
pub mod settings;
pub mod status;
pub mod summary;
pub mod table;
pub mod tasks;
pub mod tiers;
pub mod timeline;

pub use catalogue::{REPORTS, Report, View, find};
