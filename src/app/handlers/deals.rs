//! Commands on deals.

use crate::app::command::DealCommand;
use crate::app::update::Plan;
use crate::app::workbench::Workbench;
use crate::edit::Refusal;
use crate::edit::commands::deals;

pub(in crate::app) fn plan(workbench: &Workbench, command: DealCommand) -> Result<Plan, Refusal> {
    let (program, as_of) = (workbench.program(), workbench.as_of());
    Ok(match command {
        DealCommand::Close(closing) => deals::close(program, &closing, as_of)?.into(),
        DealCommand::Reopen { deal, stage } => deals::reopen(program, &deal, stage, as_of)?.into(),
    })
}
