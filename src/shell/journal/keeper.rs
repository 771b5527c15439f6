//! One journal, written to. Everything it holds is in memory too, so that it can be had whole in another place when the
//! disk fails.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::folders::Folders;
use super::storage::{Appending, Storage};
use crate::store::journal::{Began, Content, Entry, Moment, Text, line};

/// Journals of a plan that are kept at most; those with something that is not in the file are kept beyond.
const KEPT: usize = 8;
/// The size beyond which a save begins a new journal, in bytes behind the plan text.
const LONG: usize = 4 * 1024 * 1024;
/// What of the history goes into a new journal at most, in bytes.
const PAST: usize = 1024 * 1024;

/// Edits that are in memory only.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct NotKept {
    /// What the system says, of each place that was tried.
    pub why: String,
}

/// A journal that is written to.
#[derive(Debug)]
pub struct Keeper {
    storage: Arc<dyn Storage>,
    folders: Folders,
    /// The journal as it is to be, whole lines.
    image: Vec<u8>,
    /// Lines in it.
    lines: u64,
    /// Bytes of the beginning and the plan text.
    head: usize,
    open: Option<Open>,
    next_number: u32,
}

#[derive(Debug)]
struct Open {
    file: PathBuf,
    appending: Box<dyn Appending>,
    /// How many bytes of the image are in it and synced.
    safe: usize,
}

impl Keeper {
    /// A new journal; nothing is written before there is something to keep.
    pub fn begin(storage: Arc<dyn Storage>, folders: Folders, base: Text, at: Moment) -> Self {
        let next_number = folders.known(&*storage).first().map_or(1, |known| known.number + 1);
        let mut keeper = Self { storage, folders, image: Vec::new(), lines: 0, head: 0, open: None, next_number };
        keeper.restart(base, at);
        keeper
    }

    /// Goes on with a journal of which `image` is the good part; `None` where another process holds it.
    pub fn go_on(
        storage: Arc<dyn Storage>,
        folders: Folders,
        file: &Path,
        image: Vec<u8>,
        whole: bool,
    ) -> Option<Self> {
        let next_number = folders.known(&*storage).first().map_or(1, |known| known.number + 1);
        let lines = image.split_inclusive(|byte| *byte == b'\n').count() as u64;
        let head = image.split_inclusive(|byte| *byte == b'\n').take(2).map(<[u8]>::len).sum();
        // of one that is damaged the good part goes on in a new file, and the old one stays as it is
        let open = if whole {
            // what somebody wrote behind it meanwhile must stay
            let bytes = storage.read(file);
            if let Ok(bytes) = &bytes {
                let (_, good, _) = Content::of(bytes).ok()?;
                if good != image.len() || !bytes.starts_with(&image) {
                    return None;
                }
                keep_torn(&*storage, file, &image);
            }
            match bytes.and_then(|_| storage.go_on(file, image.len() as u64)) {
                Ok(appending) => Some(Open { file: file.to_owned(), appending, safe: image.len() }),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return None,
                // all of it goes on in a new file
                Err(_) => None,
            }
        } else {
            None
        };
        Some(Self { storage, folders, image, lines, head, open, next_number })
    }

    /// Adds entries and makes them last.
    pub fn keep(&mut self, entries: impl IntoIterator<Item = Entry>) -> Result<(), NotKept> {
        entries.into_iter().for_each(|entry| self.push(&entry));
        self.flush()
    }

    /// The plan file.
    pub fn plan(&self) -> &Path {
        &self.folders.plan
    }

    /// Where the journal is, once it is anywhere.
    pub fn file(&self) -> Option<&Path> {
        self.open.as_ref().map(|open| &*open.file)
    }

    /// The digest of the plan file, as far as the journal knows.
    pub fn file_digest(&self) -> String {
        let content = Content::of(&self.image).ok().map(|(content, ..)| content);
        content.map(|content| content.digest_at(content.confirmed()).to_owned()).unwrap_or_default()
    }

    /// Whether so much was written that a save should begin a new one.
    pub fn is_long(&self) -> bool {
        self.image.len() - self.head > LONG
    }

    pub(super) fn push(&mut self, entry: &Entry) {
        self.image.extend_from_slice(line(self.lines, &entry.payload()).as_bytes());
        self.lines += 1;
    }

    fn restart(&mut self, base: Text, at: Moment) {
        self.image.clear();
        self.lines = 0;
        self.push(&Entry::Began(Began::of(self.folders.plan.to_string_lossy(), at)));
        self.push(&Entry::Base(base));
        self.head = self.image.len();
    }

