//! Undo and redo without limit, and the revision that says whether anything moved.

use super::change::Edit;
use super::refusal::Refusal;
use crate::program::Program;

/// The steps of a session.
#[derive(Debug, Default)]
pub struct History {
    done: Vec<Edit>,
    undone: Vec<Edit>,
    revision: u64,
    sealed: bool,
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

    /// Applies an edit as one step; an empty one is no step. Typing in the same place joins the last step.
    pub fn commit(&mut self, program: &mut Program, edit: Edit) -> Result<(), Refusal> {
        if edit.is_empty() {
            return Ok(());
        }
        edit.apply(program)?;
        self.undone.clear();
        self.revision += 1;
        let joins =
            !self.sealed && edit.typing.is_some() && self.done.last().is_some_and(|last| last.typing == edit.typing);
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
        Ok(())
    }

    /// Takes the last step back and gives the edit that did so; `None` when there is none.
    pub fn undo(&mut self, program: &mut Program) -> Result<Option<Edit>, Refusal> {
        let Some(edit) = self.done.pop() else { return Ok(None) };
        let inverse = edit.clone().inverted();
        if let Err(refusal) = inverse.apply(program) {
            self.done.push(edit);
            return Err(refusal);
        }
        self.undone.push(edit);
        self.revision += 1;
        self.sealed = true;
        Ok(Some(inverse))
    }

    /// Does the last undone step again and gives it; `None` when there is none.
    pub fn redo(&mut self, program: &mut Program) -> Result<Option<Edit>, Refusal> {
        let Some(edit) = self.undone.pop() else { return Ok(None) };
        if let Err(refusal) = edit.apply(program) {
            self.undone.push(edit);
            return Err(refusal);
        }
        self.done.push(edit.clone());
        self.revision += 1;
        self.sealed = true;
        Ok(Some(edit))
    }
}
