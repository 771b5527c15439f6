//! How firmly a candidate is bound to us before it signs (SEL-05, SEL-17, SEL-20).

use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::PartnerScene;
use crate::analysis::blank::is_blank;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::analysis::outreach::OutreachLevel;
use crate::program::partner::LifecycleStage;

/// People whom we should know at a top prospect.
const PEOPLE: usize = 2;

pub(super) fn look_at(scene: &PartnerScene<'_>, report: &mut Report) {
    four(scene, report);
    let candidate = matches!(scene.partner.stage, LifecycleStage::Prospect | LifecycleStage::Recruit);
    let level = scene.measures.outreach.as_ref().map(|found| found.level);
    if let (true, Some(level @ (OutreachLevel::P0 | OutreachLevel::P1))) = (candidate, level) {
        people(scene, level, report);
        alone(scene, level, report);
    }
}

/// SEL-05: a top prospect is known through more than one person.
fn people(scene: &PartnerScene<'_>, level: OutreachLevel, report: &mut Report) {
    let contacts = scene.scene.derived.contacts_of(&scene.partner.id).iter();
    let active: Vec<String> = contacts.filter(|contact| contact.active).map(|contact| contact.name.clone()).collect();
    if active.len() < PEOPLE {
        let message = format!("{}: {} contacts at priority {level}; {PEOPLE} at least", scene.name(), active.len());
        let finding = Finding::new("SEL-05", FindingSeverity::Warning, scene.subject(), message);
        report.find(finding.fix("add a second contact").evidence(active));
    }
}

/// SEL-17: a top prospect commits within its time.
fn alone(scene: &PartnerScene<'_>, level: OutreachLevel, report: &mut Report) {
    let derived = scene.scene.derived;
    let checks = derived.commitments_of(&scene.partner.id);
    let sponsor =
        checks.iter().any(|check| check.sponsor == Some(true)) || !is_blank(scene.partner.exec_sponsor.as_deref());
    let owner = checks.iter().any(|check| check.partner_manager == Some(true));
    if sponsor || owner || !derived.agreements_of(&scene.partner.id).is_empty() {
        return;
    }
    let Some(since) = scene.partner.stage_since else {
        report.not_checked("SEL-17", "since when a candidate is at its stage");
        return;
    };
    let days = scene.scene.days_since(since);
    let limit = scene.scene.policy().scoring.commitment_days;
    if days > i32::from(limit) {
        let message = format!(
            "{}: {days} days at priority {level} without a draft, a sponsor or an owner on their side; {limit} are usual",
            scene.name()
        );
        let fix = "ask for sponsor, partner manager, budget and briefed sales before going on";
        report.warning("SEL-17", scene.subject(), message, fix);
    }
}

/// SEL-20: all four commitments are made.
fn four(scene: &PartnerScene<'_>, report: &mut Report) {
    for check in scene.scene.derived.commitments_of(&scene.partner.id) {
        let all = [
            ("sponsor", check.sponsor),
            ("partner manager", check.partner_manager),
            ("budget", check.budget),
            ("sales briefed", check.sales_briefed),
        ];
        let kept = all.iter().filter(|(_, made)| *made == Some(true)).count();
        if all.iter().any(|(_, made)| made.is_none()) {
            report.not_checked("SEL-20", "each of the four commitments");
        }
        let open: Vec<&str> = all.iter().filter(|(_, made)| *made == Some(false)).map(|(name, _)| *name).collect();
        if open.is_empty() {
            continue;
        }
        let message = format!("{}: {kept} of 4 commitments, {} not made", scene.name(), open.join(", "));
        report.info("SEL-20", format!("commitment_check/{}", check.id), message, "complete them before signing");
    }
}
