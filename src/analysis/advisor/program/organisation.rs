//! The people behind the program and how far it has grown up (PRG-03, PRG-17, PRG-18, PRG-19).

use num_traits::ToPrimitive;

use super::family::PROGRAM;
use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::Scene;
use crate::analysis::capacity::{CapacityLoad, CapacityState, PerManager, SegmentCounts};
use crate::analysis::exact::{Exact, of_percent, shown};
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::analysis::operations::maturity::{MaturityDimension, levels, spread};
use crate::analysis::operations::org_stage::OrgStage;
use crate::analysis::operations::roles::{holder, record};
use crate::program::choice::Choice;
use crate::program::operations::GovernanceRole;
use crate::program::rate::Percent;
use crate::program::team::{TeamMember, TeamRole};

/// Levels between the best and the weakest dimension from which the weakest lags.
const LAG: u8 = 2;

pub(super) fn look(scene: &Scene<'_>, report: &mut Report) {
    positions(scene, report);
    capacity(scene, report);
    maturity(scene, report);
    roles(scene, report);
}

fn people<'a>(scene: &Scene<'a>) -> impl Iterator<Item = &'a TeamMember> {
    scene.program.team.iter().filter(|member| member.active)
}

/// PRG-03: at least one full position works on partnerships.
fn positions(scene: &Scene<'_>, report: &mut Report) {
    let signed = scene.signed();
    let units: i128 = people(scene).map(|member| member.allocation.units()).sum();
    if signed == 0 || units >= Percent::WHOLE {
        return;
    }
    let full: Exact = people(scene).map(|member| of_percent(member.allocation)).sum();
    let count = people(scene).count();
    let message = format!("partnerships are a side job: {} positions for {signed} signed partners", shown(&full, 2));
    let lines = people(scene).take(10).map(|member| format!("{}: {}", member.name, member.allocation));
    let more = (count > 10).then(|| format!("and {} more", count - 10));
    let finding = Finding::new("PRG-03", FindingSeverity::Error, PROGRAM, message);
    report.find(finding.fix("give at least one person to partnerships alone").evidence(lines.chain(more)));
}

/// PRG-17: there are enough partner managers for the roster.
fn capacity(scene: &Scene<'_>, report: &mut Report) {
    let by_segment = &scene.derived.program().by_segment;
    if by_segment.is_empty() {
        report.not_checked("PRG-17", "partners in the program");
        return;
    }
    if people(scene).next().is_none() {
        report.not_checked("PRG-17", "the team");
        return;
    }
    let counts = SegmentCounts::of(|segment| by_segment.get(&segment).copied().unwrap_or_default().into());
    let load = CapacityLoad::of(&counts, &PerManager::chosen(&scene.policy().capacity));
    let managers = people(scene).filter(|member| member.role == TeamRole::PartnerManager);
    let managers: Exact = managers.map(|member| of_percent(member.allocation)).sum();
    if load.state(&managers) != CapacityState::OverCapacity {
        return;
    }
    let message = format!(
        "{} partner managers are needed at best, {} are there",
        load.best.ceil().to_integer().to_u64().unwrap_or(u64::MAX),
        shown(&managers, 2)
    );
    let lines = by_segment.iter().map(|(segment, count)| format!("{}: {count} partners", segment.label()));
    let finding = Finding::new("PRG-17", FindingSeverity::Warning, PROGRAM, message);
    report.find(finding.fix("hire, pool the long tail, or recruit less").evidence(lines));
}

/// PRG-18: no dimension of maturity lags behind the others.
fn maturity(scene: &Scene<'_>, report: &mut Report) {
    let known = scene.program.maturity.iter().filter(|found| found.on <= scene.as_of());
    let Some(latest) = known.max_by_key(|found| found.on) else {
        report.not_checked("PRG-18", "an assessment of maturity");
        return;
    };
    let levels = levels(latest);
    let Some(spread) = spread(&levels) else {
        report.not_checked("PRG-18", "the level of each dimension of maturity");
        return;
    };
    let by_level = || MaturityDimension::ALL.iter().zip(levels).filter_map(|(one, level)| Some((level?, *one)));
    let (Some((low, weakest)), Some((high, _))) = (by_level().min(), by_level().max()) else { return };
    if spread < LAG {
        return;
    }
    let message = format!("{} lags: level {low} where the best dimension is at {high}", weakest.label());
    let fix = weakest.next_step(low).map_or_else(
        || "take the next step there".to_owned(),
        |step| format!("take the next step there: {}", step.to_lowercase()),
    );
    let lines = by_level().map(|(level, one)| format!("{}: {level}", one.label()));
    let subject = format!("maturity_assessment/{}", latest.id);
    report.find(Finding::new("PRG-18", FindingSeverity::Info, subject, message).fix(fix).evidence(lines));
}

/// Whether an organisation of a stage needs a role: a manager first, then somebody who leads and somebody for the
/// systems, then all six.
fn uncovered(scene: &Scene<'_>, stage: OrgStage) -> Vec<(GovernanceRole, String)> {
    use GovernanceRole::{Director, PartnerManager, PartnerOps, Vp};
    let free = |role: GovernanceRole| holder(scene.program, role).is_none();
    let mut needed = match stage {
        OrgStage::None => Vec::new(),
        OrgStage::Startup => vec![PartnerManager],
        OrgStage::Growth => vec![PartnerManager, PartnerOps],
        OrgStage::Scale | OrgStage::Enterprise if scene.settings().flag("organisation.all_roles_at_scale") => {
            GovernanceRole::ALL.to_vec()
        }
        OrgStage::Scale | OrgStage::Enterprise => vec![PartnerManager, PartnerOps],
    };
    let leads = matches!(needed.len(), 2) && free(Vp) && free(Director);
    needed.retain(|role| free(*role));
    let mut found: Vec<_> = needed.into_iter().map(|role| (role, role.label().to_owned())).collect();
    if leads {
        found.insert(0, (Director, format!("{} or {}", Vp.label(), Director.label())));
    }
    found
}

/// PRG-19: the roles that the organisation needs are filled.
fn roles(scene: &Scene<'_>, report: &mut Report) {
    let count = people(scene).count();
    if count == 0 {
        report.not_checked("PRG-19", "the team");
        return;
    }
    let stage = OrgStage::of(count as u64, scene.policy().program.organisation_from);
    for (role, name) in uncovered(scene, stage) {
        let message = format!("nobody fills {name} in an organisation at the stage {}", stage.label().to_lowercase());
        let subject = record(scene.program, role)
            .map_or_else(|| PROGRAM.to_owned(), |found| format!("governance_role/{}", found.id));
        report.warning("PRG-19", subject, message, "name a person for the role");
    }
}
