//! Commands on partners.

use crate::app::command::PartnerCommand;
use crate::app::update::Plan;
use crate::app::workbench::Workbench;
use crate::edit::Refusal;
use crate::edit::commands::partners;
use crate::program::Kind;

pub(in crate::app) fn plan(workbench: &Workbench, command: PartnerCommand) -> Result<Plan, Refusal> {
    let program = workbench.program();
    match command {
        PartnerCommand::Add { names, stage } => {
            let added = partners::add(program, &names, stage, workbench.as_of())?;
            let remark =
                (!added.known.is_empty()).then(|| format!("already in the roster: {}", added.known.join(", ")));
            let created = added.ids.first().map(|id| (Kind::Partner, id.shared()));
            Ok(Plan { edit: added.edit, created, remark })
        }
        PartnerCommand::Place { partner, strategic_value, potential } => {
            Ok(partners::place(program, &partner, strategic_value, potential)?.into())
        }
        PartnerCommand::GrantTier { partners: ids, tier } => {
            Ok(partners::grant_tier(program, &ids, tier.as_ref(), workbench.as_of())?.into())
        }
    }
}
