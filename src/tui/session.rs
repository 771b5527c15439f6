//! What the screen knows of the session: the workbench it reads and the commands it sends.

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use crate::program::partner::Partner;

use crate::edit::{History, Refusal};
use crate::program::{Kind, Program};

/// The open program with its history and analysis.
#[derive(Debug)]
pub struct Workbench {
    program: Program,
    history: History,
}

impl Workbench {
    /// A session on a program.
    pub fn on(program: Program) -> Self {
        Self { program, history: History::default() }
    }

    /// The program as it stands.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The steps of this session.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The file, where there is one.
    pub fn path(&self) -> Option<&Path> {
        None
    }

    /// Whether something is not saved yet.
    pub fn is_dirty(&self) -> bool {
        self.history.revision() != 0
    }

    /// Takes note of what the shell did.
    pub fn on_event(&mut self, event: Event) {
        match event {}
    }
}

/// A change to the program, as the command line speaks it too.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Takes the last step back.
    Undo,
    /// Does the last undone step again.
    Redo,
    /// Saves to the file the program came from.
    Save,
    /// Saves to another file and stays with it.
    SaveAs(PathBuf),
}

/// What the shell is to do.
#[derive(Debug, Clone)]
pub enum Effect {}

/// What became of it.
#[derive(Debug, Clone)]
pub enum Event {}

/// What a command did.
#[derive(Debug, Clone, Default)]
pub struct Done {
    /// What the history calls it; empty where nothing changed.
    pub label: String,
    /// How many records changed.
    pub changed: usize,
    /// The record made, to be selected.
    pub created: Option<(Kind, Arc<str>)>,
    /// Something the user should know besides.
    pub remark: Option<String>,
    /// What the shell is to do.
    pub effects: Vec<Effect>,
}

/// Carries a command out, or refuses and leaves everything as it is.
pub fn update(workbench: &mut Workbench, command: Command) -> Result<Done, Refusal> {
    match command {
        Command::Undo => workbench.history.undo(&mut workbench.program).map(|_| Done::default()),
        Command::Redo => workbench.history.redo(&mut workbench.program).map(|_| Done::default()),
        Command::Save | Command::SaveAs(_) => Ok(Done::default()),
    }
}
