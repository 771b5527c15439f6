//! Commands on campaigns and tasks; the rows of a new campaign come from the templates.

use jiff::civil::Date;

use crate::analysis::reanchor::reanchor;
use crate::analysis::timeline::{self, TimelineTemplate};
use crate::analysis::zones::{Shown, clocks, side_by_side};
use crate::app::command::CampaignCommand;
use crate::app::update::Plan;
use crate::app::workbench::Workbench;
use crate::edit::Refusal;
use crate::edit::commands::campaign_results;
use crate::edit::commands::campaigns::{self, TaskRow};
use crate::program::Kind;
use crate::program::campaign::Campaign;
use crate::program::clock_time::ClockTime;
use crate::program::id::Id;
use crate::program::zone::Zone;

pub(in crate::app) fn plan(workbench: &Workbench, command: CampaignCommand) -> Result<Plan, Refusal> {
    let program = workbench.program();
    match command {
        CampaignCommand::Create(new) => {
            let template = TimelineTemplate::of(new.kind);
            let weekend_shift = workbench.derived().policy().campaign.weekend_shift;
            let rows: Vec<TaskRow> = timeline::generate(template, new.launch, workbench.as_of(), weekend_shift)
                .into_iter()
                .map(|dated| TaskRow {
                    title: dated.task.title.clone(),
                    offset: dated.task.offset,
                    side: dated.task.side(),
                    role: dated.task.role().map(str::to_owned),
                    due: dated.due,
                    late_at_start: dated.late_at_start,
                })
                .collect();
            let late = rows.iter().filter(|row| row.late_at_start).count();
            let (edit, id) = campaigns::create(program, new, rows)?;
            let remark =
                (late > 0).then(|| format!("{late} tasks were due before {}: late at start", workbench.as_of()));
            Ok(Plan { remark, ..Plan::made(edit, Kind::Campaign, id.shared()) })
        }
        CampaignCommand::MoveLaunch { campaign, launch, working_days } => {
            move_launch(workbench, &campaign, launch, working_days)
        }
        CampaignCommand::SetTime { campaign, time, zone } => set_time(workbench, &campaign, time, zone),
        CampaignCommand::ToggleDone { tasks } => Ok(campaigns::toggle_done(program, &tasks, workbench.as_of())?.into()),
        CampaignCommand::ShiftTasks { tasks, days } => Ok(campaigns::shift_tasks(program, &tasks, days)?.into()),
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
