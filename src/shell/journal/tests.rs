//! Whatever a disk does, an edit that was called safe is there afterwards.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use serde_json::json;

use super::*;
use crate::edit::{Change, Edit, History};
use crate::program::{AnyRecord, Kind, Program};
use crate::shell::backups::{Backups, Why};
use crate::shell::disk::{create, open};
use crate::store;
use crate::store::journal::Moment;

/// How the operations of a disk fail from a certain one on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// That one, nothing of it is done.
    Once(io::ErrorKind),
    /// That one and all later ones.
    Ever(io::ErrorKind),
    /// That one is done by half.
    Half(io::ErrorKind),
}

/// A disk in memory that keeps apart what was synced and what was only written.
#[derive(Debug, Default)]
struct Memory {
    files: BTreeMap<PathBuf, MemoryFile>,
    done: usize,
    fault: Option<(usize, Fault)>,
    /// A protection that this disk takes away without a word.
    without: Option<Without>,
    /// Whether somebody else writes the plan.
    theirs: bool,
}

/// What a disk that cannot be trusted leaves out: a test that finds nothing on it would find nothing at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Without {
    /// Syncing a file.
    Sync,
    /// Syncing a folder.
    FolderSync,
    /// The end of what is appended.
    Tail,
}

#[derive(Debug, Default, Clone)]
struct MemoryFile {
    written: Vec<u8>,
    synced: Vec<u8>,
    /// Whether its name is in its folder for good.
    named: bool,
    /// A failed sync: nothing more of this file will last, whatever is said.
    broken: bool,
}

#[derive(Debug, Clone, Default)]
struct Shared(Arc<Mutex<Memory>>);

impl Shared {
    fn failing(at: usize, fault: Fault) -> Self {
        let disk = Self::default();
        disk.0.lock().unwrap().fault = Some((at, fault));
        disk
    }

    fn operations(&self) -> usize {
        self.0.lock().unwrap().done
    }

    /// What is left after the power is cut; `more` of what was never synced has reached the disk all the same.
    fn after_power_cut(&self, more: usize) -> Self {
        let memory = self.0.lock().unwrap();
        let file = |file: &MemoryFile| {
            let mut left = file.synced.clone();
            let extra = file.written.get(left.len()..).unwrap_or_default();
            left.extend_from_slice(&extra[..extra.len().min(more)]);
            MemoryFile { written: left.clone(), synced: left, named: true, broken: false }
        };
        let files = memory.files.iter().filter(|(_, file)| file.named || more > 0);
        let files = files.map(|(path, known)| (path.clone(), file(known))).collect();
        Self(Arc::new(Mutex::new(Memory { files, ..Memory::default() })))
    }

    /// What is left after the process is killed: everything that was written.
    fn after_kill(&self) -> Self {
        let memory = self.0.lock().unwrap();
        let file = |file: &MemoryFile| MemoryFile { synced: file.written.clone(), named: true, ..file.clone() };
        let files = memory.files.iter().map(|(path, known)| (path.clone(), file(known))).collect();
        Self(Arc::new(Mutex::new(Memory { files, ..Memory::default() })))
    }

    fn operate<T>(&self, work: impl FnOnce(&mut Memory, bool) -> io::Result<T>) -> io::Result<T> {
        let mut memory = self.0.lock().unwrap();
        memory.done += 1;
        let done = memory.done;
        match memory.fault {
            Some((at, Fault::Once(kind))) if done == at => Err(kind.into()),
            Some((at, Fault::Ever(kind))) if done >= at => Err(kind.into()),
            Some((at, Fault::Half(kind))) if done == at => {
                work(&mut memory, true)?;
                Err(kind.into())
            }
            _ => work(&mut memory, false),
        }
    }
}

#[derive(Debug)]
struct Handle {
    disk: Shared,
    file: PathBuf,
}

