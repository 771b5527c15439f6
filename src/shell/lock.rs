//! One writer at a time: a file beside the plan file that a process holds while it has edits of it.
//!
//! The system lets go of it when the process ends, in whatever way, so that what a killed one left is nobody's. What
//! stands in it is for people only.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use super::disk::beside::beside;

/// The longest text of a lock that is read, in bytes.
const LONGEST: u64 = 400;

/// A plan file that is held; let go of when it is dropped.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    _file: File,
}

/// What came of taking a lock.
#[derive(Debug)]
pub enum Taken {
    /// It is ours.
    Ours(Lock),
    /// Somebody else has it: who, as a person reads it.
    Theirs(String),
    /// There is none to be had here: the folder cannot be written, or its file system holds no files.
    None,
}

/// Where the lock of a plan file stands: `.plan.ron.lock` beside the file that links lead to.
pub fn path(plan: &Path) -> PathBuf {
    let plan = fs::canonicalize(plan).unwrap_or_else(|_| plan.to_owned());
    beside(&plan, "lock")
}

/// Takes the lock of a plan file.
pub fn take(plan: &Path) -> Taken {
    let path = path(plan);
    loop {
        if fs::symlink_metadata(&path).is_ok_and(|found| !found.is_file()) {
            return Taken::None;
        }
        let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let Ok(mut file) = opened else { return Taken::None };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Taken::Theirs(holder_in(&mut file)),
            Err(TryLockError::Error(_)) => return Taken::None,
        }
        // the one before may have removed the name between our opening and our holding it
        if !is_still(&path, &file) {
            continue;
        }
        let _ = file.set_len(0).and_then(|()| file.write_all(ourselves().as_bytes()));
        return Taken::Ours(Lock { path, _file: file });
    }
}

/// Who holds a plan file; nothing is written.
pub fn holder(plan: &Path) -> Option<String> {
    let mut file = File::open(path(plan)).ok()?;
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => Some(holder_in(&mut file)),
        _ => None,
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // while it is held, so that nobody removes the file of the next one
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
fn is_still(path: &Path, file: &File) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let of = |found: fs::Metadata| (found.dev(), found.ino());
    matches!((fs::metadata(path).map(of), file.metadata().map(of)), (Ok(named), Ok(open)) if named == open)
}

#[cfg(not(unix))]
fn is_still(path: &Path, _: &File) -> bool {
    path.exists()
}

fn ourselves() -> String {
    let variable = |names: &[&str]| names.iter().find_map(|name| std::env::var(name).ok());
    let user = variable(&["USER", "LOGNAME", "USERNAME"]).unwrap_or_else(|| "somebody".to_owned());
    let host = fs::read_to_string("/proc/sys/kernel/hostname").ok().or_else(|| variable(&["HOSTNAME", "COMPUTERNAME"]));
    let host = host.map(|host| format!("@{}", host.trim())).unwrap_or_default();
    let since = jiff::Zoned::now().strftime("%Y-%m-%d %H:%M").to_string();
    format!("{user}{host}, process {}, since {since}\n", std::process::id())
}

fn holder_in(file: &mut File) -> String {
    let mut text = Vec::new();
    let _ = file.seek(SeekFrom::Start(0)).and_then(|_| file.take(LONGEST).read_to_end(&mut text));
    let text = String::from_utf8_lossy(&text);
    let line: String = text.lines().next().unwrap_or_default().chars().filter(|c| !c.is_control()).collect();
    if line.trim().is_empty() { "another Quarterdeck".to_owned() } else { line.trim().to_owned() }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn plan() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let plan = folder.path().join("plan.ron");
        fs::write(&plan, "()").unwrap();
        (folder, plan)
    }

    #[test]
    fn a_plan_has_one_holder_who_is_named_and_leaves_nothing() {
        let (folder, plan) = plan();
        assert_eq!(holder(&plan), None);
        let Taken::Ours(lock) = take(&plan) else { unreachable!() };
        let Taken::Theirs(who) = take(&plan) else { unreachable!() };
        assert!(who.contains(&format!("process {}, since ", std::process::id())), "{who}");
        assert_eq!(holder(&plan), Some(who));
        drop(lock);
        assert_eq!(holder(&plan), None);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_plan_has_the_lock_of_the_plan() {
        let (folder, plan) = plan();
        let other = tempfile::tempdir().unwrap();
        let link = other.path().join("link.ron");
        std::os::unix::fs::symlink(&plan, &link).unwrap();
        let _lock = take(&link);
        assert!(matches!(take(&plan), Taken::Theirs(_)));
        assert!(folder.path().join(".plan.ron.lock").exists());
    }

    #[test]
    fn what_dead_processes_and_others_left_is_in_nobodys_way() {
        let (folder, plan) = plan();
        let left = folder.path().join(".plan.ron.lock");
        for content in [&b""[..], b"ann@host, process 1, since 2020-01-01 10:00\n", b"\xff\x00\x1b[2J"] {
            fs::write(&left, content).unwrap();
            assert_eq!(holder(&plan), None);
            assert!(matches!(take(&plan), Taken::Ours(_)));
        }
        fs::create_dir(&left).unwrap();
        assert!(matches!(take(&plan), Taken::None));
        assert_eq!(holder(&plan), None);
    }

    #[test]
    fn of_many_who_start_at_once_exactly_one_writes_at_a_time() {
        let (_folder, plan) = plan();
        let rounds: usize = std::env::var("STARTS").ok().and_then(|n| n.parse().ok()).unwrap_or(100);
        for _ in 0..rounds {
            let (barrier, writers, most) = (Barrier::new(4), AtomicUsize::new(0), AtomicUsize::new(0));
            std::thread::scope(|scope| {
                for _ in 0..4 {
                    scope.spawn(|| {
                        barrier.wait();
                        for _ in 0..4 {
                            if let Taken::Ours(lock) = take(&plan) {
                                most.fetch_max(writers.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                                std::thread::yield_now();
                                writers.fetch_sub(1, Ordering::SeqCst);
                                drop(lock);
                            }
                        }
                    });
                }
            });
            assert_eq!(most.into_inner(), 1);
        }
    }
}
