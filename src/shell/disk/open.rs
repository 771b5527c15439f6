//! Opening a plan file.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use super::open_error::OpenError;
use crate::store::{self, Opened};

/// The largest plan file that is read: 256 MB.
pub const LARGEST: u64 = 256 * 1024 * 1024;

/// Reads a plan file; it is not changed and nothing is written beside it.
pub fn open(path: &Path) -> Result<Opened, OpenError> {
    open_within(path, LARGEST)
}

pub(super) fn open_within(path: &Path, largest: u64) -> Result<Opened, OpenError> {
    let file = path.to_owned();
    let failed = |why: io::Error| {
        let file = path.to_owned();
        match why.kind() {
            io::ErrorKind::NotFound => OpenError::Missing { file },
            _ => OpenError::Unreadable { file, why },
        }
    };
    let metadata = fs::metadata(path).map_err(failed)?;
    if !metadata.is_file() {
        return Err(OpenError::NotAFile { file, what: if metadata.is_dir() { "a folder" } else { "a device" } });
    }
    if metadata.len() > largest {
        return Err(OpenError::TooLarge { file, size: metadata.len(), largest });
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize);
    // A file that grows while it is read is caught by reading one byte more than allowed.
    fs::File::open(path).and_then(|opened| opened.take(largest + 1).read_to_end(&mut bytes)).map_err(failed)?;
    if bytes.len() as u64 > largest {
        return Err(OpenError::TooLarge { file, size: bytes.len() as u64, largest });
    }
    store::read_owned(bytes).map_err(|faults| OpenError::Faulty { file, faults })
}
