//! Moving a launch to a date that is asked for, after showing what moves with it.

use jiff::civil::Date;

use super::model::{Group, GroupId};
use super::rows::Row;
use super::state::Timeline;
use crate::analysis::timeline::{TimelineTemplate, lead};
use crate::app::command::CampaignCommand;
use crate::app::typed;
use crate::program::choice::Choice;
use crate::program::period::{days_after, days_between};
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

/// Whether a task moves with the launch of its campaign.
pub(super) fn follows(task: &Task) -> bool {
    task.offset.is_some() && task.done_on.is_none()
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
        let all = shifts(group, to, as_of);
        let mut lines = vec![headline(group, to, context)];
        lines.extend(all.iter().take(NAMED).map(|shift| shift.text.clone()));
        if all.len() > NAMED {
            lines.push(format!("and {} more; Enter lists all of them", all.len() - NAMED));
        }
        Check { error: None, lines }
    }

    /// Shows every task that moves, to be accepted.
    pub(super) fn preview_launch(&self, id: &str, text: &str, context: &Context<'_>) -> Outcome {
        let as_of = context.workbench.as_of();
        let Some(group) = self.campaign_group(id) else { return Outcome::unavailable("The campaign is gone") };
        let Ok(to) = typed::date(text, as_of, group.anchor) else { return Outcome::info("Nothing was moved") };
        if group.anchor == Some(to) {
            return Outcome::unavailable(format!("The launch is on {} already", long(to)));
        }
        let all = shifts(group, to, as_of);
        let stay: Vec<PreviewLine> = group
            .tasks
            .iter()
            .filter(|task| !follows(task))
            .map(|task| {
                let why = if task.done_on.is_some() { "done" } else { "does not follow the launch" };
                PreviewLine::same(format!("{:>6}  {}  ({why}, stays)", short(task.due), task.title))
            })
            .collect();
        let moving = all.len();
        let mut lines = vec![PreviewLine::heading(headline(group, to, context))];
        if !stay.is_empty() {
            lines.push(PreviewLine::same(format!("{} of {} tasks stay where they are", stay.len(), group.tasks.len())));
        }
        lines.extend(
            all.into_iter().map(|shift| {
                if shift.past { PreviewLine::warning(shift.text) } else { PreviewLine::after(shift.text) }
            }),
        );
        lines.extend(stay);
        let preview = Preview::new(format!("{MOVE}{id}/{to}"), format!("Move {}", group.name))
            .lines(lines)
            .accept(format!("move it and {moving} open tasks"));
        Outcome::open(preview)
    }

    /// Moves the launch under the cursor, or the open ones of the marked tasks, by days.
    pub(super) fn shift(&self, days: i32) -> Outcome {
        if let (Some(Row::Group(_)), true) = (self.current_row(), self.marks.is_empty()) {
            let group = self.current_group();
            return match group.and_then(|group| Some((group.campaign()?.clone(), group.anchor?))) {
                Some((campaign, launch)) => {
                    let launch = days_after(launch, days);
                    Outcome::command(Command::Campaign(CampaignCommand::MoveLaunch { campaign, launch }))
                }
                None => Outcome::unavailable("Only a campaign has a launch; mark tasks to move them"),
            };
        }
        let tasks = self.open_targets();
        if tasks.is_empty() {
            return Outcome::unavailable("Finished tasks keep their dates; d opens one again");
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
    let Some((id, date)) = rest.rsplit_once('/') else { return Outcome::ignored() };
    match (id.parse(), date.parse()) {
        (Ok(campaign), Ok(launch)) => {
            Outcome::command(Command::Campaign(CampaignCommand::MoveLaunch { campaign, launch }))
        }
        _ => Outcome::ignored(),
    }
}

/// `22 Oct`.
pub(super) fn short(date: Date) -> String {
    date.strftime("%-d %b").to_string()
}

struct Shift {
    text: String,
    past: bool,
}

/// Every task that follows the launch, from its date to the new one.
fn shifts(group: &Group, to: Date, as_of: Date) -> Vec<Shift> {
    let days = group.anchor.map_or(0, |launch| days_between(launch, to));
    let moving = group.tasks.iter().filter(|task| follows(task));
    moving
        .map(|task| {
            let new = days_after(task.due, days);
            let past = new < as_of;
            let late = if past { "  (already past)" } else { "" };
            Shift { text: format!("{:>6} to {:<6}  {}{late}", short(task.due), short(new), task.title), past }
        })
        .collect()
}

fn headline(group: &Group, to: Date, context: &Context<'_>) -> String {
    let days = group.anchor.map_or(0, |launch| days_between(launch, to));
    let as_of = context.workbench.as_of();
    let rules = &context.workbench.derived().policy().campaign.lead;
    let kind = group.campaign().and_then(|id| context.workbench.program().campaigns.get(id)).map(|c| c.kind);
    let notice = kind.map(|kind| lead(TimelineTemplate::of(kind), to, as_of, rules));
    let notice = notice.map_or_else(String::new, |(lead, verdict)| match lead {
        0.. => format!(", {lead} days of notice: {}", verdict.label()),
        _ => ", in the past".to_owned(),
    });
    let past = shifts(group, to, as_of).iter().filter(|shift| shift.past).count();
    let past = if past > 0 { format!(", {past} tasks would be late") } else { String::new() };
    format!("{} ({days:+} days){notice}{past}", long(to))
}
