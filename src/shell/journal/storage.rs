//! The few things a journal asks of a file system, so that tests can put a faulty one under it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::Path;

use crate::shell::backups::{Backups, Why};
use crate::shell::disk::folder;
use crate::shell::lock::{self, Taken};
use crate::store::journal::Moment;

/// A file system.
pub trait Storage: Send + Sync + std::fmt::Debug {
    /// The names in a folder; none where it is not there.
    fn names(&self, folder: &Path) -> io::Result<Vec<String>>;
    /// A file, whole.
    fn read(&self, file: &Path) -> io::Result<Vec<u8>>;
    /// A new file in a folder that is made where it is not there; held against other processes.
    fn create(&self, file: &Path) -> io::Result<Box<dyn Appending>>;
    /// A file of that length, to be gone on with; an error of kind `WouldBlock` where another process holds it.
    fn go_on(&self, file: &Path, length: u64) -> io::Result<Box<dyn Appending>>;
    /// Whether another process holds it.
    fn is_held(&self, file: &Path) -> bool;
    /// Makes the names in a folder last.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Takes a plan file for this process alone.
    fn take(&self, plan: &Path) -> Taken;
    /// Removes a file.
    fn remove(&self, file: &Path) -> io::Result<()>;
    /// Keeps a version of a plan file beside the others.
    fn keep_version(&self, backups: &Backups, bytes: &[u8], why: Why, at: Moment) -> io::Result<()>;
}

/// A file that is appended to.
pub trait Appending: Send + std::fmt::Debug {
    /// Puts bytes at the end.
    fn append(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Makes everything appended last. After an error nothing is known of the file, and it is never asked again.
    fn sync(&mut self) -> io::Result<()>;
    /// Cuts the file.
    fn cut(&mut self, length: u64) -> io::Result<()>;
}

/// The file system of the machine.
#[derive(Debug, Clone, Copy)]
pub struct OnDisk;

impl Storage for OnDisk {
    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        match fs::read_dir(folder) {
            Ok(entries) => {
                let names: io::Result<Vec<_>> = entries.map(|entry| entry.map(|entry| entry.file_name())).collect();
                Ok(names?.into_iter().filter_map(|name| name.into_string().ok()).collect())
            }
            Err(error) if is_no_place(&error) => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    fn read(&self, file: &Path) -> io::Result<Vec<u8>> {
        fs::read(file)
    }

    fn create(&self, file: &Path) -> io::Result<Box<dyn Appending>> {
        if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            folder::private(folder)?;
        }
        let mut options = OpenOptions::new();
        options.append(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        let file = options.open(file)?;
        held(&file)?;
        Ok(Box::new(OpenFile(file)))
    }

    fn go_on(&self, file: &Path, length: u64) -> io::Result<Box<dyn Appending>> {
        let file = OpenOptions::new().append(true).open(file)?;
        held(&file)?;
        if file.metadata()?.len() != length {
            file.set_len(length)?;
            file.sync_all()?;
        }
        Ok(Box::new(OpenFile(file)))
    }

    fn is_held(&self, file: &Path) -> bool {
        File::open(file).is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        // not every system lets a folder be opened or synced; the file itself is
        let Ok(folder) = File::open(folder) else { return Ok(()) };
        match folder.sync_all() {
            Err(error) if is_not_for_folders(&error) => Ok(()),
            synced => synced,
        }
    }

    fn take(&self, plan: &Path) -> Taken {
        lock::take(plan)
    }

    fn remove(&self, file: &Path) -> io::Result<()> {
        fs::remove_file(file)
    }

    fn keep_version(&self, backups: &Backups, bytes: &[u8], why: Why, at: Moment) -> io::Result<()> {
        backups.keep(bytes, why, at)
    }
}

/// Whether the system says that folders are not synced here, which is no failure of the disk.
fn is_not_for_folders(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
    matches!(error.kind(), InvalidInput | Unsupported | PermissionDenied)
}

/// Whether nothing of ours can be there: there is no such folder, or it is not ours to look into.
fn is_no_place(error: &io::Error) -> bool {
    use io::ErrorKind::{NotADirectory, NotFound, PermissionDenied};
    matches!(error.kind(), NotFound | NotADirectory | PermissionDenied)
}

/// Holds a file until it is closed, where the file system can hold files.
fn held(file: &File) -> io::Result<()> {
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(io::ErrorKind::WouldBlock.into()),
        _ => Ok(()),
    }
}

#[derive(Debug)]
struct OpenFile(File);

impl Appending for OpenFile {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.0.sync_data()
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.0.set_len(length)
    }
}
