//! Moving a launch to a date that is asked for, after showing what moves with it.

use jiff::civil::Date;

use super::model::{Group, GroupId};
use super::rows::Row;
use super::state::Timeline;
use crate::analysis::reanchor::{MovedTask, Reanchor, reanchor, stays};
use crate::app::command::CampaignCommand;
use crate::app::typed;
use crate::program::period::days_after;
use crate::program::task::Task;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Preview, PreviewLine, Prompt};
use crate::tui::pane::{Check, Context, Values};
use crate::tui::session::Command;

/// The prompt for a new launch date.
pub(super) const REANCHOR: &str = "timeline/reanchor/";
/// The list of what moves, to be accepted.
pub(super) const MOVE: &str = "timeline/move/";
/// Lines of the prompt that name tasks; the rest is counted.
const NAMED: usize = 6;
/// Ends the tag of the way that moves tasks to working days.
const WORKING: &str = "/working";

/// Whether a task moves with the launch of its campaign.
pub(super) fn follows(task: &Task) -> bool {
    stays(task).is_none()
}

/// A date as it is read: `Thu 22 Oct 2026`.
pub(super) fn long(date: Date) -> String {
    date.strftime("%a %-d %b %Y").to_string()
}

impl Timeline {
    /// Asks for a new launch date.
    pub(super) fn ask_launch(&self) -> Outcome {
        match self.current_group().map(|group| (&group.id, group.anchor)) {
            Some((GroupId::Campaign(id), Some(launch))) => {
                let prompt = Prompt::new(format!("{REANCHOR}{id}"), "New launch date")
                    .hint(format!("Now {}; 14 nov, fri, +2w from today, W+1 from the launch", long(launch)));
                Outcome::open(prompt)
            }
            _ => Outcome::unavailable("Only a campaign has a launch date"),
        }
    }

    fn campaign_group(&self, id: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.campaign().is_some_and(|campaign| campaign.as_str() == id))
    }

    /// Under the prompt: the date in words, then what moves.
    pub(super) fn check_launch(&self, id: &str, text: &str, context: &Context<'_>) -> Check {
        let as_of = context.workbench.as_of();
        let Some(group) = self.campaign_group(id).filter(|_| !text.trim().is_empty()) else { return Check::default() };
        let to = match typed::date(text, as_of, group.anchor) {
            Ok(date) => date,
            Err(error) => return Check { error: Some(error.to_string()), lines: Vec::new() },
        };
        let Some(moved) = moved_to(group, to, false, context) else { return Check::default() };
        if let Some(why) = moved.clock {
            return Check { error: Some(why), lines: vec!["Change the time first: s t".to_owned()] };
        }
        let mut lines = vec![moved.headline(), moved.summary()];
        // What is wrong with comes first: there is room for few.
        let mut moving: Vec<&MovedTask> = moved.moving().collect();
        moving.sort_by_key(|task| !task.late && task.off.is_none());
        lines.extend(moving.iter().take(NAMED).map(ToString::to_string));
        if moving.len() > NAMED {
            lines.push(format!("and {} more; Enter lists all of them", moving.len() - NAMED));
        }
        Check { error: None, lines }
    }

    /// Shows every task that moves, to be accepted; Tab moves those on days off to working days.
    pub(super) fn preview_launch(&self, id: &str, text: &str, context: &Context<'_>) -> Outcome {
        let as_of = context.workbench.as_of();
        let Some(group) = self.campaign_group(id) else { return Outcome::unavailable("The campaign is gone") };
        let Ok(to) = typed::date(text, as_of, group.anchor) else { return Outcome::info("Nothing was moved") };
        if group.anchor == Some(to) {
            return Outcome::unavailable(format!("The launch is on {} already", long(to)));
        }
        let Some(plain) = moved_to(group, to, false, context) else {
            return Outcome::unavailable("The campaign is gone");
        };
        let preview = way(group, id, &plain, "").called("leave them on their days");
        if !plain.has_days_off() {
            return Outcome::open(preview);
        }
        let Some(worked) = moved_to(group, to, true, context) else { return Outcome::open(preview) };
        Outcome::open(preview.or(way(group, id, &worked, WORKING).called("to the next working day")))
    }

    /// Moves the launch under the cursor, or the open ones of the marked tasks, by days.
    pub(super) fn shift(&self, days: i32) -> Outcome {
        if let (Some(Row::Group(_)), true) = (self.current_row(), self.marks.is_empty()) {
            let group = self.current_group();
            return match group.and_then(|group| Some((group.campaign()?.clone(), group.anchor?))) {
                Some((campaign, launch)) => {
                    let launch = days_after(launch, days);
                    let command = CampaignCommand::MoveLaunch { campaign, launch, working_days: false };
                    Outcome::command(Command::Campaign(command))
                }
                None => Outcome::unavailable("Only a campaign has a launch; mark tasks to move them"),
            };
        }
        let tasks = self.open_targets();
        if tasks.is_empty() {
            return Outcome::unavailable("Finished tasks keep their dates; [key:done.toggle] opens one again");
        }
        let stay = self.targets().len() - tasks.len();
        let command = Outcome::command(Command::Campaign(CampaignCommand::ShiftTasks { tasks, days }));
        match stay {
            0 => command,
            1 => command.and(Outcome::info("1 finished task keeps its date")),
            many => command.and(Outcome::info(format!("{many} finished tasks keep their dates"))),
        }
    }

    /// The answers of the overlays about launches.
    pub(super) fn launch_answered(&self, tag: &str, values: &Values, context: &Context<'_>) -> Option<Outcome> {
        if let Some(id) = tag.strip_prefix(REANCHOR) {
            return Some(match values {
                Values::Text(text) => self.preview_launch(id, text, context),
                _ => Outcome::Changed,
            });
        }
        let rest = tag.strip_prefix(MOVE)?;
        Some(if *values == Values::Accepted { accept_launch(rest) } else { Outcome::info("Nothing was moved") })
    }
}

