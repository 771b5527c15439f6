//! The session: one program, its history, and what follows from it.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::advising::Advised;
use super::effect::{Effect, Event};
use crate::analysis::derived::{Derived, Touched};
use crate::edit::merge::{Stands, merge};
use crate::edit::{Edit, History, Refusal, Step};
use crate::program::{Kind, Program};
use crate::store::SourceTrace;
use crate::store::journal::Draft;

/// Changes that are remembered for readers who follow; whoever is further behind reads everything.
const REMEMBERED: usize = 64;

/// A revision that no state has: what stands in the file was never a state of this session.
const NOWHERE: u64 = u64::MAX;

/// Where a program came from and goes to.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The file, where there is one.
    pub path: Option<PathBuf>,
    /// What is known of its text.
    pub trace: Option<SourceTrace>,
}

/// Which dates a session lives by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dates {
    /// The day of the clock.
    pub today: Date,
    /// The date asked for, which wins over the program's own.
    pub asked: Option<Date>,
}

impl Dates {
    /// The as-of date for a program: asked for, its own, or today.
    pub fn as_of(self, program: &Program) -> Date {
        self.asked.or(program.profile.as_of).unwrap_or(self.today)
    }

    /// Everything that follows from a program at its as-of date.
    pub fn derived(self, program: &Program) -> Derived {
        Derived::new(program, self.as_of(program))
    }
}

/// Whether what was done would be there after a crash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Safety {
    /// Nobody keeps a journal of this session.
    Unwatched,
    /// The last edits are on their way to the disk.
    Waiting,
    /// Every edit is on the disk.
    Safe,
    /// Edits are in memory only, and why.
    NotSafe(String),
}

/// What is known of the journal.
#[derive(Debug)]
enum Kept {
    Unwatched,
    Upto(u64),
    Not(String),
}

/// One program with its history, analysis and file.
#[derive(Debug)]
pub struct Workbench {
    program: Program,
    history: History,
    derived: Derived,
    dates: Dates,
    origin: Origin,
    saved_revision: u64,
    looks: u64,
    kept: Kept,
    /// Whom the latest changes reached, each with the revision it led to.
    recent: VecDeque<(u64, Touched)>,
    /// Name and text of each scenario beside the plan, as the shell found them last.
    scenarios: Vec<(String, String)>,
    /// Who else is writing the file, so that nothing can be changed here.
    locked_by: Option<String>,
    /// Steps of the history when the disk last had all of them.
    kept_steps: usize,
    /// The text that was being typed when the session before ended.
    unfinished: Option<Draft>,
    /// What the advisor said last.
    advised: Advised,
}

/// What became of the version of another program.
#[derive(Debug, Clone)]
pub struct TakenIn {
    /// How many records are otherwise now.
    pub changed: usize,
    /// How many conflicts came of it.
    pub conflicts: usize,
    /// What the shell is to note.
    pub effect: Effect,
}

impl Workbench {
    /// A session on a program that stands in its origin as it is.
    pub fn new(program: Program, origin: Origin, dates: Dates) -> Self {
        let derived = dates.derived(&program);
        Self::with_derived(program, derived, origin, dates)
    }

    /// The same where everything is derived already, from that program at that date.
    pub fn with_derived(program: Program, derived: Derived, origin: Origin, dates: Dates) -> Self {
        let (history, recent) = (History::default(), VecDeque::new());
        let (kept, scenarios, locked_by) = (Kept::Unwatched, Vec::new(), None);
        Self {
            program,
            history,
            derived,
            dates,
            origin,
            saved_revision: 0,
            looks: 0,
            kept,
            recent,
            scenarios,
            locked_by,
            kept_steps: 0,
            unfinished: None,
            advised: Advised::default(),
        }
    }

    /// With the text that was being typed when the session before ended.
    pub fn with_unfinished(mut self, draft: Option<Draft>) -> Self {
        self.unfinished = draft;
        self
    }

    /// The text that was being typed when the session before ended.
    pub fn unfinished(&self) -> Option<&Draft> {
        self.unfinished.as_ref()
    }

