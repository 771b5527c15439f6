//! Documents to bytes, one file per format.

pub mod calendar;
pub mod delimited;
pub mod markdown;
pub mod review_package;
