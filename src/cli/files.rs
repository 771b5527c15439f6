//! Files as the words of the command line name them: `-` is standard input, and every failure says which file and what
//! to do.

use std::io::{self, Read as _};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::failure::{Exit, Failure, Problem};
use crate::app::{Command, Dates, Effect, Event, Origin, Workbench, update};
use crate::program::integrity::{Violation, integrity_beyond_references};
use crate::shell::clock;
use crate::shell::disk::{self, OpenError, SaveError};
use crate::shell::journal::{Desk, OnDisk, Places, Reopened, Task};
use crate::shell::lock;
use crate::shell::paths::{self, Paths};
use crate::store::{self, Opened, SourceText, SourceTrace};

/// Whether standard input or output is meant.
pub(super) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// How a path is shown.
pub(super) fn shown(path: &Path) -> String {
    if is_standard(path) { "(standard input)".to_owned() } else { path.display().to_string() }
}

/// The bytes of a file that is not a plan.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let read = if is_standard(path) { standard_input() } else { std::fs::read(path) };
    read.map_err(|error| unreadable(path, &error))
}

/// The same of a file of so many bytes at most; of a larger one its length, as far as it is known.
pub(super) fn read_within(path: &Path, most: u64) -> Result<Result<Vec<u8>, u64>, Failure> {
    let bounded = |from: &mut dyn io::Read, length: u64| {
        let mut bytes = Vec::new();
        if length <= most {
            from.take(most + 1).read_to_end(&mut bytes)?;
        }
        let length = length.max(bytes.len() as u64);
        Ok(if length > most { Err(length) } else { Ok(bytes) })
    };
    let read = if is_standard(path) {
        bounded(&mut io::stdin().lock(), 0)
    } else {
        std::fs::File::open(path).and_then(|mut file| {
            let length = file.metadata()?.len();
            bounded(&mut file, length)
        })
    };
    read.map_err(|error| unreadable(path, &error))
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let (exit, code, hint) = match error.kind() {
        io::ErrorKind::NotFound => (Exit::Invalid, "no_such_file", "check the name"),
        io::ErrorKind::IsADirectory => (Exit::Invalid, "not_a_file", "name a file in this folder"),
        _ => (Exit::Invalid, "unreadable", "check who may read the file, and that its disk is there"),
    };
    let message = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        _ => format!("the file cannot be read: {error}"),
    };
    Failure::new(exit, Problem::new(code, message).in_file(shown(path)).hint(hint))
}

fn standard_input() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
}

/// A plan file, read and valid: its text is a plan, and everything that must hold across its records does.
pub(super) fn plan(path: &Path) -> Result<Opened, Failure> {
    let opened = opened(path)?;
    let violations = integrity_beyond_references(&opened.program);
    if violations.is_empty() { Ok(opened) } else { Err(violated(path, &violations, Some(&opened.source))) }
}

/// A plan file, read; what must hold across its records may be broken.
pub(super) fn opened(path: &Path) -> Result<Opened, Failure> {
    if is_standard(path) {
        store::read(&read(path)?).map_err(|faults| Failure::of_faults(&shown(path), &faults))
    } else {
        disk::open(path).map_err(|error| unopened(path, &error))
    }
}

fn violated(path: &Path, violations: &[Violation], source: Option<&SourceText>) -> Failure {
    let problem = |violation: &Violation| Problem {
        line: source.and_then(|source| source.line_of(violation.kind, &violation.id)),
        ..Problem::new(violation.code, format!("{} {:?}: {}", violation.kind, violation.id, violation.message))
            .in_file(shown(path))
            .about(violation.field)
    };
    Failure { exit: Exit::Invalid, problems: violations.iter().map(problem).collect() }
}

fn unopened(path: &Path, error: &OpenError) -> Failure {
    if let OpenError::Faulty { faults, .. } = error {
        let mut failure = Failure::of_faults(&shown(path), faults);
        let version = super::restore::hint(path);
        if let (Some(first), Some(version)) = (failure.problems.first_mut(), version) {
            let hint = first.hint.take().map(|hint| hint + "\n").unwrap_or_default();
            first.hint = Some(hint + &version);
        }
        return failure;
    }
    let message = without_path(&error.to_string(), path);
    let version = matches!(error, OpenError::Missing { .. }).then(|| super::restore::hint(path)).flatten();
    let hint = version.unwrap_or_else(|| error.hint());
    Failure::new(Exit::Invalid, Problem::new(error.code(), message).in_file(shown(path)).hint(hint))
}

