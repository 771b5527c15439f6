//! Undo, redo, saving, and the date everything is looked at.

use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::update::Done;
use crate::app::workbench::Workbench;
use crate::edit::{Edit, Refusal};
use crate::export::review_package;
use crate::program::Kind;
use crate::report::qbr::Review;

pub(in crate::app) fn carry_out(workbench: &mut Workbench, command: Command) -> Result<Done, Refusal> {
    match command {
        Command::Undo => {
            let label = workbench.history().done().last().map(|edit| edit.label.clone());
            let edit = workbench.undo()?;
            stepped(edit.as_ref(), label, "Undid", "there is nothing to undo")
        }
        Command::Redo => {
            let label = workbench.history().undone().last().map(|edit| edit.label.clone());
            let edit = workbench.redo()?;
            stepped(edit.as_ref(), label, "Did again", "there is nothing to redo")
        }
        Command::GoToStep(steps) => go_to_step(workbench, steps),
        Command::Save => match workbench.path() {
            Some(path) => Ok(saving(workbench, path.to_owned())),
            None => Err(Refusal::NotNow("this program has no file yet; save it as a file".to_owned())),
        },
        Command::SaveAs(path) => Ok(saving(workbench, path)),
        Command::Export { path, text } => Ok(Done { effects: vec![Effect::Write { path, text }], ..Done::default() }),
        Command::WritePackage { qbr, folder } => {
            let (program, derived) = (workbench.program(), workbench.derived());
            let review = program.qbrs.get(&qbr).and_then(|qbr| Review::of(program, derived, qbr));
            let review = review.ok_or_else(|| Refusal::missing(Kind::Qbr, qbr.as_str()))?;
            let files = review_package::files(&review);
            Ok(Done { effects: vec![Effect::WriteFolder { folder, files }], ..Done::default() })
        }
        Command::Scenario(command) => match workbench.path() {
            Some(plan) => {
                let effect = Effect::Scenarios { plan: plan.to_owned(), command };
                Ok(Done { effects: vec![effect], ..Done::default() })
            }
            None => Err(Refusal::NotNow("scenarios stand beside the plan file; save the plan first".to_owned())),
        },
        Command::SetAsOf(date) => {
            workbench.set_asked(date);
            Ok(Done { label: format!("As of {}", workbench.as_of()), ..Done::default() })
        }
        _ => {
            workbench.history_mut().seal();
            Ok(Done::default())
        }
    }
}

fn stepped(edit: Option<&Edit>, label: Option<String>, verb: &str, none: &str) -> Result<Done, Refusal> {
    match (edit, label) {
        (Some(edit), Some(label)) => Ok(Done {
            label: format!("{verb}: {label}"),
            changed: edit.changes.len(),
            created: edit.changes.first().map(|change| (change.kind(), change.id())),
            ..Done::default()
        }),
        _ => Err(Refusal::NotNow(none.to_owned())),
    }
}

/// Until so many steps are done; where one of them cannot be, everything is as before.
fn go_to_step(workbench: &mut Workbench, steps: usize) -> Result<Done, Refusal> {
    let before = workbench.history().done().len();
    if steps == before {
        return Err(Refusal::NoChange("the plan is as it was after this step".to_owned()));
    }
    if steps > before + workbench.history().undone().len() {
        return Err(Refusal::NotNow("there is no such step".to_owned()));
    }
    let mut changed = 0;
    while workbench.history().done().len() != steps {
        let edit = if steps < before { workbench.undo() } else { workbench.redo() };
        match edit {
            Ok(Some(edit)) => changed += edit.changes.len(),
            Ok(None) => break,
            Err(refusal) => {
                while workbench.history().done().len() != before {
                    let back = if steps < before { workbench.redo()? } else { workbench.undo()? };
                    if back.is_none() {
                        break;
                    }
                }
                return Err(refusal);
            }
        }
    }
    let count = steps.abs_diff(before);
    let count = if count == 1 { "1 step".to_owned() } else { format!("{count} steps") };
    let verb = if steps < before { "back" } else { "forward" };
    let last = workbench.history().done().last().map_or("the beginning", |edit| edit.label.as_str());
    Ok(Done { label: format!("Went {count} {verb}, to: {last}"), changed, ..Done::default() })
}

fn saving(workbench: &Workbench, path: std::path::PathBuf) -> Done {
    Done { effects: vec![workbench.save_to(path)], ..Done::default() }
}
