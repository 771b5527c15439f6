//! Commands on dated plans.

use crate::app::command::PlanCommand;
use crate::app::plans::make;
use crate::app::update::Plan;
use crate::app::workbench::Workbench;
use crate::edit::Refusal;

pub(in crate::app) fn plan(workbench: &Workbench, command: PlanCommand) -> Result<Plan, Refusal> {
    match command {
        PlanCommand::Make(wanted) => make(workbench, &wanted),
    }
}
