//! Writes a document where somebody wants it, and says what became of it.

use std::io;

use super::screen::Delivery;
use crate::shell::disk;
use crate::shell::typed_path;

/// Writes the bytes, whole or not at all; over a file that is there only when that was said.
pub(super) fn deliver(path: &str, bytes: &[u8], replace: bool) -> Delivery {
    let path = typed_path::meant(path);
    if path.is_dir() {
        return Delivery::Failed(format!("{} is a folder; name a file in it", path.display()));
    }
    let written = if replace { disk::replace(&path, bytes) } else { disk::create(&path, bytes) };
    match written {
        Ok(()) => Delivery::Written { path, bytes: bytes.len() },
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Delivery::Exists { path },
        Err(error) => {
            let why = match error.kind() {
                io::ErrorKind::NotFound => "its folder does not exist; make it first, or name another".to_owned(),
                io::ErrorKind::PermissionDenied => "it may not be written there; check the permissions".to_owned(),
                io::ErrorKind::StorageFull => "the disk is full; nothing was changed".to_owned(),
                _ => error.to_string(),
            };
            Delivery::Failed(format!("Not written: {}: {why}", path.display()))
        }
    }
}
