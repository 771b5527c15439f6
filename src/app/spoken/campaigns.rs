//! Commands on campaigns and tasks, in words.

use super::given::{Given, number};
use super::spec::{Argument, Spoken, flag, many, named, needed, optional};
use crate::app::command::{CampaignCommand, Command};
use crate::app::typed_raci;
use crate::edit::Refusal;
use crate::edit::commands::campaign_results::{CampaignResults, list_sizes};
use crate::edit::commands::campaigns::{NewCampaign, NewTask};
use crate::program::Kind;
use crate::program::campaign::Campaign;
use crate::program::choice::Choice;
use crate::program::event::EventMetric;
use crate::program::id::Id;
use crate::program::side::Side;
use crate::program::task::Task;
use crate::program::zone::Zone;

const CAMPAIGN: Argument = needed("campaign", "which, by identifier or name");
const TASKS: Argument = needed("tasks", "which, divided by commas");

pub(super) static ALL: &[Spoken] = &[
    Spoken {
        name: "add-campaign",
        arguments: &[
            needed("name", "its name"),
            needed("kind", "webinar, content, email_swap, social, case_study, event, bundle, summit"),
            needed("launch", "its launch date"),
            optional("partners", "with whom, divided by commas"),
            named("template", "one of your own task templates instead of that of the kind"),
        ],
        about: "Adds a campaign with the tasks of the template of its kind.",
        example: "add-campaign 'Data week' webinar +8w datapulse",
        read: |given| {
            Ok(Command::Campaign(CampaignCommand::Create(NewCampaign {
                name: given.text("name").to_owned(),
                kind: given.choice("kind")?,
                partners: given.ids("partners")?,
                launch: given.date("launch", None)?,
                template: given.maybe_id("template")?,
            })))
        },
    },
    Spoken {
        name: "plan-quarter",
        arguments: &[optional("quarter", "which, such as 2027-Q1; left out, that of the as-of date")],
        about: "Adds what the playbook asks of a quarter: a webinar for each partner above Silver, a content swap a month.",
        example: "plan-quarter 2027-Q1",
        read: |given| {
            let workbench = given.workbench;
            let now = workbench.program().profile.calendar().quarter_of(workbench.as_of());
            let quarter = given.maybe("quarter").map(|text| text.parse().map_err(|why| Refusal::bad("quarter", why)));
            let quarter = quarter.transpose()?.unwrap_or(now);
            Ok(Command::Campaign(CampaignCommand::PlanQuarter { quarter }))
        },
    },
    Spoken {
        name: "move-launch",
        arguments: &[
            CAMPAIGN,
            needed("date", "the new launch date; W+1 counts from the launch as it is"),
            flag("working-days", "tasks that come to lie on a weekend or holiday go to the next working day"),
        ],
        about: "Moves the launch of a campaign with its open tasks; --dry-run lists every task with both dates.",
        example: "move-launch data-week 2026-11-18 --working-days",
        read: |given| {
            let campaign: Id<Campaign> = given.id("campaign")?;
            let now = given.workbench.program().campaigns.get(&campaign).map(|found| found.launch);
            let (launch, working_days) = (given.date("date", now)?, given.flag("working-days"));
            Ok(Command::Campaign(CampaignCommand::MoveLaunch { campaign, launch, working_days }))
        },
    },
    Spoken {
        name: "set-time",
        arguments: &[
            CAMPAIGN,
            needed("time", "17:00, 5pm; none takes it away"),
            optional("zone", "the time zone or a city: Europe/Berlin, 'New York'; left out, it stays"),
        ],
        about: "Sets the local time of a launch and lists the clocks of everybody it concerns.",
        example: "set-time data-week 17:00 Berlin",
        read: |given| {
            let zone = given.maybe("zone").map(|text| Zone::meant_by(text).map_err(|why| Refusal::bad("zone", why)));
            let time = match given.text("time") {
                "" | "none" => None,
                text => Some(text.parse().map_err(|why| Refusal::bad("time", why))?),
            };
            Ok(Command::Campaign(CampaignCommand::SetTime {
                campaign: given.id("campaign")?,
                time,
                zone: zone.transpose()?,
            }))
        },
    },
    Spoken {
        name: "finish-task",
        arguments: &[TASKS],
        about: "Marks tasks done on the as-of date.",
        example: "finish-task send-invites-4k2m9x",
        read: |given| toggle(given, true),
    },
    Spoken {
        name: "reopen-task",
        arguments: &[TASKS],
        about: "Opens finished tasks again.",
        example: "reopen-task send-invites-4k2m9x",
        read: |given| toggle(given, false),
    },
    Spoken {
        name: "shift-task",
        arguments: &[TASKS, needed("days", "how many, below zero for earlier")],
        about: "Moves the due dates of open tasks; those that wait for them go with them where they must.",
        example: "shift-task send-invites-4k2m9x -3",
        read: |given| {
            let days: i32 = given.whole("days")?;
            if !(-10_000..=10_000).contains(&days) {
                return Err(Refusal::bad("days", format!("{days} is further than 10,000 days")));
            }
            Ok(Command::Campaign(CampaignCommand::ShiftTasks { tasks: given.ids("tasks")?, days }))
        },
    },
    Spoken {
        name: "set-due",
        arguments: &[TASKS, needed("date", "by when; W-3 before the launch of the campaign of the first")],
        about: "Gives open tasks a due date; those that wait for them go with them where they must.",
        example: "set-due send-invites-4k2m9x W-2",
        read: |given| {
            let tasks: Vec<Id<Task>> = given.ids("tasks")?;
            let program = given.workbench.program();
            let campaign = tasks.first().and_then(|id| program.tasks.get(id)).and_then(|task| task.campaign.as_ref());
            let launch = campaign.and_then(|id| program.campaigns.get(id)).map(|found| found.launch);
            Ok(Command::Campaign(CampaignCommand::SetDue { tasks, due: given.date("date", launch)? }))
        },
    },
    Spoken {
        name: "make-template",
        arguments: &[CAMPAIGN, needed("name", "what it is called; one of that name is replaced")],
        about: "Makes a task template of the tasks of a campaign that count from its launch.",
        example: "make-template data-week 'Our webinar'",
        read: |given| {
            let (campaign, name) = (given.id("campaign")?, given.text("name").to_owned());
            Ok(Command::Campaign(CampaignCommand::MakeTemplate { campaign, name }))
        },
    },
    Spoken {
        name: "apply-template",
        arguments: &[CAMPAIGN, needed("template", "which of your own")],
        about: "Adds the tasks of a template of your own to a campaign; tasks it has already stay as they are.",
        example: "apply-template data-week our-webinar",
        read: |given| {
            let (campaign, template) = (given.id("campaign")?, given.id("template")?);
            Ok(Command::Campaign(CampaignCommand::ApplyTemplate { campaign, template }))
        },
    },
    Spoken {
        name: "add-standard",
        arguments: &[CAMPAIGN, needed("set", "raci, promotion, show or repurposing")],
        about: "Adds the usual activities, sends, run of show or repurposing tasks that a campaign does not have.",
        example: "add-standard data-week promotion",
        read: |given| {
            let (campaign, set) = (given.id("campaign")?, given.choice("set")?);
            Ok(Command::Campaign(CampaignCommand::AddStandard { campaign, set }))
        },
    },
    Spoken {
        name: "set-raci",
        arguments: &[
            CAMPAIGN,
            needed("activity", "what is to be done"),
            needed("us", "our letters: R, A, C, I or several such as RA; - for none"),
            needed("partner", "the partner's letters"),
        ],
        about: "Says who does an activity; without any letter it goes.",
        example: "set-raci data-week 'Landing page' RA C",
        read: |given| {
            let letters = |name: &str| typed_raci::letters(given.text(name)).map_err(|why| Refusal::bad(name, why));
            Ok(Command::Campaign(CampaignCommand::SetRaci {
                campaign: given.id("campaign")?,
                activity: given.text("activity").to_owned(),
                ours: letters("us")?,
                partner: letters("partner")?,
            }))
        },
    },
    Spoken {
        name: "check-brand",
        arguments: &[CAMPAIGN, needed("rule", "which, in its words")],
        about: "Says that a brand rule is met, or no longer where it was.",
        example: "check-brand data-week 'Neutral tone of voice'",
        read: |given| {
            let (campaign, rule) = (given.id("campaign")?, given.text("rule").to_owned());
            Ok(Command::Campaign(CampaignCommand::ToggleBrand { campaign, rule }))
        },
    },
    Spoken {
        name: "assign-leads",
        arguments: &[CAMPAIGN],
        about: "Gives each lead on record that has none its one first contact, as the campaign distributes leads.",
        example: "assign-leads data-week",
        read: |given| Ok(Command::Campaign(CampaignCommand::AssignLeads { campaign: given.id("campaign")? })),
    },
    Spoken {
        name: "add-task",
        arguments: &[
            needed("title", "what is to be done"),
            needed("due", "by when; W-3 before the launch of its campaign"),
            named("campaign", "of which campaign"),
            named("partner", "for which partner"),
            named("side", "us, partner or both; us unless said"),
        ],
        about: "Adds a task.",
        example: "add-task 'Book the speaker' W-3 --campaign data-week --side partner",
        read: add_task,
    },
    Spoken {
        name: "assign-task",
        arguments: &[TASKS, needed("side", "us, partner or both"), optional("person", "who; none clears it")],
        about: "Says who does tasks.",
        example: "assign-task send-invites-4k2m9x partner 'Ada Park'",
        read: |given| {
            let person = given.maybe("person").map(str::to_owned);
            let (tasks, side) = (given.ids("tasks")?, given.choice("side")?);
            Ok(Command::Campaign(CampaignCommand::Assign { tasks, side, person }))
        },
    },
    Spoken {
        name: "set-results",
        arguments: &[
            CAMPAIGN,
            many(
                "values",
                "NAME=NUMBER: ours, partners and overlap are sizes of lists; registrations, attendees, stayed, \
                 follow_ups, opportunities, closed, leads, qualified, pipeline and revenue are what came of it",
            ),
        ],
        about: "Writes what a campaign reaches and what it gave; an empty number makes it unknown.",
        example: "set-results data-week registrations=412 attendees=188",
        read: set_results,
    },
];

