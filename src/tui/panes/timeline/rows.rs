//! The lines of the list: groups, unfolded into lanes and tasks, as far as the filter lets them through.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::model::{Counts, Group, GroupId, Standing, phase};
use crate::program::Program;
use crate::program::choice::Choice;
use crate::program::id::Id;
use crate::program::side::Side;
use crate::program::task::Task;

/// How tasks are gathered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Lanes {
    /// By date alone.
    #[default]
    Date,
    /// Before, on and after the launch.
    Phase,
    /// By who does them.
    Side,
    /// Campaigns under their partners.
    Partner,
    /// Open tasks of all campaigns under who does them.
    Owner,
}

impl Lanes {
    pub(super) fn next(self) -> Self {
        match self {
            Self::Date => Self::Phase,
            Self::Phase => Self::Side,
            Self::Side => Self::Partner,
            Self::Partner => Self::Owner,
            Self::Owner => Self::Date,
        }
    }

    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Date => "by campaign and date",
            Self::Phase => "by phase: before, on and after the day",
            Self::Side => "by side: us, partner, both",
            Self::Partner => "by partner",
            Self::Owner => "by owner: open tasks of everything under who does them",
        }
    }
}

/// One line; the numbers are places in the groups and in the tasks of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Row {
    Heading(String),
    Group(usize),
    Lane(usize, String),
    Task(usize, usize),
}

/// What the cursor keeps to when the lines change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    Group(GroupId),
    Task(Id<Task>),
}

/// What decides which lines there are.
pub(super) struct Arrangement<'a> {
    pub(super) groups: &'a [Group],
    pub(super) unfolded: &'a BTreeSet<GroupId>,
    pub(super) lanes: Lanes,
    pub(super) filter: &'a str,
    pub(super) as_of: Date,
    pub(super) program: &'a Program,
}

