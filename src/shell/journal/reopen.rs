//! A plan file with what its journal tells: the history of earlier sessions, and edits that a crash kept from the file.

use std::io;
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;

use super::folders::{Folders, Known};
use super::storage::Storage;
use crate::edit::{History, Step};
use crate::program::Program;
use crate::shell::digest::digest;
use crate::store::journal::{Content, Draft, Ending, Entry, Moment};

/// How the journal of a session begins.
#[derive(Debug)]
pub(super) enum Start {
    /// Anew, from the text of the file.
    Anew,
    /// Anew, and with edits of an earlier session that stand on the text of the file now.
    With(Vec<Entry>),
    /// With the journal of the session before.
    GoOn {
        /// The journal.
        file: PathBuf,
        /// Its good part.
        image: Vec<u8>,
        /// Whether all of it is good, or lacks only what nobody was told to be safe.
        whole: bool,
        /// The digest of the file, where the journal does not know yet that the file stands so.
        unconfirmed: Option<String>,
        /// What it tells that is not in the file.
        unsaved: Vec<Entry>,
    },
}

/// A plan file with what its journal tells.
#[derive(Debug)]
pub struct Reopened {
    /// The program with the edits that were not in the file.
    pub program: Program,
    /// The steps of earlier sessions.
    pub history: History,
    /// The revision that stands in the file.
    pub saved: u64,
    /// What the user is told.
    pub told: Vec<String>,
    /// The text that was being typed when the session before ended.
    pub draft: Option<Draft>,
    /// Edits of a crash that are in the journal and not in the program, since they do not fit the file.
    pub left_out: usize,
    /// Another process is at work on the file.
    pub held: bool,
    /// A journal is there that cannot be read now, and why: it may hold edits that are neither here nor in the file.
    pub unread: Option<String>,
    pub(super) start: Start,
}

impl Reopened {
    fn anew(program: &Program) -> Self {
        let (history, told) = (History::default(), Vec::new());
        let (program, unread) = (program.clone(), None);
        Self { program, history, saved: 0, told, draft: None, left_out: 0, held: false, unread, start: Start::Anew }
    }

    fn without(program: &Program, journal: &Path, why: &io::Error) -> Self {
        let journal = journal.display();
        let what = format!("{journal} cannot be read now ({why}); edits that may be in it are not here and stay there");
        Self { unread: Some(what.clone()), ..Self::anew(program).telling(what) }
    }

    fn telling(mut self, what: String) -> Self {
        self.told.push(what);
        self
    }
}

/// Finds what the newest journal of a plan file tells; nothing is written.
pub fn reopen(storage: &dyn Storage, folders: &Folders, text: &[u8], program: &Program) -> Reopened {
    // a disk that hesitates is asked twice: reading changes nothing
    let (mut all, mut hidden) = folders.known_and_hidden(storage);
    if hidden.is_some() {
        (all, hidden) = folders.known_and_hidden(storage);
    }
    if let Some((folder, why)) = hidden {
        return Reopened::without(program, &folder, &why);
    }
    for known in all {
        if storage.is_held(&known.file) {
            let what = "This plan is open in another Quarterdeck; what is saved last there or here meets the other";
            return Reopened { held: true, ..Reopened::anew(program).telling(what.to_owned()) };
        }
        let bytes = match storage.read(&known.file).or_else(|_| storage.read(&known.file)) {
            Ok(bytes) => bytes,
            Err(why) if why.kind() == io::ErrorKind::NotFound => continue,
            Err(why) => return Reopened::without(program, &known.file, &why),
        };
        let Ok((content, good, ending)) = Content::of(&bytes) else { continue };
        if content.began.file != folders.plan.to_string_lossy() {
            continue;
        }
        let damage = match &ending {
            Ending::Damaged(behind) => Some(damaged(&known, &content, behind.len())),
            Ending::Whole | Ending::Torn => None,
        };
        let mut image = bytes.clone();
        image.truncate(good);
        let mut reopened = told(text, program, &content, known, image, damage.is_none());
        reopened.told.extend(damage);
        reopened.draft = content.draft().cloned();
        return reopened;
    }
    Reopened::anew(program)
}

fn damaged(known: &Known, content: &Content, behind: usize) -> String {
    let more = if behind == 0 { String::new() } else { format!(", {behind} whole lines are behind it") };
    let line = content.entries.len() + 3;
    format!(
        "The journal {} is damaged in line {line}{more}; it stays as it is, what is before that counts",
        known.file.display()
    )
}

fn told(text: &[u8], in_file: &Program, content: &Content, known: Known, image: Vec<u8>, whole: bool) -> Reopened {
    let digest = digest(text);
    let Some(place) = content.stands_at(&digest) else { return elsewhere(in_file, content) };
    let mut history = content.history(place);
    let saved = history.revision();
    let mut program = in_file.clone();
    let at = last_moment(content).unwrap_or_default();
    let unsaved = content.since(place).iter().map(|step| Entry::of_step(step, at)).collect();
    for step in content.since(place) {
        if history.repeat(&mut program, step).is_err() {
            return elsewhere(in_file, content);
        }
    }
    history.seal();
    let known_so = content.confirmed() >= place;
    let start = Start::GoOn { file: known.file, image, whole, unconfirmed: (!known_so).then_some(digest), unsaved };
    let recovered = history.revision() != saved;
    let count = edits(&content.since(place));
    let reopened = Reopened { program, history, saved, start, ..Reopened::anew(in_file) };
    if recovered { reopened.telling(recovered_told(count, content, "")) } else { reopened }
}

/// The file is another than the journal knows: its edits are done on it where all of them fit.
fn elsewhere(in_file: &Program, content: &Content) -> Reopened {
    let steps = content.since(content.confirmed());
    if steps.is_empty() {
        return Reopened::anew(in_file);
    }
    let count = edits(&steps);
    let (mut program, mut history) = (in_file.clone(), History::default());
    let at = last_moment(content).unwrap_or_default();
    let entries: Vec<Entry> = steps.iter().map(|step| Entry::of_step(step, at)).collect();
    if steps.into_iter().any(|step| history.repeat(&mut program, step).is_err()) {
        let what = format!(
            "{} of {} do not fit the file as it is now and were left out; `quarterdeck recover` has them",
            counted(count),
            clock(at)
        );
        let anew = Reopened::anew(in_file).telling(what);
        return Reopened { left_out: count, ..anew };
    }
    history.seal();
    let start = Start::With(entries);
    let reopened = Reopened { program, history, start, ..Reopened::anew(in_file) };
    reopened.telling(recovered_told(count, content, ", on the file as another program wrote it"))
}

fn recovered_told(count: usize, content: &Content, where_to: &str) -> String {
    let at = last_moment(content).map(|at| format!(" of {}", clock(at))).unwrap_or_default();
    format!("Recovered {}{at} that were not in the file yet{where_to}; u undoes them", counted(count))
}

pub(super) fn counted(count: usize) -> String {
    if count == 1 { "1 edit".to_owned() } else { format!("{count} edits") }
}

/// How many steps of the history these are.
pub(super) fn edits(steps: &[Step]) -> usize {
    steps.iter().filter(|step| !matches!(step, Step::Made { joins: true, .. })).count()
}

/// When the last step was made.
pub(super) fn last_moment(content: &Content) -> Option<Moment> {
    content.entries.iter().rev().filter(|entry| entry.is_step()).find_map(Entry::at)
}

/// The wall clock of the user at that time.
fn clock(at: Moment) -> String {
    at.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string()
}
