//! What there is to show, read from the program: campaigns and plans with their tasks, and how many are done or late.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::analysis::timeline::Phase;
use crate::program::Program;
use crate::program::campaign::{Campaign, CampaignState};
use crate::program::choice::Choice;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::period::days_between;
use crate::program::task::{Plan, Task};

/// What a group of tasks belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum GroupId {
    Campaign(Id<Campaign>),
    Plan(Id<Plan>),
    Loose,
}

/// How a task stands on the as-of date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Done,
    Blocked,
    Late,
    Open,
}

impl Standing {
    pub(super) fn of(task: &Task, as_of: Date) -> Self {
        match () {
            () if task.done_on.is_some() => Self::Done,
            () if task.blocked.is_some() => Self::Blocked,
            () if task.due < as_of => Self::Late,
            () => Self::Open,
        }
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Blocked => "blocked",
            Self::Late => "late",
            Self::Open => "open",
        }
    }
}

/// How many tasks are done, past their date, and still ahead.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) done: usize,
    pub(super) late: usize,
    pub(super) open: usize,
}

impl Counts {
    pub(super) fn of<'a>(tasks: impl IntoIterator<Item = &'a Task>, as_of: Date) -> Self {
        let mut counts = Self::default();
        for task in tasks {
            match task.done_on {
                Some(_) => counts.done += 1,
                None if task.due < as_of => counts.late += 1,
                None => counts.open += 1,
            }
        }
        counts
    }

    pub(super) fn total(self) -> usize {
        self.done + self.late + self.open
    }

    /// `5/24, 2 late`.
    pub(super) fn short(self) -> String {
        let late = if self.late > 0 { format!(", {} late", self.late) } else { String::new() };
        if self.total() == 0 { "no tasks".to_owned() } else { format!("{}/{}{late}", self.done, self.total()) }
    }

    /// `5 done, 2 late, 17 open of 24`.
    pub(super) fn words(self) -> String {
        match self.total() {
            0 => "no tasks".to_owned(),
            total => format!("{} done, {} late, {} open of {total}", self.done, self.late, self.open),
        }
    }
}

/// A campaign, a plan, or what belongs to neither, with its tasks by date.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) id: GroupId,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) state: String,
    /// The launch, or the first day of a plan.
    pub(super) anchor: Option<Date>,
    pub(super) partners: Vec<Id<Partner>>,
    pub(super) with: String,
    pub(super) tasks: Vec<Arc<Task>>,
    pub(super) counts: Counts,
}

impl Group {
    /// The launch of a campaign; plans start, they do not launch.
    pub(super) fn launch(&self) -> Option<Date> {
        self.anchor.filter(|_| matches!(self.id, GroupId::Campaign(_)))
    }

    pub(super) fn campaign(&self) -> Option<&Id<Campaign>> {
        if let GroupId::Campaign(id) = &self.id { Some(id) } else { None }
    }

    pub(super) fn is_with(&self, partner: &Id<Partner>) -> bool {
        self.partners.contains(partner) || self.tasks.iter().any(|task| task.partner.as_ref() == Some(partner))
    }

    /// Everything about the group that a filter may name a part of, in small letters.
    pub(super) fn words(&self) -> String {
        format!("{} {}", self.name, self.with).to_lowercase()
    }

    /// True for a campaign that is not done any more: nothing of it is due.
    pub(super) fn is_cancelled(&self) -> bool {
        self.state == CampaignState::Cancelled.label()
    }

    /// How many are done, late and open; nothing of what is cancelled is late.
    pub(super) fn counted(&self) -> String {
        if self.is_cancelled() {
            return format!("cancelled, {} of {} done", self.counts.done, self.counts.total());
        }
        self.counts.words()
    }

    /// True where something is past its date.
    pub(super) fn is_late(&self) -> bool {
        self.counts.late > 0 && !self.is_cancelled()
    }

    /// What stands at the right of its line.
    pub(super) fn progress(&self) -> String {
        if self.is_cancelled() { "cancelled".to_owned() } else { self.counts.short() }
    }
}

