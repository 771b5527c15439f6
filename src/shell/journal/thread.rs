//! The thread that writes: journal and saves, in the order they were asked for, so that no key ever waits for the disk.
//!
//! It sleeps until there is something to do, and looks at the plan file once a second: one call of the system. What has gathered meanwhile is written and synced together.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::desk::Desk;
use crate::edit::{Edit, Step};
use crate::program::Program;
use crate::shell::disk::{Kept, SaveError};
use crate::store::journal::{Draft, Moment};
use crate::store::{Opened, SourceTrace};

/// Something for the disk.
#[derive(Debug)]
pub enum Task {
    /// Keeps steps in the journal.
    Keep {
        /// The steps, oldest first.
        steps: Vec<Step>,
        /// The revision they lead to.
        revision: u64,
        /// When they were made.
        at: Moment,
    },
    /// Keeps the text that is being typed, within a moment; without a text it is done with.
    Draft(Draft),
    /// Writes the program to a file, whole or not at all.
    Save {
        /// Where.
        path: PathBuf,
        /// What.
        program: Box<Program>,
        /// What is known of the text there.
        previous: Option<SourceTrace>,
        /// The revision of the program.
        revision: u64,
    },
    /// The session took in what another program wrote, and is so much beyond it.
    TookIn {
        /// What is known of the text.
        trace: SourceTrace,
        /// What the session has and the text has not.
        unsaved: Option<Box<Edit>>,
        /// The revision of the session.
        revision: u64,
    },
    /// Looks at the plan file at once: the user came back from another window.
    Look,
    /// The user leaves what is not saved behind.
    Leave,
}

/// What became of it.
#[derive(Debug)]
pub enum Report {
    /// Every step up to that revision is on the disk.
    Kept {
        /// Which.
        revision: u64,
    },
    /// Steps are in memory only.
    NotKept {
        /// Why.
        why: String,
    },
    /// The program stands in its file.
    Saved {
        /// Where.
        path: PathBuf,
        /// What is known of the text.
        trace: SourceTrace,
        /// Which revision.
        revision: u64,
        /// The version that was kept beside it.
        kept: Option<Kept>,
    },
    /// The version that the last save replaced is not kept, and why.
    WithoutVersion(String),
    /// The program does not stand in its file.
    NotSaved(SaveError),
    /// Another program wrote the file.
    Outside {
        /// What it wrote.
        opened: Box<Opened>,
        /// Whether a save is waiting for it to be taken in.
        saving: bool,
    },
    /// The file is no plan any more, and why.
    Broken(String),
    /// The file is not there any more.
    Gone,
    /// Somebody else is writing the file: what was not kept yet is not to be done here.
    Locked {
        /// Who.
        who: String,
    },
    /// Nobody else is writing the file any more.
    Unlocked,
}

/// How long is waited after the first failure before the disk is tried again; each time twice as long, up to the last.
const AGAIN: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(32));

/// How long text that is being typed is gathered.
const DRAFT: Duration = Duration::from_millis(300);

/// When the plan file is looked at after something was done, and at the longest while nothing is: each time twice as late.
const LOOK: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(64));

/// The thread; dropped, it writes what is left and ends.
#[derive(Debug)]
pub struct DiskThread {
    tasks: Option<Sender<Task>>,
    thread: Option<JoinHandle<()>>,
}

impl DiskThread {
    /// Starts it.
    pub fn start(desk: Desk, report: Arc<dyn Fn(Report) + Send + Sync>) -> std::io::Result<Self> {
        let (tasks, incoming) = mpsc::channel();
        let thread =
            std::thread::Builder::new().name("disk".to_owned()).spawn(move || work(desk, &incoming, &*report))?;
        Ok(Self { tasks: Some(tasks), thread: Some(thread) })
    }

    /// Hands it a task.
    pub fn give(&self, task: Task) {
        if let Some(tasks) = &self.tasks {
            let _ = tasks.send(task);
        }
    }
}

impl Drop for DiskThread {
    fn drop(&mut self) {
        self.tasks = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn work(mut desk: Desk, incoming: &Receiver<Task>, report: &dyn Fn(Report)) {
    let (mut wait, mut look) = (AGAIN.0, LOOK.0);
    let mut typed_since = None;
    loop {
        let first = if desk.is_behind() {
            match incoming.recv_timeout(wait) {
                Ok(task) => Some(task),
                Err(RecvTimeoutError::Timeout) => {
                    wait = (wait * 2).min(AGAIN.1);
                    None
                }
                Err(RecvTimeoutError::Disconnected) => break,
            }
        } else {
            wait = AGAIN.0;
            typed_since = desk.has_draft().then(|| typed_since.unwrap_or_else(Instant::now));
            let pause = typed_since.map_or(look, |since: Instant| DRAFT.saturating_sub(since.elapsed()));
            match incoming.recv_timeout(pause) {
                Ok(task) => {
                    look = LOOK.0;
                    Some(task)
                }
                Err(RecvTimeoutError::Timeout) if typed_since.is_some() => {
                    desk.keep_draft(report);
                    continue;
                }
                Err(RecvTimeoutError::Timeout) => {
                    desk.look(report);
                    look = (look * 2).min(LOOK.1);
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => break,
            }
        };
        let gathered: Vec<Task> = first.into_iter().chain(incoming.try_iter()).collect();
        desk.carry_out(gathered, report);
    }
    desk.keep_draft(report);
    // the last try: the process ends
    if desk.is_behind() {
        desk.carry_out(Vec::new(), report);
    }
}
