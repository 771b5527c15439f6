//! Where somebody is in the tour, and whether the step at hand is done.

use super::course::{Course, Done, Step};
use crate::edit::naming;
use crate::program::Program;
use crate::tui::pane::{Mode, PaneName};
use crate::tui::session::Workbench;

/// What a step is judged by.
#[derive(Debug)]
pub struct Seen<'a> {
    /// The session.
    pub workbench: &'a Workbench,
    /// The pane shown.
    pub pane: PaneName,
    /// The tag of the overlay on top.
    pub overlay: Option<&'a str>,
    /// How keys are taken.
    pub mode: Mode,
    /// What the pane shows, where the step looks at it.
    pub text: String,
}

/// How the program stood when the step began.
#[derive(Debug, Clone, Default)]
struct Before {
    steps: usize,
    records: usize,
}

/// The tour and where somebody is in it.
#[derive(Debug, Clone, Default)]
pub struct Guide {
    course: Course,
    at: usize,
    on: bool,
    before: Before,
}

impl Guide {
    /// A tour that waits at a step.
    pub fn waiting(at: usize) -> Self {
        Self { at, ..Self::default() }
    }

    /// Whether it is shown.
    pub fn is_on(&self) -> bool {
        self.on
    }

    /// The step at hand, from 0.
    pub fn at(&self) -> usize {
        self.at
    }

    /// How many steps there are.
    pub fn count(&self) -> usize {
        self.course.steps.len()
    }

    /// The step at hand, while the tour is on.
    pub fn step(&self) -> Option<&Step> {
        self.course.steps.get(self.at).filter(|_| self.on)
    }

    /// Begins, or goes on where it was left.
    pub fn begin(&mut self, workbench: &Workbench) {
        if self.course.steps.is_empty() {
            self.course = Course::built_in();
        }
        if self.at >= self.count() {
            self.at = 0;
        }
        self.on = true;
        self.note(workbench);
    }

    /// Leaves; the step is kept, but for the last one, after which the tour begins anew.
    pub fn leave(&mut self) {
        self.on = false;
        if self.at + 1 >= self.count() {
            self.at = 0;
        }
    }

    /// Goes to the next step or the one before; false at either end.
    pub fn go(&mut self, by: isize, workbench: &Workbench) -> bool {
        let Some(at) = self.at.checked_add_signed(by).filter(|at| *at < self.count()) else { return false };
        self.at = at;
        self.note(workbench);
        true
    }

    /// Whether the step at hand looks at what the pane shows.
    pub fn looks(&self) -> bool {
        self.step().is_some_and(|step| looks(&step.done))
    }

    /// Goes on where the step at hand is done.
    pub fn follow(&mut self, seen: &Seen<'_>) -> bool {
        let done = self.step().is_some_and(|step| self.is_done(&step.done, seen));
        done && self.go(1, seen.workbench)
    }

    fn note(&mut self, workbench: &Workbench) {
        let table = self.course.steps.get(self.at).and_then(|step| table(&step.done));
        self.before = Before {
            steps: workbench.history().done().len(),
            records: table.map_or(0, |table| count(workbench.program(), table)),
        };
    }

    fn is_done(&self, done: &Done, seen: &Seen<'_>) -> bool {
        let steps = seen.workbench.history().done().len();
        match done {
            Done::ByHand => false,
            Done::Pane(word) => seen.overlay.is_none() && seen.pane.word() == word,
            Done::Overlay(tag) => seen.overlay.is_some_and(|open| open.starts_with(tag.as_str())),
            Done::Closed => seen.overlay.is_none(),
            Done::Shows(words) => seen.text.contains(words.as_str()),
            Done::Gone(words) => !seen.text.contains(words.as_str()),
            Done::Edited => steps > self.before.steps,
            Done::Undone => steps < self.before.steps,
            Done::Added(table) => count(seen.workbench.program(), table) > self.before.records,
            Done::Mode(word) => seen.overlay.is_none() && seen.mode.word() == word,
            Done::All(all) => all.iter().all(|done| self.is_done(done, seen)),
        }
    }
}

fn looks(done: &Done) -> bool {
    match done {
        Done::Shows(_) | Done::Gone(_) => true,
        Done::All(all) => all.iter().any(looks),
        _ => false,
    }
}

fn table(done: &Done) -> Option<&str> {
    match done {
        Done::Added(table) => Some(table),
        Done::All(all) => all.iter().find_map(table),
        _ => None,
    }
}

fn count(program: &Program, table: &str) -> usize {
    naming::kind_named(table).map_or(0, |kind| program.count(kind))
}
