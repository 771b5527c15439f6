//! Who fills the six roles of a program (F154).

use crate::program::Program;
use crate::program::operations::{Governance, GovernanceRole};
use crate::program::team::TeamRole;

/// What is recorded of a role.
pub fn record(program: &Program, role: GovernanceRole) -> Option<&Governance> {
    program.governance.iter().find(|one| one.role == role)
}

/// Who fills a role: whoever is named for it, else those of the team with that role.
pub fn holder(program: &Program, role: GovernanceRole) -> Option<String> {
    let named = record(program, role).and_then(|one| program.team.get(one.member.as_ref()?));
    if let Some(member) = named.filter(|member| member.active) {
        return Some(member.name.clone());
    }
    let same = match role {
        GovernanceRole::Vp => TeamRole::Vp,
        GovernanceRole::Director => TeamRole::Director,
        GovernanceRole::PartnerManager => TeamRole::PartnerManager,
        GovernanceRole::PartnerMarketing => TeamRole::Marketing,
        GovernanceRole::PartnerOps => TeamRole::Ops,
        GovernanceRole::PartnerEngineering => TeamRole::Engineering,
    };
    let of = program.team.iter().filter(|member| member.active && member.role == same);
    let names: Vec<&str> = of.map(|member| member.name.as_str()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}
