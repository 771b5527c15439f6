//! Commands on dated plans: an onboarding, a rollout in waves, a launch, each with its tasks as one step.

use jiff::civil::Date;

use crate::edit::{Draft, Edit, Refusal};
use crate::program::id::{Id, mint};
use crate::program::partner::{LifecycleStage, Partner};
use crate::program::side::Side;
use crate::program::task::{Plan, PlanTemplate, Task};
use crate::program::{Kind, Program};

/// With whom a plan is carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlannedPartner {
    /// Somebody in the roster.
    Known(Id<Partner>),
    /// Somebody new, by name.
    New(String),
}

/// A task as the rules give it for a start date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanTask {
    /// What.
    pub title: String,
    /// Days from the start of the plan.
    pub offset: i16,
    /// The due date.
    pub due: Date,
    /// Whether it was due before the plan was made.
    pub late_at_start: bool,
}

/// A plan that is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPlan {
    /// From which template.
    pub template: PlanTemplate,
    /// First day.
    pub start: Date,
    /// For whom; nobody in particular for a launch.
    pub partner: Option<PlannedPartner>,
    /// The wave of a rollout, from 1.
    pub wave: Option<u16>,
    /// Who does it.
    pub person: Option<String>,
    /// Its tasks.
    pub tasks: Vec<PlanTask>,
}

/// Makes plans with their tasks, and the partners that are not in the roster yet, as one step.
///
/// # Errors
/// A partner that is not there, or one with a plan of that kind already.
pub fn create(
    program: &Program,
    plans: Vec<NewPlan>,
    as_of: Date,
    label: &str,
) -> Result<(Edit, Option<Id<Plan>>), Refusal> {
    let mut draft = Draft::over(program);
    let mut first = None;
    for plan in plans {
        let id = put(&mut draft, plan, as_of)?;
        first = first.or(Some(id));
    }
    Ok((draft.finish(label), first))
}

fn put(draft: &mut Draft<'_>, plan: NewPlan, as_of: Date) -> Result<Id<Plan>, Refusal> {
    let partner = match &plan.partner {
        None => None,
        Some(PlannedPartner::Known(id)) => {
            let found = draft.program().partners.get(id).ok_or_else(|| Refusal::missing(Kind::Partner, id.as_str()))?;
            let same = |other: &Plan| other.partner.as_ref() == Some(id) && other.template == plan.template;
            if let Some(other) = draft.program().plans.iter().find(|other| same(other)) {
                return Err(Refusal::NotNow(format!("{} has a plan already: {}", found.name, other.name)));
            }
            Some((id.clone(), found.name.clone()))
        }
        Some(PlannedPartner::New(name)) => {
            let id: Id<Partner> = mint(name, "partner", |id| draft.taken(id));
            let stage_since = Some(as_of);
            draft.put(Partner { stage_since, ..Partner::named(id.clone(), name, LifecycleStage::Onboard) });
            Some((id, name.clone()))
        }
    };
    let name = match (&partner, plan.template) {
        (Some((_, partner)), PlanTemplate::Enablement4w) => format!("Enablement of {partner}"),
        (Some((_, partner)), PlanTemplate::Rollout) => format!("Rollout: {partner}"),
        (Some((_, partner)), _) => format!("Onboarding of {partner}"),
        (None, PlanTemplate::Launch) => "Program launch".to_owned(),
        (None, template) => crate::program::choice::Choice::label(template).to_owned(),
    };
    let id: Id<Plan> = mint(&name, "plan", |id| draft.taken(id));
    let partner = partner.map(|(partner, _)| partner);
    draft.put(Plan {
        id: id.clone(),
        name,
        template: plan.template,
        start: plan.start,
        partner: partner.clone(),
        wave: plan.wave,
    });
    for task in plan.tasks {
        let seed = format!("{id}-{}", task.title);
        let task_id: Id<Task> = mint(&seed, "task", |id| draft.taken(id));
        draft.put(Task {
            id: task_id,
            title: task.title,
            campaign: None,
            plan: Some(id.clone()),
            partner: partner.clone(),
            side: Side::Us,
            person: plan.person.clone(),
            role: None,
            due: task.due,
            offset: Some(task.offset),
            depends_on: Vec::new(),
            done_on: None,
            late_at_start: task.late_at_start,
            blocked: None,
            action: None,
        });
    }
    Ok(id)
}
