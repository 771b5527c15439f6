//! Scratch copies: a demo that can be changed and saved without touching anything of the user.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::create;
use super::disk::folder::private;

/// Puts the text as `<state>/scratch/<name>.ron`; a copy that was changed stays, and a number is added.
pub fn scratch(state: &Path, name: &str, text: &str) -> io::Result<PathBuf> {
    let folder = state.join("scratch");
    private(&folder)?;
    let mut number = 1_u32;
    loop {
        let file = if number == 1 { format!("{name}.ron") } else { format!("{name}-{number}.ron") };
        let path = folder.join(file);
        match create(&path, text.as_bytes()) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                if std::fs::read(&path).is_ok_and(|bytes| bytes == text.as_bytes()) {
                    return Ok(path);
                }
                number += 1;
            }
            Err(error) => return Err(error),
            Ok(()) => return Ok(path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_copy_is_never_written_over() {
        let state = tempfile::tempdir().unwrap();
        let first = scratch(state.path(), "demo", "one").unwrap();
        assert_eq!(scratch(state.path(), "demo", "one").unwrap(), first);
        std::fs::write(&first, "changed").unwrap();
        let second = scratch(state.path(), "demo", "one").unwrap();
        assert_eq!(second.file_name().and_then(|name| name.to_str()), Some("demo-2.ron"));
        assert_eq!(std::fs::read(&first).unwrap(), b"changed");
    }
}
