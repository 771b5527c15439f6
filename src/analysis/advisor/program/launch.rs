//! The way to the launch: pilot before launch, foundation before announcement (PRG-12, PRG-23, PRG-25).

use std::collections::BTreeSet;

use super::family::PROGRAM;
use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::Scene;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::analysis::operations::pilot::PilotState;
use crate::analysis::plans::generator;
use crate::program::task::{Plan, PlanTemplate, Task};

/// Partners in a pilot from which something is learnt, and which can still be looked after.
const GROUP: std::ops::RangeInclusive<usize> = 10..=20;

pub(super) fn look(scene: &Scene<'_>, report: &mut Report) {
    pilot_first(scene, report);
    checklist(scene, report);
    group(scene, report);
}

fn phase(task: &Task) -> Option<&'static str> {
    let row = generator::rows(PlanTemplate::Launch, true).find(|row| row.title == task.title);
    row.map(|row| row.group.as_str())
}

fn launches<'a>(scene: &Scene<'a>) -> impl Iterator<Item = &'a Plan> {
    scene.program.plans.iter().filter(|plan| plan.template == PlanTemplate::Launch)
}

/// The tasks of a plan with their phase, those that follow the template.
fn tasks<'a>(scene: &Scene<'a>, plan: &Plan) -> Vec<(&'a Task, &'static str)> {
    let of = scene.derived.tasks_of_plan(&plan.id).iter();
    of.filter_map(|task| Some((scene.program.tasks.get(&task.id)?, phase(task)?))).collect()
}

/// PRG-12: a pilot was passed before the launch. Launched is a program whose launch date is reached, or that has done
/// something of the last phase of its checklist.
fn pilot_first(scene: &Scene<'_>, report: &mut Report) {
    let as_of = scene.as_of();
    let started = scene.program.profile.launch_start.filter(|start| *start <= as_of);
    let done = launches(scene).find_map(|plan| {
        let found = tasks(scene, plan);
        found.into_iter().find(|(task, phase)| *phase == "launch" && task.done_on.is_some()).map(|(task, _)| task)
    });
    let how = match (started, done) {
        (Some(start), _) => format!("the launch started on {start}"),
        (None, Some(task)) => format!("{:?} is done", task.title),
        (None, None) => return,
    };
    let mut unknown = false;
    for pilot in scene.program.pilots.iter() {
        match scene.derived.pilot_gate(pilot).state {
            PilotState::Pass => return,
            PilotState::Unknown => unknown = true,
            _ => {}
        }
    }
    if unknown {
        report.not_checked("PRG-12", "whether the leads of a pilot are qualified");
        return;
    }
    let pilots = scene.program.pilots.len();
    let message = format!("{how}, and none of {pilots} pilots is passed");
    let days = scene.policy().program.pilot_days;
    let finding = Finding::new("PRG-12", FindingSeverity::Error, PROGRAM, message);
    report.find(finding.fix(format!("run a pilot of {days} days before going on")).field("launch_start"));
}

/// PRG-23: the launch checklist is kept, foundation first.
fn checklist(scene: &Scene<'_>, report: &mut Report) {
    let as_of = scene.as_of();
    for plan in launches(scene) {
        let tasks = tasks(scene, plan);
        for (task, phase) in &tasks {
            if task.done_on.is_none() && task.due < as_of && *phase != "launch" {
                let days = scene.days_since(task.due);
                let message = format!("{}: {days} days overdue in the phase {phase}", task.title);
                let finding = Finding::new("PRG-23", FindingSeverity::Warning, format!("task/{}", task.id), message);
                report.find(finding.fix("finish it, or set another date").field("due"));
            }
        }
        let open: Vec<_> =
            tasks.iter().filter(|(task, phase)| *phase == "foundation" && task.done_on.is_none()).collect();
        let ahead = tasks.iter().find(|(task, phase)| *phase == "launch" && task.done_on.is_some());
        let (Some((ahead, _)), false) = (ahead, open.is_empty()) else { continue };
        let message = format!("{:?} is done while {} tasks of the foundation are open", ahead.title, open.len());
        let lines = open.iter().take(10).map(|(task, _)| format!("task/{}: {}, due {}", task.id, task.title, task.due));
        let more = (open.len() > 10).then(|| format!("and {} more", open.len() - 10));
        let finding = Finding::new("PRG-23", FindingSeverity::Warning, format!("plan/{}", plan.id), message);
        report.find(finding.fix("finish the foundation first").evidence(lines.chain(more)));
    }
}

/// PRG-25: the pilot group has a size from which to learn.
fn group(scene: &Scene<'_>, report: &mut Report) {
    let partners: BTreeSet<_> = scene.program.pilots.iter().map(|pilot| &pilot.partner).collect();
    if !partners.is_empty() && !GROUP.contains(&partners.len()) {
        let message =
            format!("the pilot group has {} partners; {} to {} are usual", partners.len(), GROUP.start(), GROUP.end());
        report.info("PRG-25", PROGRAM, message, "bring the pilot group to that size");
    }
}
