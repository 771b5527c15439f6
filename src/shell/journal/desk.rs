//! What the writing thread works at: one plan file and its journal.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::folders::{Folders, Places};
use super::keeper::{Keeper, NotKept};
use super::reopen::{Reopened, Start, reopen};
use super::storage::Storage;
use super::thread::{Report, Task};
use super::watch::{Found, Watch};
use crate::edit::{Edit, Step};
use crate::program::Program;
use crate::shell::backups::{Backups, Why};
use crate::shell::digest::digest;
use crate::shell::disk::{SaveError, Saved, Told, save_telling};
use crate::shell::lock::{self, Lock, Taken};
use crate::store::journal::{Draft, Entry, Moment, Text};
use crate::store::{self, SourceTrace};

/// One plan file and its journal, before and while it is written.
#[derive(Debug)]
pub struct Desk {
    storage: Arc<dyn Storage>,
    places: Places,
    path: PathBuf,
    trace: SourceTrace,
    start: Start,
    keeper: Option<Keeper>,
    /// The revision that is to be on the disk, and why it is not, where it is not.
    revision: u64,
    behind: Option<NotKept>,
    watch: Watch,
    hold: Hold,
    /// Text that is being typed and not kept yet, and whether the journal holds some that is not done with.
    draft: Option<Draft>,
    drafted: bool,
    /// Why the version that the last save replaced is not kept, until somebody asks.
    without_version: Option<String>,
}

/// Whether this process may write the file.
#[derive(Debug)]
enum Hold {
    /// Nobody asked yet: nothing was edited.
    Unasked,
    /// It may; where there is a lock it is ours until this is dropped.
    May { _lock: Option<Lock> },
    /// Somebody else writes it.
    MayNot(String),
}

impl Desk {
    /// Opens the desk on a plan file: what its journal tells, and where the session goes on. Nothing is written.
    ///
    /// `text` is what stands in the file, and `trace` is of it.
    pub fn open(
        storage: Arc<dyn Storage>,
        places: impl Into<Places>,
        path: &Path,
        text: &[u8],
        trace: SourceTrace,
    ) -> (Self, Reopened) {
        let places = places.into();
        let folders = Folders::of(places.clone(), path);
        let mut reopened = reopen(&*storage, &folders, text, trace.program());
        let start = std::mem::replace(&mut reopened.start, Start::Anew);
        let desk = Self {
            storage,
            places,
            path: path.to_owned(),
            trace,
            start,
            keeper: None,
            revision: reopened.history.revision(),
            behind: None,
            watch: Watch::default(),
            hold: Hold::Unasked,
            draft: None,
            drafted: reopened.draft.is_some(),
            without_version: None,
        };
        (desk, reopened)
    }

    /// Whether steps are in memory that could not be put on the disk.
    pub fn is_behind(&self) -> bool {
        self.behind.is_some()
    }

    /// Where the journal is, once it is anywhere.
    pub fn journal(&self) -> Option<&Path> {
        self.keeper.as_ref().and_then(Keeper::file)
    }

    /// Does what was asked, in order; steps that follow on each other are synced together.
    pub fn carry_out(&mut self, tasks: Vec<Task>, report: &dyn Fn(Report)) {
        let mut entries = Vec::new();
        let retries = tasks.is_empty();
        for task in tasks {
            match task {
                Task::Keep { .. } if self.is_locked_out(report) => {}
                Task::Keep { steps, revision, at } => {
                    entries.extend(steps.iter().map(|step| Entry::of_step(step, at)));
                    self.revision = revision;
                }
                Task::Save { path, program, previous, revision } => {
                    self.keep(std::mem::take(&mut entries), report);
                    self.save_reporting(&path, &program, previous, revision, report);
                }
                Task::TookIn { trace, unsaved, revision } => {
                    self.keep(std::mem::take(&mut entries), report);
                    self.take_in(trace, unsaved, revision, report);
                }
                Task::Draft(draft) => self.draft = Some(draft),
                Task::Look => self.look(report),
                Task::Leave => {
                    self.keep(std::mem::take(&mut entries), report);
                    self.leave();
                }
            }
        }
        if retries {
            self.try_again(report);
        }
        if !entries.is_empty() {
            entries.extend(self.draft_to_keep());
        }
        self.keep(entries, report);
    }

    /// Whether text is being typed that is not kept yet.
    pub fn has_draft(&self) -> bool {
        self.draft.is_some()
    }

    /// Keeps the text that is being typed.
    pub fn keep_draft(&mut self, report: &dyn Fn(Report)) {
        let entry = self.draft_to_keep();
        self.keep(entry.into_iter().collect(), report);
    }

    fn draft_to_keep(&mut self) -> Option<Entry> {
        let draft = self.draft.take()?;
        let over = draft.texts.is_empty();
        if over && !self.drafted || self.hold().is_some() {
            return None;
        }
        self.drafted = !over;
        Some(Entry::Draft(draft))
    }

    /// Puts entries into the journal and reports.
    fn keep(&mut self, entries: Vec<Entry>, report: &dyn Fn(Report)) {
        if entries.is_empty() {
            return;
        }
        let kept = self.keeper().keep(entries);
        self.note(kept, report);
    }

