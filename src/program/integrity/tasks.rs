//! Tasks that can be done in some order.

use std::collections::{BTreeMap, BTreeSet};

use super::violation::Check;
use crate::program::id::Id;
use crate::program::task::Task;

pub(super) fn check(check: &mut Check<'_>) {
    for task in check.program.tasks.iter() {
        let ok = task.offset.is_none() || task.campaign.is_some() || task.plan.is_some();
        check.expect(ok, task, "offset_without_start", "offset", "an offset counts from a campaign or a plan");
    }
    for id in in_circles(check) {
        if let Some(task) = check.program.tasks.get(&id) {
            check.report(task, "tasks_in_a_circle", "depends_on", "this task waits for itself");
        }
    }
}

/// Tasks that are left when those are taken away, again and again, that wait for nothing or for which nothing waits.
fn in_circles(check: &Check<'_>) -> BTreeSet<Id<Task>> {
    let tasks = &check.program.tasks;
    let mut waits: BTreeMap<&Id<Task>, BTreeSet<&Id<Task>>> = tasks
        .iter()
        .filter(|task| !task.depends_on.is_empty())
        .map(|task| (&task.id, task.depends_on.iter().collect()))
        .collect();
    loop {
        let before = waits.len();
        let waiting: BTreeSet<&Id<Task>> = waits.keys().copied().collect();
        let awaited: BTreeSet<&Id<Task>> = waits.values().flatten().copied().collect();
        waits.retain(|id, on| {
            on.retain(|other| waiting.contains(other));
            !on.is_empty() && awaited.contains(id)
        });
        if waits.len() == before {
            return waits.into_keys().cloned().collect();
        }
    }
}
