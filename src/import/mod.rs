//! Bytes to a proposal: an edit with the fate of every record, never a program.
