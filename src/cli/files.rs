//! Files as the words of the command line name them: `-` is standard input, and every failure says which file and what to do.

use std::io::{self, Read as _};
use std::path::Path;

use super::failure::{Exit, Failure, Problem};
use crate::app::{Dates, Origin, Workbench};
use crate::store::{self, Opened};
use jiff::civil::Date;

/// Whether standard input or output is meant.
pub(super) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// How a path is shown.
pub(super) fn shown(path: &Path) -> String {
    if is_standard(path) { "(standard input)".to_owned() } else { path.display().to_string() }
}

/// The bytes of a file.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let read = if is_standard(path) {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    read.map_err(|error| unreadable(path, &error))
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let (exit, code, message, hint) = match error.kind() {
        io::ErrorKind::NotFound => {
            (Exit::Usage, "no_such_file", "there is no such file".to_owned(), "make one with `quarterdeck new FILE`")
        }
        io::ErrorKind::IsADirectory => {
            (Exit::Usage, "is_a_directory", "this is a folder".to_owned(), "name a file in it")
        }
        io::ErrorKind::PermissionDenied => {
            (Exit::Invalid, "not_permitted", "the file may not be read".to_owned(), "check its permissions")
        }
        _ => (Exit::Invalid, "unreadable", error.to_string(), "check the disk"),
    };
    Failure::new(exit, Problem::new(code, message).in_file(shown(path)).hint(hint))
}

/// A plan file, read and valid.
pub(super) fn plan(path: &Path) -> Result<Opened, Failure> {
    store::read(&read(path)?).map_err(|faults| Failure::of_faults(&shown(path), &faults))
}

/// A session on a plan file.
pub(super) fn session(path: &Path, asked: Option<Date>) -> Result<Workbench, Failure> {
    let opened = plan(path)?;
    let origin = if is_standard(path) {
        Origin::default()
    } else {
        Origin { path: Some(path.to_owned()), source: Some(opened.source) }
    };
    Ok(Workbench::new(opened.program, origin, Dates { today: today(), asked }))
}

/// The day of the clock.
pub(super) fn today() -> Date {
    jiff::Zoned::now().date()
}

/// A failure to write.
pub(super) fn unwritable(path: &Path, error: &io::Error) -> Failure {
    let problem = match error.kind() {
        io::ErrorKind::AlreadyExists => Problem::new("exists", "the file exists and is not overwritten")
            .hint("name another file, or say --force where the command has it"),
        io::ErrorKind::NotFound => Problem::new("no_such_folder", "its folder does not exist").hint("make it first"),
        io::ErrorKind::PermissionDenied => {
            Problem::new("not_permitted", "it may not be written here").hint("check the permissions")
        }
        io::ErrorKind::StorageFull => {
            Problem::new("disk_full", "the disk is full; nothing was changed").hint("make room, then try again")
        }
        _ => Problem::new("unwritable", error.to_string()),
    };
    let exit = if error.kind() == io::ErrorKind::AlreadyExists { Exit::Usage } else { Exit::Failed };
    Failure::new(exit, problem.in_file(path.display().to_string()))
}

/// Makes a file; an existing one stays as it is.
pub(super) fn create(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    use io::Write as _;
    let made = std::fs::OpenOptions::new().write(true).create_new(true).open(path);
    made.and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .map_err(|error| unwritable(path, &error))
}

/// The failure for a file that stands already.
pub(super) fn exists(path: &Path) -> Failure {
    unwritable(path, &io::Error::from(io::ErrorKind::AlreadyExists))
}

/// Makes a file, over an existing one only when forced.
pub(super) fn write(path: &Path, bytes: &[u8], force: bool) -> Result<(), Failure> {
    if force { replace(path, bytes) } else { create(path, bytes) }
}

/// Puts the bytes in place of a file, whole or not at all.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let beside = path.with_extension("ron.new");
    std::fs::write(&beside, bytes)
        .and_then(|()| std::fs::rename(&beside, path))
        .map_err(|error| unwritable(path, &error))
}

/// Keeps a copy of a file beside it.
pub(super) fn keep_original(path: &Path) -> Result<std::path::PathBuf, Failure> {
    let kept = path.with_extension("ron.orig");
    std::fs::copy(path, &kept).map_err(|error| unwritable(&kept, &error))?;
    Ok(kept)
}

/// Saves a session to the file it came from; gives what a reader should know.
pub(super) fn save(workbench: &mut Workbench) -> Result<Vec<Problem>, Failure> {
    let done = crate::app::update(workbench, crate::app::Command::Save)?;
    let mut warnings = Vec::new();
    for effect in done.effects {
        let crate::app::Effect::Save { path, program, previous, .. } = effect else { continue };
        let written = store::write(&program, previous.as_deref());
        if written.lost_comments > 0 {
            let kept = keep_original(&path)?;
            warnings.push(comments_lost(&path, written.lost_comments, &kept));
        }
        replace(&path, written.source.text().as_bytes())?;
    }
    Ok(warnings)
}

/// The warning for comments that do not stand in the new text.
pub(super) fn comments_lost(path: &Path, count: usize, kept: &Path) -> Problem {
    Problem::new("comments_lost", format!("{count} comments do not stand in the new text"))
        .in_file(shown(path))
        .hint(format!("the file as it was is kept as {}", kept.display()))
}
