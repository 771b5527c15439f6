//! How a partner fares, and what we owe it (REL-04, 06, 07, 17, 18, 21).

use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::PartnerScene;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::analysis::health::HealthDimension;
use crate::analysis::operations::escalation::{EscalationPath, EscalationState, ResponseClock};
use crate::program::choice::Choice;
use crate::program::moment::Moment;
use crate::program::partner::Segment;
use crate::program::period::days_after;
use crate::program::side::Side;

/// Overdue promises that are too many, however young.
const PROMISES: usize = 3;

pub(super) fn look(at: &PartnerScene<'_>, report: &mut Report) {
    escalations(at, report);
    stuck(at, report);
    if !at.signed() {
        return;
    }
    unknown(at, report);
    promises(at, report);
    feedback(at, report);
    at_risk(at, report);
}

/// REL-04: too little is known to judge.
fn unknown(at: &PartnerScene<'_>, report: &mut Report) {
    let most = at.scene.policy().health.unknown_dimensions as usize;
    let unknown: Vec<String> = HealthDimension::ALL
        .iter()
        .filter(|dimension| at.measures.health.points(**dimension).is_none())
        .map(|dimension| dimension.label().to_lowercase())
        .collect();
    if unknown.len() >= most {
        let message = format!("the health of {} cannot be judged: {} of 5 unknown", at.name(), unknown.len());
        report.warning("REL-04", at.subject(), message, &format!("record {}", unknown.join(", ")));
    }
}

/// REL-06: what we promised and did not do.
fn promises(at: &PartnerScene<'_>, report: &mut Report) {
    let limit = i32::from(at.scene.policy().contact.promise_days);
    let ours = at.scene.derived.promises_of(&at.partner.id).iter();
    let ours = ours.filter(|one| one.by != Side::Partner && one.done_on.is_none());
    let late: Vec<_> =
        ours.filter_map(|one| Some((one, at.scene.days_since(one.due?)))).filter(|(_, days)| *days > 0).collect();
    let longest = late.iter().map(|(_, days)| *days).max().unwrap_or_default();
    if longest > limit || late.len() >= PROMISES {
        let message = format!("we owe {} {} overdue promises, the oldest by {longest} days", at.name(), late.len());
        let named =
            late.iter().take(10).map(|(one, days)| format!("promised_item/{}: {}, {days} days", one.id, one.text));
        let finding = Finding::new("REL-06", FindingSeverity::Warning, at.subject(), message).evidence(named);
        report.find(finding.fix("do it, or agree on another day"));
    }
}

/// REL-07: what a partner said and nobody answered.
fn feedback(at: &PartnerScene<'_>, report: &mut Report) {
    let limit = i32::from(at.scene.policy().contact.feedback_days);
    for one in at.scene.derived.feedback_of(&at.partner.id).iter().filter(|one| one.answered_on.is_none()) {
        let days = at.scene.days_since(one.on);
        if days > limit {
            let message = format!("{} waits {days} days for an answer to what it said on {}", at.name(), one.on);
            let finding = Finding::new("REL-07", FindingSeverity::Warning, format!("feedback/{}", one.id), message);
            report.find(finding.evidence([one.text.clone()]).fix("answer it").field("answered_on"));
        }
    }
}

/// REL-17: at risk, and nothing is planned against it.
fn at_risk(at: &PartnerScene<'_>, report: &mut Report) {
    let planned = at.scene.derived.interventions_of(&at.partner.id).iter().any(|plan| !plan.actions.is_empty());
    if at.measures.segment == Segment::AtRisk && !planned {
        let message = format!("{} is at risk, and there is no plan", at.name());
        report.warning("REL-17", at.subject(), message, "write an intervention plan with an owner and a review");
    }
}

/// REL-18: escalations answered too late, or not at all; on the as-of date the whole day counts.
fn escalations(at: &PartnerScene<'_>, report: &mut Report) {
    let now = Moment::start_of(days_after(at.scene.as_of(), 1));
    let policy = &at.scene.policy().escalation;
    for one in at.scene.derived.escalations_of(&at.partner.id) {
        if one.resolved_at.is_some() && one.responded_at.is_some() {
            continue;
        }
        let hours = policy.hours(one.severity);
        let clock = ResponseClock::of(one.opened_at, one.responded_at, now, hours);
        if clock.state == EscalationState::Breached {
            let message = format!(
                "{}: {} escalation of {} answered {} h late",
                at.name(),
                one.severity.label().to_lowercase(),
                one.opened_at.date(),
                clock.late_minutes / 60
            );
            let path = one.path.clone().unwrap_or_else(|| EscalationPath::of(one.severity).label().to_owned());
            let finding = Finding::new("REL-18", FindingSeverity::Error, format!("escalation/{}", one.id), message);
            report.find(finding.evidence([one.trigger.clone()]).fix(format!("take it to {path}")));
        }
    }
}

/// REL-21: longer in a stage than it takes.
fn stuck(at: &PartnerScene<'_>, report: &mut Report) {
    let found = &at.measures.lifecycle;
    if found.overdue == Some(true)
        && let Some(since) = at.partner.stage_since
    {
        let days = at.scene.days_since(since);
        let message = format!("{} is in {} for {days} days", at.name(), found.stage.label());
        report.info("REL-21", at.subject(), message, "find out what holds it up");
    }
}
