//! What-if: a copy of the plan on which changes are tried. Nothing of it reaches the plan until it is adopted, as one
//! step; it can be kept as a scenario beside the plan, and thrown away without a trace.

use super::forecast::{self, Forecast};
use super::state::Tiers;
use crate::app::command::TierCommand;
use crate::app::scenario::Scenario;
use crate::app::{Dates, Origin};
use crate::edit::{Draft, Edit};
use crate::program::Program;
use crate::tui::action::Action;
use crate::tui::outcome::{Notice, Outcome};
use crate::tui::pane::Context;
use crate::tui::session::{Command, Workbench, update};

/// The copy, what it was made from, and what it differs in.
#[derive(Debug)]
pub(super) struct Trial {
    pub(super) workbench: Workbench,
    /// The plan as it was when the copy was made.
    base: Program,
    /// The scenario it was opened from or kept as; empty for none.
    pub(super) name: String,
    /// A preset or a version that replaced the ladder first.
    start: Scenario,
    revisions: (u64, u64),
    pub(super) forecast: Forecast,
}

impl Trial {
    /// A copy of the plan with a scenario tried on it.
    pub(super) fn begin(main: &Workbench, scenario: &Scenario) -> Result<Self, String> {
        let base = main.program().clone();
        let dates = Dates { today: main.today(), asked: Some(main.as_of()) };
        let mut workbench = Workbench::new(base.clone(), Origin::default(), dates);
        if !scenario.is_empty() {
            let edit = scenario.edit(&base).map_err(|why| why.to_string())?;
            update(&mut workbench, Command::Apply(edit)).map_err(|why| why.to_string())?;
        }
        let start = Scenario { edits: Vec::new(), note: None, name: String::new(), ..scenario.clone() };
        let mut begun = Self {
            workbench,
            base,
            name: scenario.name.clone(),
            start,
            revisions: (main.revision(), 0),
            forecast: Forecast::default(),
        };
        begun.forecast = forecast::between(main, &begun.workbench);
        begun.revisions.1 = begun.workbench.revision();
        Ok(begun)
    }

    /// Works out again what it differs in, where one of the two moved.
    pub(super) fn follow(&mut self, main: &Workbench) {
        let now = (main.revision(), self.workbench.revision());
        if self.revisions != now {
            self.forecast = forecast::between(main, &self.workbench);
            self.revisions = now;
        }
    }

    /// What the pane calls it.
    pub(super) fn title(&self) -> String {
        if self.name.is_empty() { "What if".to_owned() } else { format!("What if {}", self.name) }
    }

    /// Changes of the program go to the copy, everything else goes on.
    pub(super) fn absorb(&mut self, outcome: Outcome) -> Outcome {
        match outcome {
            Outcome::Command(command) if is_a_change(&command) => self.carry_out(*command),
            Outcome::All(list) => Outcome::All(list.into_iter().map(|outcome| self.absorb(outcome)).collect()),
            other => other,
        }
    }

    pub(super) fn carry_out(&mut self, command: Command) -> Outcome {
        let preset = match &command {
            Command::Tier(TierCommand::ApplyPreset { name }) => Some(name.clone()),
            _ => None,
        };
        match update(&mut self.workbench, command) {
            Ok(done) => {
                if preset.is_some() {
                    self.start = Scenario { preset, ..Scenario::default() };
                }
                if done.label.is_empty() {
                    return Outcome::Changed;
                }
                Outcome::info(format!("What if: {}  ([key:undo] undoes it, the plan is as it was)", done.label))
            }
            Err(refusal) => Outcome::Notice(Notice::error(refusal.to_string())),
        }
    }

    /// Whether records that it changes are others in the plan by now.
    fn is_behind(&self, main: &Workbench) -> bool {
        let mut copy = main.program().clone();
        self.edit().apply(&mut copy).is_err()
    }