    /// Makes everything last that is not yet; after an error in one place, all of it in another.
    pub fn flush(&mut self) -> Result<(), NotKept> {
        let mut why = Vec::new();
        if let Some(mut open) = self.open.take() {
            if open.safe == self.image.len() {
                self.open = Some(open);
                return Ok(());
            }
            let written = open.appending.append(&self.image[open.safe..]).and_then(|()| open.appending.sync());
            match written {
                Ok(()) => {
                    open.safe = self.image.len();
                    self.open = Some(open);
                    return Ok(());
                }
                Err(error) => {
                    let _ = open.appending.cut(open.safe as u64);
                    why.push(told(&open.file, &error));
                }
            }
        }
        let number = self.next_number;
        for file in self.folders.numbered(number) {
            match self.start(&file) {
                Ok(appending) => {
                    self.open = Some(Open { file, appending, safe: self.image.len() });
                    self.next_number = number + 1;
                    self.remove_old();
                    return Ok(());
                }
                Err(error) => why.push(told(&file, &error)),
            }
        }
        // a name that was taken by another process must not be in the way for ever
        self.next_number = number + 1;
        why.dedup();
        Err(NotKept { why: why.join("; ") })
    }

    fn start(&self, file: &Path) -> io::Result<Box<dyn Appending>> {
        let mut appending = self.storage.create(file)?;
        let folder = file.parent().unwrap_or(Path::new(""));
        let written = appending
            .append(&self.image)
            .and_then(|()| appending.sync())
            .and_then(|()| self.storage.sync_folder(folder));
        match written {
            Ok(()) => Ok(appending),
            Err(error) => {
                drop(appending);
                let _ = self.storage.remove(file);
                Err(error)
            }
        }
    }

    /// Begins a new journal from a text that stands in the file, with the latest steps of the history.
    ///
    /// `folders` are those of that file, where it is another one.
    pub fn turn(&mut self, base: Text, folders: Option<Folders>, at: Moment) -> Result<(), NotKept> {
        self.turn_with(base, None, folders, at)
    }

    /// The same, with a step that the text does not hold.
    pub fn turn_with(
        &mut self,
        base: Text,
        unsaved: Option<Entry>,
        folders: Option<Folders>,
        at: Moment,
    ) -> Result<(), NotKept> {
        let history = Content::of(&self.image).ok().map(|(content, ..)| content.history(content.end()));
        let (image, lines, head, open) = (self.image.clone(), self.lines, self.head, self.open.take());
        let before = folders.is_some().then(|| self.folders.clone());
        if let Some(folders) = folders {
            self.next_number = folders.known(&*self.storage).first().map_or(1, |known| known.number + 1);
            self.folders = folders;
        }
        self.restart(base, at);
        if let Some(history) = history {
            let mut size = 0;
            let (done, all) = (history.done().len(), history.done().len() + history.undone().len());
            let past = |edits: &[crate::edit::Edit], undone: bool, size: &mut usize| {
                let places: Vec<usize> = if undone { (done..all).collect() } else { (0..done).rev().collect() };
                let lines = edits.iter().rev().zip(places).map(|(edit, place)| {
                    // what nobody noted the time of was made before now
                    Entry::past(edit, undone, history.made_at(place).unwrap_or(at))
                });
                let fitting = lines.take_while(|entry| {
                    *size += entry.payload().len();
                    *size <= PAST
                });
                fitting.collect::<Vec<_>>()
            };
            let done = past(history.done(), false, &mut size);
            let undone = past(history.undone(), true, &mut size);
            done.iter().rev().chain(undone.iter().rev()).for_each(|entry| self.push(entry));
        }
        if let Some(entry) = &unsaved {
            self.push(entry);
        }
        let turned = self.flush();
        if turned.is_err() && before.is_none() {
            // the old one is as good as it was
            (self.image, self.lines, self.head, self.open) = (image, lines, head, open);
        }
        turned
    }

    /// Removes journals of earlier sessions that hold nothing beyond the file.
    fn remove_old(&self) {
        for known in self.folders.known(&*self.storage).into_iter().skip(KEPT) {
            let bytes = self.storage.read(&known.file).unwrap_or_default();
            let finished = Content::of(&bytes).is_ok_and(|(content, ..)| content.since(content.confirmed()).is_empty());
            if finished && !self.storage.is_held(&known.file) {
                let _ = self.storage.remove(&known.file);
            }
        }
    }
}

/// Keeps what was cut short, for a person to look at, before it is cut off.
fn keep_torn(storage: &dyn Storage, file: &Path, image: &[u8]) {
    let torn = storage.read(file).ok().filter(|bytes| bytes.len() > image.len());
    let (Some(bytes), Some(name)) = (torn, file.file_name()) else { return };
    let mut name = name.to_owned();
    name.push(".torn");
    // best effort: nobody was told that any of it was safe
    let _ = storage.create(&file.with_file_name(name)).and_then(|mut copy| copy.append(&bytes));
}

fn told(file: &Path, error: &io::Error) -> String {
    let folder = file.parent().unwrap_or(file).display();
    match error.kind() {
        io::ErrorKind::StorageFull => format!("the disk of {folder} is full"),
        io::ErrorKind::QuotaExceeded => format!("your quota in {folder} is used up"),
        io::ErrorKind::ReadOnlyFilesystem => format!("{folder} is on a read-only disk"),
        io::ErrorKind::FileTooLarge => format!("a file in {folder} may not grow any more (ulimit -f)"),
        io::ErrorKind::PermissionDenied => format!("you may not write to {folder}"),
        _ => format!("{folder}: {error}"),
    }
}
