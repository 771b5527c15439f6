//! Documents to bytes, one file per format.

pub mod delimited;
pub mod markdown;