/// Whether the task lies before, on, or after the launch; nothing where there is none.
pub(super) fn phase(task: &Task, launch: Option<Date>) -> Option<Phase> {
    let days = days_between(launch?, task.due);
    Some(match days {
        ..0 => Phase::Before,
        0 => Phase::Day,
        1.. => Phase::After,
    })
}

/// `W-3`, `W0`, `T+2`: whole weeks as weeks, other days as days, counted from the launch.
pub(super) fn offset_words(launch: Date, due: Date) -> String {
    match days_between(launch, due) {
        0 => "W0".to_owned(),
        days if days % 7 == 0 => format!("W{:+}", days / 7),
        days => format!("T{days:+}"),
    }
}

/// All groups by date; what belongs to none comes last.
pub(super) fn groups(program: &Program, as_of: Date) -> Vec<Group> {
    let mut tasks: BTreeMap<GroupId, Vec<Arc<Task>>> = BTreeMap::new();
    for task in program.tasks.iter_shared() {
        tasks.entry(home_of(task)).or_default().push(Arc::clone(task));
    }
    let names = |ids: &[Id<Partner>]| {
        let named = ids.iter().map(|id| program.partners.get(id).map_or(id.as_str(), |partner| &partner.name));
        named.collect::<Vec<_>>().join(", ")
    };
    let mut take = |id: GroupId| {
        let mut some = tasks.remove(&id).unwrap_or_default();
        some.sort_by(|a, b| (a.due, &a.title, &a.id).cmp(&(b.due, &b.title, &b.id)));
        let counts = Counts::of(some.iter().map(AsRef::as_ref), as_of);
        (id, some, counts)
    };
    let mut groups: Vec<Group> = Vec::new();
    for campaign in program.campaigns.iter() {
        let (id, tasks, counts) = take(GroupId::Campaign(campaign.id.clone()));
        groups.push(Group {
            id,
            name: campaign.name.clone(),
            kind: campaign.kind.label().to_owned(),
            state: campaign.state.label().to_owned(),
            anchor: Some(campaign.launch),
            with: names(&campaign.partners),
            partners: campaign.partners.clone(),
            tasks,
            counts,
        });
    }
    for plan in program.plans.iter() {
        let (id, tasks, counts) = take(GroupId::Plan(plan.id.clone()));
        let partners: Vec<Id<Partner>> = plan.partner.iter().cloned().collect();
        groups.push(Group {
            id,
            name: plan.name.clone(),
            kind: plan.template.label().to_owned(),
            state: "Plan".to_owned(),
            anchor: Some(plan.start),
            with: names(&partners),
            partners,
            tasks,
            counts,
        });
    }
    groups.sort_by(|a, b| (a.anchor, &a.name, &a.id).cmp(&(b.anchor, &b.name, &b.id)));
    let (id, tasks, counts) = take(GroupId::Loose);
    if !tasks.is_empty() {
        let (name, kind) = ("Other tasks".to_owned(), "Without campaign or plan".to_owned());
        let (state, with) = (String::new(), String::new());
        groups.push(Group { id, name, kind, state, anchor: None, partners: Vec::new(), with, tasks, counts });
    }
    groups
}

fn home_of(task: &Task) -> GroupId {
    match (&task.campaign, &task.plan) {
        (Some(campaign), _) => GroupId::Campaign(campaign.clone()),
        (None, Some(plan)) => GroupId::Plan(plan.clone()),
        (None, None) => GroupId::Loose,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_offset_is_told_in_weeks_where_it_is_whole_weeks() {
        let launch = date(2026, 10, 22);
        for (due, words) in [
            (date(2026, 10, 22), "W0"),
            (date(2026, 10, 1), "W-3"),
            (date(2026, 11, 5), "W+2"),
            (date(2026, 10, 21), "T-1"),
            (date(2026, 10, 23), "T+1"),
        ] {
            assert_eq!(offset_words(launch, due), words);
        }
    }
}
