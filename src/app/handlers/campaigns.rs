//! Commands on campaigns and tasks; the rows of a new campaign come from the templates.

use crate::analysis::timeline::{self, TimelineTemplate};
use crate::app::command::CampaignCommand;
use crate::app::update::Plan;
use crate::app::workbench::Workbench;
use crate::edit::Refusal;
use crate::edit::commands::campaign_results;
use crate::edit::commands::campaigns::{self, TaskRow};
use crate::program::Kind;

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
            Ok(Plan { edit, created: Some((Kind::Campaign, id.shared())), remark })
        }
        CampaignCommand::MoveLaunch { campaign, launch } => {
            Ok(campaigns::move_launch(program, &campaign, launch)?.into())
        }
        CampaignCommand::ToggleDone { tasks } => Ok(campaigns::toggle_done(program, &tasks, workbench.as_of())?.into()),
        CampaignCommand::ShiftTasks { tasks, days } => Ok(campaigns::shift_tasks(program, &tasks, days)?.into()),
        CampaignCommand::AddTask(new) => {
            let (edit, id) = campaigns::add_task(program, new)?;
            Ok(Plan { created: Some((Kind::Task, id.shared())), ..edit.into() })
        }
        CampaignCommand::Assign { tasks, side, person } => {
            Ok(campaigns::assign(program, &tasks, side, person.as_deref())?.into())
        }
        CampaignCommand::SetResults(results) => Ok(campaign_results::set_results(program, &results)?.into()),
    }
}
