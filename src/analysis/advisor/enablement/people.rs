//! What the people of a partner learned and what the partner did with it (ENB-13 to 15, 19).

use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::PartnerScene;
use crate::analysis::certification::{Certification, CertificationStatus, CompletedTraining};
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::analysis::partner_kpis::{FirstDealVerdict, first_deal};
use crate::analysis::registration::may_register;
use crate::program::choice::Choice;
use crate::program::deal::DealStage;
use crate::program::task::PlanTemplate;

pub(super) fn look(at: &PartnerScene<'_>, report: &mut Report) {
    certificates(at, report);
    entitled(at, report);
    first(at, report);
    onboarding(at, report);
}

/// ENB-13: certificates that ended, or end soon.
fn certificates(at: &PartnerScene<'_>, report: &mut Report) {
    let (as_of, policy) = (at.scene.as_of(), &at.scene.policy().certification);
    for contact in at.scene.derived.contacts_of(&at.partner.id).iter().filter(|contact| contact.active) {
        let mut training = CompletedTraining::default();
        for record in at.scene.derived.training_of(&contact.id) {
            training.add(record.component, record.completed_on);
        }
        for certification in Certification::ALL {
            let standing = training.standing(*certification, as_of, policy);
            let ended = standing.status == CertificationStatus::Expired;
            let Some(expires) = standing.expires.filter(|_| ended || standing.expiring) else { continue };
            let verb = if ended { "ended" } else { "ends" };
            let message = format!("{}: {} of {} {verb} on {expires}", at.name(), certification.label(), contact.name);
            report.warning("ENB-13", format!("contact/{}", contact.id), message, "book the recertification");
        }
    }
}

/// ENB-14: registrations of a partner that may not register yet (C-46).
fn entitled(at: &PartnerScene<'_>, report: &mut Report) {
    let scene = at.scene;
    let submitted = scene.derived.registrations_of(&at.partner.id).iter().map(|one| (one, one.submitted_at));
    let (mut found, mut count) = (Vec::new(), 0);
    for (registration, moment) in submitted {
        let day = moment.date();
        let certified = scene.derived.contacts_of(&at.partner.id).iter().any(|contact| {
            let mut training = CompletedTraining::default();
            for record in scene.derived.training_of(&contact.id) {
                training.add(record.component, record.completed_on);
            }
            training.is_valid(Certification::Sales, day, &scene.policy().certification)
        });
        let rank = at.measures.tier.effective_rank.and_then(|rank| u8::try_from(rank).ok());
        let may = may_register(rank, at.partner.signed_on, Some(certified), day, &scene.policy().registration);
        if may.0.known() == Some(false) {
            count += 1;
            if found.len() < 10 {
                found.push(format!("registration/{}: submitted on {day}", registration.id));
            }
        }
    }
    if count > 0 {
        let message = format!("{} registered {count} deals without being entitled to", at.name());
        let finding = Finding::new("ENB-14", FindingSeverity::Info, at.subject(), message).evidence(found);
        report.find(finding.fix("certify a salesperson there"));
    }
}

/// ENB-15: signed for 90 days and nothing won.
fn first(at: &PartnerScene<'_>, report: &mut Report) {
    if !at.signed() {
        return;
    }
    let Some(signed) = at.partner.signed_on else {
        report.not_checked("ENB-15", "the day of signing");
        return;
    };
    let as_of = at.scene.as_of();
    let won = at.scene.derived.partner_deals(&at.partner.id);
    let won = won.filter(|(deal, _)| deal.stage == DealStage::Won).filter_map(|(deal, _)| deal.closed_on);
    let limit = at.scene.policy().target.first_deal_days;
    let (days, verdict) = first_deal(signed, won.filter(|on| *on <= as_of).min(), as_of, limit);
    if days.is_none() && verdict == FirstDealVerdict::Fail {
        let message = format!(
            "{} signed {} days ago and has won nothing; {limit} days are usual",
            at.name(),
            at.scene.days_since(signed)
        );
        report.warning("ENB-15", at.subject(), message, "plan one deal together, from the account list");
    }
}

/// ENB-19: tasks of onboarding that are late.
fn onboarding(at: &PartnerScene<'_>, report: &mut Report) {
    let limit = i32::from(at.scene.policy().enablement.onboarding_late_days);
    let is_plan = |plan: &_| {
        at.scene
            .program
            .plans
            .get(plan)
            .is_some_and(|plan| matches!(plan.template, PlanTemplate::Onboarding90 | PlanTemplate::Enablement4w))
    };
    let late: Vec<_> = at
        .scene
        .derived
        .tasks_of(&at.partner.id)
        .into_iter()
        .filter(|task| task.done_on.is_none() && at.scene.days_since(task.due) > limit)
        .filter(|task| task.plan.as_ref().is_some_and(is_plan))
        .collect();
    if let Some(first) = late.first() {
        let message = format!(
            "{}: {} onboarding tasks are more than {limit} days late, the first is {}",
            at.name(),
            late.len(),
            first.title
        );
        let named = late.iter().take(10).map(|task| format!("task/{}: {}, due {}", task.id, task.title, task.due));
        let finding = Finding::new("ENB-19", FindingSeverity::Warning, at.subject(), message).evidence(named);
        report.find(finding.fix("find out what holds them up"));
    }
}
