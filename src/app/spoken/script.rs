//! Commands in words carried out one after another, as one step: all of them, or none.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::given::Given;
use super::line::Line;
use super::list;
use crate::app::command::Command;
use crate::app::update::update;
use crate::app::workbench::Workbench;
use crate::edit::{Draft, Edit, Refusal};
use crate::program::integrity::integrity_beyond_references;
use crate::program::settings::nearest;
use crate::program::{Kind, Program};

/// What one command did.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The line it stands in.
    pub line: usize,
    /// Its name.
    pub name: &'static str,
    /// What was done, or why nothing had to be.
    pub label: String,
    /// How many records changed.
    pub changed: usize,
    /// The records made.
    pub created: Vec<(Kind, Arc<str>)>,
    /// Something the user should know besides.
    pub remark: Option<String>,
    /// What it does line by line; of few commands.
    pub lines: Vec<String>,
}

/// What all of them did: the session stands as after the last, one step of its history.
#[derive(Debug, Clone, PartialEq)]
pub struct Ran {
    /// Command by command.
    pub steps: Vec<Step>,
    /// The one edit that was made of them; empty where everything was so already.
    pub edit: Edit,
}

/// The line that was refused; the session is as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stopped {
    /// Its number.
    pub line: usize,
    /// Why.
    pub refusal: Refusal,
}

/// Carries lines out as one step; a refusal leaves everything as it was.
pub fn run(workbench: &mut Workbench, lines: &[Line]) -> Result<Ran, Stopped> {
    let before = workbench.program().clone();
    let start = workbench.history().done().len();
    let fresh = workbench.history().fresh();
    let outcome = steps(workbench, lines, start);
    let edit = merged(workbench, &before, start, outcome.as_ref().map_or(&[], |(steps, _)| steps));
    while workbench.history().done().len() > start {
        if let Err(refusal) = update(workbench, Command::Undo) {
            return Err(Stopped { line: 0, refusal });
        }
    }
    workbench.forget_trial(fresh);
    let (steps, reached) = outcome?;
    let last = lines.last().map_or(0, |line| line.number);
    if !edit.is_empty() {
        let mut whole = before.clone();
        edit.apply(&mut whole).map_err(|refusal| Stopped { line: last, refusal })?;
        if let Some(violation) = integrity_beyond_references(&whole).into_iter().next() {
            let touched = (violation.kind, Arc::clone(&violation.id));
            let line = reached.iter().rev().find(|(_, keys)| keys.contains(&touched)).map_or(last, |(line, _)| *line);
            return Err(Stopped { line, refusal: Refusal::Breaks(violation.to_string()) });
        }
        update(workbench, Command::Apply(edit.clone())).map_err(|refusal| Stopped { line: last, refusal })?;
    }
    Ok(Ran { steps, edit })
}

/// Which records a line reached.
type Reached = Vec<(usize, BTreeSet<(Kind, Arc<str>)>)>;

fn steps(workbench: &mut Workbench, lines: &[Line], start: usize) -> Result<(Vec<Step>, Reached), Stopped> {
    let (mut steps, mut reached, mut seen) = (Vec::new(), Vec::new(), start);
    for line in lines {
        let step = step(workbench, line).map_err(|refusal| Stopped { line: line.number, refusal })?;
        let keys = workbench.history().done().iter().skip(seen).flat_map(|edit| &edit.changes);
        reached.push((line.number, keys.map(|change| (change.kind(), change.id())).collect()));
        seen = workbench.history().done().len();
        steps.push(step);
    }
    Ok((steps, reached))
}

fn step(workbench: &mut Workbench, line: &Line) -> Result<Step, Refusal> {
    let (name, words) = line.words.split_first().map_or(("", [].as_slice()), |(name, rest)| (name.as_str(), rest));
    let spoken = list::find(name).ok_or_else(|| {
        let near = nearest(name, list::all().map(|spoken| spoken.name));
        let hint = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
        Refusal::bad("command", format!("there is no command {name:?}{hint}"))
    })?;
    let idle = |why: String| Step {
        line: line.number,
        name: spoken.name,
        label: format!("Nothing to change: {why}"),
        changed: 0,
        created: Vec::new(),
        remark: None,
        lines: Vec::new(),
    };
    let read = Given::of(workbench, spoken, words).and_then(|given| (spoken.read)(&given));
    let command = match read {
        Err(Refusal::NoChange(why)) => return Ok(idle(why)),
        read => read?,
    };
    let count = workbench.history().done().len();
    let done = match update(workbench, command) {
        Err(Refusal::NoChange(why)) => return Ok(idle(why)),
        done => done?,
    };
    update(workbench, Command::Seal)?;
    let Some(edit) = workbench.history().done().get(count) else {
        return Ok(idle("everything is so already".to_owned()));
    };
    let created = edit.changes.iter().filter(|change| change.before().is_none());
    Ok(Step {
        line: line.number,
        name: spoken.name,
        label: edit.label.clone(),
        changed: edit.changes.len(),
        created: created.map(|change| (change.kind(), change.id())).collect(),
        remark: done.remark,
        lines: done.lines,
    })
}

/// Everything that was done since `start` as one edit against the program before.
fn merged(workbench: &Workbench, before: &Program, start: usize, steps: &[Step]) -> Edit {
    let mut draft = Draft::over(before);
    for change in workbench.history().done().iter().skip(start).flat_map(|edit| &edit.changes) {
        match workbench.program().record(change.kind(), &change.id()) {
            Some(record) => draft.put(record),
            None => draft.remove(change.kind(), &change.id()),
        }
    }
    let done: Vec<&Step> = steps.iter().filter(|step| step.changed > 0).collect();
    draft.finish(match done.as_slice() {
        [] => String::new(),
        [one] => one.label.clone(),
        many => format!("Script of {} commands", many.len()),
    })
}
