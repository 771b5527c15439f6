//! What the clocks say of the partners' tiers: exceptions that lack something or are over, tiers no longer valid (TIER-11,
//! TIER-12, TIER-29).

use crate::analysis::derived::Derived;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::analysis::tier_clock::ValidityState;
use crate::program::Program;
use crate::program::partner::{ExceptionKind, Partner, TierOverride};

pub(super) fn partners(program: &Program, derived: &Derived) -> Vec<Finding> {
    let mut found = Vec::new();
    for partner in program.partners.iter() {
        if let Some(inner) = &partner.tier_override {
            found.extend(exception(program, derived, partner, inner));
        }
        found.extend(no_longer_valid(program, derived, partner));
    }
    found
}

fn exception(program: &Program, derived: &Derived, partner: &Partner, inner: &TierOverride) -> Option<Finding> {
    let over = inner.until <= derived.as_of();
    let tier = program.tiers.get(&inner.tier).map_or(inner.tier.as_str(), |tier| tier.name.as_str());
    let subject = format!("partner/{}", partner.id);
    match inner.kind {
        ExceptionKind::Provisional if over => {
            let message =
                format!("{} was provisionally {tier} from {} to {}: decide", partner.name, inner.from, inner.until);
            let fix = "grant a tier, renew it, or end it: end-exception";
            Some(Finding::new("TIER-12", FindingSeverity::Warning, subject, message).fix(fix))
        }
        ExceptionKind::Override if !over => {
            let faults = derived.exception_faults(&partner.id);
            if faults.is_empty() {
                return None;
            }
            let lacks: Vec<&str> = faults.iter().map(|fault| crate::program::choice::Choice::label(*fault)).collect();
            let message = format!("the override of {} to {tier} has {}", partner.name, lacks.join(", "));
            let fix = "complete it, or end it: end-exception";
            Some(Finding::new("TIER-11", FindingSeverity::Warning, subject, message).fix(fix))
        }
        _ => None,
    }
}

fn no_longer_valid(program: &Program, derived: &Derived, partner: &Partner) -> Option<Finding> {
    let granted = program.tiers.get(partner.granted_tier.as_ref()?)?;
    granted.valid_months?;
    let validity = derived.granted_validity(&partner.id)?;
    let since = validity.landed.first().map(|fall| fall.on);
    let message = match (validity.state, since) {
        (_, Some(on)) => format!("{} is granted {}, which ended on {on} with its grace", partner.name, granted.name),
        (ValidityState::Grace, None) => format!(
            "{} is granted {}, no longer valid since {}, in grace until {}",
            partner.name, granted.name, validity.until?, validity.grace_end?
        ),
        _ => return None,
    };
    let finding = Finding::new("TIER-29", FindingSeverity::Warning, format!("partner/{}", partner.id), message);
    Some(finding.fix("renew the tier or grant another one: renew-tier, grant-tier"))
}
