//! Writing over a file that nothing may replace: one of several names, one whose owner another cannot have, one that is mounted.
//!
//! The text before and the text after stand beside it, synced, while it is written. What a kill or a power cut leaves
//! half written is finished by whoever opens the file next.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::atomic::sync_folder_of;
use super::beside;
use crate::shell::lock;

/// Writes over a file if that still holds when both texts are safe; false where it does not.
pub(super) fn write(path: &Path, new: &[u8], still: impl FnOnce() -> bool) -> io::Result<bool> {
    let old = fs::read(path)?;
    let beside = beside(path);
    let _ = fs::remove_file(&beside);
    let kept = keep(&beside, &old, new);
    if kept.is_err() || !still() {
        let _ = fs::remove_file(&beside);
        return kept.map(|()| false);
    }
    sync_folder_of(&beside);
    let written = over(path, new);
    if written.is_err() && over(path, &old).is_err() {
        // neither could be written: both stay beside it
        return written.map(|()| true);
    }
    let _ = fs::remove_file(&beside);
    written.map(|()| true)
}

/// Finishes a write that was cut short. What somebody wrote since then stays, and so does a file somebody is at work on.
pub(super) fn finish(path: &Path) {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let beside = beside(&path);
    if !is_file(&beside) || !is_file(&path) {
        return;
    }
    let Ok(kept) = fs::read(&beside) else { return };
    if lock::holder(&path).is_some() {
        return;
    }
    let Some((old, new)) = parts(&kept) else {
        // it was cut short itself, so that the file was not touched yet
        let _ = fs::remove_file(&beside);
        return;
    };
    let Ok(now) = fs::read(&path) else { return };
    if !is_between(&now, old, new) || over(&path, new).is_ok() {
        let _ = fs::remove_file(&beside);
    }
}

/// Whether it is a file by its own name: reading a pipe would wait for ever, and a link leads to what is not ours.
fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file())
}

fn beside(path: &Path) -> PathBuf {
    beside::beside(path, "saving")
}

fn keep(beside: &Path, old: &[u8], new: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(beside)?;
    file.write_all(format!("{} {}\n", old.len(), new.len()).as_bytes())?;
    file.write_all(old)?;
    file.write_all(new)?;
    file.sync_all()
}

/// The two texts; none where they are not whole.
fn parts(kept: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = kept.iter().position(|byte| *byte == b'\n')?;
    let (lengths, texts) = kept.split_at_checked(end)?;
    let (old, new) = std::str::from_utf8(lengths).ok()?.split_once(' ')?;
    let (old, new): (usize, usize) = (old.parse().ok()?, new.parse().ok()?);
    let texts = texts.get(1..)?;
    (texts.len() == old.checked_add(new)?).then(|| texts.split_at(old))
}

/// Whether a text is the new one up to some place, and the old one from there on.
fn is_between(now: &[u8], old: &[u8], new: &[u8]) -> bool {
    let same = now.iter().zip(new).take_while(|(now, new)| now == new).count();
    now == new || now.get(same..) == Some(old.get(same..).unwrap_or_default())
}

/// Longer first and cut at the end, so that the file is never empty on the way.
fn over(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file: File = OpenOptions::new().write(true).open(path)?;
    file.write_all(bytes)?;
    file.set_len(bytes.len() as u64)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_that_was_cut_short_anywhere_is_finished_and_what_others_wrote_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.ron");
        for (old, new) in [(&b"the old text"[..], &b"the new and longer text"[..]), (b"the long old text", b"the new")]
        {
            for cut in 0..=new.len() {
                let mut torn = new[..cut].to_vec();
                torn.extend_from_slice(old.get(cut..).unwrap_or_default());
                fs::write(&path, &torn).unwrap();
                keep(&beside(&path), old, new).unwrap();
                finish(&path);
                assert_eq!(fs::read(&path).unwrap(), new, "cut at {cut}");
                assert!(!beside(&path).exists());
            }
            fs::write(&path, "somebody else's").unwrap();
            keep(&beside(&path), old, new).unwrap();
            finish(&path);
            assert_eq!(fs::read(&path).unwrap(), b"somebody else's");
            // half of what stands beside it: nothing was written yet
            keep(&beside(&path), old, new).unwrap();
            let half = fs::read(beside(&path)).unwrap();
            fs::write(beside(&path), &half[..half.len() / 2]).unwrap();
            finish(&path);
            assert_eq!(fs::read(&path).unwrap(), b"somebody else's");
            assert!(!beside(&path).exists());
        }
    }
}