    /// Whether somebody else writes the file; who is reported.
    fn is_locked_out(&mut self, report: &dyn Fn(Report)) -> bool {
        match self.hold() {
            Some(who) => {
                report(Report::Locked { who });
                true
            }
            None => false,
        }
    }

    /// Takes the file for this process; who has it where somebody else does.
    fn hold(&mut self) -> Option<String> {
        if !matches!(self.hold, Hold::May { .. }) {
            self.hold = match self.storage.take(&self.path) {
                Taken::Ours(lock) => Hold::May { _lock: Some(lock) },
                Taken::None => Hold::May { _lock: None },
                Taken::Theirs(who) => Hold::MayNot(who),
            };
        }
        match &self.hold {
            Hold::MayNot(who) => Some(who.clone()),
            _ => None,
        }
    }

    /// Somebody else writes the file now: nothing is kept here until they are done.
    pub fn begin_locked_out(&mut self, who: String) {
        self.hold = Hold::MayNot(who);
    }

    /// Looks whether another program wrote the file, and whether it is free again.
    pub fn look(&mut self, report: &dyn Fn(Report)) {
        match self.watch.look(&self.path, &self.trace) {
            Found::Same => {}
            Found::Another(opened) => report(Report::Outside { opened, saving: false }),
            Found::Broken(why) => report(Report::Broken(why)),
            Found::Gone => report(Report::Gone),
        }
        if matches!(self.hold, Hold::MayNot(_)) && lock::holder(&self.path).is_none() {
            self.hold = Hold::Unasked;
            report(Report::Unlocked);
        }
    }

    /// The journal goes on from what another program wrote.
    fn take_in(&mut self, trace: SourceTrace, unsaved: Option<Box<Edit>>, revision: u64, report: &dyn Fn(Report)) {
        if unsaved.is_some() && !matches!(self.hold, Hold::MayNot(_)) {
            // theirs; ours is in the journal
            self.keep_for_ever(Why::Merge);
        }
        self.trace = trace;
        self.revision = revision;
        let (base, now) = (self.text_of_file(), Moment::now());
        let step = unsaved.map(|edit| Entry::of_step(&Step::Made { edit: *edit, joins: false }, now));
        if self.keeper.is_none() && (step.is_none() || matches!(self.hold, Hold::MayNot(_))) {
            self.start = step.map_or(Start::Anew, |step| Start::With(vec![step]));
            return;
        }
        let kept = self.keeper().turn_with(base, step, None, now);
        self.note(kept, report);
    }

    fn try_again(&mut self, report: &dyn Fn(Report)) {
        if let Some(keeper) = &mut self.keeper {
            let kept = keeper.flush();
            self.note(kept, report);
        }
    }

    fn note(&mut self, kept: Result<(), NotKept>, report: &dyn Fn(Report)) {
        match kept {
            Ok(()) => {
                self.behind = None;
                report(Report::Kept { revision: self.revision });
            }
            Err(error) if self.behind.as_ref() == Some(&error) => {}
            Err(error) => {
                report(Report::NotKept { why: error.why.clone() });
                self.behind = Some(error);
            }
        }
    }

    /// The journal, begun or gone on with at its first use.
    fn keeper(&mut self) -> &mut Keeper {
        let made = match self.keeper.take() {
            Some(keeper) => keeper,
            None => self.start_journal(),
        };
        self.keeper.insert(made)
    }

    fn start_journal(&mut self) -> Keeper {
        let folders = Folders::of(self.places.clone(), &self.path);
        let storage = Arc::clone(&self.storage);
        let now = Moment::now();
        match std::mem::replace(&mut self.start, Start::Anew) {
            Start::Anew => Keeper::begin(storage, folders, self.text_of_file(), now),
            Start::With(entries) => {
                let mut keeper = Keeper::begin(storage, folders, self.text_of_file(), now);
                for entry in &entries {
                    keeper.push(entry);
                }
                keeper
            }
            Start::GoOn { file, image, whole, unconfirmed, unsaved } => {
                let gone_on = Keeper::go_on(Arc::clone(&storage), folders.clone(), &file, image, whole);
                let Some(mut keeper) = gone_on else {
                    // another process has it by now: everything that is not in the file is in one of our own
                    let mut keeper = Keeper::begin(storage, folders, self.text_of_file(), now);
                    for entry in &unsaved {
                        keeper.push(entry);
                    }
                    return keeper;
                };
                if let Some(digest) = unconfirmed {
                    keeper.push(&Entry::Saved { at: now, digest });
                }
                keeper
            }
        }
    }

    /// The text of the file as it was opened.
    fn text_of_file(&self) -> Text {
        match std::fs::read(&self.path).ok().filter(|bytes| self.trace.is_of(bytes)) {
            Some(bytes) => Text::of(&bytes, digest(&bytes)),
            None => text_of(self.trace.program()),
        }
    }

