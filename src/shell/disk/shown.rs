//! The page that a presenter shows, beside the plan, for a second terminal that follows.
//!
//! It holds only what the partner may see; the plan itself is never read by whoever follows.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::replace;

/// Where the page of a plan stands: `acme.ron.shown`.
pub fn path(plan: &Path) -> PathBuf {
    let mut name = plan.file_name().map_or_else(OsString::new, OsString::from);
    name.push(".shown");
    plan.with_file_name(name)
}

/// Writes the page of a plan over the one before.
pub fn write(plan: &Path, text: &str) -> io::Result<()> {
    replace(&path(plan), text.as_bytes())
}

/// The page of a plan, where one was written.
pub fn read(plan: &Path) -> Option<String> {
    std::fs::read_to_string(path(plan)).ok()
}

/// Takes the page away: nothing is presented any more.
pub fn remove(plan: &Path) {
    let _ = std::fs::remove_file(path(plan));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_written_read_replaced_and_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let plan = folder.path().join("acme.ron");
        assert_eq!(read(&plan), None);
        write(&plan, "one").unwrap();
        write(&plan, "two").unwrap();
        assert_eq!(read(&plan).as_deref(), Some("two"));
        remove(&plan);
        assert_eq!(read(&plan), None);
        assert!(path(&plan).ends_with("acme.ron.shown"));
    }
}