    /// With the history of earlier sessions, whose steps the program holds; the file holds those up to `saved`.
    pub fn with_history(mut self, history: History, saved: u64) -> Self {
        (self.history, self.saved_revision) = (history, saved);
        self
    }

    pub(super) fn advised(&self) -> &Advised {
        &self.advised
    }

    /// The program as it stands.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// What follows from it; always of the same revision as the program.
    pub fn derived(&self) -> &Derived {
        &self.derived
    }

    /// The steps of this session.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Name and text of each scenario beside the plan.
    pub fn scenarios(&self) -> &[(String, String)] {
        &self.scenarios
    }

    /// The date everything is looked at.
    pub fn as_of(&self) -> Date {
        self.dates.as_of(&self.program)
    }

    /// The day of the clock.
    pub fn today(&self) -> Date {
        self.dates.today
    }

    /// The file, where there is one.
    pub fn path(&self) -> Option<&Path> {
        self.origin.path.as_deref()
    }

    /// Moves whenever the program or the as-of date moves.
    pub fn revision(&self) -> u64 {
        self.history.revision() + self.looks
    }

    /// Whom the changes since a revision reached.
    pub fn touched_since(&self, revision: u64) -> Touched {
        let mut touched = Touched::default();
        let later = self.recent.iter().filter(|(led_to, _)| *led_to > revision);
        if later.clone().count() as u64 != self.revision().saturating_sub(revision) {
            return Touched::Everything;
        }
        later.for_each(|(_, more)| touched.add(more));
        touched
    }

    /// Whether something is not saved yet.
    pub fn is_dirty(&self) -> bool {
        !self.history.is_as_at(self.saved_revision)
    }

    /// Who else is writing the file; nothing can be changed here meanwhile.
    pub fn locked_by(&self) -> Option<&str> {
        self.locked_by.as_deref()
    }

    /// Takes in what another program wrote: by record and field, as one undoable step. What both changed is in conflict, and ours stands.
    pub fn take_in(&mut self, theirs: &Program, trace: SourceTrace) -> Result<TakenIn, Refusal> {
        let base = self.origin.trace.as_ref().map_or_else(|| theirs.clone(), |trace| trace.program().clone());
        let merged = merge(&base, &self.program, theirs, Stands::Ours);
        let edit = Edit::between(&self.program, &merged.program, "Took in what another program wrote");
        let changed = edit.changes.len();
        self.history.seal();
        if !edit.is_empty() {
            self.commit(edit)?;
        }
        self.history.seal();
        if self.locked_by.is_some() {
            // whoever may not write keeps no journal either
            self.history.take_fresh();
            (self.kept, self.kept_steps) = (Kept::Upto(self.history.revision()), self.history.done().len());
        }
        self.origin.trace = Some(trace.clone());
        let unsaved = Edit::between(theirs, &self.program, "Edits that were not in the file");
        let unsaved = Some(Box::new(unsaved)).filter(|edit| !edit.is_empty());
        self.saved_revision = if unsaved.is_some() { NOWHERE } else { self.history.revision() };
        let effect = Effect::TookIn { trace, unsaved, revision: self.history.revision() };
        Ok(TakenIn { changed, conflicts: merged.conflicts.len(), effect })
    }

    /// Takes back what is not on the disk: somebody else is writing the file. What is taken back can be done again later.
    fn give_way(&mut self, who: String) {
        self.locked_by = Some(who);
        let Kept::Upto(kept) = self.kept else { return };
        while !self.history.is_as_at(kept) && self.history.revision() > kept {
            let back = if self.history.done().len() > self.kept_steps { self.undo() } else { self.redo() };
            if !matches!(back, Ok(Some(_))) {
                break;
            }
        }
        self.history.take_fresh();
        self.kept = Kept::Upto(self.history.revision());
    }

    /// Whether what was done would be there after a crash.
    pub fn safety(&self) -> Safety {
        match &self.kept {
            Kept::Unwatched => Safety::Unwatched,
            Kept::Upto(revision) if *revision >= self.history.revision() => Safety::Safe,
            Kept::Upto(_) => Safety::Waiting,
            Kept::Not(why) => Safety::NotSafe(why.clone()),
        }
    }

    /// Notes when the last step was made.
    pub fn stamp(&mut self, at: jiff::Timestamp) {
        self.history.stamp(at);
    }

