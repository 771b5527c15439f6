//! Several documents at once, in a folder of their own beside the plan; nothing that is there is ever touched.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::create as create_file;

/// How many names are tried.
const TRIES: usize = 1000;

/// Writes files into a new folder and tells which: where `acme` is there already it is `acme-2`, and so on.
pub fn create(folder: &Path, files: &[(String, String)]) -> io::Result<PathBuf> {
    let made = (1..TRIES).map(|count| numbered(folder, count)).find_map(|path| match fs::create_dir(&path) {
        Ok(()) => Some(Ok(path)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => None,
        Err(error) => Some(Err(error)),
    });
    let made = made.unwrap_or_else(|| Err(io::Error::from(io::ErrorKind::AlreadyExists)))?;
    for (name, text) in files {
        create_file(&made.join(name), text.as_bytes())?;
    }
    Ok(made)
}

/// Makes a folder, and those it is in, for this user alone; one that is there stays as it is.
pub fn private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn numbered(folder: &Path, count: usize) -> PathBuf {
    if count == 1 {
        return folder.to_path_buf();
    }
    let mut name = folder.file_name().map_or_else(OsString::new, OsString::from);
    name.push(format!("-{count}"));
    folder.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_there_is_left_alone() {
        let place = tempfile::tempdir().unwrap();
        let files = [("a.md".to_owned(), "one".to_owned()), ("b.csv".to_owned(), "two".to_owned())];
        let folder = place.path().join("qbr-acme");
        let first = create(&folder, &files).unwrap();
        let second = create(&folder, &files[..1]).unwrap();
        assert_eq!((first.as_path(), second.as_path()), (folder.as_path(), place.path().join("qbr-acme-2").as_path()));
        assert_eq!(fs::read_to_string(first.join("b.csv")).unwrap(), "two");
        assert!(!second.join("b.csv").exists());
        assert!(create(&place.path().join("nowhere/deep"), &files).is_err());
    }
}
