//! The only way a program changes: labelled groups of before and after records.
