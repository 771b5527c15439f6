//! Plans and cards of rates (REV-01, 03 to 05, 07 to 12, 24, 27, 28).

use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::Scene;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::analysis::money::margin::percent_of_units;
use crate::program::choice::Choice;
use crate::program::compensation::{CompModel, CompPlan};
use crate::program::enablement::{AssetKind, PortalPart};
use crate::program::operations::ToolKind;
use crate::program::partner::PartnerType;
use crate::program::rate::Percent;
use crate::program::tier::Tier;

/// Words by which a plan can be changed at will.
const AT_WILL: [&str; 5] =
    ["any time", "subject to approval", "without notice", "reserve the right", "reserves the right"];
/// Settings that say how deals are attributed begin so.
const ATTRIBUTION: [&str; 3] = ["attribution.", "influence.", "touch."];

pub(super) fn look(scene: &Scene<'_>, report: &mut Report) {
    let plans = &scene.program.comp_plans;
    if let Some(first) = plans.iter().next() {
        let decided = |key: &str| ATTRIBUTION.iter().any(|start| key.starts_with(start));
        if !scene.settings().decided().any(|(key, _)| decided(key.as_str())) {
            let message = "partners are paid, and nobody decided how deals are attributed";
            let finding = Finding::new("REV-01", FindingSeverity::Error, format!("comp_plan/{}", first.id), message);
            report.find(finding.fix("decide the settings of attribution, be it for their defaults"));
        }
        components(scene, report);
    }
    for plan in plans.iter() {
        terms(scene, plan, report);
        rate(scene, plan, report);
    }
    cards(scene, report);
}

fn about(code: &'static str, severity: FindingSeverity, plan: &CompPlan, message: String) -> Finding {
    Finding::new(code, severity, format!("comp_plan/{}", plan.id), message)
}

/// REV-03 to 05, 07, 12, 28: the terms of one plan.
fn terms(scene: &Scene<'_>, plan: &CompPlan, report: &mut Report) {
    let name = &plan.name;
    match plan.announced_on {
        None => report.not_checked("REV-03", "the day a plan was announced"),
        Some(announced) if announced > plan.effective_on => {
            let message = format!("{name} holds from {}, and was announced on {announced}", plan.effective_on);
            let finding = about("REV-03", FindingSeverity::Error, plan, message).field("effective_on");
            report.find(finding.fix("let it begin after the announcement"));
        }
        Some(_) => {}
    }
    let settings = scene.settings();
    let (bands, modifiers) =
        (settings.count("commission.max_bands") as usize, settings.count("commission.max_modifiers") as usize);
    if plan.bands.len() > bands || plan.modifiers.len() > modifiers {
        let message = format!(
            "{name} has {} bands and {} modifiers; up to {bands} and {modifiers} can be worked out by a partner",
            plan.bands.len(),
            plan.modifiers.len()
        );
        report.find(about("REV-04", FindingSeverity::Warning, plan, message).fix("leave out what moves nobody"));
    }
    if !plan.clawback {
        let message = format!("{name} claims nothing back when a customer leaves");
        let finding = about("REV-05", FindingSeverity::Error, plan, message).field("clawback");
        report.find(
            finding
                .fix("claim back by the 30, 90 and 180 days of the policy")
                .mend(format!("set comp_plan/{}/clawback yes", plan.id)),
        );
    }
    if let Some(cap) = plan.cap {
        let message =
            format!("{name} stops at {}: who reaches it sells for somebody else", scene.derived.currency().told(cap));
        let finding = about("REV-07", FindingSeverity::Warning, plan, message).field("cap");
        report.find(finding.fix("take the cap away").mend(format!("unset comp_plan/{}/cap", plan.id)));
    }
    if plan.net_days.is_none() || plan.frequency.is_none() {
        let message = format!("{name} does not say when it pays");
        let finding = about("REV-12", FindingSeverity::Warning, plan, message).field("net_days");
        report.find(finding.fix("pay monthly, net 30"));
    }
    let text = plan.text.as_deref().unwrap_or_default().to_lowercase();
    if let Some(word) = AT_WILL.iter().find(|word| text.contains(**word)) {
        let message = format!("{name} says {word:?}: nobody can count on it");
        let finding = about("REV-28", FindingSeverity::Warning, plan, message).field("text");
        report.find(finding.fix("fix a notice period"));
    }
}

/// The types of partners that a plan is for.
fn types(scene: &Scene<'_>, plan: &CompPlan) -> Vec<PartnerType> {
    let profiles = scene.program.type_profiles.iter();
    profiles
        .filter(|profile| profile.comp_plan.as_ref() == Some(&plan.id))
        .map(|profile| profile.partner_type)
        .collect()
}