/// The preview was accepted.
fn accept_launch(rest: &str) -> Outcome {
    let (rest, working_days) = rest.strip_suffix(WORKING).map_or((rest, false), |rest| (rest, true));
    let Some((id, date)) = rest.rsplit_once('/') else { return Outcome::ignored() };
    match (id.parse(), date.parse()) {
        (Ok(campaign), Ok(launch)) => {
            Outcome::command(Command::Campaign(CampaignCommand::MoveLaunch { campaign, launch, working_days }))
        }
        _ => Outcome::ignored(),
    }
}

/// `22 Oct`.
pub(super) fn short(date: Date) -> String {
    date.strftime("%-d %b").to_string()
}

/// What would move with the launch of a group.
pub(super) fn moved_to(group: &Group, to: Date, working_days: bool, context: &Context<'_>) -> Option<Reanchor> {
    let program = context.workbench.program();
    let campaign = program.campaigns.get(group.campaign()?)?;
    let rules = &context.workbench.derived().policy().campaign.lead;
    Some(reanchor(program, campaign, to, context.workbench.as_of(), rules, working_days))
}

/// One way to move it, as lines to be accepted.
fn way(group: &Group, id: &str, moved: &Reanchor, suffix: &str) -> Preview {
    let headline = if moved.notice < 0 { PreviewLine::warning } else { PreviewLine::heading };
    let mut lines = vec![headline(moved.headline()), PreviewLine::heading(moved.summary())];
    let (stay, moving): (Vec<&MovedTask>, Vec<&MovedTask>) = moved.tasks.iter().partition(|task| task.stays.is_some());
    lines.extend(moving.iter().map(|task| {
        let wrong = task.late || (task.off.is_some() && !task.to_working_day);
        if wrong { PreviewLine::warning(task.to_string()) } else { PreviewLine::after(task.to_string()) }
    }));
    if !stay.is_empty() {
        lines.push(PreviewLine::same(format!("{} of {} tasks stay where they are", stay.len(), moved.tasks.len())));
        lines.extend(stay.iter().map(|task| PreviewLine::same(task.to_string())));
    }
    let tag = format!("{MOVE}{id}/{}{suffix}", moved.to);
    Preview::new(tag, format!("Move {}", group.name))
        .lines(lines)
        .accept(format!("move it with {}", tasks(moving.len())))
}

fn tasks(many: usize) -> String {
    if many == 1 { "1 open task".to_owned() } else { format!("{many} open tasks") }
}
