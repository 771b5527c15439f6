//! Moving a launch or tasks with the keys: it is drawn where it would be, and stays only when it is dropped.

use jiff::civil::Date;

use super::launch::{follows, moved_to};
use super::model::{Group, GroupId};
use super::rows::Row;
use super::state::Timeline;
use crate::app::command::CampaignCommand;
use crate::program::campaign::Campaign;
use crate::program::id::Id;
use crate::program::period::days_after;
use crate::program::task::Task;
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::pane::Context;
use crate::tui::session::Command;

/// What is being moved, and by how many days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grab {
    what: Grabbed,
    days: i32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Grabbed {
    Launch(Id<Campaign>),
    Tasks(Vec<Id<Task>>),
}

fn weekday(date: Date) -> String {
    date.strftime("%a %-d %b").to_string()
}

impl Timeline {
    /// The due date as drawn: moved while it is grabbed.
    pub(super) fn due_shown(&self, task: &Task) -> Date {
        let days = match &self.grab {
            Some(Grab { what: Grabbed::Launch(id), days }) if task.campaign.as_ref() == Some(id) && follows(task) => {
                *days
            }
            Some(Grab { what: Grabbed::Tasks(ids), days }) if ids.contains(&task.id) => *days,
            _ => 0,
        };
        days_after(task.due, days)
    }

    /// The launch as drawn: moved while it is grabbed.
    pub(super) fn anchor_shown(&self, group: &Group) -> Option<Date> {
        let days = match &self.grab {
            Some(Grab { what: Grabbed::Launch(id), days }) if group.campaign() == Some(id) => *days,
            _ => 0,
        };
        group.anchor.map(|anchor| days_after(anchor, days))
    }

    /// Begins to move the launch of the campaign, or the marked tasks or this one.
    pub(super) fn start_grab(&mut self) -> Outcome {
        let what = match self.current_row() {
            Some(Row::Group(group)) if self.marks.is_empty() => match self.groups.get(*group).map(|g| &g.id) {
                Some(GroupId::Campaign(id)) => Grabbed::Launch(id.clone()),
                _ => return Outcome::unavailable("Only a campaign has a launch; tasks of a plan move one by one"),
            },
            _ => {
                let open = self.open_targets();
                if open.is_empty() {
                    return Outcome::unavailable("Finished tasks keep their dates; d opens one again");
                }
                Grabbed::Tasks(open)
            }
        };
        self.grab = Some(Grab { what, days: 0 });
        Outcome::Changed
    }

    /// The keys while something is grabbed.
    pub(super) fn move_grab(&mut self, action: Action) -> Outcome {
        let Some(grab) = &mut self.grab else { return Outcome::ignored() };
        let by = match action {
            Action::GrabLeft | Action::GrabUp => -1,
            Action::GrabRight | Action::GrabDown => 1,
            Action::GrabFarBack => -7,
            Action::GrabFarOn => 7,
            Action::GrabDrop => return self.drop_grab(),
            Action::GrabCancel => {
                self.grab = None;
                return Outcome::info("Put back; nothing changed");
            }
            _ => return Outcome::ignored(),
        };
        grab.days = (grab.days + by).clamp(-3650, 3650);
        Outcome::Changed
    }

    fn drop_grab(&mut self) -> Outcome {
        let Some(Grab { what, days }) = self.grab.take() else { return Outcome::ignored() };
        if days == 0 {
            return Outcome::info("It stays where it was");
        }
        let command = match what {
            Grabbed::Launch(campaign) => {
                let launch =
                    self.groups.iter().find(|group| group.campaign() == Some(&campaign)).and_then(|g| g.anchor);
                let Some(launch) = launch else { return Outcome::unavailable("The campaign is gone") };
                CampaignCommand::MoveLaunch { campaign, launch: days_after(launch, days), working_days: false }
            }
            Grabbed::Tasks(tasks) => CampaignCommand::ShiftTasks { tasks, days },
        };
        Outcome::command(Command::Campaign(command))
    }

    /// What the header says while something is grabbed.
    pub(super) fn grab_words(&self, context: &Context<'_>) -> Option<String> {
        let Grab { what, days } = self.grab.as_ref()?;
        let by = format!("{days:+} {}", if days.abs() == 1 { "day" } else { "days" });
        Some(match what {
            Grabbed::Launch(id) => {
                let group = self.groups.iter().find(|group| group.campaign() == Some(id))?;
                let to = days_after(group.anchor?, *days);
                let moved = moved_to(group, to, false, context)?;
                let off = moved.off.as_ref().map(|off| format!(" {}", off.words())).unwrap_or_default();
                let past = if moved.notice < 0 { " in the past" } else { "" };
                format!("Launch {} to {}{off}{past} ({by}): {}", weekday(group.anchor?), weekday(to), moved.summary())
            }
            Grabbed::Tasks(ids) => match ids.as_slice() {
                [_] => {
                    let due = self.current_task().map(|task| self.due_shown(task)).map(weekday);
                    format!("Due {} ({by})", due.unwrap_or_default())
                }
                many => format!("{} tasks by {by}", many.len()),
            },
        })
    }
}
