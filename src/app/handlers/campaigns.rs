//! Commands on campaigns and tasks; the rows of a new campaign come from the templates.

use jiff::civil::Date;

use super::standard;
use crate::analysis::dependencies;
use crate::analysis::playbook::quarter_plan;
use crate::analysis::reanchor::reanchor;
use crate::analysis::timeline::{self, TimelineTemplate};
use crate::analysis::zones::{Shown, clocks, side_by_side};
use crate::app::command::CampaignCommand;
use crate::app::update::Plan;
use crate::app::workbench::Workbench;
use crate::edit::Refusal;
use crate::edit::commands::campaigns::{self, NewCampaign, TaskRow};
use crate::edit::commands::{campaign_parts, campaign_results, templates};
use crate::program::Kind;
use crate::program::campaign::{Campaign, CampaignKind};
use crate::program::clock_time::ClockTime;
use crate::program::id::Id;
use crate::program::period::{Quarter, days_after};
use crate::program::task::Task;
use crate::program::task_template::{TaskTemplate, TemplateRow};
use crate::program::zone::Zone;

pub(in crate::app) fn plan(workbench: &Workbench, command: CampaignCommand) -> Result<Plan, Refusal> {
    let program = workbench.program();
    match command {
        CampaignCommand::Create(new) => {
            let rows = match &new.template {
                Some(template) => own_rows(workbench, template, new.launch)?,
                None => built_in_rows(workbench, new.kind, new.launch),
            };
            let late = rows.iter().filter(|row| row.late_at_start).count();
            let (edit, id) = campaigns::create(program, new, rows)?;
            let remark =
                (late > 0).then(|| format!("{late} tasks were due before {}: late at start", workbench.as_of()));
            Ok(Plan { remark, ..Plan::made(edit, Kind::Campaign, id.shared()) })
        }
        CampaignCommand::PlanQuarter { quarter } => plan_quarter(workbench, quarter),
        CampaignCommand::MoveLaunch { campaign, launch, working_days } => {
            move_launch(workbench, &campaign, launch, working_days)
        }
        CampaignCommand::SetTime { campaign, time, zone } => set_time(workbench, &campaign, time, zone),
        CampaignCommand::ToggleDone { tasks } => Ok(campaigns::toggle_done(program, &tasks, workbench.as_of())?.into()),
        CampaignCommand::ShiftTasks { tasks, days } => {
            let date = |task: &Task| days_after(task.due, days);
            let how = format!("by {days:+} {}", if days.abs() == 1 { "day" } else { "days" });
            dated(workbench, &tasks, date, how)
        }
        CampaignCommand::SetDue { tasks, due } => dated(workbench, &tasks, |_| due, format!("to {due}")),
        CampaignCommand::MakeTemplate { campaign, name } => {
            let (edit, id) = templates::make(program, &campaign, &name)?;
            Ok(Plan {
                created: program.task_templates.get(&id).is_none().then(|| (Kind::TaskTemplate, id.shared())),
                ..edit.into()
            })
        }
        CampaignCommand::ApplyTemplate { campaign, template } => {
            let found = program.campaigns.get(&campaign);
            let found = found.ok_or_else(|| Refusal::missing(Kind::Campaign, campaign.as_str()))?;
            let rows = own_rows(workbench, &template, found.launch)?;
            let name = program.task_templates.get(&template).map_or("", |template| template.name.as_str());
            let late = rows.iter().filter(|row| row.late_at_start).count();
            let remark = (late > 0).then(|| format!("{late} of them were due before {}", workbench.as_of()));
            Ok(Plan { remark, ..templates::apply(program, &campaign, name, &rows)?.into() })
        }
        CampaignCommand::AddStandard { campaign, set } => standard::add(workbench, &campaign, set),
        CampaignCommand::SetRaci { campaign, activity, ours, partner } => {
            Ok(campaign_parts::set_raci(program, &campaign, &activity, &ours, &partner)?.into())
        }
        CampaignCommand::ToggleBrand { campaign, rule } => {
            Ok(campaign_parts::toggle_brand(program, &campaign, &rule)?.into())
        }
        CampaignCommand::AssignLeads { campaign } => standard::assign_leads(workbench, &campaign),
        CampaignCommand::AddTask(new) => {
            let (edit, id) = campaigns::add_task(program, new)?;
            Ok(Plan::made(edit, Kind::Task, id.shared()))
        }
        CampaignCommand::Assign { tasks, side, person } => {
            Ok(campaigns::assign(program, &tasks, side, person.as_deref())?.into())
        }
        CampaignCommand::SetResults(results) => Ok(campaign_results::set_results(program, &results)?.into()),
    }
}

/// F11: the webinars and swaps that a quarter lacks, as one step.
fn plan_quarter(workbench: &Workbench, quarter: Quarter) -> Result<Plan, Refusal> {
    let program = workbench.program();
    let plan = quarter_plan(program, workbench.derived(), quarter);
    if plan.launches.is_empty() {
        let why = match plan.left_out.first() {
            Some((partner, why)) => format!("{partner} and others get no date: {why}"),
            None if plan.swap_partners.is_empty() => "no partner has reached Silver yet".to_owned(),
            None => "each partner has its webinar and its content swaps already".to_owned(),
        };
        return Err(Refusal::bad("quarter", format!("nothing to add to {quarter}: {why}")));
    }
    let lines = plan.launches.iter().map(|launch| {
        let late = if launch.late > 0 { format!(", {} tasks late at start", launch.late) } else { String::new() };
        format!("{} {}{late}", launch.on, launch.name)
    });
    let lines: Vec<String> = lines.collect();
    let all = plan.launches.iter().map(|launch| {
        let new = NewCampaign {
            name: launch.name.clone(),
            kind: launch.kind,
            partners: launch.partners.clone(),
            launch: launch.on,
            template: None,
        };
        (new, built_in_rows(workbench, launch.kind, launch.on))
    });
    let edit = campaigns::create_all(program, all.collect(), format!("Plan {}", plan.summary()))?;
    let out: Vec<String> = plan.left_out.iter().map(|(partner, why)| format!("{partner}: {why}")).collect();
    let remark = (!out.is_empty()).then(|| format!("no webinar for {}", out.join("; ")));
    Ok(Plan { remark, lines, ..edit.into() })
}

