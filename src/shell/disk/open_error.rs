//! Why a plan file could not be opened, and what to do.

use std::io;
use std::path::PathBuf;

use crate::store::Faults;

/// A plan file that could not be opened; it is as it was.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no such file.
    #[error("{}: there is no such file", file.display())]
    Missing {
        /// The file.
        file: PathBuf,
    },
    /// It is a folder, a device or the like.
    #[error("{}: this is {what}, not a file", file.display())]
    NotAFile {
        /// What was named.
        file: PathBuf,
        /// What it is.
        what: &'static str,
    },
    /// The system does not let it be read.
    #[error("{}: this file cannot be read: {why}", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system says.
        why: io::Error,
    },
    /// Larger than any plan.
    #[error("{}: this file has {size} bytes, more than the {largest} a plan file may have", file.display())]
    TooLarge {
        /// The file.
        file: PathBuf,
        /// Its size.
        size: u64,
        /// The largest size that is read.
        largest: u64,
    },
    /// Its text is not a plan.
    #[error("{}: {faults}", file.display())]
    Faulty {
        /// The file.
        file: PathBuf,
        /// Every fault of it.
        faults: Faults,
    },
}

impl OpenError {
    /// A stable word for scripts; of a faulty file, the word of its first fault.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "no_such_file",
            Self::NotAFile { .. } => "not_a_file",
            Self::Unreadable { .. } => "unreadable",
            Self::TooLarge { .. } => "too_large",
            Self::Faulty { faults, .. } => faults.0.first().map_or("faulty", |fault| fault.code),
        }
    }

    /// What to do.
    pub fn hint(&self) -> String {
        match self {
            Self::Missing { file } => {
                format!("check the name, or make a program with `quarterdeck new {}`", file.display())
            }
            Self::NotAFile { .. } => "name a plan file inside it, such as program.ron".to_owned(),
            Self::Unreadable { .. } => "check who may read the file, and that its disk is there".to_owned(),
            Self::TooLarge { .. } => "check that this is a plan file".to_owned(),
            Self::Faulty { .. } => "mend the places named; the file was not changed".to_owned(),
        }
    }
}
