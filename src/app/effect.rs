//! What the session asks the shell to do, as data, and what the shell reports back.

use std::path::PathBuf;

use super::command::ScenarioCommand;
use crate::edit::Edit;
use crate::program::Program;
use crate::store::SourceTrace;

/// Something only the shell can do.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Writes the program to a file, whole or not at all.
    Save {
        /// Where.
        path: PathBuf,
        /// A snapshot of the program.
        program: Box<Program>,
        /// The text it was read from or last saved as, where the path is the same.
        previous: Option<SourceTrace>,
        /// The revision of the snapshot.
        revision: u64,
    },
    /// Keeps, throws away or only lists the scenarios beside a plan.
    Scenarios {
        /// The plan.
        plan: PathBuf,
        /// What is to be done before they are listed.
        command: ScenarioCommand,
    },
    /// Writes documents into a new folder; where it is there already, into the next free one: `acme-2`.
    WriteFolder {
        /// Where.
        folder: PathBuf,
        /// The name and the text of each.
        files: Vec<(String, String)>,
    },
    /// Notes that what another program wrote was taken in.
    TookIn {
        /// What is known of its text.
        trace: SourceTrace,
        /// What the session has and the text has not.
        unsaved: Option<Box<Edit>>,
        /// The revision of the session.
        revision: u64,
    },
    /// Writes a document to a new file.
    Write {
        /// Where.
        path: PathBuf,
        /// The text.
        text: String,
    },
}

/// What became of an effect.
#[derive(Debug, Clone)]
pub enum Event {
    /// The program of that revision stands in the file.
    Saved {
        /// Where.
        path: PathBuf,
        /// The text as written.
        trace: SourceTrace,
        /// Which revision.
        revision: u64,
    },
    /// The scenarios beside the plan: name and text of each.
    Scenarios {
        /// In the order of their names.
        found: Vec<(String, String)>,
        /// What was done, where something was.
        told: Option<String>,
    },
    /// A document stands in its file.
    Written {
        /// Where.
        path: PathBuf,
    },
    /// Every edit up to that revision is on the disk, in the journal.
    Kept {
        /// Which revision.
        revision: u64,
    },
    /// Another program wrote the file.
    Outside {
        /// The plan it wrote.
        program: Box<Program>,
        /// What is known of its text.
        trace: SourceTrace,
        /// Whether a save waits for it to be taken in.
        saving: bool,
    },
    /// Somebody else is writing the file: what is not on the disk yet is taken back, and nothing can be changed.
    Locked {
        /// Who.
        who: String,
    },
    /// Nobody else is writing the file any more.
    Unlocked,
    /// Edits are in memory only.
    NotKept {
        /// Why.
        why: String,
    },
}
