//! Commands on what partners are granted and paid.

use crate::app::command::MoneyCommand;
use crate::app::update::Plan;
use crate::app::workbench::Workbench;
use crate::edit::Refusal;
use crate::edit::commands::money;

pub(in crate::app) fn plan(workbench: &Workbench, command: MoneyCommand) -> Result<Plan, Refusal> {
    let (program, as_of) = (workbench.program(), workbench.as_of());
    Ok(match command {
        MoneyCommand::DecideRegistration { registration, state } => {
            money::decide_registration(program, &registration, state, as_of)?.into()
        }
        MoneyCommand::DecideRequest { request, state } => {
            money::decide_request(program, &request, state, as_of)?.into()
        }
        MoneyCommand::TogglePaid { payment } => money::toggle_paid(program, &payment, as_of)?.into(),
    })
}
