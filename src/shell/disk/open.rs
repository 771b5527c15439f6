//! Opening a plan file.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use rayon::prelude::*;

use super::in_place;
use super::open_error::OpenError;
use crate::store::{self, Opened};

/// The largest plan file that is read: 256 MB.
pub const LARGEST: u64 = 256 * 1024 * 1024;

/// Reads a plan file. Nothing is written, but for the rest of a save that was cut short in a file of several names.
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
    in_place::finish(path);
    let metadata = fs::metadata(path).map_err(failed)?;
    if !metadata.is_file() {
        return Err(OpenError::NotAFile { file, what: if metadata.is_dir() { "a folder" } else { "a device" } });
    }
    if metadata.len() > largest {
        return Err(OpenError::TooLarge { file, size: metadata.len(), largest });
    }
    let bytes = whole(path, metadata.len(), largest).map_err(failed)?;
    if bytes.len() as u64 > largest {
        return Err(OpenError::TooLarge { file, size: bytes.len() as u64, largest });
    }
    store::read_owned(bytes).map_err(|faults| OpenError::Faulty { file, faults })
}

/// Bytes read in one go by one thread.
const PART: usize = 4 * 1024 * 1024;

/// The bytes of a file, at most one more than the largest that is accepted: so one that grows meanwhile is noticed.
fn whole(path: &Path, length: u64, largest: u64) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    let mut bytes = side_by_side(&file, length as usize);
    io::Seek::seek(&mut file, io::SeekFrom::Start(bytes.len() as u64))?;
    file.take(largest + 1 - bytes.len() as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What several threads read of a long file: all of it, or nothing where that is not to be had.
fn side_by_side(file: &File, length: usize) -> Vec<u8> {
    if length < 2 * PART {
        return Vec::new();
    }
    let mut bytes = vec![0; length];
    let read = bytes.par_chunks_mut(PART).enumerate().all(|(place, part)| read_at(file, part, (place * PART) as u64));
    if read { bytes } else { Vec::new() }
}

#[cfg(unix)]
fn read_at(file: &File, part: &mut [u8], from: u64) -> bool {
    std::os::unix::fs::FileExt::read_exact_at(file, part, from).is_ok()
}

#[cfg(not(unix))]
fn read_at(_: &File, _: &mut [u8], _: u64) -> bool {
    false
}
