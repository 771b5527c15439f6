//! Adding: a campaign with the tasks of its template, or one task.

use jiff::civil::Date;

use super::launch::long;
use super::model::{Group, GroupId, offset_words};
use super::state::Timeline;
use crate::analysis::timeline::{TimelineTemplate, due_on, generate, lead};
use crate::analysis::working_days::WorkingDays;
use crate::app::command::{CampaignCommand, RecordCommand};
use crate::app::typed;
use crate::edit::commands::campaigns::{NewCampaign, NewTask};
use crate::program::campaign::CampaignKind;
use crate::program::choice::Choice;
use crate::program::id::{Id, mint_seeded};
use crate::program::partner::Partner;
use crate::program::period::days_after;
use crate::program::side::Side;
use crate::program::task::{Plan, Task};
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Field, Form};
use crate::tui::pane::{Check, Context, Values};
use crate::tui::session::Command;

/// The form for a new campaign.
pub(super) const CAMPAIGN: &str = "timeline/new-campaign";
/// The form for a new task.
pub(super) const TASK: &str = "timeline/new-task";

fn options(choices: &[(&str, &str)]) -> Vec<(String, String)> {
    choices.iter().map(|(word, label)| ((*word).to_owned(), (*label).to_owned())).collect()
}

fn needed(what: &'static str) -> impl Fn(&str) -> Result<String, String> + Send + Sync + 'static {
    move |text| if text.trim().is_empty() { Err(format!("{what} is needed")) } else { Ok(String::new()) }
}

/// A date that must be there, echoed in words with its place before or after a launch.
fn date_field(name: &str, label: &str, as_of: Date, launch: Option<Date>) -> Field {
    Field::text(name, label).checked_by(move |text| {
        let date = typed::date(text, as_of, launch).map_err(|error| error.to_string())?;
        let offset = launch.map(|launch| format!(" ({})", offset_words(launch, date))).unwrap_or_default();
        Ok(format!("{}{offset}", long(date)))
    })
}

impl Timeline {
    /// Asks for a new campaign; the partner is the one that panes share.
    pub(super) fn ask_campaign(&mut self, context: &Context<'_>) -> Outcome {
        let program = context.workbench.program();
        let mut partners = vec![(String::new(), "none (a summit only)".to_owned())];
        let mut named: Vec<(&str, &str)> =
            program.partners.iter().map(|partner| (partner.name.as_str(), partner.id.as_str())).collect();
        named.sort_by_key(|(name, _)| name.to_lowercase());
        partners.extend(named.into_iter().map(|(name, id)| (id.to_owned(), name.to_owned())));
        let shared = context.partner.cloned().or_else(|| self.partner_here());
        self.new_kind = CampaignKind::Webinar;
        self.new_template = None;
        self.new_launch = None;
        let mut templates = vec![(String::new(), "those of its kind".to_owned())];
        let own = program.task_templates.iter();
        templates.extend(own.map(|own| (own.id.to_string(), format!("{} ({} tasks)", own.name, own.rows.len()))));
        let as_of = context.workbench.as_of();
        let form = Form::new(CAMPAIGN, "New campaign from its template")
            .field(Field::choice("kind", "Kind", options(CampaignKind::CHOICES)).value("webinar"))
            .field(Field::text("name", "Name").checked_by(needed("a name")).hint("What it is called"))
            .field(
                Field::choice("partner", "Partner", partners)
                    .value(shared.as_ref().map_or("", Id::as_str))
                    .hint("Type the beginning of a name"),
            )
            .field(date_field("launch", "Launch", as_of, None).value("+4w").hint("+4w, 14 nov, 2026-11-14"))
            .field(Field::choice("template", "Tasks", templates).hint("The list of tasks; M makes one of your own"))
            .focus("name");
        Outcome::open(form)
    }

    /// What the template would give for the kind and the date.
    pub(super) fn check_campaign(&mut self, field: &str, text: &str, context: &Context<'_>) -> Check {
        let none = Check::default();
        match field {
            "kind" => {
                self.new_kind = CampaignKind::read(text).unwrap_or(CampaignKind::Webinar);
                let tasks = TimelineTemplate::of(self.new_kind).tasks().len();
                Check { error: None, lines: vec![format!("{tasks} dated tasks from its template")] }
            }
            "template" => {
                self.new_template = text.parse().ok();
                self.new_launch.map_or(none, |launch| Check { error: None, lines: vec![self.given(launch, context)] })
            }
            "launch" => {
                self.new_launch = typed::date(text, context.workbench.as_of(), None).ok();
                self.new_launch.map_or(none, |launch| Check { error: None, lines: vec![self.given(launch, context)] })
            }
            _ => none,
        }
    }

    /// What the kind and the template chosen give for a launch, in words.
    fn given(&self, launch: Date, context: &Context<'_>) -> String {
        let (program, as_of) = (context.workbench.program(), context.workbench.as_of());
        let policy = &context.workbench.derived().policy().campaign;
        let kind = TimelineTemplate::of(self.new_kind);
        let due: Vec<Date> = match self.new_template.as_ref().and_then(|id| program.task_templates.get(id)) {
            Some(own) => own.rows.iter().map(|row| due_on(launch, row.offset, policy.weekend_shift)).collect(),
            None => generate(kind, launch, as_of, policy.weekend_shift).iter().map(|task| task.due).collect(),
        };
        let late = due.iter().filter(|due| **due < as_of).count();
        let (days, verdict) = lead(kind, launch, as_of, &policy.lead);
        let late = if late > 0 { format!(", {late} late at start") } else { ", none late at start".to_owned() };
        let notice = if days < 0 {
            format!("in the past, {} days ago", -days)
        } else {
            format!("{days} days ({})", verdict.label())
        };
        let off = WorkingDays::with(program, &[]).off(launch);
        let off = off.map(|off| format!(", {}", off.words())).unwrap_or_default();
        format!("{}{off}: {notice}, {} tasks{late}", long(launch), due.len())
    }

    fn partner_here(&self) -> Option<Id<Partner>> {
        let task = self.current_task().and_then(|task| task.partner.clone());
        task.or_else(|| self.current_group().and_then(|group| group.partners.first().cloned()))
    }

    /// Asks for a task of the campaign or plan under the cursor.
    pub(super) fn ask_task(&self, context: &Context<'_>) -> Outcome {
        let as_of = context.workbench.as_of();
        let group = self.current_group();
        let launch = group.and_then(Group::launch);
        let title = match group.filter(|group| group.anchor.is_some()) {
            Some(group) => format!("New task of {}", group.name),
            None => "New task".to_owned(),
        };
        let due = match launch {
            Some(launch) => days_after(launch, -7).max(as_of).to_string(),
            None => "+1w".to_owned(),
        };
        let hint = if launch.is_some() { "W-3 before the launch, fri, +2w, 14 nov" } else { "fri, +2w, 14 nov" };
        let form = Form::new(TASK, title)
            .field(Field::text("title", "Task").checked_by(needed("a title")).hint("What is to be done"))
            .field(date_field("due", "Due", as_of, launch).value(&due).hint(hint))
            .field(Field::choice("side", "Side", options(Side::CHOICES)).hint("Left and right choose"))
            .field(Field::text("person", "Person").hint("A name; may stay empty"));
        Outcome::open(form)
    }

    fn add_task(&self, values: &Values, context: &Context<'_>) -> Outcome {
        let text = |field: &str| values.text(field).unwrap_or_default().trim().to_owned();
        let group = self.current_group();
        let launch = group.and_then(Group::launch);
        let Ok(due) = typed::date(&text("due"), context.workbench.as_of(), launch) else {
            return Outcome::unavailable("Nothing was added: the due date is not a date");
        };
        let partner = group.and_then(|group| group.partners.first().cloned());
        let side = Side::read(&text("side")).unwrap_or(Side::Us);
        let person = Some(text("person")).filter(|person| !person.is_empty());
        let (title, campaign) = (text("title"), group.and_then(|group| group.campaign().cloned()));
        let plan = match group.map(|group| &group.id) {
            Some(GroupId::Plan(plan)) => Some(plan.clone()),
            _ => None,
        };
        if plan.is_none() && person.is_none() {
            let new = NewTask { title, campaign, partner, side, due };
            return Outcome::command(Command::Campaign(CampaignCommand::AddTask(new)));
        }
        let offset = launch.map(|launch| crate::program::period::days_between(launch, due));
        let task = Draft { title, campaign, plan, partner, side, person, due, offset }.task(context);
        let label = format!("Add task {}", task.title);
        Outcome::command(Command::Record(RecordCommand::Add { record: task.into(), label }))
    }

    /// The answers of the forms that add.
    pub(super) fn new_answered(&self, tag: &str, values: &Values, context: &Context<'_>) -> Option<Outcome> {
        if matches!(values, Values::Cancelled(_)) {
            return None;
        }
        match tag {
            CAMPAIGN => Some(add_campaign(values, context)),
            TASK => Some(self.add_task(values, context)),
            _ => None,
        }
    }
}

fn add_campaign(values: &Values, context: &Context<'_>) -> Outcome {
    let text = |field: &str| values.text(field).unwrap_or_default().trim().to_owned();
    let Ok(launch) = typed::date(&text("launch"), context.workbench.as_of(), None) else {
        return Outcome::unavailable("Nothing was added: the launch is not a date");
    };
    let new = NewCampaign {
        name: text("name"),
        kind: CampaignKind::read(&text("kind")).unwrap_or(CampaignKind::Webinar),
        partners: text("partner").parse().into_iter().collect(),
        launch,
        template: text("template").parse().ok(),
    };
    Outcome::command(Command::Campaign(CampaignCommand::Create(new)))
}

/// A task with a person or a plan, which the plain command does not know.
struct Draft {
    title: String,
    campaign: Option<Id<crate::program::campaign::Campaign>>,
    plan: Option<Id<Plan>>,
    partner: Option<Id<Partner>>,
    side: Side,
    person: Option<String>,
    due: Date,
    offset: Option<i32>,
}

impl Draft {
    fn task(self, context: &Context<'_>) -> Task {
        let tasks = &context.workbench.program().tasks;
        let seed = format!("{}/{}/{}", self.title, self.due, tasks.len());
        Task {
            id: mint_seeded(&self.title, "task", &seed, |id| tasks.contains(id)),
            title: self.title,
            campaign: self.campaign,
            plan: self.plan,
            partner: self.partner,
            side: self.side,
            person: self.person,
            role: None,
            due: self.due,
            offset: self.offset.and_then(|days| i16::try_from(days).ok()),
            depends_on: Vec::new(),
            done_on: None,
            late_at_start: false,
            blocked: None,
            action: None,
        }
    }
}
