//! Whether tiers, types, tools and work by hand fit the number of partners (PRG-05, PRG-06, PRG-07, PRG-16).

use std::collections::BTreeSet;

use super::family::PROGRAM;
use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::Scene;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::program::choice::Choice;
use crate::program::operations::{ScaleApproach, ToolKind};
use crate::program::partner::{LifecycleStage, PartnerType};

pub(super) fn look(scene: &Scene<'_>, report: &mut Report) {
    few_tiers(scene, report);
    by_hand(scene, report);
    one_for_all(scene, report);
    systems(scene, report);
}

/// PRG-05: a small roster has few tiers.
fn few_tiers(scene: &Scene<'_>, report: &mut Report) {
    let (signed, policy) = (scene.signed(), &scene.policy().tier);
    let tiers = scene.derived.ladders().all().iter().map(|ladder| ladder.tiers.len()).max().unwrap_or_default();
    if (1..=policy.small_roster_partners).contains(&signed) && tiers >= policy.small_roster_tiers as usize {
        let partners = if signed == 1 { "partner" } else { "partners" };
        let message = format!("{tiers} tiers for {signed} signed {partners}");
        report.warning("PRG-05", PROGRAM, message, "start with two or three tiers");
    }
}

/// PRG-06: what many partners need is not done by hand.
fn by_hand(scene: &Scene<'_>, report: &mut Report) {
    let signed = scene.signed();
    let [warning, error] = scene.policy().program.manual_from;
    if signed < warning {
        return;
    }
    if scene.program.scale_factors.is_empty() {
        report.not_checked("PRG-06", "how the work that grows with the roster is done");
    }
    let severity = if signed >= error { FindingSeverity::Error } else { FindingSeverity::Warning };
    for factor in scene.program.scale_factors.iter().filter(|factor| factor.approach == ScaleApproach::Startup) {
        let message = format!("{} is still done by hand at {signed} signed partners", factor.factor.label());
        let subject = format!("scale_factor/{}", factor.id);
        let finding = Finding::new("PRG-06", severity, subject, message);
        report.find(finding.fix("change to a way that works for many").field("approach"));
    }
}

/// PRG-07: different types of partner have tracks or plans of their own.
fn one_for_all(scene: &Scene<'_>, report: &mut Report) {
    let tracks: BTreeSet<_> = scene.program.tiers.iter().map(|tier| tier.track.as_ref()).collect();
    if tracks.len() != 1 || scene.program.comp_plans.len() != 1 {
        return;
    }
    let inside = |stage| !matches!(stage, LifecycleStage::Prospect | LifecycleStage::Ended);
    let roster = scene.program.partners.iter().filter(|partner| inside(partner.stage));
    let types: BTreeSet<PartnerType> = roster.filter_map(|partner| partner.r#type).collect();
    if types.len() < 2 {
        return;
    }
    let named: Vec<&str> = types.iter().map(|one| one.label()).collect();
    let message = format!("{} types of partner share one track and one plan: {}", types.len(), named.join(", "));
    report.warning("PRG-07", PROGRAM, message, "add a track or a compensation plan per type");
}

/// PRG-16: a larger roster has a partner system and is connected to the CRM.
fn systems(scene: &Scene<'_>, report: &mut Report) {
    let signed = scene.signed();
    if signed < scene.policy().program.systems_from {
        return;
    }
    let used = |kind: ToolKind| scene.program.tools.iter().any(|tool| tool.kind == kind && tool.in_use);
    let what = match (used(ToolKind::Prm), used(ToolKind::CrmIntegration)) {
        (true, true) => return,
        (true, false) => "no connection to the CRM is",
        (false, true) => "no partner system is",
        (false, false) => "neither a partner system nor a connection to the CRM is",
    };
    let message = format!("{what} in use for {signed} signed partners");
    report.warning("PRG-16", PROGRAM, message, "choose the tools of critical priority first");
}
