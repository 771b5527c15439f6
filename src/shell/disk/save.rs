//! Saving a program: nothing another program wrote and no comment is lost, and the file is never half written.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::atomic::{create, create_like, litter, replace_expected};
use super::save_error::SaveError;
use crate::program::Program;
use crate::store::{self, SourceTrace};

/// A program that stands in its file.
#[derive(Debug)]
pub struct Saved {
    /// What is known of the text that stands there now: what the next save is compared with.
    pub trace: SourceTrace,
    /// The version that was kept beside it, where something of it is not in the new one.
    pub kept: Option<Kept>,
}

/// An older version that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Where.
    pub file: PathBuf,
    /// Why.
    pub because: KeptBecause,
}

/// What is told of a save while it is under way.
#[derive(Debug, Clone, Copy)]
pub enum Told<'a> {
    /// This version is about to be replaced.
    Displaced(&'a [u8]),
    /// This version is about to stand in the file.
    Written(&'a str),
}

/// Why an older version was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptBecause {
    /// That many comments stood in records that changed.
    Comments(usize),
    /// Somebody else had written it.
    Foreign,
}

impl std::fmt::Display for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let file = self.file.display();
        match self.because {
            KeptBecause::Comments(1) => {
                write!(f, "one comment stood in a changed record; the file with it is kept as {file}")
            }
            KeptBecause::Comments(n) => {
                write!(f, "{n} comments stood in changed records; the file with them is kept as {file}")
            }
            KeptBecause::Foreign => write!(f, "the version of the other program is kept as {file}"),
        }
    }
}

/// Saves a program to a file that holds what `previous` says, or that is not there yet where there is no `previous`.
///
/// Anything else on the disk is a conflict and stays as it is.
pub fn save(path: &Path, program: &Program, previous: Option<&SourceTrace>) -> Result<Saved, SaveError> {
    write(path, program, previous, false, &mut |_| {})
}

