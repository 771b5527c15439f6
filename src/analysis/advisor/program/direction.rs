//! Where the program wants to go, and whether anybody looks (PRG-01, PRG-04, PRG-11).

use super::family::PROGRAM;
use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::Scene;
use crate::analysis::blank::is_blank;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::program::goal::{Goal, GoalMetric};
use crate::program::period::months_after;

/// Months after which a program that nobody reviewed counts as forgotten.
const REVIEW_MONTHS: i32 = 12;

pub(super) fn look(scene: &Scene<'_>, report: &mut Report) {
    sponsor(scene, report);
    vision(scene, report);
    review(scene, report);
}

/// PRG-01: somebody in the leadership stands for the program.
fn sponsor(scene: &Scene<'_>, report: &mut Report) {
    if is_blank(scene.program.profile.exec_sponsor.as_deref()) {
        let message = "the program has no executive sponsor";
        let finding = Finding::new("PRG-01", FindingSeverity::Error, PROGRAM, message);
        let fix = "name a sponsor in the leadership and put the program on their agenda";
        report.find(finding.fix(fix).field("exec_sponsor"));
    }
}

/// Whether a goal says of what its share is taken; what is no share needs no denominator.
fn is_measurable(goal: &Goal) -> bool {
    let share = matches!(goal.metric, GoalMetric::Sourced | GoalMetric::AnyInvolvement | GoalMetric::Credited);
    goal.denominator.is_some() || !share
}

/// PRG-04: the program has a vision and a goal that can be measured.
fn vision(scene: &Scene<'_>, report: &mut Report) {
    let vision = is_blank(scene.program.profile.vision.as_deref());
    let goals = scene.program.goals.len();
    let goal = !scene.program.goals.iter().any(is_measurable);
    let what = match (vision, goal) {
        (false, false) => return,
        (true, true) => "neither a vision nor a goal that can be measured",
        (true, false) => "no vision",
        (false, true) => "no goal that can be measured",
    };
    let shares = if goal && goals > 0 {
        format!("; none of {goals} goals says of what its share is taken")
    } else {
        String::new()
    };
    let message = format!("it is not stated what partners are for: there is {what}{shares}");
    let finding = Finding::new("PRG-04", FindingSeverity::Warning, PROGRAM, message);
    let finding = if vision { finding.field("vision") } else { finding };
    report.find(finding.fix("write the vision and set one goal with metric, value, date and denominator"));
}

/// PRG-11: the program is reviewed every year, with what partners say of it.
fn review(scene: &Scene<'_>, report: &mut Report) {
    let as_of = scene.as_of();
    let mut said = Vec::new();
    match scene.program.profile.last_reviewed {
        None => report.not_checked("PRG-11", "when the program was last reviewed"),
        Some(on) if as_of > months_after(on, REVIEW_MONTHS) => {
            said.push(format!("last reviewed on {on}, {} days ago", scene.days_since(on)));
        }
        Some(_) => {}
    }
    let window = scene.derived.periods().t12m;
    if scene.signed() > 0 && !scene.program.feedback.iter().any(|feedback| window.contains(feedback.on)) {
        said.push("no feedback of a partner in the trailing twelve months".to_owned());
    }
    if said.is_empty() {
        return;
    }
    let message = format!("the program runs unobserved: {}", said.join("; "));
    let finding = Finding::new("PRG-11", FindingSeverity::Warning, PROGRAM, message);
    report.find(finding.fix("set a date for a review and ask partners what they think").field("last_reviewed"));
}
