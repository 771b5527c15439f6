//! The journals that are there, for a person to look through.

use std::io;
use std::path::{Path, PathBuf};

use super::folders::{self, Folders};
use super::reopen::{counted, edits};
use super::storage::Storage;
use crate::edit::{Edit, Step};
use crate::store::journal::{Content, Ending, Entry};

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
    /// Whether a newer one of the same plan is there.
    pub is_older: bool,
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
        Some(Self { file, content, damaged, held, is_older: false })
    }

    /// The journal in a file; none where there is none, or one that cannot be read.
    pub fn in_file(storage: &dyn Storage, file: PathBuf) -> Option<Self> {
        Self::read(storage, file)
    }

    /// The edits that were never confirmed to be in the file, without those that were taken back.
    pub fn unsaved_edits(&self) -> Vec<Edit> {
        let (mut made, mut undone): (Vec<Vec<Edit>>, Vec<Vec<Edit>>) = (Vec::new(), Vec::new());
        for step in self.content.since(self.content.confirmed()) {
            match step {
                Step::Made { edit, joins } => {
                    undone.clear();
                    match made.last_mut().filter(|_| joins) {
                        Some(last) => last.push(edit),
                        None => made.push(vec![edit]),
                    }
                }
                Step::Undone => undone.extend(made.pop()),
                Step::Redone => made.extend(undone.pop()),
            }
        }
        made.into_iter().flatten().collect()
    }

    /// Whether every one of these edits is told here too.
    fn tells(&self, edits: &[Edit]) -> bool {
        let told: Vec<Edit> = self.content.entries.iter().filter_map(Entry::edit).collect();
        edits.iter().all(|edit| told.iter().any(|told| told.changes == edit.changes))
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

/// The newest journal of every plan that has one in the state folder, and older ones with edits of a session that ended while
/// another had the plan open; and what could not be read there, and why.
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
    let mut read = |file: PathBuf| match storage.read(&file) {
        Ok(bytes) => Found::of(storage, file, &bytes),
        Err(why) if why.kind() == io::ErrorKind::NotFound => None,
        Err(why) => {
            unread.push((file, why));
            None
        }
    };
    let mut found = Vec::new();
    for journals in journals {
        let mut of_plan: Vec<Found> = Vec::new();
        for mut journal in journals.into_iter().filter_map(&mut read) {
            journal.is_older = !of_plan.is_empty();
            let edits = journal.unsaved_edits();
            let is_told = || of_plan.iter().any(|newer| newer.tells(&edits));
            // what a newer journal tells went on there
            if of_plan.is_empty() || !journal.held && !edits.is_empty() && !is_told() {
                of_plan.push(journal);
            }
        }
        found.extend(of_plan);
    }
    (found, unread)
}
