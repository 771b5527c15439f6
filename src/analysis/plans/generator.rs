//! the dated tasks of a program launch, a four-week enablement or a 90-day onboarding (C-41).

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use crate::program::period::{days_after, days_between, months_after};
use crate::program::task::PlanTemplate;

/// How far something lies from the start of its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Offset {
    /// Calendar days.
    Days(i32),
    /// Months, clamped to the last day of a shorter month.
    Months(i32),
}

/// A row of a plan template.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanRow {
    /// The phase or week it belongs to.
    pub group: String,
    /// A stable word.
    pub key: String,
    /// What is to be done.
    pub title: String,
    /// When it begins.
    pub begins: Offset,
    /// When it is due; an open task has no such date.
    #[serde(default)]
    pub due: Option<Offset>,
    /// Whether it is an assumption that can be left out.
    #[serde(default)]
    pub assumed: bool,
}

/// A task of a plan with its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedTask {
    /// The row it comes from.
    pub row: &'static PlanRow,
    /// When it begins.
    pub begins: Date,
    /// When it is due; nothing for an open task.
    pub due: Option<Date>,
    /// Days from the start of the plan until it is due.
    pub due_day: Option<i32>,
    /// Whether it was already past when the plan was made.
    pub late_at_start: bool,
}

/// A phase or week of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedGroup {
    /// Its word.
    pub group: &'static str,
    /// The earliest beginning.
    pub begins: Date,
    /// The latest due date; nothing when a task is open.
    pub due: Option<Date>,
    /// How many tasks.
    pub tasks: usize,
}

static LAUNCH: LazyLock<Vec<PlanRow>> = LazyLock::new(|| read(include_str!("../../../assets/templates/launch.ron")));
static ENABLEMENT: LazyLock<Vec<PlanRow>> =
    LazyLock::new(|| read(include_str!("../../../assets/templates/enablement.ron")));
static ONBOARDING: LazyLock<Vec<PlanRow>> =
    LazyLock::new(|| read(include_str!("../../../assets/templates/onboarding.ron")));

fn read(text: &str) -> Vec<PlanRow> {
    ron::from_str(text).unwrap_or_default()
}

impl Offset {
    /// The date so far from a start.
    pub fn after(self, start: Date) -> Date {
        match self {
            Self::Days(days) => days_after(start, days),
            Self::Months(months) => months_after(start, months),
        }
    }
}

/// The rows of a template in order; each wave of a rollout is an onboarding.
pub fn rows(template: PlanTemplate, activation_tasks: bool) -> impl Iterator<Item = &'static PlanRow> {
    let (first, then): (&'static [PlanRow], &'static [PlanRow]) = match template {
        PlanTemplate::Launch => (&LAUNCH, &[]),
        PlanTemplate::Enablement4w => (&ENABLEMENT, &[]),
        PlanTemplate::Onboarding90 | PlanTemplate::Rollout => (&ENABLEMENT, &ONBOARDING),
    };
    first.iter().chain(then).filter(move |row| activation_tasks || !row.assumed)
}

/// every task of a template for a plan that starts on `start`, seen on `as_of`.
pub fn generate(template: PlanTemplate, start: Date, as_of: Date, activation_tasks: bool) -> Vec<PlannedTask> {
    let task = |row: &'static PlanRow| {
        let due = row.due.map(|due| due.after(start));
        PlannedTask {
            row,
            begins: row.begins.after(start),
            due,
            due_day: due.map(|due| days_between(start, due)),
            late_at_start: due.is_some_and(|due| due < as_of),
        }
    };
    rows(template, activation_tasks).map(task).collect()
}

/// The phases or weeks of a plan, in the order of their first tasks.
pub fn groups(tasks: &[PlannedTask]) -> Vec<PlannedGroup> {
    let mut groups: Vec<PlannedGroup> = Vec::new();
    for task in tasks {
        if let Some(group) = groups.iter_mut().find(|group| group.group == task.row.group) {
            group.begins = group.begins.min(task.begins);
            group.due = group.due.zip(task.due).map(|(latest, due)| latest.max(due));
            group.tasks += 1;
        } else {
            groups.push(PlannedGroup { group: &task.row.group, begins: task.begins, due: task.due, tasks: 1 });
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_launch_keeps_the_end_of_the_month_and_its_last_phase_is_open() {
        let start = date(2023, 12, 31);
        let tasks = generate(PlanTemplate::Launch, start, start, true);
        let phases: Vec<_> = groups(&tasks).iter().map(|group| (group.group, group.due, group.tasks)).collect();
        let (february, april) = (Some(date(2024, 2, 29)), Some(date(2024, 4, 30)));
        assert_eq!(phases, [("foundation", february, 8), ("pilot", april, 6), ("launch", None, 5)]);
        assert!(tasks.iter().all(|task| !task.late_at_start));
    }

    #[test]
    fn the_four_weeks_are_due_on_days_7_14_21_and_28() {
        let tasks = generate(PlanTemplate::Enablement4w, date(2025, 3, 3), date(2025, 3, 11), true);
        let days: Vec<_> = tasks.iter().filter_map(|task| task.due_day).collect();
        assert_eq!(days, [7, 7, 7, 14, 14, 14, 21, 21, 21, 28, 28, 28]);
        assert_eq!(tasks.iter().filter(|task| task.late_at_start).count(), 3);
    }

    #[test]
    fn an_onboarding_can_leave_out_what_is_assumed() {
        let keys = |assumed| rows(PlanTemplate::Onboarding90, assumed).map(|row| row.key.as_str()).collect::<Vec<_>>();
        assert_eq!((keys(true).len(), keys(false).len()), (19, 16));
        assert!(!keys(false).contains(&"account_plan"));
        let tasks = generate(PlanTemplate::Onboarding90, date(2025, 1, 1), date(2025, 1, 1), true);
        let last = groups(&tasks).pop().unwrap();
        assert_eq!((last.begins, last.due), (date(2025, 3, 3), Some(date(2025, 4, 1))));
    }
}
