//! Marked tasks: one, a range, or all that are shown; and finding tasks.

use std::collections::BTreeSet;

use super::rows::Row;
use super::state::Timeline;
use crate::program::id::Id;
use crate::program::task::Task;
use crate::tui::outcome::Outcome;
use crate::tui::pane::Context;

/// The marked tasks, and where a range began.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    marked: BTreeSet<Id<Task>>,
    range: Option<(usize, BTreeSet<Id<Task>>)>,
}

impl Marks {
    pub(super) fn contains(&self, id: &Id<Task>) -> bool {
        self.marked.contains(id)
    }

    pub(super) fn count(&self) -> usize {
        self.marked.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.marked.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Id<Task>> {
        self.marked.iter()
    }

    /// True while moving marks a range.
    pub(super) fn ranging(&self) -> bool {
        self.range.is_some()
    }

    /// Drops marks of tasks that are gone.
    pub(super) fn keep(&mut self, there: impl Fn(&Id<Task>) -> bool) {
        self.marked.retain(|id| there(id));
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}

impl Timeline {
    /// Marks the task, or all tasks of the group, or takes the marks away; then goes down.
    pub(super) fn toggle_mark(&mut self) -> Outcome {
        let ids: Vec<Id<Task>> = match self.current_row() {
            Some(Row::Task(..)) => self.current_task().map(|task| task.id.clone()).into_iter().collect(),
            Some(Row::Group(group)) => {
                let group = self.groups.get(*group);
                group.into_iter().flat_map(|group| &group.tasks).map(|task| task.id.clone()).collect()
            }
            _ => Vec::new(),
        };
        if ids.is_empty() {
            return Outcome::unavailable("There is no task to mark here");
        }
        let on_a_group = matches!(self.current_row(), Some(Row::Group(_)));
        if ids.iter().all(|id| self.marks.marked.contains(id)) {
            self.marks.marked.retain(|id| !ids.contains(id));
        } else {
            self.marks.marked.extend(ids);
        }
        if !on_a_group {
            let _ = self.move_by(1);
        }
        Outcome::Changed
    }

    /// Begins or ends marking a range.
    pub(super) fn toggle_range(&mut self) -> Outcome {
        if self.marks.range.take().is_some() {
            return Outcome::info(format!("{} marked", self.marks.count()));
        }
        self.marks.range = Some((self.view.cursor, self.marks.marked.clone()));
        self.extend_range();
        Outcome::info("Moving marks a range; v ends it")
    }

    /// Marks everything between where the range began and the cursor.
    pub(super) fn extend_range(&mut self) {
        let Some((from, before)) = self.marks.range.clone() else { return };
        let (low, high) = (from.min(self.view.cursor), from.max(self.view.cursor));
        let rows = self.rows.get(low..=high.min(self.rows.len().saturating_sub(1))).unwrap_or_default();
        let between = rows.iter().filter_map(|row| match row {
            Row::Task(group, task) => self.task_at(*group, *task).map(|task| task.id.clone()),
            _ => None,
        });
        self.marks.marked = before.into_iter().chain(between).collect();
    }

    /// Marks every task that is shown, and says so.
    pub(super) fn mark_all(&mut self) -> Outcome {
        let shown = self.rows.iter().filter_map(|row| match row {
            Row::Task(group, task) => self.task_at(*group, *task).map(|task| task.id.clone()),
            _ => None,
        });
        let shown: BTreeSet<Id<Task>> = shown.collect();
        if shown.is_empty() {
            return Outcome::unavailable("No task is shown; l unfolds a campaign");
        }
        self.marks.marked = shown;
        Outcome::info(format!("Marked the {} tasks shown; Esc takes the marks away", self.marks.count()))
    }

    /// The marked tasks, else the one under the cursor.
    pub(super) fn targets(&self) -> Vec<Id<Task>> {
        if self.marks.is_empty() {
            return self.current_task().map(|task| task.id.clone()).into_iter().collect();
        }
        self.marks.iter().cloned().collect()
    }

    /// Leaves one thing: the range, the marks, the filter.
    pub(super) fn unwind(&mut self) -> Outcome {
        if self.marks.range.take().is_some() {
            return Outcome::Changed;
        }
        if !self.marks.is_empty() {
            self.marks.clear();
            return Outcome::info("Marks taken away");
        }
        self.clear_filter()
    }

    /// Shows everything again.
    pub(super) fn clear_filter(&mut self) -> Outcome {
        let filter = std::mem::take(&mut self.filter);
        if filter.is_empty() {
            return Outcome::ignored();
        }
        self.rearrange();
        Outcome::info(format!("Cleared the filter {filter:?}")).and(Outcome::Changed)
    }

    /// Goes to the next line that way whose text holds what was looked for.
    pub(super) fn find(&mut self, forward: bool, context: &Context<'_>) -> Outcome {
        if self.wanted.is_empty() {
            return Outcome::unavailable("Nothing was looked for yet; g / asks for it");
        }
        self.refresh(context);
        let wanted = self.wanted.to_lowercase();
        let count = self.rows.len();
        let order = (1..=count).map(|by| {
            let by = if forward { by } else { count - by % count.max(1) };
            (self.view.cursor + by) % count.max(1)
        });
        let holds = |at: &usize| match self.rows.get(*at) {
            Some(Row::Group(group)) => self.groups.get(*group).is_some_and(|g| g.name.to_lowercase().contains(&wanted)),
            Some(Row::Task(group, task)) => {
                self.task_at(*group, *task).is_some_and(|task| task.title.to_lowercase().contains(&wanted))
            }
            _ => false,
        };
        match order.into_iter().find(holds) {
            Some(at) => {
                self.view.cursor = at;
                self.moved()
            }
            None => Outcome::unavailable(format!("{:?} is not in the lines shown", self.wanted)),
        }
    }
}