fn toggle(given: &Given<'_>, finish: bool) -> Result<Command, Refusal> {
    let program = given.workbench.program();
    let mut tasks: Vec<Id<Task>> = given.ids("tasks")?;
    tasks.retain(|id| program.tasks.get(id).is_some_and(|task| task.done_on.is_some() != finish));
    if tasks.is_empty() {
        let so = if finish { "done" } else { "open" };
        return Err(Refusal::NoChange(format!("{} is {so} already", given.text("tasks"))));
    }
    Ok(Command::Campaign(CampaignCommand::ToggleDone { tasks }))
}

fn add_task(given: &Given<'_>) -> Result<Command, Refusal> {
    let campaign: Option<Id<Campaign>> = given.maybe_id("campaign")?;
    let launch = campaign.as_ref().and_then(|id| given.workbench.program().campaigns.get(id)).map(|found| found.launch);
    Ok(Command::Campaign(CampaignCommand::AddTask(NewTask {
        title: given.text("title").to_owned(),
        campaign,
        partner: given.maybe_id("partner")?,
        side: given.maybe_choice("side")?.unwrap_or(Side::Us),
        due: given.date("due", launch)?,
    })))
}

fn set_results(given: &Given<'_>) -> Result<Command, Refusal> {
    let campaign: Id<Campaign> = given.id("campaign")?;
    let program = given.workbench.program();
    let found = program.campaigns.get(&campaign);
    let found = found.ok_or_else(|| Refusal::missing(Kind::Campaign, campaign.as_str()))?;
    let known = list_sizes(program, found)[2].and_then(|size| u32::try_from(size).ok());
    let mut results = CampaignResults { campaign, ours: None, partners: None, overlap: known, actuals: Vec::new() };
    for (name, text) in given.pairs("values")? {
        let size = || if text.is_empty() { Ok(None) } else { number(&name, &text).map(Some) };
        match name.as_str() {
            "ours" => results.ours = size()?,
            "partners" => results.partners = size()?,
            "overlap" => results.overlap = size()?,
            _ => {
                let metric = EventMetric::read(&name).ok_or_else(|| {
                    let words: Vec<&str> = EventMetric::ALL.iter().map(|metric| metric.word()).collect();
                    let known = words.join(", ");
                    Refusal::bad("values", format!("{name:?} is not one of: ours, partners, overlap, {known}"))
                })?;
                let value = if text.is_empty() { None } else { Some(number(&name, &text)?) };
                results.actuals.push((metric, value));
            }
        }
    }
    Ok(Command::Campaign(CampaignCommand::SetResults(results)))
}