impl Arrangement<'_> {
    /// The lines of the list, and how many tasks the filter hides.
    pub(super) fn rows(&self) -> (Vec<Row>, usize) {
        if self.lanes == Lanes::Owner {
            return self.by_owner();
        }
        let mut order: Vec<usize> = (0..self.groups.len()).collect();
        if self.lanes == Lanes::Partner {
            order.sort_by_key(|index| self.groups.get(*index).map(lane_of_partner));
        }
        let (mut rows, mut hidden) = (Vec::new(), 0);
        let mut heading = None;
        for (index, group) in order.into_iter().filter_map(|index| Some((index, self.groups.get(index)?))) {
            let shown = self.shown_tasks(group);
            hidden += group.tasks.len() - shown.len();
            if shown.is_empty() && !self.matches_all(group, "") {
                continue;
            }
            if self.lanes == Lanes::Partner && heading.as_ref() != Some(&lane_of_partner(group).1) {
                let name = lane_of_partner(group).1;
                rows.push(Row::Heading(name.clone()));
                heading = Some(name);
            }
            rows.push(Row::Group(index));
            if self.unfolded.contains(&group.id) || !self.filter.is_empty() {
                self.unfold(index, group, &shown, &mut rows);
            }
        }
        (rows, hidden)
    }

    /// Every task that the filter lets through, earliest first.
    pub(super) fn by_date(&self) -> (Vec<Row>, usize) {
        let mut hidden = 0;
        let mut found: Vec<(Date, usize, usize)> = Vec::new();
        for (index, group) in self.groups.iter().enumerate() {
            let shown = self.shown_tasks(group);
            hidden += group.tasks.len() - shown.len();
            found.extend(shown.into_iter().filter_map(|task| Some((group.tasks.get(task)?.due, index, task))));
        }
        found.sort_unstable();
        (found.into_iter().map(|(_, group, task)| Row::Task(group, task)).collect(), hidden)
    }

    /// Open tasks under the people who do them, by date; what nobody does yet comes last.
    fn by_owner(&self) -> (Vec<Row>, usize) {
        let (found, hidden) = self.by_date();
        let mut owners: BTreeMap<(u8, String), Vec<(&Task, Row)>> = BTreeMap::new();
        for row in found {
            let Row::Task(group, at) = row else { continue };
            let Some(group) = self.groups.get(group).filter(|group| !group.is_cancelled()) else { continue };
            let Some(task) = group.tasks.get(at).filter(|task| task.done_on.is_none()) else { continue };
            owners.entry(owner_of(task)).or_default().push((task.as_ref(), row));
        }
        let mut rows = Vec::new();
        for ((_, owner), tasks) in owners {
            let counts = Counts::of(tasks.iter().map(|(task, _)| *task), self.as_of);
            let late = if counts.late > 0 { format!(", {} late", counts.late) } else { String::new() };
            rows.push(Row::Heading(format!("{owner}  {} open{late}", counts.open + counts.late)));
            rows.extend(tasks.into_iter().map(|(_, row)| row));
        }
        (rows, hidden)
    }

    fn unfold(&self, index: usize, group: &Group, shown: &[usize], rows: &mut Vec<Row>) {
        let lanes: Vec<(&'static str, Vec<usize>)> = match self.lanes {
            Lanes::Date | Lanes::Partner | Lanes::Owner => {
                rows.extend(shown.iter().map(|task| Row::Task(index, *task)));
                return;
            }
            Lanes::Side => {
                let of = |side: Side| pick(group, shown, |task| task.side == side);
                Side::ALL.iter().map(|side| (side.label(), of(*side))).collect()
            }
            Lanes::Phase => {
                let of = |wanted| pick(group, shown, |task| phase(task, group.launch()) == wanted);
                let phases = crate::analysis::timeline::Phase::ALL;
                let mut lanes: Vec<_> = phases.iter().map(|phase| (phase.label(), of(Some(*phase)))).collect();
                lanes.push(("By date", of(None)));
                lanes
            }
        };
        for (name, tasks) in lanes.into_iter().filter(|(_, tasks)| !tasks.is_empty()) {
            let in_lane = tasks.iter().filter_map(|task| group.tasks.get(*task)).map(AsRef::as_ref);
            rows.push(Row::Lane(index, format!("{name} {}", Counts::of(in_lane, self.as_of).short())));
            rows.extend(tasks.into_iter().map(|task| Row::Task(index, task)));
        }
    }

    fn shown_tasks(&self, group: &Group) -> Vec<usize> {
        if self.filter.is_empty() {
            return (0..group.tasks.len()).collect();
        }
        let found = group.tasks.iter().enumerate();
        let found = found.filter(|(_, task)| self.matches_all(group, &self.words(task)));
        found.map(|(at, _)| at).collect()
    }

    /// Every word of the filter is a part of the texts, or the state or kind of the campaign.
    fn matches_all(&self, group: &Group, words: &str) -> bool {
        let (around, state, kind) = (group.words(), group.state.to_lowercase(), group.kind.to_lowercase());
        let is = |wanted: &str| state == wanted || kind.split_whitespace().any(|word| word == wanted);
        let filter = self.filter.to_lowercase();
        filter.split_whitespace().all(|wanted| words.contains(wanted) || around.contains(wanted) || is(wanted))
    }

    fn words(&self, task: &Task) -> String {
        let partner = task.partner.as_ref().and_then(|id| self.program.partners.get(id));
        let late = if task.done_on.is_none() && task.due < self.as_of { "late" } else { "" };
        let mut words = format!("{} {} {late}", task.title, Standing::of(task, self.as_of).word());
        let more = [task.person.as_deref(), task.role.as_deref(), Some(task.side.label())];
        for text in more.into_iter().flatten().chain(partner.map(|partner| partner.name.as_str())) {
            words.push(' ');
            words.push_str(text);
        }
        words.to_lowercase()
    }
}

/// The shown tasks that are wanted.
fn pick(group: &Group, shown: &[usize], wanted: impl Fn(&Task) -> bool) -> Vec<usize> {
    shown.iter().copied().filter(|at| group.tasks.get(*at).is_some_and(|task| wanted(task))).collect()
}

/// The person, else the role, else the side.
fn owner_of(task: &Task) -> (u8, String) {
    match (&task.person, &task.role) {
        (Some(person), _) => (0, person.clone()),
        (None, Some(role)) => (1, format!("Nobody yet: {role}, {}", task.side.label())),
        (None, None) => (2, format!("Nobody yet: {}", task.side.label())),
    }
}

/// Groups without a partner come last.
fn lane_of_partner(group: &Group) -> (bool, String) {
    let name = if group.with.is_empty() { "Without a partner" } else { &group.with };
    (group.with.is_empty(), name.to_owned())
}
