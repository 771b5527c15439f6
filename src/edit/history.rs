//! Undo and redo without limit, the revision that says whether anything moved, and whether it came back.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::change::Edit;
use super::refusal::Refusal;
use crate::program::Program;

/// One move of the history, as a journal keeps it.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// An edit was made.
    Made {
        /// The edit.
        edit: Edit,
        /// Whether it goes on with the typing of the step before and is one step with it.
        joins: bool,
    },
    /// The last step was taken back.
    Undone,
    /// The last step taken back was done again.
    Redone,
}

/// A name for every state of the program, so that coming back to one is noticed.
#[derive(Debug, Default)]
struct States {
    /// Before the first step of `done`.
    base: u64,
    /// After each step of `done`.
    done: Vec<u64>,
    /// After each step of `undone`, done again.
    undone: Vec<u64>,
    /// At revision 0.
    first: u64,
    /// At each revision from 1.
    trail: Vec<u64>,
}

impl States {
    /// Names of states of earlier sessions begin here; those of this session are its revisions.
    const EARLIER: u64 = 1 << 63;

    fn of(done: usize, undone: usize) -> Self {
        let from = Self::EARLIER;
        let (middle, end) = (from + done as u64, from + (done + undone) as u64);
        let mut states = Self {
            base: if done == 0 { 0 } else { from },
            done: (from + 1..=middle).collect(),
            undone: (middle + 1..=end).rev().collect(),
            ..Self::default()
        };
        states.first = states.now();
        states
    }

    fn now(&self) -> u64 {
        self.done.last().copied().unwrap_or(self.base)
    }

    fn at(&self, revision: u64) -> Option<u64> {
        match revision.checked_sub(1) {
            None => Some(self.first),
            Some(place) => self.trail.get(usize::try_from(place).ok()?).copied(),
        }
    }
}

/// The steps of a session.
#[derive(Debug, Default)]
pub struct History {
    done: Vec<Edit>,
    undone: Vec<Edit>,
    revision: u64,
    states: States,
    sealed: bool,
    /// What happened since it was asked last.
    fresh: Vec<Step>,
    /// When the step that led to a state was made, where somebody said so.
    times: BTreeMap<u64, Timestamp>,
}

impl History {
    /// Moves whenever the program moves; equal revisions mean equal programs.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether the program is now as it was at that revision: nothing was done since, or all of it was taken back.
    pub fn is_as_at(&self, revision: u64) -> bool {
        self.states.at(revision) == Some(self.states.now())
    }

    /// Steps that can be undone, oldest first.
    pub fn done(&self) -> &[Edit] {
        &self.done
    }

    /// Steps that can be redone, next one last.
    pub fn undone(&self) -> &[Edit] {
        &self.undone
    }

    /// Notes when the last step was made, unless that is known.
    pub fn stamp(&mut self, at: Timestamp) {
        if let Some(state) = self.states.done.last() {
            self.times.entry(*state).or_insert(at);
        }
    }

    /// The same of a step of [`History::done`] or, beyond these, of those undone, the next one first.
    pub fn stamp_step(&mut self, place: usize, at: Timestamp) {
        if let Some(state) = self.state_of(place) {
            self.times.insert(state, at);
        }
    }

    /// When a step of [`History::done`] was made or, beyond these, one of those undone, the next one first.
    pub fn made_at(&self, place: usize) -> Option<Timestamp> {
        self.times.get(&self.state_of(place)?).copied()
    }

    fn state_of(&self, place: usize) -> Option<u64> {
        let undone = || self.states.undone.iter().rev().nth(place - self.states.done.len()).copied();
        self.states.done.get(place).copied().or_else(undone)
    }

    /// Ends typing: the next keystroke starts a step of its own.
    pub fn seal(&mut self) {
        self.sealed = true;
    }

    /// What happened since this was asked last, oldest first.
    pub fn take_fresh(&mut self) -> Vec<Step> {
        std::mem::take(&mut self.fresh)
    }

    /// How much happened since it was asked last.
    pub fn fresh(&self) -> usize {
        self.fresh.len()
    }

    /// Forgets what was tried and taken back since so much had happened: no journal needs to tell of it.
    pub fn forget_trial(&mut self, fresh: usize) {
        self.fresh.truncate(fresh);
    }

    /// A history of edits made before, on a program that holds those of `done` already.
    pub fn of(done: Vec<Edit>, undone: Vec<Edit>) -> Self {
        let states = States::of(done.len(), undone.len());
        Self { done, undone, states, sealed: true, ..Self::default() }
    }

    /// Applies an edit as one step; an empty one is no step. Typing in the same place joins the last step.
    pub fn commit(&mut self, program: &mut Program, edit: Edit) -> Result<(), Refusal> {
        if edit.is_empty() {
            return Ok(());
        }
        edit.apply(program)?;
        let joins =
            !self.sealed && edit.typing.is_some() && self.done.last().is_some_and(|last| last.typing == edit.typing);
        self.fresh.push(Step::Made { edit: edit.clone(), joins });
        self.note(edit, joins);
        Ok(())
    }

