//! The only impure folder beside the terminal: disk, clock, paths.
