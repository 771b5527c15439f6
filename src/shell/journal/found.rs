//! The journals that are there, for a person to look through.

use std::path::{Path, PathBuf};

use super::folders::{self, Folders};
use super::reopen::{counted, edits};
use super::storage::Storage;
use crate::store::journal::{Content, Ending};

/// A journal that can be read.
#[derive(Debug)]
pub struct Found {
    /// The file.
    pub file: PathBuf,
    /// What it tells.
    pub content: Content,
    /// Whether a line of it is another than was written; what is before it is told.
    pub damaged: bool,
    /// Whether another process is at work on it.
    pub held: bool,
}

impl Found {
    fn read(storage: &dyn Storage, file: PathBuf) -> Option<Self> {
        let bytes = storage.read(&file).ok()?;
        let (content, _, ending) = Content::of(&bytes).ok()?;
        let damaged = matches!(ending, Ending::Damaged(_));
        let held = storage.is_held(&file);
        Some(Self { file, content, damaged, held })
    }

    /// How many edits are in it and were never confirmed to be in the file.
    pub fn unsaved(&self) -> usize {
        edits(&self.content.since(self.content.confirmed()))
    }

    /// The same in words: `3 edits`.
    pub fn unsaved_in_words(&self) -> String {
        counted(self.unsaved())
    }
}

/// The journals of a plan, the newest first.
pub fn of_plan(storage: &dyn Storage, folders: &Folders) -> Vec<Found> {
    let known = folders.known(storage).into_iter();
    let ours = |found: &Found| found.content.began.file == folders.plan.to_string_lossy();
    known.filter_map(|known| Found::read(storage, known.file)).filter(ours).collect()
}

/// The newest journal of every plan that has one in the state folder.
pub fn everywhere(storage: &dyn Storage, state: &Path) -> Vec<Found> {
    let all = folders::all(state);
    let mut names = storage.names(&all).unwrap_or_default();
    names.sort();
    let newest = |name: String| {
        let folder = all.join(name);
        let mut journals = storage.names(&folder).unwrap_or_default();
        journals.retain(|journal| journal.ends_with(folders::SUFFIX));
        journals.sort();
        journals.into_iter().rev().find_map(|journal| Found::read(storage, folder.join(journal)))
    };
    names.into_iter().filter_map(newest).collect()
}