impl Storage for Shared {
    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        let memory = self.0.lock().unwrap();
        let inside = memory.files.keys().filter(|file| file.parent() == Some(folder));
        Ok(inside.map(|file| file.file_name().unwrap().to_str().unwrap().to_owned()).collect())
    }

    fn read(&self, file: &Path) -> io::Result<Vec<u8>> {
        let memory = self.0.lock().unwrap();
        Ok(memory.files.get(file).ok_or(io::ErrorKind::NotFound)?.written.clone())
    }

    fn create(&self, file: &Path) -> io::Result<Box<dyn Appending>> {
        self.operate(|memory, _| {
            if memory.files.contains_key(file) {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            memory.files.insert(file.to_owned(), MemoryFile::default());
            Ok(())
        })?;
        Ok(Box::new(Handle { disk: self.clone(), file: file.to_owned() }))
    }

    fn go_on(&self, file: &Path, length: u64) -> io::Result<Box<dyn Appending>> {
        let mut handle = Handle { disk: self.clone(), file: file.to_owned() };
        handle.cut(length)?;
        Ok(Box::new(handle))
    }

    fn is_held(&self, _: &Path) -> bool {
        false
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.operate(|memory, _| {
            if memory.without != Some(Without::FolderSync) {
                let inside = memory.files.iter_mut().filter(|(file, _)| file.parent() == Some(folder));
                inside.for_each(|(_, file)| file.named = true);
            }
            Ok(())
        })
    }

    fn keep_version(&self, _: &Backups, _: &[u8], _: Why, _: Moment) -> io::Result<()> {
        Ok(())
    }

    fn take(&self, _: &Path) -> crate::shell::lock::Taken {
        use crate::shell::lock::Taken;
        if self.0.lock().unwrap().theirs { Taken::Theirs("ann".to_owned()) } else { Taken::None }
    }

    fn remove(&self, file: &Path) -> io::Result<()> {
        self.operate(|memory, _| {
            memory.files.remove(file);
            Ok(())
        })
    }
}

impl Handle {
    fn on(&self, work: impl FnOnce(&mut MemoryFile, bool)) -> io::Result<()> {
        self.disk.operate(|memory, half| {
            work(memory.files.get_mut(&self.file).ok_or(io::ErrorKind::NotFound)?, half);
            Ok(())
        })
    }
}

impl Appending for Handle {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let without = self.disk.0.lock().unwrap().without;
        let length = if without == Some(Without::Tail) { bytes.len() - bytes.len() / 20 } else { bytes.len() };
        self.on(|file, half| file.written.extend_from_slice(&bytes[..if half { bytes.len() / 2 } else { length }]))
    }

    fn sync(&mut self) -> io::Result<()> {
        let honest = self.disk.0.lock().unwrap().without != Some(Without::Sync);
        let done = self.on(|file, half| {
            assert!(!file.broken, "a sync that failed is tried again on the same file");
            if !half && honest {
                file.synced.clone_from(&file.written);
            }
        });
        if done.is_err()
            && let Some(file) = self.disk.0.lock().unwrap().files.get_mut(&self.file)
        {
            file.broken = true;
        }
        done
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.on(|file, _| file.written.truncate(length as usize))
    }
}

fn goal(n: usize) -> AnyRecord {
    let json = json!({"id": "g-1", "metric": "nps", "value": n.to_string(), "due": "2027-01-01"});
    AnyRecord::from_json(Kind::Goal, json).unwrap()
}

/// The edit that makes the goal `n`.
fn edit(n: usize) -> Edit {
    let change = Change::of((n > 1).then(|| goal(n - 1)), Some(goal(n))).unwrap();
    Edit { label: format!("Goal {n}"), changes: vec![change], typing: None }
}

/// The number of the goal; nothing is 0.
fn number(program: &Program) -> usize {
    (1..100).find(|n| program.record(Kind::Goal, "g-1").is_some_and(|found| found.same(&goal(*n)))).unwrap_or(0)
}

/// A session on a plan file, and what it heard from the disk.
struct Session {
    desk: Desk,
    program: Program,
    history: History,
    path: PathBuf,
    told: Vec<String>,
    /// The revision that was called safe last.
    safe: RefCell<u64>,
    complaints: RefCell<usize>,
}

impl Session {
    fn open(disk: &Shared, path: &Path) -> Self {
        let opened = open(path).unwrap();
        let text = std::fs::read(path).unwrap();
        let trace = opened.source.trace();
        let (desk, reopened) = Desk::open(Arc::new(disk.clone()), Some(PathBuf::from("/state")), path, &text, trace);
        let Reopened { program, history, told, .. } = reopened;
        let safe = RefCell::new(history.revision());
        Self { desk, program, history, path: path.to_owned(), told, safe, complaints: RefCell::new(0) }
    }

    fn give(&mut self, task: Task) {
        let (safe, complaints) = (&self.safe, &self.complaints);
        self.desk.carry_out(vec![task], &|report| match report {
            Report::Kept { revision } => *safe.borrow_mut() = revision,
            Report::NotKept { .. } => *complaints.borrow_mut() += 1,
            Report::Saved { .. } => {}
            Report::NotSaved(error) => panic!("{error}"),
            other => panic!("{other:?}"),
        });
    }

    fn keep(&mut self) {
        let (steps, revision) = (self.history.take_fresh(), self.history.revision());
        self.give(Task::Keep { steps, revision, at: Moment::UNIX_EPOCH });
    }

