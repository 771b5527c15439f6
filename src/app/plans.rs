//! What plans are made of: the rows come from the templates, the waves from what partner managers can carry.

use jiff::civil::Date;

use super::command::NewPlans;
use super::update::Plan;
use super::workbench::Workbench;
use crate::analysis::plans::generator::generate;
use crate::analysis::plans::waves::{capacity, waves};
use crate::edit::Refusal;
use crate::edit::commands::plans::{self, NewPlan, PlanTask, PlannedPartner};
use crate::program::Kind;
use crate::program::period::days_between;
use crate::program::task::PlanTemplate;
use crate::program::team::TeamRole;

/// Most partners that one rollout takes.
const MOST: usize = 500;

/// The partner managers that are with us; at least one, who is the one asking.
pub fn managers(workbench: &Workbench) -> u32 {
    let team = workbench.program().team.iter();
    let managers = team.filter(|member| member.active && member.role == TeamRole::PartnerManager).count();
    u32::try_from(managers).unwrap_or(u32::MAX).max(1)
}

pub(in crate::app) fn make(workbench: &Workbench, wanted: &NewPlans) -> Result<Plan, Refusal> {
    let all = new_plans(workbench, wanted)?;
    let late = all.iter().flat_map(|plan| &plan.tasks).filter(|task| task.late_at_start).count();
    let lines = lines(workbench, &all);
    let label = match all.as_slice() {
        [one] => format!("Plan {} with {} tasks", template_words(one.template), one.tasks.len()),
        many => format!("Plan {} for {} partners", template_words(wanted.template), many.len()),
    };
    let (edit, first) = plans::create(workbench.program(), all, workbench.as_of(), &label)?;
    let remark = (late > 0).then(|| format!("{late} tasks were due before {}: late at start", workbench.as_of()));
    Ok(Plan { remark, lines, created: first.map(|id| (Kind::Plan, id.shared())), ..edit.into() })
}

fn template_words(template: PlanTemplate) -> &'static str {
    match template {
        PlanTemplate::Launch => "the launch",
        PlanTemplate::Enablement4w => "four weeks of enablement",
        PlanTemplate::Onboarding90 => "a 90-day onboarding",
        PlanTemplate::Rollout => "a rollout",
    }
}

/// The plans that are made: one each, a rollout in waves by capacity.
fn new_plans(workbench: &Workbench, wanted: &NewPlans) -> Result<Vec<NewPlan>, Refusal> {
    if wanted.template == PlanTemplate::Launch {
        return Ok(vec![one(workbench, wanted, wanted.start, None, None)]);
    }
    if wanted.partners.is_empty() {
        return Err(Refusal::bad("partners", "a plan is for at least one partner"));
    }
    if wanted.partners.len() > MOST {
        return Err(Refusal::bad("partners", format!("at most {MOST} at once")));
    }
    if wanted.template != PlanTemplate::Rollout {
        let of = |partner: &PlannedPartner| one(workbench, wanted, wanted.start, Some(partner.clone()), None);
        return Ok(wanted.partners.iter().map(of).collect());
    }
    let policy = &workbench.derived().policy().enablement;
    let managers = wanted.managers.unwrap_or_else(|| managers(workbench));
    let room = capacity(managers, policy.concurrent_per_manager);
    if room == 0 {
        return Err(Refusal::bad("managers", "nobody can onboard; at least one partner manager is needed"));
    }
    let count = u32::try_from(wanted.partners.len()).unwrap_or(u32::MAX);
    let mut partners = wanted.partners.iter();
    let mut all = Vec::new();
    for wave in waves(count, room, wanted.start, policy.wave_gap_days) {
        let number = u16::try_from(wave.number).ok();
        let of = |partner: &PlannedPartner| one(workbench, wanted, wave.start, Some(partner.clone()), number);
        all.extend(partners.by_ref().take(wave.partners as usize).map(of));
    }
    Ok(all)
}

fn one(
    workbench: &Workbench,
    wanted: &NewPlans,
    start: Date,
    partner: Option<PlannedPartner>,
    wave: Option<u16>,
) -> NewPlan {
    let policy = &workbench.derived().policy().enablement;
    let planned = generate(wanted.template, start, workbench.as_of(), policy.activation_tasks);
    let task = |task: &crate::analysis::plans::generator::PlannedTask| {
        // What stays open is to be begun by its first day.
        let due = task.due.unwrap_or(task.begins);
        PlanTask {
            title: task.row.title.clone(),
            offset: i16::try_from(days_between(start, due)).unwrap_or(i16::MAX),
            due,
            late_at_start: due < workbench.as_of(),
        }
    };
    let owner = match &partner {
        Some(PlannedPartner::Known(id)) => {
            let found = workbench.program().partners.get(id).and_then(|partner| partner.owner.as_ref());
            found.and_then(|id| workbench.program().team.get(id)).map(|member| member.name.clone())
        }
        _ => None,
    };
    NewPlan {
        template: wanted.template,
        start,
        partner,
        wave,
        person: owner,
        tasks: planned.iter().map(task).collect(),
    }
}

/// What would be made, wave by wave, for whoever reads it first.
fn lines(workbench: &Workbench, all: &[NewPlan]) -> Vec<String> {
    let name = |plan: &NewPlan| match &plan.partner {
        Some(PlannedPartner::Known(id)) => {
            workbench.program().partners.get(id).map_or_else(|| id.to_string(), |partner| partner.name.clone())
        }
        Some(PlannedPartner::New(name)) => format!("{name} (new)"),
        None => "the program".to_owned(),
    };
    let mut lines = Vec::new();
    for wave in all.chunk_by(|a, b| (a.wave, a.start) == (b.wave, b.start)) {
        let Some(first) = wave.first() else { continue };
        let tasks: usize = wave.iter().map(|plan| plan.tasks.len()).sum();
        let last = wave.iter().flat_map(|plan| &plan.tasks).map(|task| task.due).max().unwrap_or(first.start);
        let head = first.wave.map_or_else(String::new, |wave| format!("Wave {wave}, "));
        let partners = if wave.len() == 1 { "1 plan".to_owned() } else { format!("{} plans", wave.len()) };
        lines.push(format!("{head}{} to {last}: {partners}, {tasks} tasks", first.start));
        lines.extend(wave.iter().map(|plan| format!("  {}", name(plan))));
    }
    lines
}

/// What a command would make, without making it.
///
/// # Errors
/// As the command itself.
pub fn preview(workbench: &Workbench, wanted: &NewPlans) -> Result<Vec<String>, Refusal> {
    let all = new_plans(workbench, wanted)?;
    plans::create(workbench.program(), all.clone(), workbench.as_of(), "preview")?;
    Ok(lines(workbench, &all))
}

/// The partners of a list of names, divided by commas, semicolons or lines: those in the roster, and new ones.
pub fn partners_named(workbench: &Workbench, text: &str) -> Vec<PlannedPartner> {
    let mut seen = std::collections::BTreeSet::new();
    let names = text.split([',', ';', '\n']).map(str::trim).filter(|name| !name.is_empty());
    let one = |name: &str| {
        let id = super::typed::reference(workbench, Kind::Partner, name);
        match id.parse() {
            Ok(id) if workbench.program().partners.contains(&id) => PlannedPartner::Known(id),
            _ => PlannedPartner::New(name.to_owned()),
        }
    };
    names.filter(|name| seen.insert(name.to_lowercase())).map(one).collect()
}
