//! What is due, read from the program: tasks and action items by date, and partners with overdue items.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::analysis::derived::DueItem;
use crate::app::Workbench;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::period::{days_after, days_between};
use crate::program::qbr::ActionItem;
use crate::program::task::Task;
use crate::program::{Kind, Program};

/// Days ahead that are shown.
const DAYS_AHEAD: i32 = 14;

/// What a line stands for; the cursor keeps to it when the list changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    Heading,
    Task(Id<Task>),
    Action(Id<ActionItem>),
    Partner,
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) subject: Subject,
    pub(super) partner: Option<Id<Partner>>,
    pub(super) due: Option<Date>,
    pub(super) text: String,
    pub(super) who: String,
    pub(super) blocked: bool,
}

impl Line {
    fn heading(text: String) -> Self {
        Self { subject: Subject::Heading, partner: None, due: None, text, who: String::new(), blocked: false }
    }

    /// True for a line that can be selected.
    pub(super) fn is_entry(&self) -> bool {
        self.subject != Subject::Heading
    }
}

/// All lines under their headings; a heading without lines is left out.
pub(super) fn lines(workbench: &Workbench) -> Vec<Line> {
    let (program, as_of) = (workbench.program(), workbench.as_of());
    let due = dated_items(workbench, days_after(as_of, DAYS_AHEAD));
    let within = |from: i32, to: i32| -> Vec<Line> {
        let inside = |line: &&Line| line.due.is_some_and(|due| (from..=to).contains(&days_between(as_of, due)));
        let mut some: Vec<Line> = due.iter().filter(inside).cloned().collect();
        some.sort_by(|a, b| (a.due, &a.text).cmp(&(b.due, &b.text)));
        some
    };
    let overdue = within(i32::MIN, -1);
    let waiting = waiting_partners(program, &overdue);
    let undated = program.actions.iter().filter(|action| action.done_on.is_none() && action.due.is_none());
    let parts = [
        ("Overdue", overdue),
        ("Next 7 days", within(0, 7)),
        ("The week after", within(8, DAYS_AHEAD)),
        ("Without a date", undated.map(of_action).collect()),
        ("Partners with overdue items", waiting),
    ];
    let mut lines = Vec::new();
    for (title, some) in parts {
        if !some.is_empty() {
            lines.push(Line::heading(format!("{title} ({})", some.len())));
            lines.extend(some);
        }
    }
    lines
}

/// Open tasks and action items with a date up to the last one shown: tasks first, each kind by identifier.
fn dated_items(workbench: &Workbench, last: Date) -> Vec<Line> {
    let program = workbench.program();
    let due = workbench.derived().due().take_while(|item| item.date <= last);
    let mut items: Vec<(bool, &DueItem, Line)> = due
        .filter_map(|item| match item.kind {
            Kind::Task => program.tasks.find(&item.id).map(|task| (false, item, of_task(task))),
            Kind::ActionItem => program.actions.find(&item.id).map(|action| (true, item, of_action(action))),
            _ => None,
        })
        .collect();
    items.sort_by(|a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
    items.into_iter().map(|(_, _, line)| line).collect()
}

fn of_task(task: &Task) -> Line {
    Line {
        subject: Subject::Task(task.id.clone()),
        partner: task.partner.clone(),
        due: Some(task.due),
        text: task.title.clone(),
        who: task.person.clone().or_else(|| task.role.clone()).unwrap_or_default(),
        blocked: task.blocked.is_some(),
    }
}

fn of_action(action: &ActionItem) -> Line {
    Line {
        subject: Subject::Action(action.id.clone()),
        partner: Some(action.partner.clone()),
        due: action.due,
        text: action.text.clone(),
        who: action.person.clone().unwrap_or_default(),
        blocked: false,
    }
}

fn waiting_partners(program: &Program, overdue: &[Line]) -> Vec<Line> {
    let mut counts: BTreeMap<&Id<Partner>, usize> = BTreeMap::new();
    for partner in overdue.iter().filter_map(|line| line.partner.as_ref()) {
        *counts.entry(partner).or_default() += 1;
    }
    let mut waiting: Vec<(usize, &Partner)> =
        counts.into_iter().filter_map(|(id, count)| Some((count, program.partners.get(id)?))).collect();
    waiting.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.name.cmp(&b.1.name)));
    let line = |(count, partner): (usize, &Partner)| Line {
        subject: Subject::Partner,
        partner: Some(partner.id.clone()),
        due: None,
        text: partner.name.clone(),
        who: if count == 1 { "1 item".to_owned() } else { format!("{count} items") },
        blocked: false,
    };
    waiting.into_iter().map(line).collect()
}