/// REV-08, REV-10, REV-11: what a plan pays.
fn rate(scene: &Scene<'_>, plan: &CompPlan, report: &mut Report) {
    let by_tier = scene.program.tiers.iter().any(|tier: &Tier| match plan.model {
        CompModel::Margin => tier.margin.is_some(),
        _ => tier.commission.is_some(),
    });
    if plan.rate.is_none() && plan.bands.is_empty() && plan.flat_fee.is_none() && !by_tier {
        let said = plan.text.as_deref().map_or_else(String::new, |text| format!(", only {text:?}"));
        let message = format!("{} names no rate{said}", plan.name);
        report.find(about("REV-10", FindingSeverity::Error, plan, message).fix("name it, as a number").field("rate"));
    }
    let types = types(scene, plan);
    let recurs = plan.model == CompModel::Recurring || plan.term_months.is_some_and(|months| months > 1);
    if !recurs && types.iter().any(|one| matches!(one, PartnerType::Reseller | PartnerType::Affiliate)) {
        let message = format!("{} pays nothing for renewals: nobody looks after the customers it brings", plan.name);
        report.find(about("REV-08", FindingSeverity::Info, plan, message).fix("pay something on renewals"));
    }
    let rates: Vec<Percent> = plan.bands.iter().map(|band| band.rate).chain(plan.rate).collect();
    for one in types {
        let Some(usual) = scene.policy().benchmark.of_type(one) else { continue };
        let outside: Vec<String> =
            rates.iter().filter(|rate| **rate < usual.low || **rate > usual.high).map(ToString::to_string).collect();
        if !outside.is_empty() {
            let message = format!(
                "{} pays {} partners {}; {} to {} are usual",
                plan.name,
                one.label().to_lowercase(),
                outside.join(", "),
                usual.low,
                usual.high
            );
            report.find(about("REV-11", FindingSeverity::Info, plan, message).fix("say why in the plan, or change it"));
        }
    }
}

/// REV-09: what pay needs and is not there; the calculator and the audit trail are those of this program.
fn components(scene: &Scene<'_>, report: &mut Report) {
    let program = scene.program;
    if program.tools.is_empty() {
        report.not_checked("REV-09", "the tools in use");
        return;
    }
    let tool = |kind: ToolKind| program.tools.iter().any(|tool| tool.kind == kind && tool.in_use);
    let section = |part: PortalPart| program.portal_sections.iter().any(|one| one.part == part && one.present);
    let there = [
        ("deal registration", !program.registrations.is_empty() || section(PortalPart::DealRegistration)),
        ("CRM integration", tool(ToolKind::CrmIntegration)),
        ("rules for attribution", tool(ToolKind::Attribution) || tool(ToolKind::Prm)),
        ("partner portal", tool(ToolKind::Prm) || program.assets.iter().any(|asset| asset.kind == AssetKind::Portal)),
    ];
    let missing: Vec<&str> = there.iter().filter(|(_, there)| !there).map(|(name, _)| *name).collect();
    if !missing.is_empty() {
        let message = format!("{} of 6 parts of a pay system are there", 6 - missing.len());
        report.warning("REV-09", "program/program", message, &format!("add {}", missing.join(", ")));
    }
}

/// REV-24, REV-27: what all that is given adds up to, tier by tier.
fn cards(scene: &Scene<'_>, report: &mut Report) {
    let tiers = &scene.program.tiers;
    let both: Vec<&Tier> = tiers.iter().filter(|tier| tier.margin.is_some() && tier.commission.is_some()).collect();
    if both.len() > 1 && both.iter().all(|tier| tier.margin == tier.commission) {
        let message = "the margins of resellers are the same as the commissions of others in every tier";
        let subject = format!("tier/{}", both.first().map_or("", |tier| tier.id.as_str()));
        report.warning("REV-27", subject, message, "give resellers a card of their own");
    }
    let policy = scene.policy();
    let rebate = policy.rebate.bands.iter().map(|(_, rate)| *rate).max();
    let Some(gross) = scene.program.profile.gross_margin else {
        if tiers.iter().any(|tier| tier.margin.is_some()) {
            report.not_checked("REV-24", "the gross margin of the program");
        }
        return;
    };
    for tier in tiers.iter() {
        let Some(margin) = tier.margin else { continue };
        let parts = [Some(margin), Some(policy.commission.registration_bonus), rebate];
        let given: i128 = parts.into_iter().flatten().map(Percent::units).sum();
        if given > gross.units() {
            let message = format!(
                "a reseller on {} may get {}: margin {margin}, registration {}, rebate {}; the gross margin is {gross}",
                tier.name,
                percent_of_units(given),
                policy.commission.registration_bonus,
                rebate.unwrap_or_default()
            );
            report.warning("REV-24", format!("tier/{}", tier.id), message, "cap what can be stacked");
        }
    }
}
