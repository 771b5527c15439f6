//! Documents to bytes, one file per format.
