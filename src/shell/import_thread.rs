//! Reads a file to be imported on a thread of its own: how far it is is told, and it can be stopped at any time.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::civil::Date;

use super::typed_path;
use crate::import::budget::FILE_LIMIT_MB;
use crate::import::{
    Doubt, Fault, ImportError, Options, ParsedFile, Proposal, doubts, parse, propose_with, remembered, sheet_names,
};
use crate::program::Program;

/// Bytes that are read before it is told and asked again.
const PART: usize = 1 << 20;

/// What is to be read.
#[derive(Debug, Clone)]
pub enum Source {
    /// A file, as its path was typed.
    Typed(String),
    /// A file that was read before.
    Again(Arc<Contents>),
}

/// A file, as it stands on the disk.
#[derive(Debug, PartialEq, Eq)]
pub struct Contents {
    /// Where.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The sheets of a workbook, the hidden ones last.
    pub sheets: Vec<String>,
}

/// Something to be read against a program.
#[derive(Debug, Clone)]
pub struct Job {
    /// By which its news are known.
    pub number: u64,
    /// What.
    pub source: Source,
    /// What somebody decided.
    pub options: Options,
    /// Keys of partners that mean those of other keys.
    pub same: BTreeMap<String, String>,
    /// The program it is for.
    pub program: Arc<Program>,
    /// The day of the import.
    pub as_of: Date,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many bytes of all are read.
    Reading {
        /// Read.
        done: u64,
        /// All.
        total: u64,
    },
    /// So many bytes are made rows of.
    Rows(u64),
    /// So many rows are compared with the program.
    Comparing(usize),
}

/// A file that was read.
#[derive(Debug)]
pub struct Done {
    /// Its contents.
    pub contents: Arc<Contents>,
    /// Its rows.
    pub file: ParsedFile,
    /// What importing them would do.
    pub proposal: Proposal,
    /// Partners to be decided on.
    pub doubts: Vec<Doubt>,
    /// The day of the import whose columns were taken, where that changed something.
    pub remembered: Option<Date>,
}

/// Why it was not read.
#[derive(Debug)]
pub enum NotRead {
    /// The file itself: what is wrong and what to do.
    NoFile(String),
    /// What stands in it.
    Refused {
        /// Its contents, to be read in another way.
        contents: Arc<Contents>,
        /// Why.
        error: ImportError,
    },
}

/// What is told of a job.
#[derive(Debug, Clone)]
pub enum News {
    /// How far it is.
    Progress(Progress),
    /// What came of it.
    Done(Arc<Result<Done, NotRead>>),
}

/// Reads it; nothing where it was stopped.
pub fn carry_out(job: &Job, stop: &AtomicBool, tell: &dyn Fn(Progress)) -> Option<Result<Done, NotRead>> {
    let contents = match &job.source {
        Source::Again(contents) => Arc::clone(contents),
        Source::Typed(text) => match contents(text, stop, tell) {
            Ok(contents) => Arc::new(contents?),
            Err(why) => return Some(Err(NotRead::NoFile(why))),
        },
    };
    tell(Progress::Rows(contents.bytes.len() as u64));
    let name = contents.path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let read = |options: &Options| parse(&contents.bytes, &name, options);
    let (mut file, mut taken) = match read(&job.options) {
        Ok(file) => (file, None),
        Err(error) => match again_as_before(job, &name, &contents) {
            Some((file, on)) => (file, Some(on)),
            None => return stopped(stop).map(|()| Err(NotRead::Refused { contents, error })),
        },
    };
    stopped(stop)?;
    if taken.is_none()
        && job.options.mapping.is_empty()
        && let Some((mapping, on)) = remembered(&job.program, &file)
        && let Ok(other) = read(&Options { mapping, kind: Some(file.kind), ..job.options.clone() })
    {
        (file, taken) = (other, Some(on));
    }
    stopped(stop)?;
    tell(Progress::Comparing(file.rows.len()));
    let proposal = propose_with(&job.program, &file, job.as_of, &job.same);
    let doubts = doubts(&job.program, &file, &proposal);
    stopped(stop)?;
    Some(Ok(Done { contents, file, proposal, doubts, remembered: taken }))
}

/// A file that cannot be read by itself, by the columns of an earlier import that fits.
fn again_as_before(job: &Job, name: &str, contents: &Contents) -> Option<(ParsedFile, Date)> {
    if !job.options.mapping.is_empty() {
        return None;
    }
    let mut runs: Vec<_> = job.program.imports.iter().collect();
    runs.sort_by_key(|run| std::cmp::Reverse((run.file == name, run.on)));
    runs.into_iter().take(5).find_map(|run| {
        let mapping = run.mapping.iter().map(|(field, column)| (field.clone(), column.clone())).collect();
        let file = parse(&contents.bytes, name, &Options { mapping, ..job.options.clone() }).ok()?;
        Some((file, run.on))
    })
}

fn stopped(stop: &AtomicBool) -> Option<()> {
    (!stop.load(Ordering::Relaxed)).then_some(())
}

fn contents(text: &str, stop: &AtomicBool, tell: &dyn Fn(Progress)) -> Result<Option<Contents>, String> {
    let path = typed_path::meant(text);
    let told = |error: &io::Error| match error.kind() {
        io::ErrorKind::NotFound => format!("{}: there is no such file", path.display()),
        io::ErrorKind::IsADirectory => format!("{} is a folder; name a file in it", path.display()),
        io::ErrorKind::PermissionDenied => format!("{}: it may not be read; check the permissions", path.display()),
        _ => format!("{}: {error}", path.display()),
    };
    let mut file = File::open(&path).map_err(|error| told(&error))?;
    let about = file.metadata().map_err(|error| told(&error))?;
    if about.is_dir() {
        return Err(told(&io::Error::from(io::ErrorKind::IsADirectory)));
    }
    let total = about.len();
    let limit = FILE_LIMIT_MB << 20;
    let too_large = |length: u64| {
        let fault = Fault::TooLarge { megabytes: length.div_ceil(1 << 20), limit: FILE_LIMIT_MB };
        let error = ImportError { file: path.display().to_string(), fault };
        format!("{error}; {}", error.hint())
    };
    if total > limit {
        return Err(too_large(total));
    }
    let mut bytes = Vec::new();
    loop {
        if stopped(stop).is_none() {
            return Ok(None);
        }
        tell(Progress::Reading { done: bytes.len() as u64, total });
        let read = (&mut file).take(PART as u64).read_to_end(&mut bytes).map_err(|error| told(&error))?;
        if read == 0 {
            break;
        }
        if bytes.len() as u64 > limit {
            return Err(too_large(bytes.len() as u64));
        }
    }
    let sheets = sheet_names(&bytes);
    Ok(Some(Contents { path, bytes, sheets }))
}

/// A file that is being read.
#[derive(Debug)]
pub struct ImportThread {
    stop: Arc<AtomicBool>,
}

impl ImportThread {
    /// Begins; `tell` gets how far it is and at last what came of it, unless it is stopped before.
    pub fn start(job: Job, tell: impl Fn(News) + Send + 'static) -> io::Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&stop);
        std::thread::Builder::new().name("import".to_owned()).spawn(move || {
            if let Some(done) = carry_out(&job, &asked, &|progress| tell(News::Progress(progress))) {
                tell(News::Done(Arc::new(done)));
            }
        })?;
        Ok(Self { stop })
    }

    /// What comes of it is not wanted any more.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Drop for ImportThread {
    fn drop(&mut self) {
        self.stop();
    }
}
