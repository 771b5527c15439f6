//! What is done to tasks: done, blocked, owner, date, title, partner; each to the marked tasks or to this one.

use std::sync::Arc;

use jiff::civil::Date;

use super::launch::long;
use super::model::offset_words;
use super::rows::Row;
use super::state::Timeline;
use crate::app::command::{CampaignCommand, RecordCommand};
use crate::app::typed;
use crate::program::Kind;
use crate::program::campaign::CampaignState;
use crate::program::choice::Choice;
use crate::program::id::Id;
use crate::program::side::Side;
use crate::program::task::Task;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Entry, Field, Form, Picker, Prompt};
use crate::tui::pane::{Check, Context, Values};
use crate::tui::session::Command;

pub(super) const TITLE: &str = "timeline/title";
pub(super) const DUE: &str = "timeline/due";
const OWNER: &str = "timeline/owner";
const BLOCKED: &str = "timeline/blocked";
const STATE: &str = "timeline/state";
const PARTNER: &str = "timeline/partner";

fn count(many: usize) -> String {
    if many == 1 { "this task".to_owned() } else { format!("{many} marked tasks") }
}

impl Timeline {
    /// The targets that are not done.
    pub(super) fn open_targets(&self) -> Vec<Id<Task>> {
        let open = self.groups.iter().flat_map(|group| &group.tasks).filter(|task| task.done_on.is_none());
        let targets = self.targets();
        open.filter(|task| targets.contains(&task.id)).map(|task| task.id.clone()).collect()
    }

    fn task(&self, id: &Id<Task>) -> Option<&Arc<Task>> {
        self.groups.iter().flat_map(|group| &group.tasks).find(|task| task.id == *id)
    }

    fn set(&self, field: &str, text: impl Into<String>) -> Outcome {
        let ids: Vec<Arc<str>> = self.targets().iter().map(Id::shared).collect();
        let (field, text) = (field.to_owned(), text.into());
        Outcome::command(Command::Record(RecordCommand::SetField { kind: Kind::Task, ids, field, text }))
    }

    fn no_task(&self) -> Option<Outcome> {
        self.targets()
            .is_empty()
            .then(|| Outcome::unavailable("That is for tasks; [key:move.right] shows the tasks of a campaign"))
    }

    /// Done, or open again.
    pub(super) fn toggle_done(&self) -> Outcome {
        self.no_task().unwrap_or_else(|| {
            Outcome::command(Command::Campaign(CampaignCommand::ToggleDone { tasks: self.targets() }))
        })
    }

    /// Asks what blocks the tasks; an empty answer unblocks.
    pub(super) fn ask_blocked(&self) -> Outcome {
        self.no_task().unwrap_or_else(|| {
            let targets = self.targets();
            let reason = targets.first().and_then(|id| self.task(id)).and_then(|task| task.blocked.clone());
            let prompt = Prompt::new(BLOCKED, format!("What blocks {}?", count(targets.len())))
                .with_text(reason.unwrap_or_default())
                .hint("The reason; empty: nothing blocks it any more");
            Outcome::open(prompt)
        })
    }

    /// Asks for side and person.
    pub(super) fn ask_owner(&self) -> Outcome {
        self.no_task().unwrap_or_else(|| {
            let targets = self.targets();
            let task = targets.first().and_then(|id| self.task(id));
            let sides = Side::CHOICES.iter().map(|(word, label)| ((*word).to_owned(), (*label).to_owned())).collect();
            let side = Field::choice("side", "Side", sides).hint("Left and right choose");
            let person = Field::text("person", "Person").hint("A name; empty: nobody yet");
            let form = Form::new(OWNER, format!("Who does {}?", count(targets.len())))
                .field(side.value(task.map_or("us", |task| task.side.word())))
                .field(person.value(task.and_then(|task| task.person.as_deref()).unwrap_or("")));
            Outcome::open(form)
        })
    }

    /// The launch from which `W-3` counts: that of the targets, where they share one.
    fn shared_launch(&self) -> Option<Date> {
        let targets = self.targets();
        let mut homes = self.groups.iter().filter(|group| group.tasks.iter().any(|task| targets.contains(&task.id)));
        let first = homes.next()?.launch();
        if homes.any(|group| group.launch() != first) { None } else { first }
    }

    /// Asks for a due date; on a campaign for the launch.
    pub(super) fn ask_due(&self) -> Outcome {
        if self.marks.is_empty() && matches!(self.current_row(), Some(Row::Group(_))) {
            return self.ask_launch();
        }
        self.no_task().unwrap_or_else(|| {
            let targets = self.targets();
            let due = targets.first().and_then(|id| self.task(id)).map(|task| format!("Now {}. ", long(task.due)));
            let words = if self.shared_launch().is_some() { "fri, +2w, 14 nov, W-3" } else { "fri, +2w, 14 nov" };
            let prompt = Prompt::new(DUE, format!("Due date of {}", count(targets.len())));
            Outcome::open(prompt.hint(format!("{}{words}", due.unwrap_or_default())))
        })
    }

