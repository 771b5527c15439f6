//! Training as a whole (ENB-03 to 05, 09, 11, 12).

use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::Scene;
use crate::analysis::enablement::learning::Learning;
use crate::analysis::exact::{of_percent, percent_shown, ratio, whole};
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::program::choice::Choice;
use crate::program::enablement::{AssetKind, TrainingComponent};

/// Words by which feedback is known to be about enablement.
const ABOUT: [&str; 8] = ["training", "portal", "playbook", "enablement", "certif", "material", "demo", "course"];

pub(super) fn look(scene: &Scene<'_>, report: &mut Report) {
    paths(scene, report);
    certification(scene, report);
    live(scene, report);
    feedback(scene, report);
    rates(scene, report);
}

/// ENB-03: types of partners for whom there is no training.
fn paths(scene: &Scene<'_>, report: &mut Report) {
    let courses: Vec<_> =
        scene.program.assets.iter().filter(|asset| asset.kind == AssetKind::ProductTraining).collect();
    for one in super::content::signed_types(scene) {
        let taught = courses.iter().any(|course| course.types.is_empty() || course.types.contains(&one));
        if !taught {
            let message = format!("{} partners have no learning path", one.label());
            report.warning(
                "ENB-03",
                "program/program",
                message,
                "assign 101, then 201 for sales or 301 for technicians",
            );
        }
    }
}

fn is_exam(component: TrainingComponent) -> bool {
    matches!(component, TrainingComponent::Exam | TrainingComponent::Project | TrainingComponent::CaseStudy)
}

/// ENB-04: training that nothing is earned by.
fn certification(scene: &Scene<'_>, report: &mut Report) {
    let program = scene.program;
    let offered = !program.sessions.is_empty()
        || !program.training.is_empty()
        || program.assets.iter().any(|asset| asset.kind == AssetKind::ProductTraining);
    let examined = program.sessions.iter().any(|session| is_exam(session.level))
        || program.training.iter().any(|record| is_exam(record.component));
    if offered && !examined {
        let message = "training is offered, and nobody can be certified by it";
        report.warning("ENB-04", "program/program", message, "add an exam, and say what it unlocks");
    }
}

/// ENB-05: live sessions, held or planned.
fn live(scene: &Scene<'_>, report: &mut Report) {
    let limit = i32::from(scene.policy().cadence.training_max_days);
    let near = |day| scene.days_since(day).abs() <= limit;
    if !scene.program.sessions.iter().any(|session| session.live && near(session.on)) {
        let message = format!("no live training within {limit} days, held or planned");
        report.warning("ENB-05", "program/program", message, "hold one a month");
    }
}

/// ENB-09: what partners say of training and materials.
fn feedback(scene: &Scene<'_>, report: &mut Report) {
    let limit = i32::from(scene.policy().enablement.feedback_days);
    for one in scene.program.feedback.iter().filter(|one| one.answered_on.is_none()) {
        let days = scene.days_since(one.on);
        let text = one.text.to_lowercase();
        if days > limit && ABOUT.iter().any(|word| text.contains(word)) {
            let message = format!("what was said of enablement on {} waits {days} days for an answer", one.on);
            let finding = Finding::new("ENB-09", FindingSeverity::Warning, format!("feedback/{}", one.id), message);
            report
                .find(finding.evidence([one.text.clone()]).fix("answer it, and say what changes").field("answered_on"));
        }
    }
}

/// ENB-11, ENB-12: how many complete their training and are certified.
fn rates(scene: &Scene<'_>, report: &mut Report) {
    if scene.program.training.is_empty() {
        report.not_checked("ENB-11", "who has completed which training");
        report.not_checked("ENB-12", "who has completed which training");
        return;
    }
    let people = scene.program.contacts.iter().filter(|contact| contact.active);
    let learned = Learning::of(scene.program, scene.derived, people);
    let policy = &scene.policy().enablement;
    let below = |part: u64, of: u64, target| ratio(&whole(part), &whole(of)).filter(|rate| *rate < of_percent(target));
    if let Some(rate) = below(learned.completed, learned.assigned, policy.completion_target) {
        let message = format!(
            "{} of the training begun is completed ({} of {} parts); {} is the target",
            percent_shown(Some(&rate)),
            learned.completed,
            learned.assigned,
            policy.completion_target
        );
        report.warning("ENB-11", "program/program", message, "make it shorter, and reward completion");
    }
    if let Some(rate) = below(learned.certified, learned.enrolled, policy.certification_target) {
        let message = format!(
            "{} of those in training are certified ({} of {}); {} is the target",
            percent_shown(Some(&rate)),
            learned.certified,
            learned.enrolled,
            policy.certification_target
        );
        report.warning("ENB-12", "program/program", message, "improve the content, and help people through the exam");
    }
}
