//! Undo and redo without limit, and the revision that says whether anything moved.

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

/// The steps of a session.
#[derive(Debug, Default)]
pub struct History {
    done: Vec<Edit>,
    undone: Vec<Edit>,
    revision: u64,
    sealed: bool,
    /// What happened since it was asked last.
    fresh: Vec<Step>,
}

impl History {
    /// Moves whenever the program moves; equal revisions mean equal programs.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Steps that can be undone, oldest first.
    pub fn done(&self) -> &[Edit] {
        &self.done
    }

    /// Steps that can be redone, next one last.
    pub fn undone(&self) -> &[Edit] {
        &self.undone
    }

    /// Ends typing: the next keystroke starts a step of its own.
    pub fn seal(&mut self) {
        self.sealed = true;
    }

    /// What happened since this was asked last, oldest first.
    pub fn take_fresh(&mut self) -> Vec<Step> {
        std::mem::take(&mut self.fresh)
    }

    /// A history of edits made before, on a program that holds those of `done` already.
    pub fn of(done: Vec<Edit>, undone: Vec<Edit>) -> Self {
        Self { done, undone, sealed: true, ..Self::default() }
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
        self.revision += 1;
        self.sealed = false;
        match self.done.pop() {
            Some(last) if joins => {
                let joined = last.joined(edit);
                if !joined.is_empty() {
                    self.done.push(joined);
                }
            }
            Some(last) => self.done.extend([last, edit]),
            None => self.done.push(edit),
        }
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
