//! Commands on records of any kind.

use crate::app::command::RecordCommand;
use crate::app::typed;
use crate::app::update::Plan;
use crate::app::workbench::Workbench;
use crate::edit::commands::{campaigns, conflicts, records};
use crate::edit::{Draft, Refusal};
use crate::program::AnyRecord;

pub(in crate::app) fn plan(workbench: &Workbench, command: RecordCommand) -> Result<Plan, Refusal> {
    let plan = made(workbench, command)?;
    for change in &plan.edit.changes {
        if let Some(AnyRecord::Campaign(after)) = change.after() {
            let before = workbench.program().campaigns.get(&after.id);
            campaigns::check_time(workbench.program(), before, after)?;
        }
    }
    Ok(plan)
}

fn made(workbench: &Workbench, command: RecordCommand) -> Result<Plan, Refusal> {
    let program = workbench.program();
    match command {
        RecordCommand::SetField { kind, ids, field, text } => {
            let canonical = typed::canonical(workbench, kind, &field, &text)?;
            Ok(records::set_field(program, kind, &ids, &field, &canonical)?.into())
        }
        RecordCommand::Add { record, label } => {
            let created = Some((record.kind(), record.shared_id()));
            Ok(Plan { created, ..records::add(program, record, label)?.into() })
        }
        RecordCommand::Replace { record, label } => {
            let mut draft = Draft::over(program);
            draft.expect(record.kind(), record.id())?;
            draft.put(record);
            Ok(draft.finish(label).into())
        }
        RecordCommand::Decide { conflict, decision } => Ok(conflicts::decide(program, &conflict, decision)?.into()),
        RecordCommand::Delete { kind, ids } => Ok(records::delete(program, kind, &ids)?.edit.into()),
    }
}
