//! What the screen knows of the session: the workbench it reads and the commands it sends.

/// Stands for a partner in identifiers.
#[derive(Debug)]
pub enum Partner {}

/// The open program with its history and analysis.
#[derive(Debug, Default)]
pub struct Workbench {}

/// A change to the program, as the command line speaks it too.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {}
