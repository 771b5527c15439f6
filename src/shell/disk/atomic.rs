//! Files that are at every instant a whole old or a whole new version.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::belonging::{self, exchange};
use super::beside::{beside, prefix};
use super::in_place;

/// Writes a new file; one that is there is an error and stays.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create_like(path, bytes, None)
}

/// Writes a new file with the owner and permissions of another one, where that is there.
pub fn create_as(path: &Path, bytes: &[u8], other: &Path) -> io::Result<()> {
    create_like(path, bytes, fs::metadata(other).ok().as_ref())
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
    let old = fs::metadata(path).ok();
    if old.as_ref().is_some_and(has_other_names) {
        return in_place::write(path, bytes, || true).map(drop);
    }
    let mut temporary = Temporary::beside(path, old.as_ref())?;
    temporary.write(bytes)?;
    temporary.move_to(path)
}

/// Writes a file over the one that stands there, if that is still the expected one when everything is ready; false
/// where it is another, which then stands there as it did.
pub(super) fn replace_expected(
    path: &Path,
    bytes: &[u8],
    expected: &[u8],
    still: impl Fn() -> bool,
) -> io::Result<bool> {
    let old = fs::metadata(path)?;
    remove_litter(path);
    if has_other_names(&old) {
        return in_place::write(path, bytes, still);
    }
    let mut temporary = Temporary::beside(path, Some(&old))?;
    if !temporary.is_like_the_old {
        drop(temporary);
        return in_place::write(path, bytes, still);
    }
    temporary.write(bytes)?;
    if !still() {
        return Ok(false);
    }
    match exchange(&temporary.path, path) {
        Ok(()) => {
            sync_folder_of(path);
            temporary.was_expected(path, bytes, expected)
        }
        Err(error) if is_of_one_name(&error) => {
            drop(temporary);
            in_place::write(path, bytes, still)
        }
        // not every system exchanges; then nobody knows of what is written in this very moment
        Err(_) => match temporary.move_to(path) {
            Err(error) if is_of_one_name(&error) => {
                drop(temporary);
                in_place::write(path, bytes, still)
            }
            moved => moved.map(|()| true),
        },
    }
}

/// Whether the name cannot be given to another file, as where a single file is mounted.
fn is_of_one_name(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices)
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
    /// Whether everything that the old file has beside its text is passed on.
    is_like_the_old: bool,
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
            let path = beside(target, &format!("{}-{number}{SUFFIX}", std::process::id()));
            match options.open(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
                Ok(file) => {
                    let mut temporary = Self { path, file, moved: false, is_like_the_old: true };
                    if let Some(old) = old {
                        temporary.is_like_the_old = belonging::pass_on(target, old, &temporary.file)?;
                    }
                    return Ok(temporary);
                }
            }
        }
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.file.sync_all()
    }

    fn move_to(&mut self, path: &Path) -> io::Result<()> {
        fs::rename(&self.path, path)?;
        self.moved = true;
        sync_folder_of(path);
        Ok(())
    }

    /// After an exchange, when the old file stands here: whether it is the expected one. Another one goes back.
    fn was_expected(&mut self, path: &Path, bytes: &[u8], expected: &[u8]) -> io::Result<bool> {
        // what cannot be looked at or put back is somebody's, and stays where it is
        self.moved = true;
        match fs::read(&self.path) {
            Ok(displaced) if displaced == expected => {
                self.moved = false;
                return Ok(true);
            }
            Ok(_) => exchange(&self.path, path)?,
            // a moment ago it was the expected one; where it cannot go back, the new text stands and is saved
            Err(unreadable) => {
                if exchange(&self.path, path).is_err() {
                    return Ok(true);
                }
                self.moved = false;
                sync_folder_of(path);
                return Err(unreadable);
            }
        }
        sync_folder_of(path);
        // unless somebody wrote once more meanwhile, what came back is the text that was to be saved
        self.moved = fs::read(&self.path)? != bytes;
        Ok(false)
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

/// What processes that were killed left beside this target; what living ones have there is theirs.
pub(super) fn litter(target: &Path) -> Vec<PathBuf> {
    let processes = Path::new("/proc");
    let Some(folder) = target.parent().filter(|_| processes.join("self").exists()) else { return Vec::new() };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let (Ok(entries), prefix) = (fs::read_dir(folder), prefix(target)) else { return Vec::new() };
    let is_left = |name: &OsString| {
        let process = name
            .to_str()
            .and_then(|name| name.strip_prefix(prefix.as_str())?.strip_suffix(SUFFIX)?.split_once('-'))
            .and_then(|(process, _)| process.parse::<u32>().ok());
        process.is_some_and(|process| !processes.join(process.to_string()).exists())
    };
    let is_file = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_file());
    entries.flatten().filter(|entry| is_left(&entry.file_name()) && is_file(entry)).map(|entry| entry.path()).collect()
}

fn remove_litter(target: &Path) {
    for left in litter(target) {
        let _ = fs::remove_file(left);
    }
}

/// Makes the new name of a file last through a power cut. Not every system lets a folder be synced; the file itself is.
pub(super) fn sync_folder_of(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
