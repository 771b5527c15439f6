//! Commands on what partners are granted and paid.

use crate::app::command::MoneyCommand;
use crate::app::update::Plan;
use crate::app::workbench::Workbench;
use crate::edit::Refusal;
use crate::edit::commands::money;

pub(in crate::app) fn plan(workbench: &Workbench, command: MoneyCommand) -> Result<Plan, Refusal> {
    let (program, as_of) = (workbench.program(), workbench.as_of());
    Ok(match command {
        MoneyCommand::DecideRegistrations { registrations, state } => {
            money::decide_registrations(program, &registrations, state, as_of)?.into()
        }
        MoneyCommand::DecideRequests { requests, state } => {
            money::decide_requests(program, &requests, state, as_of)?.into()
        }
        MoneyCommand::SetPaid { payments, paid } => money::set_paid(program, &payments, paid, as_of)?.into(),
        MoneyCommand::Schedule { payments } => money::schedule(program, payments)?.into(),
    })
}
