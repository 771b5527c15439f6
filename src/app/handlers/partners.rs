//! Commands on partners.

use crate::analysis::derived::PartnerMeasures;
use crate::analysis::effective_tier::{OverrideFacts, override_faults};
use crate::app::command::PartnerCommand;
use crate::app::update::Plan;
use crate::app::workbench::Workbench;
use crate::edit::Refusal;
use crate::edit::commands::partners;
use crate::program::Kind;
use crate::program::choice::Choice;
use crate::program::id::Id;
use crate::program::partner::{ExceptionKind, Partner, TierOverride};

pub(in crate::app) fn plan(workbench: &Workbench, command: PartnerCommand) -> Result<Plan, Refusal> {
    let program = workbench.program();
    match command {
        PartnerCommand::Add { names, stage } => {
            let added = partners::add(program, &names, stage, workbench.as_of())?;
            let remark =
                (!added.known.is_empty()).then(|| format!("already in the roster: {}", added.known.join(", ")));
            let created = added.ids.first().map(|id| (Kind::Partner, id.shared()));
            Ok(Plan { created, remark, ..added.edit.into() })
        }
        PartnerCommand::Place { partner, strategic_value, potential } => {
            Ok(partners::place(program, &partner, strategic_value, potential)?.into())
        }
        PartnerCommand::GrantTier { partners: ids, tier } => {
            Ok(partners::grant_tier(program, &ids, tier.as_ref(), workbench.as_of())?.into())
        }
        PartnerCommand::RenewTier { partners: ids } => {
            Ok(partners::renew_tier(program, &ids, workbench.as_of())?.into())
        }
        PartnerCommand::SetException { partner, exception } => {
            if let Some(inner) = exception.as_ref().filter(|inner| inner.kind == ExceptionKind::Override) {
                justified(workbench, &partner, inner)?;
            }
            Ok(partners::set_exception(program, &partner, exception)?.into())
        }
    }
}

/// C-54: an override needs a reason, an approver, an end in time and a partner of strategic value.
fn justified(workbench: &Workbench, partner: &Id<Partner>, inner: &TierOverride) -> Result<(), Refusal> {
    let derived = workbench.derived();
    let policy = &derived.policy().tier;
    if !policy.override_allowed {
        return Err(Refusal::NotNow("overrides are not allowed; the setting tier.override_allowed says so".to_owned()));
    }
    let facts = OverrideFacts {
        from: inner.from,
        until: Some(inner.until),
        has_reason: !inner.reason.trim().is_empty(),
        has_approver: inner.approver.is_some(),
        strategic_value: derived.partner(partner).and_then(PartnerMeasures::strategic_value),
    };
    let faults = override_faults(&facts, policy.override_max_months, &policy.override_min_strategic_value);
    match faults.first() {
        None => Ok(()),
        Some(first) => {
            let all: Vec<&str> = faults.iter().map(|fault| fault.label()).collect();
            let why = format!("the override has {} (at most {} months)", all.join(", "), policy.override_max_months);
            Err(Refusal::bad(first.word(), why))
        }
    }
}
