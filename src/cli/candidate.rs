//! What a plan is compared with: changes given in words, a preset, a scenario beside the plan, or a kept version.

use std::path::Path;

use super::failure::{Exit, Failure, Problem};
use super::files;
use super::question_args::Changes;
use crate::app::Workbench;
use crate::app::scenario::{NotTried, Scenario, Tried};
use crate::shell::disk::scenarios;

/// A candidate: its name, and the plan with its changes.
pub(super) struct Candidate {
    /// What it is called.
    pub(super) name: String,
    /// The plan under it.
    pub(super) tried: Tried,
}

/// The scenario that the words make, without those beside the plan; nothing where no change is given.
pub(super) fn in_words(words: &Changes) -> Option<Scenario> {
    let names = [words.preset.clone(), words.program.clone()].into_iter().flatten();
    let said: Vec<String> = names.chain(words.set.iter().cloned()).collect();
    let scenario = Scenario {
        name: said.join(", "),
        note: None,
        preset: words.preset.clone(),
        version: words.program.clone(),
        edits: words.set.clone(),
    };
    (!scenario.is_empty()).then_some(scenario)
}

/// Every candidate that is asked for: the changes in words first, then the scenarios in their order.
pub(super) fn candidates(words: &Changes, plan: &Path, workbench: &Workbench) -> Result<Vec<Candidate>, Failure> {
    let mut found = Vec::new();
    if let Some(scenario) = in_words(words) {
        found.push(tried(&scenario, workbench)?);
    }
    for name in &words.scenario {
        found.push(tried(&scenario(plan, name)?, workbench)?);
    }
    Ok(found)
}

/// The one candidate that is asked for, if any.
pub(super) fn one(words: &Changes, plan: &Path, workbench: &Workbench) -> Result<Option<Candidate>, Failure> {
    let mut found = candidates(words, plan, workbench)?;
    if found.len() > 1 {
        return Err(Failure::usage("several_candidates", "one candidate at a time").hint("compare them with: what-if"));
    }
    Ok(found.pop())
}

fn tried(scenario: &Scenario, workbench: &Workbench) -> Result<Candidate, Failure> {
    let tried = scenario.tried(workbench.program()).map_err(not_tried)?;
    Ok(Candidate { name: scenario.name.clone(), tried })
}

/// The failure of a change that cannot be; it names the change.
pub(super) fn not_tried(failed: NotTried) -> Failure {
    let mut failure = Failure::from(failed.refusal);
    for problem in &mut failure.problems {
        problem.field = Some(failed.said.clone());
    }
    failure
}

/// The scenario of that name beside a plan.
pub(super) fn scenario(plan: &Path, name: &str) -> Result<Scenario, Failure> {
    named(plan, name)?;
    let path = scenarios::file(plan, name);
    let text = scenarios::read(plan, name).map_err(|error| {
        let known = scenarios::names(plan).unwrap_or_default();
        let hint = match known.as_slice() {
            [] => "make one with: quarterdeck what-if FILE --set ... --save NAME".to_owned(),
            known => format!("there are: {}", known.join(", ")),
        };
        let message = match error.kind() {
            std::io::ErrorKind::NotFound => format!("there is no scenario {name:?}"),
            _ => format!("the scenario {name:?} cannot be read: {error}"),
        };
        Failure::usage("no_such_scenario", message).hint(hint)
    })?;
    let scenario = Scenario::read(&text).map_err(|error| {
        let problem = Problem::new("bad_scenario", error.to_string()).in_file(files::shown(&path));
        Failure::new(
            Exit::Invalid,
            problem.hint("a scenario is (name, note, preset, version, edits: [\"PATH=VALUE\"])"),
        )
    })?;
    Ok(Scenario { name: name.to_owned(), ..scenario })
}

/// Refuses what cannot be the name of a scenario, and a plan without a place beside it.
pub(super) fn named(plan: &Path, name: &str) -> Result<(), Failure> {
    if files::is_standard(plan) {
        return Err(Failure::usage("no_file", "a plan from standard input has no scenarios beside it"));
    }
    if !scenarios::is_name(name) {
        let failure = Failure::usage("bad_name", format!("a scenario cannot be called {name:?}"));
        return Err(failure.hint("letters, digits, - and _"));
    }
    Ok(())
}