fn move_launch(workbench: &Workbench, id: &Id<Campaign>, launch: Date, working_days: bool) -> Result<Plan, Refusal> {
    let program = workbench.program();
    let campaign = program.campaigns.get(id).ok_or_else(|| Refusal::missing(Kind::Campaign, id.as_str()))?;
    let rules = &workbench.derived().policy().campaign.lead;
    let moved = reanchor(program, campaign, launch, workbench.as_of(), rules, working_days);
    let dates: Vec<_> = moved.moving().map(|task| (task.id.clone(), task.after)).collect();
    let edit = campaigns::move_launch(program, id, launch, &dates)?;
    let (_, off, late) = moved.counts();
    let wrong = off > 0 || late > 0 || moved.notice < 0 || moved.off.is_some();
    let said = format!("{}; {}", moved.headline(), moved.summary());
    let (remark, first) = if wrong { (Some(said), None) } else { (None, Some(said)) };
    let lines = first.into_iter().chain(moved.tasks.iter().map(ToString::to_string)).collect();
    Ok(Plan { remark, lines, ..edit.into() })
}

fn set_time(
    workbench: &Workbench,
    id: &Id<Campaign>,
    time: Option<ClockTime>,
    zone: Option<Zone>,
) -> Result<Plan, Refusal> {
    let program = workbench.program();
    let named = zone.clone();
    let edit = campaigns::set_time(program, id, time, zone)?;
    let Some(campaign) = program.campaigns.get(id) else { return Ok(edit.into()) };
    let (Some(time), Some(zone)) = (time, named.as_ref().or(campaign.zone(program))) else {
        let remark =
            time.map(|_| "nobody says in which time zone; give the zone of the time or of the program".to_owned());
        return Ok(Plan { remark, ..edit.into() });
    };
    let Ok(moment) = time.moment(campaign.launch, zone) else { return Ok(edit.into()) };
    let lines = side_by_side(&clocks(program, campaign, zone), moment);
    let line = |shown: &Shown| {
        let remarks = shown.remarks();
        let remarks = if remarks.is_empty() { remarks } else { format!(" ({remarks})") };
        format!("{} {}, {}{remarks}", shown.time(), shown.place, shown.who)
    };
    Ok(Plan { lines: lines.iter().map(line).collect(), ..edit.into() })
}

/// The rows of the built-in template of a kind.
fn built_in_rows(workbench: &Workbench, kind: CampaignKind, launch: Date) -> Vec<TaskRow> {
    let weekend_shift = workbench.derived().policy().campaign.weekend_shift;
    timeline::generate(TimelineTemplate::of(kind), launch, workbench.as_of(), weekend_shift)
        .into_iter()
        .map(|dated| TaskRow {
            title: dated.task.title.clone(),
            offset: dated.task.offset,
            side: dated.task.side(),
            role: dated.task.role().map(str::to_owned),
            due: dated.due,
            late_at_start: dated.late_at_start,
            after: Vec::new(),
        })
        .collect()
}

/// The rows of a template of one's own.
fn own_rows(workbench: &Workbench, id: &Id<TaskTemplate>, launch: Date) -> Result<Vec<TaskRow>, Refusal> {
    let template = workbench.program().task_templates.get(id);
    let template = template.ok_or_else(|| Refusal::missing(Kind::TaskTemplate, id.as_str()))?;
    let weekend_shift = workbench.derived().policy().campaign.weekend_shift;
    let row = |row: &TemplateRow| {
        let due = timeline::due_on(launch, row.offset, weekend_shift);
        TaskRow {
            title: row.title.clone(),
            offset: row.offset,
            side: row.side,
            role: row.role.clone(),
            due,
            late_at_start: due < workbench.as_of(),
            after: row.after.iter().filter_map(|place| usize::from(*place).checked_sub(1)).collect(),
        }
    };
    Ok(template.rows.iter().map(row).collect())
}

/// Tasks with other dates, and with them those that wait for them.
fn dated(
    workbench: &Workbench,
    tasks: &[Id<Task>],
    date: impl Fn(&Task) -> Date,
    how: String,
) -> Result<Plan, Refusal> {
    let program = workbench.program();
    let mut wanted = Vec::new();
    for id in tasks {
        let task = program.tasks.get(id).ok_or_else(|| Refusal::missing(Kind::Task, id.as_str()))?;
        wanted.push((id.clone(), date(task)));
    }
    let moved = dependencies::moved(program, &wanted).map_err(|early| {
        let due = early.due.strftime("%a %-d %b");
        Refusal::NotNow(format!("{} waits for {}, due {due}; move that first", early.task, early.waits_for))
    })?;
    let how = match moved.following {
        0 => how,
        1 => format!("{how}, with 1 that waits for it"),
        many => format!("{how}, with {many} that wait for it"),
    };
    Ok(campaigns::set_dates(program, tasks, &moved.dates, &how)?.into())
}
