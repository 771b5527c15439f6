//! Gates that were passed by without passing them (SEL-03, SEL-06, SEL-07, SEL-16).

use jiff::civil::Date;

use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::PartnerScene;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::analysis::operations::pilot::{PilotLead, PilotState};

/// The highest score of the scorecard that is below the bar.
const BELOW: u8 = 14;

pub(super) fn look_at(scene: &PartnerScene<'_>, report: &mut Report) {
    if !scene.signed() {
        return;
    }
    pilot(scene, report);
    qualified(scene, report);
}

/// When the first agreement began, as far as it is recorded.
fn signed_on(scene: &PartnerScene<'_>) -> Option<Date> {
    let agreements = scene.scene.derived.agreements_of(&scene.partner.id).iter();
    agreements.map(|agreement| agreement.start).min().or(scene.partner.signed_on)
}

/// SEL-03, SEL-16: a pilot was completed before the agreement, and no agreement follows a failed one.
fn pilot(scene: &PartnerScene<'_>, report: &mut Report) {
    let Some(signed) = signed_on(scene) else {
        report.not_checked("SEL-03", "when the agreement was signed");
        report.not_checked("SEL-16", "when the agreement was signed");
        return;
    };
    let derived = scene.scene.derived;
    let mut completed = false;
    for pilot in derived.pilots_of(&scene.partner.id) {
        let gate = derived.pilot_gate(pilot);
        completed |= gate.decided_on.or(pilot.decided_on).is_some_and(|on| on <= signed);
        if gate.state == PilotState::Unknown {
            report.not_checked("SEL-16", "whether the leads of a pilot are qualified");
        }
        if gate.state != PilotState::Fail || gate.decided_on.is_none_or(|on| on > signed) {
            continue;
        }
        let message = format!(
            "{}: signed on {signed} after a failed pilot, {} of {} qualified leads by {}",
            scene.name(),
            gate.count(PilotLead::Qualified),
            pilot.leads_required,
            gate.window_end
        );
        let finding = Finding::new("SEL-16", FindingSeverity::Error, scene.subject(), message);
        report.find(finding.fix("write down why the exception was made").evidence([format!("pilot/{}", pilot.id)]));
    }
    if !completed {
        let message = format!("{}: signed on {signed} without a completed pilot", scene.name());
        report.warning("SEL-03", scene.subject(), message, "run a pilot before the next step");
    }
}

/// SEL-06, SEL-07: a signed partner was scored or evaluated, and scores above the bar.
fn qualified(scene: &PartnerScene<'_>, report: &mut Report) {
    let raw = scene.measures.scorecard.and_then(|card| card.raw());
    let evaluated =
        scene.measures.evaluation.as_ref().is_some_and(crate::analysis::evaluation::Evaluation::is_complete);
    if raw.is_none() && !evaluated {
        let message = format!("{}: signed without a complete scorecard or evaluation", scene.name());
        report.error("SEL-06", scene.subject(), message, "score the partner now");
    }
    match raw {
        None => report.not_checked("SEL-07", "a complete scorecard"),
        Some(raw) if raw <= BELOW => {
            let message = format!("{}: signed with a score of {raw} of 35; {} is the bar", scene.name(), BELOW + 1);
            report.warning("SEL-07", scene.subject(), message, "end it, or score it again in six months");
        }
        Some(_) => {}
    }
}
