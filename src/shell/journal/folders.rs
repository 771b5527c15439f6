//! Where the journals of a plan file are: in the state folder, beside the file where that cannot be written, else in a spare place.

use std::io;
use std::path::{Path, PathBuf};

use super::storage::Storage;
use crate::shell::digest::digest;
use crate::shell::disk::beside::{prefix, shortened};

pub(super) const SUFFIX: &str = ".jnl";

/// Where journals may be, beside the plan file itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// The state folder.
    pub state: Option<PathBuf>,
    /// Where they go when neither that nor the folder of the plan can be written.
    pub spare: Option<PathBuf>,
}

impl From<Option<PathBuf>> for Places {
    fn from(state: Option<PathBuf>) -> Self {
        Self { state, spare: None }
    }
}

impl From<Option<&Path>> for Places {
    fn from(state: Option<&Path>) -> Self {
        state.map(Path::to_owned).into()
    }
}

/// The folders in which journals of a plan are, the best first, each with how their names begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// The plan file, resolved.
    pub plan: PathBuf,
    folders: Vec<(PathBuf, String)>,
}

/// A journal that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The file.
    pub file: PathBuf,
    /// The later, the higher.
    pub number: u32,
}

impl Folders {
    /// Those of a plan file.
    pub fn of(places: impl Into<Places>, plan: &Path) -> Self {
        let Places { state, spare } = places.into();
        let (plan, name) = Self::place(plan);
        let within = |root: PathBuf| (all(&root).join(&name), String::new());
        let beside = plan.parent().map(|folder| (folder.to_owned(), prefix(&plan)));
        Self { folders: state.map(within).into_iter().chain(beside).chain(spare.map(within)).collect(), plan }
    }

    /// A plan file, resolved, and the name of what is kept for it: where it is, in a few digits, and what it is called.
    pub fn place(plan: &Path) -> (PathBuf, String) {
        let plan = resolved(plan);
        let name = plan.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let place = digest(plan.as_os_str().as_encoded_bytes());
        let hash: String = place.chars().skip("sha256:".len()).take(16).collect();
        (plan, format!("{hash}-{}", shortened(&name)))
    }

    /// The journals that can be seen, the newest first.
    pub fn known(&self, storage: &dyn Storage) -> Vec<Known> {
        self.known_and_hidden(storage).0
    }

    /// The same, and the error of a folder that cannot be looked into.
    pub(super) fn known_and_hidden(&self, storage: &dyn Storage) -> (Vec<Known>, Option<(PathBuf, io::Error)>) {
        let (mut known, mut hidden) = (Vec::new(), None);
        for (folder, prefix) in &self.folders {
            let names = storage.names(folder).unwrap_or_else(|error| {
                hidden = Some((folder.clone(), error));
                Vec::new()
            });
            for name in names {
                let number = name.strip_prefix(prefix.as_str()).and_then(|name| name.strip_suffix(SUFFIX));
                if let Some(number) = number.and_then(|number| number.parse().ok()) {
                    known.push(Known { file: folder.join(name), number });
                }
            }
        }
        known.sort_by_key(|known| std::cmp::Reverse(known.number));
        (known, hidden)
    }

    /// The files in which a journal of that number could be, the best first.
    pub fn numbered(&self, number: u32) -> Vec<PathBuf> {
        self.folders.iter().map(|(folder, prefix)| folder.join(format!("{prefix}{number:04}{SUFFIX}"))).collect()
    }
}

/// The file that links lead to; of one that is not there, its place.
fn resolved(plan: &Path) -> PathBuf {
    std::fs::canonicalize(plan)
        .or_else(|error| {
            let plan = std::path::absolute(plan)?;
            let (folder, name) = plan.parent().zip(plan.file_name()).ok_or(error)?;
            Ok::<_, std::io::Error>(std::fs::canonicalize(folder)?.join(name))
        })
        .unwrap_or_else(|_| plan.to_owned())
}

/// The folder that holds a folder for each plan.
pub(super) fn all(state: &Path) -> PathBuf {
    state.join("journal")
}