/// The message without the path it begins with: the place is written before every message anyway.
fn without_path(message: &str, path: &Path) -> String {
    let place = format!("{}: ", path.display());
    message.strip_prefix(&place).unwrap_or(message).to_owned()
}

/// A session on a plan file.
pub(super) fn session(path: &Path, asked: Option<Date>) -> Result<Workbench, Failure> {
    let Opened { program, source } = opened(path)?;
    let dates = Dates { today: today(), asked };
    let trace = (!is_standard(path)).then(|| source.trace());
    // the text stays in its file; a save reads it again
    rayon::spawn(move || drop(source));
    let (violations, derived) = rayon::join(|| integrity_beyond_references(&program), || dates.derived(&program));
    if !violations.is_empty() {
        let again = if is_standard(path) { None } else { disk::open(path).ok() };
        return Err(violated(path, &violations, again.as_ref().map(|read| &read.source)));
    }
    let origin = Origin { path: trace.is_some().then(|| path.to_owned()), trace };
    Ok(Workbench::with_derived(program, derived, origin, dates))
}

/// A session to work in: with what the journal tells of earlier ones, and the desk at which it is kept.
pub(super) fn workplace(path: &Path, asked: Option<Date>) -> Result<Workplace, Failure> {
    let opened = opened(path)?;
    // what is broken across records is mended in the workbench, or by going back
    let broken = match integrity_beyond_references(&opened.program).len() {
        0 => None,
        1 => Some("1 rule across records is broken in this plan: the list of problems names it".to_owned()),
        count => Some(format!("{count} rules across records are broken in this plan: the list of problems names them")),
    };
    let dates = Dates { today: today(), asked };
    let trace = opened.source.trace();
    let (desk, reopened) = Desk::open(Arc::new(OnDisk), places(), path, opened.source.text().as_bytes(), trace);
    let origin = Origin { path: Some(path.to_owned()), trace: Some(opened.source.trace()) };
    rayon::spawn(move || drop(opened));
    let Reopened { program, history, saved, mut told, draft, held, left_out, unread, .. } = reopened;
    told.extend(broken);
    let mut workbench = Workbench::new(program, origin, dates).with_history(history, saved).with_unfinished(draft);
    let revision = workbench.history().revision();
    workbench.on_event(Event::Kept { revision });
    let locked_by = lock::holder(path);
    Ok(Workplace { workbench, desk, told, held, locked_by, left_out, unread })
}

/// A session to work in.
pub(super) struct Workplace {
    /// The session.
    pub workbench: Workbench,
    /// Where it is kept.
    pub desk: Desk,
    /// What the user is told of the journal.
    pub told: Vec<String>,
    /// Another process is at work on the file.
    pub held: bool,
    /// Who is writing the file.
    pub locked_by: Option<String>,
    /// Edits of a crash that do not fit the file and are only in its journal.
    pub left_out: usize,
    /// Why the journal cannot be read, where it cannot.
    pub unread: Option<String>,
}

/// The state folder, where there is one.
pub(super) fn state() -> Option<PathBuf> {
    Paths::of_user().ok().map(|paths| paths.state)
}

/// Where journals may be.
pub(super) fn places() -> Places {
    Places { state: state(), spare: paths::spare() }
}

/// A session that is only read. The process ends with it, so nobody takes a large program apart piece by piece first.
pub(super) fn to_read(path: &Path, asked: Option<Date>) -> Result<ManuallyDrop<Workbench>, Failure> {
    session(path, asked).map(ManuallyDrop::new)
}

/// The day of the clock.
pub(super) fn today() -> Date {
    clock::today()
}

/// Saves a session to the file it came from; gives what a reader should know.
pub(super) fn save(workbench: &mut Workbench) -> Result<Vec<Problem>, Failure> {
    if workbench.path().is_none() {
        let problem = Problem::new("no_file", "a plan from standard input has no file to be saved to");
        return Err(Failure::new(Exit::Usage, problem.hint("name a file, or say --dry-run")));
    }
    let mut warnings = Vec::new();
    for effect in update(workbench, Command::Save)?.effects {
        let Effect::Save { path, program, previous, revision } = effect else { continue };
        let steps = workbench.take_fresh_steps();
        let saved = match desk(&path, previous.as_ref())? {
            Some(mut desk) => {
                // where no journal can be written the file still can, and is all that was asked for
                desk.carry_out(vec![Task::Keep { steps, revision, at: clock::instant() }], &|_| {});
                let saved = desk.save(&path, &program, previous);
                warnings.extend(without_version(&mut desk, &path));
                saved
            }
            None => disk::save(&path, &program, previous.as_ref()),
        };
        let saved = saved.map_err(|error| unsaved(&path, &error))?;
        let kept = saved.kept.map(|kept| Problem::new("version_kept", kept.to_string()).in_file(shown(&path)));
        warnings.extend(kept);
    }
    Ok(warnings)
}

