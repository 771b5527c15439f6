//! `what-if`: what some changes would do, against the file as it stands; and the scenarios that keep them.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::candidate::{self, Candidate};
use super::failure::{Exit, Failure, Problem};
use super::files;
use super::output::Reply;
use super::question_args::WhatIf;
use super::what_if_answer::{Outcome, compared, data, side_by_side, text};
use crate::app::scenario::Scenario;
use crate::app::{Command, Workbench, update};
use crate::shell::disk::scenarios;

pub(super) fn what_if(words: &WhatIf) -> Result<Reply, Failure> {
    if words.list {
        return list(words);
    }
    if let Some(name) = &words.discard {
        return discard(words, name);
    }
    let mut workbench = files::session(&words.file, words.as_of.as_of)?;
    if let Some(name) = &words.adopt {
        return adopt(words, name, &mut workbench);
    }
    let candidates = candidate::candidates(&words.changes, &words.file, &workbench)?;
    if candidates.is_empty() {
        let failure = Failure::usage("nothing_to_change", "nothing is to be changed");
        return Err(failure.hint("say what: --set tier/gold/criteria.sourced_arr=75k, --preset core, --scenario NAME"));
    }
    if let Some(name) = &words.save {
        save(words, name)?;
    }
    let reply = answer(&workbench, candidates);
    Ok(match &words.save {
        Some(name) if words.dry_run => reply.note(format!("would keep the scenario {name}")),
        Some(name) => reply.note(format!("kept as {}", scenarios::file(&words.file, name).display())),
        None => reply,
    })
}

fn answer(workbench: &Workbench, candidates: Vec<Candidate>) -> Reply {
    let before = Outcome::of(workbench.program(), workbench.derived(), None);
    let outcomes: Vec<(Candidate, Outcome)> = candidates
        .into_iter()
        .map(|candidate| {
            let derived = crate::analysis::derived::Derived::new(&candidate.tried.program, workbench.as_of());
            let outcome = Outcome::of(&candidate.tried.program, &derived, Some((workbench.derived(), &before)));
            (candidate, outcome)
        })
        .collect();
    let as_of = workbench.as_of();
    match outcomes.as_slice() {
        [(candidate, outcome)] => {
            let moved = outcome.moves.len();
            let people = if moved == 1 { "1 partner moves".to_owned() } else { format!("{moved} partners move") };
            let text = text(workbench.program(), &candidate.tried.labels, &before, outcome);
            Reply::new("what-if", text, data(workbench, &candidate.tried.labels, &before, outcome))
                .note(format!("{people}, as of {as_of}; the plan was not written"))
        }
        several => {
            let text = side_by_side(workbench.program(), &before, several);
            Reply::new("what-if", text, compared(workbench, &before, several))
                .note(format!("{} candidates, as of {as_of}; the plan was not written", several.len()))
        }
    }
}

fn save(words: &WhatIf, name: &str) -> Result<(), Failure> {
    candidate::named(&words.file, name)?;
    let changes = match words.changes.scenario.as_slice() {
        [] => candidate::in_words(&words.changes),
        [one] if candidate::in_words(&words.changes).is_none() => Some(candidate::scenario(&words.file, one)?),
        _ => None,
    };
    let Some(changes) = changes else {
        let failure = Failure::usage("several_candidates", "only one set of changes can be saved");
        return Err(failure.hint("leave out --scenario, or the other changes"));
    };
    let scenario = Scenario { name: name.to_owned(), note: words.note.clone().or(changes.note.clone()), ..changes };
    let path = scenarios::file(&words.file, name);
    if path.exists() {
        let problem = Problem::new("scenario_exists", format!("there is already a scenario {name}"));
        let hint = format!("take another name, or throw it away first: --discard {name}");
        return Err(Failure::new(Exit::Conflict, problem.in_file(files::shown(&path)).hint(hint)));
    }
    if words.dry_run {
        return Ok(());
    }
    scenarios::create(&words.file, name, &scenario.write()).map_err(|error| unwritten(&path, &error))
}

fn unwritten(path: &std::path::Path, error: &std::io::Error) -> Failure {
    let problem = Problem::new("write_failed", error.to_string()).in_file(files::shown(path));
    Failure::new(Exit::Failed, problem.hint("check who may write in that folder"))
}

/// A scenario made true: one step of the history, one save.
fn adopt(words: &WhatIf, name: &str, workbench: &mut Workbench) -> Result<Reply, Failure> {
    let scenario = candidate::scenario(&words.file, name)?;
    let edit = scenario.edit(workbench.program()).map_err(candidate::not_tried)?;
    let (label, changed) = (edit.label.clone(), edit.changes.len());
    let tried = scenario.tried(workbench.program()).map_err(candidate::not_tried)?;
    let mut reply = Reply::new(
        "what-if",
        format!("{label}\n  {}\n", tried.labels.join("\n  ")),
        json!({"scenario": name, "adopted": !words.dry_run, "changes": tried.labels, "records": changed}),
    );
    if words.dry_run {
        return Ok(reply.note(format!("would be one step, records changed: {changed}")));
    }
    update(workbench, Command::Apply(edit))?;
    reply.warnings.extend(files::save(workbench)?);
    Ok(reply.note(format!("saved {} in one step", files::shown(&words.file))))
}

fn discard(words: &WhatIf, name: &str) -> Result<Reply, Failure> {
    candidate::scenario(&words.file, name).map(drop).or_else(|failure| {
        // a scenario that cannot be read can still be thrown away
        if failure.exit == Exit::Invalid { Ok(()) } else { Err(failure) }
    })?;
    let path = scenarios::file(&words.file, name);
    if !words.dry_run {
        scenarios::discard(&words.file, name).map_err(|error| unwritten(&path, &error))?;
    }
    let verb = if words.dry_run { "would discard" } else { "discarded" };
    let data = json!({"scenario": name, "discarded": !words.dry_run});
    Ok(Reply::new("what-if", Vec::new(), data).note(format!("{verb} the scenario {name}; the plan is as it was")))
}

fn list(words: &WhatIf) -> Result<Reply, Failure> {
    if files::is_standard(&words.file) {
        return Err(Failure::usage("no_file", "a plan from standard input has no scenarios beside it"));
    }
    let names = scenarios::names(&words.file).map_err(|error| unwritten(&scenarios::folder(&words.file), &error))?;
    let mut text = String::new();
    let mut data: Vec<Value> = Vec::new();
    for name in &names {
        let scenario = candidate::scenario(&words.file, name)?;
        let parts = scenario.preset.iter().map(|preset| format!("preset {preset}"));
        let parts = parts.chain(scenario.version.iter().map(|version| format!("version {version}")));
        let changes: Vec<String> = parts.chain(scenario.edits.iter().cloned()).collect();
        let _ = writeln!(text, "{name:<20}{}", super::rows::plain(&changes.join(", ")));
        data.push(json!({"scenario": name, "note": scenario.note, "changes": changes}));
    }
    let note = match names.len() {
        1 => "1 scenario".to_owned(),
        count => format!("{count} scenarios"),
    };
    Ok(Reply::new("what-if", text, json!({ "scenarios": data })).note(note))
}
