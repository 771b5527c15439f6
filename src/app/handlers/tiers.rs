//! Commands on the ladder.

use crate::app::command::TierCommand;
use crate::app::update::Plan;
use crate::app::workbench::Workbench;
use crate::edit::Refusal;
use crate::edit::commands::tiers;
use crate::program::{Kind, presets};

pub(in crate::app) fn plan(workbench: &Workbench, command: TierCommand) -> Result<Plan, Refusal> {
    let program = workbench.program();
    match command {
        TierCommand::Add { name } => {
            let (edit, id) = tiers::add(program, &name)?;
            Ok(Plan { created: Some((Kind::Tier, id.shared())), ..edit.into() })
        }
        TierCommand::SetCriteria { tier, criteria } => Ok(tiers::set_criteria(program, &tier, criteria)?.into()),
        TierCommand::SetThreshold { tier, path, threshold } => {
            Ok(tiers::set_threshold(program, &tier, &path, threshold)?.into())
        }
        TierCommand::SetBenefit { tier, benefit, level } => {
            Ok(tiers::set_benefit(program, &tier, &benefit, &level)?.into())
        }
        TierCommand::Reorder { tier, up } => Ok(tiers::reorder(program, &tier, up)?.into()),
        TierCommand::Remove { tier } => Ok(tiers::remove(program, &tier)?.into()),
        TierCommand::ApplyPreset { name } => {
            let ladder = presets::ladder(&name).ok_or_else(|| {
                Refusal::bad("preset", format!("{name:?} is not one of: {}", presets::LADDERS.join(", ")))
            })?;
            Ok(tiers::apply_preset(program, &name, ladder)?.into())
        }
    }
}