    /// Everything it changed as one step on the plan.
    pub(super) fn edit(&self) -> Edit {
        let mut draft = Draft::over(&self.base);
        let touched = self.workbench.history().done().iter().flat_map(|edit| &edit.changes);
        for change in touched {
            match self.workbench.program().record(change.kind(), &change.id()) {
                Some(record) => draft.put(record),
                None => draft.remove(change.kind(), &change.id()),
            }
        }
        let label =
            if self.name.is_empty() { "Adopt what if".to_owned() } else { format!("Adopt scenario {}", self.name) };
        draft.finish(label)
    }

    /// It as a scenario of that name.
    pub(super) fn scenario(&self, name: &str) -> Result<Scenario, String> {
        let scenario = Scenario { name: name.to_owned(), ..self.start.clone() };
        scenario.reaching(&self.base, self.workbench.program(), &self.edit())
    }
}

fn is_a_change(command: &Command) -> bool {
    matches!(
        command,
        Command::Record(_)
            | Command::Partner(_)
            | Command::Tier(_)
            | Command::Deal(_)
            | Command::Money(_)
            | Command::Apply(_)
            | Command::SetSetting { .. }
            | Command::Undo
            | Command::Redo
    )
}

impl Tiers {
    /// Lets the pane work on the copy while there is one: what it reads is the copy, and its changes go there.
    pub(super) fn on<R>(&mut self, context: &Context<'_>, work: impl FnOnce(&mut Self, &Context<'_>) -> R) -> R {
        let Some(trial) = self.trial.take() else { return work(self, context) };
        let result = work(self, &Context { workbench: &trial.workbench, ..*context });
        self.trial = Some(trial);
        result
    }

    /// The same, with the changes that come out of it.
    pub(super) fn acting(
        &mut self,
        context: &Context<'_>,
        work: impl FnOnce(&mut Self, &Context<'_>) -> Outcome,
    ) -> Outcome {
        let outcome = self.on(context, work);
        match &mut self.trial {
            Some(trial) => trial.absorb(outcome),
            None => outcome,
        }
    }

    /// What the pane reads: the copy while there is one.
    pub(super) fn seen<'a>(&'a self, context: &Context<'a>) -> Context<'a> {
        match &self.trial {
            Some(trial) => Context { workbench: &trial.workbench, ..*context },
            None => *context,
        }
    }

    /// Begins to try changes out.
    pub(super) fn begin_trial(&mut self, main: &Workbench, scenario: &Scenario) -> Outcome {
        match Trial::begin(main, scenario) {
            Ok(trial) => {
                self.trial = Some(Box::new(trial));
                self.forget();
                Outcome::info(
                    "What if: changes are tried here and reach the plan only when they are adopted ([key:trial.adopt])",
                )
            }
            Err(error) => Outcome::warning(error),
        }
    }

    /// An action on the copy as a whole; nothing for all others.
    pub(super) fn run_on_trial(&mut self, action: Action, context: &Context<'_>) -> Option<Outcome> {
        Some(match action {
            Action::WhatIf => self.ask_what_if(context),
            Action::TrialCompare => self.compare(context),
            Action::TrialAdopt => self.adopt(context),
            Action::TrialKeep => self.ask_scenario_name(),
            Action::TrialDiscard => {
                self.trial = None;
                self.forget();
                Outcome::info("The what-if is gone; the plan is as it was")
            }
            Action::Undo | Action::Redo => {
                let trial = self.trial.as_mut()?;
                let command = if action == Action::Undo { Command::Undo } else { Command::Redo };
                trial.carry_out(command)
            }
            _ => return None,
        })
    }

    fn adopt(&mut self, context: &Context<'_>) -> Outcome {
        let Some(trial) = &self.trial else { return Outcome::ignored() };
        let edit = trial.edit();
        if edit.is_empty() {
            return Outcome::unavailable("Nothing was changed yet");
        }
        if trial.is_behind(context.workbench) {
            return Outcome::warning(
                "The plan was changed meanwhile; keep the what-if as a scenario (M) and open it again",
            );
        }
        self.trial = None;
        self.forget();
        Outcome::command(Command::Apply(edit)).and(Outcome::Changed)
    }
}
