//! Files that are at every instant a whole old or a whole new version.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::in_place;

/// Writes a new file; one that is there is an error and stays.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create_like(path, bytes, None)
}

/// Writes a new file with the owner and permissions of another one.
pub(super) fn create_like(path: &Path, bytes: &[u8], like: Option<&fs::Metadata>) -> io::Result<()> {
    let mut temporary = Temporary::beside(path, like)?;
    temporary.write(bytes)?;
    // A hard link, unlike a rename, never replaces; where the file system has none, the name is taken first.
    match fs::hard_link(&temporary.path, path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
        Err(_) => {
            OpenOptions::new().write(true).create_new(true).open(path)?;
            fs::rename(&temporary.path, path)?;
        }
    }
    sync_folder_of(path);
    Ok(())
}

/// Writes a file over what stands there.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace_if(path, bytes, || true).map(drop)
}

/// Writes a file over what stands there if that still holds when everything is ready; false where it does not.
pub(super) fn replace_if(path: &Path, bytes: &[u8], still: impl FnOnce() -> bool) -> io::Result<bool> {
    let old = fs::metadata(path).ok();
    if old.as_ref().is_some_and(has_other_names) {
        remove_litter(path);
        return in_place::write(path, bytes, still);
    }
    let mut temporary = Temporary::beside(path, old.as_ref())?;
    temporary.write(bytes)?;
    if !still() {
        return Ok(false);
    }
    fs::rename(&temporary.path, path)?;
    temporary.moved = true;
    sync_folder_of(path);
    Ok(true)
}

#[cfg(unix)]
fn has_other_names(file: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(file) > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &fs::Metadata) -> bool {
    false
}

/// A file beside the target; gone again unless it was moved over it.
struct Temporary {
    path: PathBuf,
    file: File,
    moved: bool,
}

impl Temporary {
    fn beside(target: &Path, old: Option<&fs::Metadata>) -> io::Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        remove_litter(target);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if old.is_some() {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        loop {
            let number = COUNT.fetch_add(1, Ordering::Relaxed);
            let mut name = prefix(target);
            name.push(format!("{}-{number}{SUFFIX}", std::process::id()));
            let path = target.with_file_name(name);
            match options.open(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
                Ok(file) => {
                    let temporary = Self { path, file, moved: false };
                    if let Some(old) = old {
                        temporary.belongs_like(old)?;
                    }
                    return Ok(temporary);
                }
            }
        }
    }

    /// Gives the file the owner and the permissions of the one it will replace.
    fn belongs_like(&self, old: &fs::Metadata) -> io::Result<()> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt as _, fchown};
            let mine = self.file.metadata()?;
            if (mine.uid(), mine.gid()) != (old.uid(), old.gid()) {
                // Only a privileged user may give files away; anybody else saves a file of their own.
                let _ = fchown(&self.file, Some(old.uid()), Some(old.gid()));
            }
        }
        self.file.set_permissions(old.permissions())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.file.sync_all()
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.moved {
            let _ = fs::remove_file(&self.path);
        }
    }
}

const SUFFIX: &str = ".tmp";

fn prefix(target: &Path) -> OsString {
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(".");
    name
}

/// Removes what processes that were killed left beside this target; those of living processes stay.
fn remove_litter(target: &Path) {
    let processes = Path::new("/proc");
    let Some(folder) = target.parent().filter(|_| processes.join("self").exists()) else { return };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let (Ok(entries), prefix) = (fs::read_dir(folder), prefix(target)) else { return };
    let Some(prefix) = prefix.to_str() else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let process = name
            .to_str()
            .and_then(|name| name.strip_prefix(prefix)?.strip_suffix(SUFFIX)?.split_once('-'))
            .and_then(|(process, _)| process.parse::<u32>().ok());
        if process.is_some_and(|process| !processes.join(process.to_string()).exists()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Makes the new name of a file last through a power cut. Not every system lets a folder be synced; the file itself is.
pub(super) fn sync_folder_of(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
