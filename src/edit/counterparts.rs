//! An action item and the tasks that carry it out say the same: what one is changed to, the other becomes in the same
//! step.

use super::change::{Change, Edit};
use crate::program::id::Id;
use crate::program::qbr::ActionItem;
use crate::program::task::Task;
use crate::program::{AnyRecord, Kind, Program};

fn task_like(item: &ActionItem, task: &Task) -> Task {
    Task {
        title: item.text.clone(),
        side: item.side,
        person: item.person.clone(),
        due: item.due.unwrap_or(task.due),
        done_on: item.done_on,
        ..task.clone()
    }
}

fn item_like(task: &Task, item: &ActionItem) -> ActionItem {
    ActionItem {
        text: task.title.clone(),
        side: task.side,
        person: task.person.clone(),
        due: Some(task.due),
        done_on: task.done_on,
        ..item.clone()
    }
}

/// The edit with the counterparts of what it changes; where it changes both, they stay as they are in it.
pub fn with_counterparts(program: &Program, mut edit: Edit) -> Edit {
    let mut more: Vec<Change> = Vec::new();
    let named = |kind: Kind, id: &str| edit.changes.iter().any(|change| change.kind() == kind && *change.id() == *id);
    for change in &edit.changes {
        match (change.before(), change.after()) {
            (Some(_), Some(AnyRecord::ActionItem(item))) => {
                let tasks = program.tasks.iter().filter(|task| task.action.as_ref() == Some(&item.id));
                let tasks = tasks.filter(|task| !named(Kind::Task, task.id.as_str()));
                more.extend(
                    tasks.filter_map(|task| Change::of(Some(task.clone().into()), Some(task_like(item, task).into()))),
                );
            }
            (Some(_), Some(AnyRecord::Task(task))) => {
                let id: Option<&Id<ActionItem>> = task.action.as_ref();
                let item = id.filter(|id| !named(Kind::ActionItem, id.as_str())).and_then(|id| program.actions.get(id));
                more.extend(
                    item.and_then(|item| Change::of(Some(item.clone().into()), Some(item_like(task, item).into()))),
                );
            }
            _ => {}
        }
    }
    edit.changes.extend(more);
    edit
}