    /// A typed due date in words, with its place before or after the launch.
    pub(super) fn check_due(&self, text: &str, context: &Context<'_>) -> Check {
        let launch = self.shared_launch();
        if text.trim().is_empty() {
            return Check::default();
        }
        match typed::date(text, context.workbench.as_of(), launch) {
            Ok(date) => {
                let offset = launch.map(|launch| format!(" ({})", offset_words(launch, date))).unwrap_or_default();
                Check { error: None, lines: vec![format!("{}{offset}", long(date))] }
            }
            Err(error) => Check { error: Some(error.to_string()), lines: Vec::new() },
        }
    }

    /// Asks for the title of the task, or the name of the campaign or plan.
    pub(super) fn ask_title(&self) -> Outcome {
        let (title, text) = match (self.current_task(), self.current_group()) {
            (Some(task), _) => ("Title of the task", task.title.clone()),
            (None, Some(group)) if group.anchor.is_some() => ("Name", group.name.clone()),
            _ => return Outcome::unavailable("There is no name to change here"),
        };
        Outcome::open(Prompt::new(TITLE, title).with_value(text))
    }

    fn set_title(&self, text: &str) -> Outcome {
        let (kind, id, field) = match (self.current_task(), self.current_group().map(|group| &group.id)) {
            (Some(task), _) => (Kind::Task, task.id.shared(), "title"),
            (None, Some(super::model::GroupId::Campaign(id))) => (Kind::Campaign, id.shared(), "name"),
            (None, Some(super::model::GroupId::Plan(id))) => (Kind::Plan, id.shared(), "name"),
            _ => return Outcome::ignored(),
        };
        let (field, text) = (field.to_owned(), text.to_owned());
        Outcome::command(Command::Record(RecordCommand::SetField { kind, ids: vec![id], field, text }))
    }

    /// Asks for the state of the campaign.
    pub(super) fn ask_state(&self) -> Outcome {
        if self.current_task().is_some() || !self.marks.is_empty() {
            return Outcome::unavailable("Tasks are done or open (d) or blocked (B); a campaign has a state");
        }
        if self.current_group().and_then(|group| group.campaign()).is_none() {
            return Outcome::unavailable("Only a campaign has a state");
        }
        let entries = CampaignState::CHOICES.iter().map(|(word, label)| Entry::new(*word, *label)).collect();
        Outcome::open(Picker::new(STATE, "State of the campaign").entries(entries))
    }

    /// Asks for the partner of the tasks, or of the campaign.
    pub(super) fn ask_partner(&self, context: &Context<'_>) -> Outcome {
        if self.targets().is_empty() && self.current_group().and_then(|group| group.campaign()).is_none() {
            return Outcome::unavailable("There is nothing here that has a partner");
        }
        let partners = context.workbench.program().partners.iter();
        let mut entries: Vec<Entry> =
            partners.map(|partner| Entry::new(partner.id.as_str(), partner.name.clone())).collect();
        if !self.targets().is_empty() {
            entries.insert(0, Entry::new("", "No partner"));
        }
        Outcome::open(Picker::new(PARTNER, "Partner").entries(entries))
    }

    fn set_on_campaign(&self, field: &str, text: &str) -> Outcome {
        let Some(id) = self.current_group().and_then(|group| group.campaign()) else { return Outcome::ignored() };
        let (field, text, ids) = (field.to_owned(), text.to_owned(), vec![id.shared()]);
        Outcome::command(Command::Record(RecordCommand::SetField { kind: Kind::Campaign, ids, field, text }))
    }

    /// The answers of the overlays about tasks.
    pub(super) fn task_answered(&self, tag: &str, values: &Values, context: &Context<'_>) -> Option<Outcome> {
        if matches!(values, Values::Cancelled(_)) {
            return None;
        }
        let text = |field: &str| values.text(field).unwrap_or_default().trim().to_owned();
        Some(match tag {
            BLOCKED => self.set("blocked", text("")),
            OWNER => Outcome::command(Command::Campaign(CampaignCommand::Assign {
                tasks: self.targets(),
                side: Side::read(&text("side")).unwrap_or(Side::Us),
                person: Some(text("person")).filter(|person| !person.is_empty()),
            })),
            DUE if text("").is_empty() => Outcome::info("The date stays"),
            DUE => match typed::date(&text(""), context.workbench.as_of(), self.shared_launch()) {
                Ok(due) => Outcome::command(Command::Campaign(CampaignCommand::SetDue { tasks: self.targets(), due })),
                Err(error) => Outcome::unavailable(error.to_string()),
            },
            TITLE => self.set_title(&text("")),
            STATE => self.set_on_campaign("state", &text("")),
            PARTNER if self.targets().is_empty() => self.set_on_campaign("partners", &text("")),
            PARTNER => self.set("partner", text("")),
            _ => return None,
        })
    }
}