    fn edit(&mut self) {
        let next = number(&self.program) + 1;
        self.history.commit(&mut self.program, edit(next)).unwrap();
        self.keep();
    }

    fn undo(&mut self) {
        self.history.undo(&mut self.program).unwrap().unwrap();
        self.keep();
    }

    fn save(&mut self) {
        let (program, revision) = (Box::new(self.program.clone()), self.history.revision());
        self.give(Task::Save { path: self.path.clone(), program, previous: None, revision });
    }

    fn is_safe(&self) -> bool {
        *self.safe.borrow() == self.history.revision()
    }
}

fn plan(folder: &tempfile::TempDir) -> PathBuf {
    let path = folder.path().join("plan.ron");
    create(&path, store::write(&Program::named("Plan"), None).source.text().as_bytes()).unwrap();
    path
}

#[test]
fn edits_are_recovered_with_their_history_and_a_save_ends_that() {
    let folder = tempfile::tempdir().unwrap();
    let (path, disk) = (plan(&folder), Shared::default());
    let mut session = Session::open(&disk, &path);
    assert_eq!(disk.operations(), 0, "opening writes nothing");
    (0..3).for_each(|_| session.edit());
    session.undo();
    assert!(session.is_safe());
    let disk = disk.after_kill();
    let mut session = Session::open(&disk, &path);
    assert_eq!((number(&session.program), session.history.done().len(), session.history.undone().len()), (2, 2, 1));
    assert!(session.told[0].starts_with("Recovered 4 edits of "), "{:?}", session.told);
    assert_eq!(disk.operations(), 0, "recovering writes nothing");
    session.save();
    let disk = disk.after_kill();
    let mut session = Session::open(&disk, &path);
    assert_eq!((session.told.len(), number(&session.program), session.history.done().len()), (0, 2, 2));
    session.undo();
    assert_eq!(number(&session.program), 1);
    session.give(Task::Leave);
    let session = Session::open(&disk.after_kill(), &path);
    assert_eq!((session.told.len(), number(&session.program)), (0, 2), "what was left behind does not come back");
}

#[test]
fn every_operation_that_fails_loses_nothing_that_was_called_safe() {
    let kinds = [io::ErrorKind::StorageFull, io::ErrorKind::ReadOnlyFilesystem, io::ErrorKind::Other];
    let folder = tempfile::tempdir().unwrap();
    let mut cases = 0;
    for kind in kinds {
        for fault in [Fault::Once(kind), Fault::Ever(kind), Fault::Half(kind)] {
            for at in 1.. {
                let disk = Shared::failing(at, fault);
                let path = folder.path().join(format!("plan-{cases}.ron"));
                create(&path, store::write(&Program::named("Plan"), None).source.text().as_bytes()).unwrap();
                let mut session = Session::open(&disk, &path);
                let mut safe = 0;
                for n in 1..=6 {
                    session.edit();
                    if session.is_safe() {
                        safe = n;
                    }
                    if n == 3 {
                        session.save();
                        safe = 3;
                    }
                    for (left, how) in [(disk.after_kill(), "kill"), (disk.after_power_cut(0), "power cut")]
                        .into_iter()
                        .chain([(disk.after_power_cut(40), "torn power cut")])
                    {
                        let again = Session::open(&left, &path);
                        let found = number(&again.program);
                        assert!((safe..=n).contains(&found), "{fault:?} at {at}, {how}: {found} of {safe} to {n}");
                    }
                }
                cases += 1;
                if matches!(fault, Fault::Once(_) | Fault::Half(_)) {
                    assert!(session.is_safe(), "{fault:?} at {at}: another place is found");
                } else {
                    assert!(session.is_safe() || *session.complaints.borrow() > 0, "{fault:?} at {at}: said at once");
                }
                if disk.operations() < at {
                    break;
                }
            }
        }
    }
    assert!(cases > 50, "{cases}");
}

#[test]
fn whoever_may_not_write_the_plan_leaves_its_journal_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (path, disk) = (plan(&folder), Shared::default());
    Session::open(&disk, &path).edit();
    let disk = disk.after_kill();
    let mut other = Session::open(&disk, &path);
    disk.0.lock().unwrap().theirs = true;
    let before = disk.operations();
    let (steps, at) = (vec![crate::edit::Step::Undone], Moment::UNIX_EPOCH);
    let locked = RefCell::new(0);
    let report = |report| match report {
        Report::Locked { who } => *locked.borrow_mut() += usize::from(who == "ann"),
        other => panic!("{other:?}"),
    };
    other.desk.carry_out(vec![Task::Keep { steps, revision: 9, at }, Task::Leave], &report);
    assert_eq!((locked.into_inner(), disk.operations()), (1, before));
    assert!(matches!(other.desk.save(&path, &other.program, None), Err(crate::shell::disk::SaveError::Locked { .. })));
    disk.0.lock().unwrap().theirs = false;
    assert_eq!(number(&Session::open(&disk, &path).program), 1, "what the other one has is still there");
}

