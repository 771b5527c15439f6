//! Moving a launch or tasks with the keys: it is drawn where it would be, and stays only when it is dropped.

use jiff::civil::Date;

use super::launch::{follows, moved_to};
use super::model::{Group, GroupId};
use super::rows::Row;
use super::state::Timeline;
use crate::analysis::dependencies::{self, Moved, TooEarly};
use crate::analysis::working_days::WorkingDays;
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
    /// What waits for the tasks and goes with them, or why they cannot go there.
    follow: Result<Moved, TooEarly>,
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
            Some(Grab { what: Grabbed::Launch(id), days, .. })
                if task.campaign.as_ref() == Some(id) && follows(task) =>
            {
                *days
            }
            Some(Grab { what: Grabbed::Tasks(ids), days, .. }) if ids.contains(&task.id) => *days,
            Some(Grab { what: Grabbed::Tasks(_), follow: Ok(moved), .. }) if moved.dates.contains_key(&task.id) => {
                return moved.dates.get(&task.id).copied().unwrap_or(task.due);
            }
            _ => 0,
        };
        days_after(task.due, days)
    }

    /// The launch as drawn: moved while it is grabbed.
    pub(super) fn anchor_shown(&self, group: &Group) -> Option<Date> {
        let days = match &self.grab {
            Some(Grab { what: Grabbed::Launch(id), days, .. }) if group.campaign() == Some(id) => *days,
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
                    return Outcome::unavailable("Finished tasks keep their dates; [key:done.toggle] opens one again");
                }
                Grabbed::Tasks(open)
            }
        };
        self.grab = Some(Grab { what, days: 0, follow: Ok(Moved::default()) });
        Outcome::Changed
    }

    /// The keys while something is grabbed.
    pub(super) fn move_grab(&mut self, action: Action, context: &Context<'_>) -> Outcome {
        let Some(grab) = &self.grab else { return Outcome::ignored() };
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
        let days = grab.days + by;
        self.grab_to(days, context)
    }

    /// Puts what is grabbed so many days from where it was.
    pub(super) fn grab_to(&mut self, days: i32, context: &Context<'_>) -> Outcome {
        let program = context.workbench.program();
        if let Some(grab) = &mut self.grab {
            grab.days = days.clamp(-3650, 3650);
            if let Grabbed::Tasks(ids) = &grab.what {
                let tasks = ids.iter().filter_map(|id| program.tasks.get(id));
                let wanted: Vec<_> = tasks.map(|task| (task.id.clone(), days_after(task.due, grab.days))).collect();
                grab.follow = dependencies::moved(program, &wanted);
            }
        }
        Outcome::Changed
    }

    pub(super) fn drop_grab(&mut self) -> Outcome {
        let Some(Grab { what, days, .. }) = self.grab.take() else { return Outcome::ignored() };
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
        let Grab { what, days, follow } = self.grab.as_ref()?;
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
            Grabbed::Tasks(ids) => {
                let mut words = match ids.as_slice() {
                    [_] => {
                        let due = self.current_task().map(|task| self.due_shown(task));
                        let partners = self.current_group().map_or(&[][..], |group| &group.partners);
                        let off = WorkingDays::with(context.workbench.program(), partners);
                        let off = due.and_then(|due| off.off(due)).map(|off| format!(", {}", off.words()));
                        let due = due.map(weekday).unwrap_or_default();
                        format!("Due {due}{} ({by})", off.unwrap_or_default())
                    }
                    many => format!("{} tasks by {by}", many.len()),
                };
                match follow {
                    Ok(moved) if moved.following > 0 => {
                        words = format!("{words}: {} that wait go with it", moved.following);
                    }
                    Err(early) => {
                        words = format!("{words}: it waits for {}, due {}", early.waits_for, weekday(early.due));
                    }
                    Ok(_) => {}
                }
                words
            }
        })
    }
}