/// The same; tells which version goes and which one comes, before the file is touched.
pub fn save_telling(
    path: &Path,
    program: &Program,
    previous: Option<&SourceTrace>,
    tell: &mut dyn FnMut(Told<'_>),
) -> Result<Saved, SaveError> {
    write(path, program, previous, false, tell)
}

/// Saves a program over whatever the file holds, and keeps that beside it where nobody has seen it.
pub fn save_over(path: &Path, program: &Program, previous: Option<&SourceTrace>) -> Result<Saved, SaveError> {
    write(path, program, previous, true, &mut |_| {})
}

fn write(
    path: &Path,
    program: &Program,
    previous: Option<&SourceTrace>,
    over: bool,
    tell: &mut dyn FnMut(Told<'_>),
) -> Result<Saved, SaveError> {
    let failed = |why: io::Error| SaveError::Failed { file: path.to_owned(), why };
    let target = target_of(path).map_err(failed)?;
    let current = Current::of(&target, path)?;
    let foreign = match (current.bytes(), previous) {
        (None, None) => false,
        (Some(bytes), Some(previous)) => !previous.is_of(bytes),
        (Some(_), None) | (None, Some(_)) => true,
    };
    if foreign && !over {
        let file = path.to_owned();
        return Err(match (current.bytes(), previous) {
            (None, _) => SaveError::Gone { file },
            (Some(_), None) => SaveError::Exists { file },
            (Some(_), Some(_)) => SaveError::Changed { file },
        });
    }
    // over the text of another, its own comments and order are kept where it is a plan at all
    let base = current.bytes().and_then(|bytes| match previous.filter(|_| !foreign) {
        Some(previous) => previous.with(bytes),
        None => store::read(bytes).ok().map(|opened| opened.source),
    });
    let written = store::write(program, base.as_ref());
    let text = written.source.text();
    if current.bytes() == Some(text.as_bytes()) {
        tell(Told::Written(text));
        return Ok(Saved { trace: written.source.trace(), kept: None });
    }
    reads_back(path, program, text)?;
    let because = match (foreign, written.lost_comments) {
        (true, _) => Some(KeptBecause::Foreign),
        (false, 0) => None,
        (false, n) => Some(KeptBecause::Comments(n)),
    };
    let kept = match (because, current.bytes()) {
        (Some(because), Some(bytes)) => Some(keep(&target, bytes, because).map_err(failed)?),
        _ => None,
    };
    // what a killed save left may be the version of somebody else that it had just met
    let left = litter(&target).into_iter().filter_map(|left| fs::read(left).ok());
    left.filter(|bytes| store::read(bytes).is_ok()).for_each(|bytes| tell(Told::Displaced(&bytes)));
    if let Some(bytes) = current.bytes() {
        tell(Told::Displaced(bytes));
    }
    tell(Told::Written(text));
    let done = match &current {
        Current::None => create(&target, text.as_bytes()).map(|()| true),
        Current::File { seen, bytes } => {
            replace_expected(&target, text.as_bytes(), bytes, || *seen == Seen::of(&target))
        }
    };
    match done {
        Ok(true) => Ok(Saved { trace: written.source.trace(), kept }),
        Ok(false) => Err(SaveError::Changed { file: path.to_owned() }),
        Err(why) if why.kind() == io::ErrorKind::AlreadyExists => Err(SaveError::Exists { file: path.to_owned() }),
        Err(why) => Err(failed(why)),
    }
}

/// What stands at the target.
enum Current {
    None,
    File { bytes: Vec<u8>, seen: Seen },
}

impl Current {
    fn of(target: &Path, path: &Path) -> Result<Self, SaveError> {
        let file = path.to_owned();
        match fs::metadata(target) {
            Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(Self::None),
            Err(why) => Err(SaveError::Failed { file, why }),
            Ok(metadata) if !metadata.is_file() => Err(SaveError::NotAFile { file }),
            Ok(metadata) if metadata.permissions().readonly() => Err(SaveError::ReadOnly { file }),
            Ok(_) => {
                let seen = Seen::of(target);
                let bytes = fs::read(target).map_err(|why| SaveError::Failed { file, why })?;
                Ok(Self::File { bytes, seen })
            }
        }
    }

    fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::None => None,
            Self::File { bytes, .. } => Some(bytes),
        }
    }
}

/// What tells that a file was written to between two looks.
#[derive(PartialEq, Eq)]
struct Seen(Option<(u64, Option<std::time::SystemTime>)>);

impl Seen {
    fn of(path: &Path) -> Self {
        Self(fs::metadata(path).ok().map(|metadata| (metadata.len(), metadata.modified().ok())))
    }
}

/// The file that a chain of links leads to, so that a link stays one.
fn target_of(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..40 {
        match fs::read_link(&target) {
            Ok(next) => target = target.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, "too many links lead on to each other"))
}

/// Reads what is about to be written and compares it with the program.
fn reads_back(path: &Path, program: &Program, text: &str) -> Result<(), SaveError> {
    let file = path.to_owned();
    match store::read(text.as_bytes()) {
        Ok(read) if read.program == *program => Ok(()),
        Ok(_) => Err(SaveError::Unfaithful { file, faults: None }),
        Err(faults) => Err(SaveError::Unfaithful { file, faults: Some(faults) }),
    }
}

/// Keeps a version beside the file: `plan.with-comments.ron`, or the next number that is free.
fn keep(target: &Path, bytes: &[u8], because: KeptBecause) -> io::Result<Kept> {
    let word = match because {
        KeptBecause::Comments(_) => "with-comments",
        KeptBecause::Foreign => "other-version",
    };
    let like = fs::metadata(target).ok();
    let mut number = 1_u32;
    loop {
        let mut name = OsString::from(target.file_stem().unwrap_or_default());
        name.push(if number == 1 { format!(".{word}") } else { format!(".{word}-{number}") });
        if let Some(extension) = target.extension() {
            name.push(".");
            name.push(extension);
        }
        let file = target.with_file_name(name);
        match create_like(&file, bytes, like.as_ref()) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(error),
            Ok(()) => return Ok(Kept { file, because }),
        }
    }
}
