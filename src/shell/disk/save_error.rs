//! Why a program was not saved, and what to do.

use std::io;
use std::path::PathBuf;

use crate::store::Faults;

/// A save that did not happen; the file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Another program changed the file since it was opened or saved.
    #[error("{}: another program changed this file since it was opened", file.display())]
    Changed {
        /// The file.
        file: PathBuf,
    },
    /// The file was removed since it was opened or saved.
    #[error("{}: this file was removed since it was opened", file.display())]
    Gone {
        /// The file.
        file: PathBuf,
    },
    /// A file of that name is there and was never opened.
    #[error("{}: there is a file of this name already", file.display())]
    Exists {
        /// The file.
        file: PathBuf,
    },
    /// Somebody else is writing it.
    #[error("{}: this plan is open in a Quarterdeck with edits of its own: {who}", file.display())]
    Locked {
        /// The file.
        file: PathBuf,
        /// Who.
        who: String,
    },
    /// The file may not be written.
    #[error("{}: this file is marked read-only", file.display())]
    ReadOnly {
        /// The file.
        file: PathBuf,
    },
    /// It is a folder, a device or the like.
    #[error("{}: this is not a file", file.display())]
    NotAFile {
        /// What was named.
        file: PathBuf,
    },
    /// The system did not write.
    #[error("{}: writing failed: {why}", file.display())]
    Failed {
        /// The file.
        file: PathBuf,
        /// What the system says.
        why: io::Error,
    },
    /// What would be written does not read back as the program.
    #[error("{}: the program cannot be written so that it reads back the same{}", file.display(), faults.as_ref().map(|faults| format!(": {faults}")).unwrap_or_default())]
    Unfaithful {
        /// The file.
        file: PathBuf,
        /// What reading it back says.
        faults: Option<Faults>,
    },
}

impl SaveError {
    /// A stable word for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Changed { .. } => "file_changed",
            Self::Gone { .. } => "file_gone",
            Self::Exists { .. } => "file_exists",
            Self::Locked { .. } => "locked",
            Self::ReadOnly { .. } => "read_only",
            Self::NotAFile { .. } => "not_a_file",
            Self::Failed { .. } => "write_failed",
            Self::Unfaithful { .. } => "unfaithful",
        }
    }

    /// Whether the file holds something else than expected, so that saving over it is a decision of the user.
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Changed { .. } | Self::Gone { .. } | Self::Exists { .. } | Self::Locked { .. })
    }

    /// What to do.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Changed { .. } => {
                "save a copy under another name, or save over it: the other version is kept beside it"
            }
            Self::Gone { .. } => "save again to write it anew, or save under another name",
            Self::Exists { .. } => "choose another name, or save over it: the other file is kept beside it",
            Self::Locked { .. } => "save and leave there first, or save under another name",
            Self::ReadOnly { .. } => "allow writing to the file, or save under another name",
            Self::NotAFile { .. } => "save under another name",
            Self::Failed { why, .. } => match why.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                    "make room on the disk and save again, or save to another disk"
                }
                io::ErrorKind::NotFound => "make the folder first, or save elsewhere",
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    "you may not write into this folder; save elsewhere"
                }
                _ => "save again, or save under another name",
            },
            Self::Unfaithful { .. } => "undo the last step and save again; the file was not changed",
        }
    }
}
