//! Commands on reviews and action items.

use crate::app::command::QbrCommand;
use crate::app::update::Plan;
use crate::app::workbench::Workbench;
use crate::edit::Refusal;
use crate::edit::commands::qbrs;
use crate::program::Kind;

pub(in crate::app) fn plan(workbench: &Workbench, command: QbrCommand) -> Result<Plan, Refusal> {
    let program = workbench.program();
    match command {
        QbrCommand::Schedule { partner, quarter, on, minutes } => {
            let (edit, id) = qbrs::schedule(program, &partner, quarter, on, minutes)?;
            Ok(Plan { created: Some((Kind::Qbr, id.shared())), ..edit.into() })
        }
        QbrCommand::SetNotes { qbr, section, text } => Ok(qbrs::set_notes(program, &qbr, section, &text)?.into()),
        QbrCommand::SetMinutes { qbr, section, minutes } => {
            Ok(qbrs::set_minutes(program, &qbr, section, minutes)?.into())
        }
        QbrCommand::AddElapsed { qbr, section, seconds } => {
            Ok(qbrs::add_elapsed(program, &qbr, section, seconds)?.into())
        }
        QbrCommand::AddAction(new) => {
            let (edit, id) = qbrs::add_action(program, new, workbench.as_of())?;
            Ok(Plan { created: Some((Kind::ActionItem, id.shared())), ..edit.into() })
        }
        QbrCommand::ToggleAction { action } => Ok(qbrs::toggle_action(program, &action, workbench.as_of())?.into()),
    }
}
