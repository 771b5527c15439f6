//! The command line: a twin of the screen.