/// The desk of a file that is as it was read; none where it is not, which the save will tell.
fn desk(path: &Path, trace: Option<&SourceTrace>) -> Result<Option<Desk>, Failure> {
    // what cannot be read may be what edits of a crash stand on: nothing is written over that
    let text = match std::fs::read(path) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(unreadable(path, &error)),
    };
    let Some((trace, text)) = trace.zip(text).filter(|(trace, text)| trace.is_of(text)) else { return Ok(None) };
    let (desk, reopened) = Desk::open(Arc::new(OnDisk), places(), path, &text, trace.clone());
    if reopened.held {
        return Err(held(path));
    }
    if let Some(why) = reopened.unread {
        return Err(unread(path, why));
    }
    if reopened.history.revision() == reopened.saved {
        return Ok(Some(desk));
    }
    Err(edits_of_a_crash(path))
}

/// What a reader should know of a save at a desk: that the version it replaced is not kept.
pub(super) fn without_version(desk: &mut Desk, path: &Path) -> Option<Problem> {
    desk.without_version().map(|why| Problem::new("version_not_kept", why).in_file(shown(path)))
}

/// The failure for a file that lacks edits of a crash.
pub(super) fn edits_of_a_crash(path: &Path) -> Failure {
    let problem = Problem::new("unsaved_edits", "edits of an earlier session are not in this file yet");
    let hint = format!("`quarterdeck recover {0}` puts them in, `quarterdeck {0}` shows them first", shown(path));
    Failure::new(Exit::Conflict, problem.in_file(shown(path)).hint(hint))
}

/// The failure for a file that a workbench is at work on.
pub(super) fn held(path: &Path) -> Failure {
    let problem = Problem::new("locked", "this plan is open in a Quarterdeck with edits of its own");
    Failure::new(Exit::Conflict, problem.in_file(shown(path)).hint("save and leave there first"))
}

/// The failure for a file whose journal is there and cannot be read: it may hold edits that are not in the file.
pub(super) fn unread(path: &Path, why: String) -> Failure {
    let problem = Problem::new("journal_unread", why).in_file(shown(path));
    Failure::new(Exit::Failed, problem.hint("nothing was written; make the journal readable, or move it away"))
}

pub(super) fn unsaved(path: &Path, error: &SaveError) -> Failure {
    let exit = if error.is_conflict() { Exit::Conflict } else { Exit::Failed };
    let message = without_path(&error.to_string(), path);
    Failure::new(exit, Problem::new(error.code(), message).in_file(shown(path)).hint(error.hint()))
}

/// Makes a file; an existing one stays as it is.
pub(super) fn create(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    disk::create(path, bytes).map_err(|error| unwritable(path, &error))
}

/// Makes a file, over an existing one only when forced.
pub(super) fn write(path: &Path, bytes: &[u8], force: bool) -> Result<(), Failure> {
    if force { replace(path, bytes) } else { create(path, bytes) }
}

/// Puts the bytes in place of a file, whole or not at all.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    disk::replace(path, bytes).map_err(|error| unwritable(path, &error))
}

/// The failure for a file that stands already.
pub(super) fn exists(path: &Path) -> Failure {
    unwritable(path, &io::Error::from(io::ErrorKind::AlreadyExists))
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    let problem = match error.kind() {
        io::ErrorKind::AlreadyExists => Problem::new("file_exists", "the file exists and is not overwritten")
            .hint("name another file, or say --force where the command has it"),
        io::ErrorKind::NotFound => Problem::new("no_such_folder", "its folder does not exist").hint("make it first"),
        io::ErrorKind::PermissionDenied => {
            Problem::new("not_permitted", "it may not be written here").hint("check the permissions")
        }
        io::ErrorKind::StorageFull => {
            Problem::new("disk_full", "the disk is full; nothing was changed").hint("make room, then try again")
        }
        _ => Problem::new("write_failed", error.to_string()),
    };
    let exit = if error.kind() == io::ErrorKind::AlreadyExists { Exit::Conflict } else { Exit::Failed };
    Failure::new(exit, problem.in_file(path.display().to_string()))
}