    fn save_reporting(
        &mut self,
        path: &Path,
        program: &Program,
        previous: Option<SourceTrace>,
        revision: u64,
        report: &dyn Fn(Report),
    ) {
        let locked_out = matches!(self.hold, Hold::MayNot(_));
        match self.save(path, program, previous) {
            Ok(Saved { trace, kept }) => {
                report(Report::Saved { path: path.to_owned(), trace, revision, kept });
                if locked_out {
                    report(Report::Unlocked);
                }
                self.without_version().into_iter().for_each(|why| report(Report::WithoutVersion(why)));
            }
            Err(error) if path == self.path && matches!(error, SaveError::Changed { .. }) => {
                self.watch.forget();
                match self.watch.look(path, &self.trace) {
                    Found::Another(opened) => report(Report::Outside { opened, saving: true }),
                    _ => report(Report::NotSaved(error)),
                }
            }
            Err(error) => report(Report::NotSaved(error)),
        }
    }

    /// Saves the program and tells the journal, before and after.
    pub fn save(&mut self, path: &Path, program: &Program, previous: Option<SourceTrace>) -> Result<Saved, SaveError> {
        let same = path == self.path;
        if same && let Some(who) = self.hold() {
            return Err(SaveError::Locked { file: path.to_owned(), who });
        }
        // an earlier save may be done by now that the asker had not heard of
        let previous = if same { Some(self.trace.clone()) } else { previous };
        let has_journal = self.keeper.is_some() || !matches!(self.start, Start::Anew);
        let mut text = String::new();
        let why = self.why_a_version_goes(program);
        let mut tell = |told: Told<'_>| match told {
            Told::Displaced(bytes) => self.keep_version(path, bytes, why),
            Told::Written(written) => {
                written.clone_into(&mut text);
                if same && has_journal {
                    // where the journal cannot be written the file still can
                    let entry = Entry::File { at: Moment::now(), digest: digest(written.as_bytes()) };
                    let _ = self.keeper().keep([entry]);
                }
            }
        };
        let saved = save_telling(path, program, previous.as_ref(), &mut tell)?;
        if same {
            self.trace = saved.trace.clone();
            if has_journal {
                self.confirm(&text);
            }
        } else {
            self.move_to(path, &text, has_journal);
            self.trace = saved.trace.clone();
        }
        Ok(saved)
    }

    /// What the version in the file is about to make room for.
    fn why_a_version_goes(&self, program: &Program) -> Why {
        let before = self.trace.program();
        let imported = program.imports.ids().any(|run| !before.imports.contains(run));
        if imported { Why::Import } else { Why::Save }
    }

    /// Keeps a version of a file; where that cannot be, the save is still what was asked for.
    fn keep_version(&mut self, path: &Path, bytes: &[u8], why: Why) {
        let Some(state) = &self.places.state else { return };
        let backups = Backups::of(state, path);
        if let Err(error) = self.storage.keep_version(&backups, bytes, why, Moment::now()) {
            self.without_version = Some(format!("the version before this save is not kept: {error}"));
        }
    }

    /// Keeps the version that stands in the file for ever, before something is done to it that is more than an edit.
    pub fn keep_for_ever(&mut self, why: Why) {
        if let Ok(bytes) = std::fs::read(&self.path) {
            self.keep_version(&self.path.clone(), &bytes, why);
        }
    }

    /// Why the version that the last save replaced is not kept, told once.
    pub fn without_version(&mut self) -> Option<String> {
        self.without_version.take()
    }

    fn confirm(&mut self, text: &str) {
        let digest = digest(text.as_bytes());
        let keeper = self.keeper();
        let _ = keeper.keep([Entry::Saved { at: Moment::now(), digest: digest.clone() }]);
        if keeper.is_long() {
            let _ = keeper.turn(Text::of(text.as_bytes(), digest), None, Moment::now());
        }
    }

    /// The session goes on with another file: the old one stands as it was saved last.
    fn move_to(&mut self, path: &Path, text: &str, has_journal: bool) {
        path.clone_into(&mut self.path);
        let locked_out = matches!(self.hold, Hold::MayNot(_));
        self.hold = Hold::Unasked;
        self.watch.forget();
        if locked_out {
            // the journal is that of whoever writes the old file
            self.start = Start::Anew;
            return;
        }
        if !has_journal {
            return;
        }
        let folders = Folders::of(self.places.clone(), path);
        let keeper = self.keeper();
        let digest_before = keeper.file_digest();
        let _ = keeper.keep([Entry::Left { at: Moment::now(), digest: digest_before }]);
        let base = Text::of(text.as_bytes(), digest(text.as_bytes()));
        let _ = keeper.turn(base, Some(folders), Moment::now());
    }

    /// The user leaves what is not saved behind: the next session does not bring it back by itself.
    fn leave(&mut self) {
        // the journal is that of whoever writes the file
        if matches!(self.hold, Hold::MayNot(_)) {
            return;
        }
        if self.keeper.is_some() || !matches!(self.start, Start::Anew) {
            let keeper = self.keeper();
            let digest = keeper.file_digest();
            let _ = keeper.keep([Entry::Left { at: Moment::now(), digest }]);
        }
    }
}

fn text_of(program: &Program) -> Text {
    let written = store::write(program, None);
    let bytes = written.source.text().as_bytes();
    Text::of(bytes, digest(bytes))
}
