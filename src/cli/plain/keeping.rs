//! The journal, the file, and what other programs do with it, told in words.

use std::cell::RefCell;
use std::path::PathBuf;

use super::session::Session;
use crate::app::{Command, Effect, Event, Safety, update};
use crate::cli::files;
use crate::shell::clock;
use crate::shell::disk;
use crate::shell::journal::{Report, Task};

impl Session {
    /// Puts what was done into the journal.
    pub(super) fn keep(&mut self) {
        let steps = self.workbench.take_fresh_steps();
        if !steps.is_empty() {
            let revision = self.workbench.history().revision();
            self.at_desk(vec![Task::Keep { steps, revision, at: clock::instant() }]);
        }
    }

    /// Looks whether another program wrote the file meanwhile.
    pub(super) fn look_outside(&mut self) {
        self.at_desk(vec![Task::Look]);
    }

    fn at_desk(&mut self, tasks: Vec<Task>) {
        let Some(desk) = &mut self.desk else { return };
        let reports = RefCell::new(Vec::new());
        desk.carry_out(tasks, &|report| reports.borrow_mut().push(report));
        for report in reports.into_inner() {
            self.reported(report);
        }
    }

    fn reported(&mut self, report: Report) {
        match report {
            Report::Kept { revision } => {
                let was_unsafe = matches!(self.workbench.safety(), Safety::NotSafe(_));
                self.workbench.on_event(Event::Kept { revision });
                if was_unsafe {
                    self.say("Every edit is on the disk again.");
                }
            }
            Report::NotKept { why } => {
                self.say(&format!("Warning: your edits are NOT SAFE: {why}. They are in memory; save, or make room."));
                self.workbench.on_event(Event::NotKept { why });
            }
            Report::Saved { path, trace, revision, kept } => {
                self.say(&format!("Saved {}.", path.display()));
                if let Some(kept) = kept {
                    self.say(&kept.to_string());
                }
                self.workbench.on_event(Event::Saved { path, trace, revision });
            }
            Report::WithoutVersion(why) => self.say(&format!("Warning: {why}.")),
            Report::NotSaved(error) => self.refuse(format!("not saved: {error}. {}", error.hint())),
            Report::Outside { opened, saving } => self.take_in(&opened.program, opened.source.trace(), saving),
            Report::Broken(why) => self.say(&format!(
                "Warning: the file on the disk is no plan any more ({why}); it was left alone, and yours is safe."
            )),
            Report::Gone => self.say("Warning: the file is not there any more; save-as PATH keeps what you have."),
            Report::Locked { who } => {
                self.workbench.on_event(Event::Locked { who: who.clone() });
                self.refuse(format!(
                    "your edit was taken back: this plan is edited elsewhere by {who}; it is read-only"
                ));
            }
            Report::Unlocked => {
                self.workbench.on_event(Event::Unlocked);
                self.say("Nobody else edits this plan any more; you can.");
            }
        }
    }

    fn take_in(&mut self, theirs: &crate::program::Program, trace: crate::store::SourceTrace, saving: bool) {
        let taken = match self.workbench.take_in(theirs, trace) {
            Ok(taken) => taken,
            Err(refusal) => return self.refuse(format!("another program wrote the file: {refusal}")),
        };
        self.say(&match (taken.changed, taken.conflicts) {
            (0, _) => "Another program wrote the file; nothing of yours is otherwise.".to_owned(),
            (changed, 0) => format!("Another program wrote the file; records that are otherwise now: {changed}."),
            (changed, conflicts) => format!(
                "Another program wrote the file; records that are otherwise now: {changed}. Conflicts: {conflicts}; yours \
                 stands. records conflicts lists them, decide settles one."
            ),
        });
        if let Effect::TookIn { trace, unsaved, revision } = taken.effect {
            self.at_desk(vec![Task::TookIn { trace, unsaved, revision }]);
        }
        if saving && taken.conflicts == 0 {
            self.save(Command::Save);
        }
    }

    /// Saves, to the file of the session or to another.
    pub(super) fn save(&mut self, command: Command) {
        if matches!(command, Command::Save) && self.workbench.path().is_none() {
            return self.refuse("this program has no file yet; save-as PATH names one");
        }
        self.keep();
        let done = match update(&mut self.workbench, command) {
            Ok(done) => done,
            Err(refusal) => return self.refuse(refusal),
        };
        for effect in done.effects {
            let Effect::Save { path, program, previous, revision } = effect else { continue };
            if self.desk.is_some() {
                self.at_desk(vec![Task::Save { path, program, previous, revision }]);
                continue;
            }
            let report = match disk::save(&path, &program, previous.as_ref()) {
                Ok(saved) => Report::Saved { path, trace: saved.trace, revision, kept: saved.kept },
                Err(error) => Report::NotSaved(error),
            };
            self.reported(report);
        }
    }

    /// The user leaves what is not saved behind: the next start does not bring it back by itself.
    pub(super) fn leave_unsaved(&mut self) {
        self.keep();
        self.at_desk(vec![Task::Leave]);
    }

    /// Saves as another file, which must not be there already.
    pub(super) fn save_as(&mut self, path: PathBuf) {
        if self.workbench.path() != Some(path.as_path()) && path.exists() {
            return self
                .refuse(format!("{} is there already and was left alone; choose another name", files::shown(&path)));
        }
        self.save(Command::SaveAs(path));
    }
}