/// The number of edits that were called safe and are gone after the power was cut.
fn lost_at_a_power_cut(without: Option<Without>) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let (path, disk) = (plan(&folder), Shared::default());
    disk.0.lock().unwrap().without = without;
    let mut session = Session::open(&disk, &path);
    (0..5).for_each(|_| session.edit());
    assert!(session.is_safe(), "the disk says so");
    5 - number(&Session::open(&disk.after_power_cut(0), &path).program)
}

#[test]
fn each_protection_that_is_taken_away_is_missed() {
    assert_eq!(lost_at_a_power_cut(None), 0);
    for without in [Without::Sync, Without::FolderSync, Without::Tail] {
        assert!(lost_at_a_power_cut(Some(without)) > 0, "nothing was lost without {without:?}");
    }
}

#[test]
fn a_disk_that_is_full_for_a_while_is_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = plan(&folder);
    let disk = Shared::failing(1, Fault::Ever(io::ErrorKind::StorageFull));
    let mut session = Session::open(&disk, &path);
    session.edit();
    session.edit();
    assert!(!session.is_safe() && session.desk.is_behind());
    assert_eq!(*session.complaints.borrow(), 1, "said once");
    disk.0.lock().unwrap().fault = None;
    let safe = &session.safe;
    session.desk.carry_out(Vec::new(), &|report| {
        if let Report::Kept { revision } = report {
            *safe.borrow_mut() = revision;
        }
    });
    assert!(session.is_safe() && !session.desk.is_behind());
    assert_eq!(number(&Session::open(&disk.after_power_cut(0), &path).program), 2);
}

#[test]
fn edits_that_fit_a_file_changed_by_another_program_are_done_on_it_and_others_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let (path, disk) = (plan(&folder), Shared::default());
    Session::open(&disk, &path).edit();
    let disk = disk.after_kill();
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("\"Plan\"", "\"Another name\"")).unwrap();
    let session = Session::open(&disk, &path);
    assert_eq!((number(&session.program), &*session.program.profile.name), (1, "Another name"));
    assert!(session.told[0].contains("as another program wrote it"), "{:?}", session.told);
    let mut other = Program::named("Plan");
    other.put(goal(7));
    std::fs::write(&path, store::write(&other, None).source.text()).unwrap();
    let mut session = Session::open(&disk, &path);
    assert_eq!(number(&session.program), 7, "the file wins");
    assert!(session.told[0].starts_with("1 edit of"), "{:?}", session.told);
    session.edit();
    let names = disk.names(Folders::of(Some(Path::new("/state")), &path).numbered(1)[0].parent().unwrap()).unwrap();
    assert_eq!(names.len(), 2, "the journal with the edit is still there");
}

#[test]
fn a_journal_that_grew_long_is_begun_anew_with_its_history() {
    let folder = tempfile::tempdir().unwrap();
    let (path, disk) = (plan(&folder), Shared::default());
    let opened = open(&path).unwrap();
    let base = crate::store::journal::Text::of(opened.source.text().as_bytes(), "d0".to_owned());
    let folders = Folders::of(Some(Path::new("/state")), &path);
    let mut keeper = Keeper::begin(Arc::new(disk.clone()), folders.clone(), base.clone(), Moment::UNIX_EPOCH);
    let (mut program, mut history) = (opened.program, History::default());
    for n in 1..=9 {
        history.commit(&mut program, edit(n)).unwrap();
    }
    history.undo(&mut program).unwrap();
    let steps = history.take_fresh();
    let entry = |step| crate::store::journal::Entry::of_step(step, Moment::UNIX_EPOCH);
    keeper.keep(steps.iter().map(entry)).unwrap();
    let before = keeper.file().unwrap().to_owned();
    keeper.turn(base, None, Moment::UNIX_EPOCH).unwrap();
    let after = keeper.file().unwrap().to_owned();
    assert_ne!(before, after);
    let bytes = disk.read(&after).unwrap();
    let (content, ..) = crate::store::journal::Content::of(&bytes).unwrap();
    let told = content.history(content.end());
    assert_eq!((told.done(), told.undone()), (history.done(), history.undone()));
}
