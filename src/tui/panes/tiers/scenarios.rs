//! Scenarios of the plan from the pane: what-ifs that are kept under a name, listed, opened and compared.

use super::state::Tiers;
use super::trial::Trial;
use crate::app::command::ScenarioCommand;
use crate::app::scenario::Scenario;
use crate::shell::disk::scenarios::is_name;
use crate::tui::action::{Action, Scope};
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Entry, Picker, Prompt};
use crate::tui::pane::{Check, Context};
use crate::tui::session::{Command, Workbench};

pub(super) const MENU: &str = "tiers/what-if";
pub(super) const NAME: &str = "tiers/what-if-name";

/// A scenario in words: `preset core, tier/gold/commission = 22%`.
fn words(scenario: &Scenario) -> String {
    let first = scenario.preset.iter().map(|preset| format!("preset {preset}"));
    let first = first.chain(scenario.version.iter().map(|version| format!("version {version}")));
    first.chain(scenario.edits.iter().cloned()).collect::<Vec<_>>().join(", ")
}

/// The scenarios beside the plan, by name; those that cannot be read with the reason.
pub(super) fn kept(workbench: &Workbench) -> Vec<(String, Result<Scenario, String>)> {
    let read = |(name, text): &(String, String)| {
        let scenario = Scenario::read(text).map(|found| Scenario { name: name.clone(), ..found });
        (name.clone(), scenario.map_err(|error| error.to_string()))
    };
    workbench.scenarios().iter().map(read).collect()
}

impl Tiers {
    /// Opens the list of what can be done with what-ifs.
    pub(super) fn ask_what_if(&self, context: &Context<'_>) -> Outcome {
        let key = |action: Action| context.keymap.key_for(&[Scope::Tiers, Scope::Global], action).unwrap_or_default();
        let mut entries = Vec::new();
        if self.trial.is_some() {
            let offers = [
                (Action::TrialAdopt, "adopt", "one step, u undoes it"),
                (Action::TrialKeep, "keep", "a small file beside the plan"),
                (Action::TrialCompare, "compare", "movers, cost and findings side by side"),
                (Action::TrialDiscard, "discard", "without a trace"),
            ];
            entries.extend(
                offers.map(|(action, id, detail)| Entry::new(id, action.title()).detail(detail).key(key(action))),
            );
        } else {
            entries.push(Entry::new("begin", "Try changes out").detail("nothing reaches the plan until it is adopted"));
        }
        for (name, scenario) in kept(context.workbench) {
            entries.push(match scenario {
                Ok(scenario) => Entry::new(format!("open:{name}"), format!("Open {name}")).detail(words(&scenario)),
                Err(error) => Entry::new(format!("open:{name}"), format!("Open {name}")).unavailable(error),
            });
        }
        if self.trial.is_none() && !context.workbench.scenarios().is_empty() {
            entries.push(
                Entry::new("compare", Action::TrialCompare.title())
                    .detail("movers, cost and findings side by side")
                    .key(key(Action::TrialCompare)),
            );
        }
        for (name, _) in context.workbench.scenarios() {
            entries.push(Entry::new(format!("drop:{name}"), format!("Throw {name} away")).detail("removes its file"));
        }
        Outcome::open(Picker::new(MENU, "What if").entries(entries))
    }

    /// What was chosen from it.
    pub(super) fn what_if_chosen(&mut self, id: &str, context: &Context<'_>) -> Outcome {
        let action = match id {
            "begin" => return self.begin_trial(context.workbench, &Scenario::default()),
            "adopt" => Action::TrialAdopt,
            "keep" => Action::TrialKeep,
            "compare" => Action::TrialCompare,
            "discard" => Action::TrialDiscard,
            _ => {
                return match id.split_once(':') {
                    Some(("open", name)) => self.open_scenario(name, context),
                    Some(("drop", name)) => scenario_command(ScenarioCommand::Discard { name: name.to_owned() }),
                    _ => Outcome::ignored(),
                };
            }
        };
        self.run_on_trial(action, context).unwrap_or_else(Outcome::ignored)
    }

    fn open_scenario(&mut self, name: &str, context: &Context<'_>) -> Outcome {
        let found = kept(context.workbench).into_iter().find(|(known, _)| known == name);
        match found {
            Some((_, Ok(scenario))) => self.begin_trial(context.workbench, &scenario),
            Some((_, Err(error))) => Outcome::warning(error),
            None => Outcome::unavailable(format!("There is no scenario {name}")),
        }
    }

    /// Asks under which name the what-if is kept.
    pub(super) fn ask_scenario_name(&self) -> Outcome {
        let name = self.trial.as_ref().map_or("", |trial| trial.name.as_str());
        Outcome::open(
            Prompt::new(NAME, "Keep the what-if as").with_text(name).hint("letters, digits, - and _, such as gold-75k"),
        )
    }

    /// Whether the name will do, and what will be written.
    pub(super) fn check_scenario_name(&self, name: &str, workbench: &Workbench) -> Check {
        let name = name.trim();
        if !is_name(name) {
            return Check { error: Some("letters, digits, - and _".to_owned()), lines: Vec::new() };
        }
        if workbench.scenarios().iter().any(|(known, _)| known == name) {
            let error = "there is a scenario of that name; throw it away first (W)".to_owned();
            return Check { error: Some(error), lines: Vec::new() };
        }
        match self.trial.as_ref().map(|trial| trial.scenario(name)) {
            Some(Ok(scenario)) => {
                Check { error: None, lines: words(&scenario).split(", ").map(str::to_owned).collect() }
            }
            Some(Err(error)) => Check { error: Some(error), lines: Vec::new() },
            None => Check::default(),
        }
    }

    /// Keeps the what-if under a name.
    pub(super) fn keep_scenario(&mut self, name: &str) -> Outcome {
        let Some(trial) = &mut self.trial else { return Outcome::ignored() };
        match trial.scenario(name.trim()) {
            Ok(scenario) => {
                trial.name.clone_from(&scenario.name);
                scenario_command(ScenarioCommand::Keep { name: scenario.name.clone(), text: scenario.write() })
            }
            Err(error) => Outcome::warning(error),
        }
    }

    /// Every candidate: the what-if itself and the scenarios beside the plan; and those that cannot be tried.
    pub(super) fn candidates(main: &Workbench) -> (Vec<Trial>, Vec<String>) {
        let (mut found, mut failed) = (Vec::new(), Vec::new());
        for (name, scenario) in kept(main) {
            match scenario.and_then(|scenario| Trial::begin(main, &scenario)) {
                Ok(trial) => found.push(trial),
                Err(error) => failed.push(format!("{name}: {error}")),
            }
        }
        (found, failed)
    }
}

fn scenario_command(command: ScenarioCommand) -> Outcome {
    Outcome::command(Command::Scenario(command))
}