    /// What was done since this was asked last, for the journal.
    pub fn take_fresh_steps(&mut self) -> Vec<Step> {
        self.history.take_fresh()
    }

    /// Forgets, for the journal, what was tried and taken back since so much had happened.
    pub(super) fn forget_trial(&mut self, fresh: usize) {
        self.history.forget_trial(fresh);
    }

    pub(super) fn history_mut(&mut self) -> &mut History {
        &mut self.history
    }

    /// The date that was asked for, where it is not that of the plan or the clock.
    pub fn asked(&self) -> Option<Date> {
        self.dates.asked
    }

    pub(super) fn set_asked(&mut self, date: Option<Date>) {
        self.dates.asked = date;
        self.looks += 1;
        self.derived = Derived::new(&self.program, self.as_of());
        self.remember(Touched::Everything);
    }

    pub(super) fn commit(&mut self, edit: Edit) -> Result<(), Refusal> {
        let touched = touched(&edit);
        let before = self.revision();
        self.history.commit(&mut self.program, edit)?;
        if self.revision() != before {
            self.follow(&touched);
        }
        Ok(())
    }

    pub(super) fn undo(&mut self) -> Result<Option<Edit>, Refusal> {
        let edit = self.history.undo(&mut self.program)?;
        if let Some(edit) = &edit {
            self.follow(&touched(edit));
        }
        Ok(edit)
    }

    pub(super) fn redo(&mut self) -> Result<Option<Edit>, Refusal> {
        let edit = self.history.redo(&mut self.program)?;
        if let Some(edit) = &edit {
            self.follow(&touched(edit));
        }
        Ok(edit)
    }

    fn follow(&mut self, touched: &[(Kind, Arc<str>)]) {
        let as_of = self.as_of();
        let reached = self.derived.update(&self.program, as_of, touched);
        // partners show the names of the people who look after them, and are judged by how they are paid
        let names = touched.iter().any(|(kind, _)| matches!(kind, Kind::TeamMember | Kind::CompPlan));
        self.remember(if names { Touched::Everything } else { reached });
    }

    fn remember(&mut self, reached: Touched) {
        if self.recent.len() == REMEMBERED {
            self.recent.pop_front();
        }
        self.recent.push_back((self.revision(), reached));
    }

    pub(super) fn save_to(&self, path: PathBuf) -> Effect {
        let same = self.origin.path.as_ref() == Some(&path);
        Effect::Save {
            path,
            program: Box::new(self.program.clone()),
            previous: self.origin.trace.clone().filter(|_| same),
            revision: self.history.revision(),
        }
    }

    /// Takes note of what the shell did.
    pub fn on_event(&mut self, event: Event) {
        match event {
            Event::Saved { path, trace, revision } => {
                self.origin = Origin { path: Some(path), trace: Some(trace) };
                self.saved_revision = revision;
            }
            Event::Scenarios { found, .. } => self.scenarios = found,
            Event::Written { .. } => {}
            Event::Kept { revision } => {
                self.kept = Kept::Upto(revision);
                self.kept_steps = self.history.done().len();
            }
            Event::Outside { program, trace, .. } => drop(self.take_in(&program, trace)),
            Event::Locked { who } => self.give_way(who),
            Event::Unlocked => self.locked_by = None,
            Event::NotKept { why } => self.kept = Kept::Not(why),
        }
    }
}

fn touched(edit: &Edit) -> Vec<(Kind, Arc<str>)> {
    edit.changes.iter().map(|change| (change.kind(), change.id())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_as_of_date_moves_the_revision_and_leaves_nothing_to_save() {
        let dates = Dates { today: jiff::civil::date(2026, 11, 22), asked: None };
        let mut workbench = Workbench::new(Program::named("Test"), Origin::default(), dates);
        let before = workbench.revision();
        workbench.set_asked(Some(jiff::civil::date(2026, 9, 30)));
        assert_ne!(workbench.revision(), before);
        assert!(!workbench.is_dirty());
        assert_eq!(workbench.touched_since(before), Touched::Everything);
        assert_eq!(workbench.touched_since(workbench.revision()), Touched::default());
    }
}
