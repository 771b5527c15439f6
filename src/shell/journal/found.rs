//! The journals that are there, for a person to look through.

use std::io;
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
        Self::of(storage, file, &bytes)
    }

    fn of(storage: &dyn Storage, file: PathBuf, bytes: &[u8]) -> Option<Self> {
        let (content, _, ending) = Content::of(bytes).ok()?;
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

/// The newest journal of every plan that has one in the state folder; and what could not be read there, and why.
pub fn everywhere(storage: &dyn Storage, state: &Path) -> (Vec<Found>, Vec<(PathBuf, io::Error)>) {
    let mut unread = Vec::new();
    let mut names = |folder: &Path| {
        let mut names = storage.names(folder).unwrap_or_else(|why| {
            unread.push((folder.to_owned(), why));
            Vec::new()
        });
        names.sort();
        names
    };
    let all = folders::all(state);
    let mut journals: Vec<Vec<PathBuf>> = Vec::new();
    for folder in names(&all).into_iter().map(|name| all.join(name)) {
        let ours = names(&folder).into_iter().rev().filter(|name| name.ends_with(folders::SUFFIX));
        journals.push(ours.map(|name| folder.join(name)).collect());
    }
    let mut newest = |journals: Vec<PathBuf>| {
        journals.into_iter().find_map(|file| match storage.read(&file) {
            Ok(bytes) => Found::of(storage, file, &bytes),
            Err(why) if why.kind() == io::ErrorKind::NotFound => None,
            Err(why) => {
                unread.push((file, why));
                None
            }
        })
    };
    let found = journals.into_iter().filter_map(&mut newest).collect();
    (found, unread)
}
