//! Where something with a due date stands, seen on the as-of date.

use jiff::civil::Date;

use crate::program::campaign::{Campaign, CampaignState};
use crate::program::choice::choice;
use crate::program::period::days_between;
use crate::program::qbr::ActionItem;
use crate::program::task::Task;

choice! {
    /// Where a task, an action item or a promise stands.
    pub enum DueStatus {
        Done = "done" => "Done",
        DoneLate = "done_late" => "Done late",
        Open = "open" => "Open",
        DueSoon = "due_soon" => "Due within 7 days",
        Overdue = "overdue" => "Overdue",
        NoDate = "no_date" => "No date",
        Blocked = "blocked" => "Blocked",
        Cancelled = "cancelled" => "Cancelled",
    }
}

impl DueStatus {
    /// From the due date and the day it was done. Due on the as-of date is not overdue yet.
    pub fn of(due: Option<Date>, done: Option<Date>, as_of: Date) -> Self {
        match (due, done.filter(|done| *done <= as_of)) {
            (Some(due), Some(done)) if done > due => Self::DoneLate,
            (_, Some(_)) => Self::Done,
            (None, None) => Self::NoDate,
            (Some(due), None) if due < as_of => Self::Overdue,
            (Some(due), None) if days_between(as_of, due) <= 7 => Self::DueSoon,
            (Some(_), None) => Self::Open,
        }
    }

    /// Of an action item.
    pub fn of_action(action: &ActionItem, as_of: Date) -> Self {
        Self::of(action.due, action.done_on, as_of)
    }

    /// Of a task; a blocked one that is not overdue yet is blocked, and one of a cancelled campaign is not to be done.
    pub fn of_task(task: &Task, campaign: Option<&Campaign>, as_of: Date) -> Self {
        let cancelled = campaign.is_some_and(|campaign| campaign.state == CampaignState::Cancelled);
        match Self::of(Some(task.due), task.done_on, as_of) {
            status if cancelled && !status.is_done() => Self::Cancelled,
            Self::Open | Self::DueSoon if task.blocked.is_some() => Self::Blocked,
            status => status,
        }
    }

    /// Whether it was done, be it late.
    pub fn is_done(self) -> bool {
        matches!(self, Self::Done | Self::DoneLate)
    }

    /// Days past the due date while open.
    pub fn days_late(due: Option<Date>, done: Option<Date>, as_of: Date) -> Option<i32> {
        let until = done.filter(|done| *done <= as_of).unwrap_or(as_of);
        due.map(|due| days_between(due, until)).filter(|days| *days > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_decides_where_something_stands() {
        let day = |day: i8| Date::constant(2026, 7, day);
        let cases = [
            (Some(9), None, DueStatus::Overdue),
            (Some(10), None, DueStatus::DueSoon),
            (Some(17), None, DueStatus::DueSoon),
            (Some(18), None, DueStatus::Open),
            (None, None, DueStatus::NoDate),
            (Some(9), Some(9), DueStatus::Done),
            (Some(8), Some(9), DueStatus::DoneLate),
            (Some(12), Some(11), DueStatus::DueSoon),
            (None, Some(9), DueStatus::Done),
        ];
        for (due, done, expected) in cases {
            assert_eq!(DueStatus::of(due.map(day), done.map(day), day(10)), expected, "{due:?} {done:?}");
        }
    }
}
