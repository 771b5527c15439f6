//! One file per family of commands: a program and arguments in, an edit or a refusal out.

pub mod records;