    fn note(&mut self, edit: Edit, joins: bool) {
        self.undone.clear();
        self.states.undone.clear();
        self.revision += 1;
        self.sealed = false;
        match self.done.pop() {
            Some(last) if joins => {
                self.states.done.pop();
                let joined = last.joined(edit);
                if !joined.is_empty() {
                    self.done.push(joined);
                    self.states.done.push(self.revision);
                }
            }
            last => {
                self.done.extend(last.into_iter().chain([edit]));
                self.states.done.push(self.revision);
            }
        }
        self.states.trail.push(self.states.now());
    }

    /// Takes the last step back and gives the edit that did so; `None` when there is none.
    pub fn undo(&mut self, program: &mut Program) -> Result<Option<Edit>, Refusal> {
        let Some(edit) = self.done.last() else { return Ok(None) };
        let inverse = edit.clone().inverted();
        inverse.apply(program)?;
        self.fresh.push(Step::Undone);
        self.note_undo();
        Ok(Some(inverse))
    }

    fn note_undo(&mut self) {
        self.undone.extend(self.done.pop());
        self.states.undone.extend(self.states.done.pop());
        self.states.trail.push(self.states.now());
        self.revision += 1;
        self.sealed = true;
    }

    /// Does the last undone step again and gives it; `None` when there is none.
    pub fn redo(&mut self, program: &mut Program) -> Result<Option<Edit>, Refusal> {
        let Some(edit) = self.undone.last() else { return Ok(None) };
        let edit = edit.clone();
        edit.apply(program)?;
        self.fresh.push(Step::Redone);
        self.note_redo();
        Ok(Some(edit))
    }

    fn note_redo(&mut self) {
        self.done.extend(self.undone.pop());
        self.states.done.extend(self.states.undone.pop());
        self.states.trail.push(self.states.now());
        self.revision += 1;
        self.sealed = true;
    }

    /// Takes note of a step of an earlier session whose outcome the program holds already.
    pub fn recall(&mut self, step: Step) {
        match step {
            Step::Made { edit, joins } => self.note(edit, joins),
            Step::Undone => self.note_undo(),
            Step::Redone => self.note_redo(),
        }
    }

    /// Does a step of an earlier session on the program, as that session did.
    pub fn repeat(&mut self, program: &mut Program, step: Step) -> Result<(), Refusal> {
        match &step {
            Step::Made { edit, .. } => edit.apply(program)?,
            Step::Undone => match self.done.last() {
                Some(edit) => edit.clone().inverted().apply(program)?,
                None => return Err(Refusal::NotNow("there is nothing to undo".to_owned())),
            },
            Step::Redone => match self.undone.last() {
                Some(edit) => edit.apply(program)?,
                None => return Err(Refusal::NotNow("there is nothing to redo".to_owned())),
            },
        }
        self.recall(step);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Draft;
    use crate::program::presets;

    fn edit(program: &Program, name: &str) -> Edit {
        let mut draft = Draft::over(program);
        let mut tier = presets::ladder("standard").unwrap().tiers[0].clone();
        name.clone_into(&mut tier.name);
        draft.put(tier);
        draft.finish(name)
    }

    #[test]
    fn coming_back_to_a_state_is_noticed_and_leaving_it_too() {
        let mut program = Program::named("P");
        let mut history = History::default();
        let one = edit(&program, "One");
        history.commit(&mut program, one).unwrap();
        let saved = history.revision();
        assert!(history.is_as_at(saved) && !history.is_as_at(0));
        let two = edit(&program, "Two");
        history.commit(&mut program, two).unwrap();
        assert!(!history.is_as_at(saved));
        history.undo(&mut program).unwrap();
        assert!(history.is_as_at(saved));
        history.undo(&mut program).unwrap();
        assert!(!history.is_as_at(saved) && history.is_as_at(0));
        history.redo(&mut program).unwrap();
        assert!(history.is_as_at(saved));
        let at = |second| jiff::Timestamp::from_second(second).unwrap();
        history.stamp(at(1));
        history.undo(&mut program).unwrap();
        assert_eq!(
            (history.made_at(0), history.made_at(1)),
            (Some(at(1)), None),
            "a step that is undone keeps its time"
        );
        history.redo(&mut program).unwrap();
        history.stamp(at(2));
        assert_eq!(history.made_at(0), Some(at(1)));
        let other = edit(&program, "Three");
        history.commit(&mut program, other).unwrap();
        assert!(!history.is_as_at(saved) && !history.is_as_at(0));
    }

    #[test]
    fn steps_of_earlier_sessions_have_states_of_their_own() {
        let mut program = Program::named("P");
        let one = edit(&program, "One");
        one.apply(&mut program).unwrap();
        let mut history = History::of(vec![one], Vec::new());
        assert!(history.is_as_at(0));
        history.undo(&mut program).unwrap();
        assert!(!history.is_as_at(0));
        history.redo(&mut program).unwrap();
        assert!(history.is_as_at(0));
    }
}
