//! Documents to bytes, one file per format.

pub mod markdown;
