//! A program to a plan: its goal, revenue, partners, managers and settings as the input of the planner (§5.1).

use jiff::civil::Date;
use num_traits::Signed;

use super::blockers::Means;
use super::mix::{CohortsExceeded, Mix, MixInput, mix};
use super::plan::Plan;
use super::request::{NoPlan, PlanRequest};
use super::roster::{OwnHistory, Roster, own_history, replace_productivity};
use super::simulation::SimulationRules;
use super::target::{ShareBase, Target, partner_arr_of};
use crate::analysis::capacity::{CapacityLoad, PerManager, SegmentCounts};
use crate::analysis::derived::Derived;
use crate::analysis::exact::{Exact, exact_text, of_money, of_percent};
use crate::analysis::policy::{GoalBase, PlannerPolicy};
use crate::program::Program;
use crate::program::goal::{Denominator, Goal, GoalMetric};
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::PartnerType;
use crate::program::period::months_after;
use crate::program::rate::Percent;
use crate::program::team::TeamRole;

/// The longest horizon, months.
const LONGEST: u32 = 120;

/// Where a number of the plan comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stated {
    /// It was asked for.
    Asked,
    /// A goal says so.
    Goal(Id<Goal>),
    /// The program or its settings say so.
    Program,
    /// Nobody says so; it is what the planner recommends or assumes.
    Assumed,
}

/// A plan, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalPlan {
    /// The day it is made.
    pub as_of: Date,
    /// When the target is due.
    pub due: Date,
    /// The goal, where there is one.
    pub goal: Option<Id<Goal>>,
    /// What the share measures.
    pub metric: GoalMetric,
    /// The wanted share.
    pub share: Percent,
    /// Of what.
    pub base: GoalBase,
    /// The plan.
    pub plan: Plan,
    /// How its partners were chosen.
    pub mix: Mix,
    /// The month of the first sign-ups.
    pub start_month: u32,
    /// Whether a program runs, so that they start at once.
    pub program_exists: bool,
    /// Managers and what they have to look after.
    pub means: Means,
    /// The partners at the end of the plan by segment.
    pub final_roster: SegmentCounts,
    /// How the simulation is run.
    pub rules: SimulationRules,
    /// Where the number of resellers comes from.
    pub active_resellers: Stated,
    /// Types whose own history stands in for the usual productivity.
    pub own_history: Vec<OwnHistory>,
    /// Active partners without a type; they take no part.
    pub untyped: u64,
}

/// The share goal that a plan is made for unless another is named: sourced before credited before any involvement, the
/// earliest date ahead of `as_of` first.
pub fn goal_to_plan_for(program: &Program, as_of: Date) -> Option<&Goal> {
    let ahead = program.goals.iter().filter(|goal| goal.due > as_of);
    ahead
        .filter_map(|goal| Some((metric_order(goal.metric)?, goal.due, &goal.id, goal)))
        .min_by(|a, b| (a.0, a.1, a.2.as_str()).cmp(&(b.0, b.1, b.2.as_str())))
        .map(|(.., goal)| goal)
}

fn metric_order(metric: GoalMetric) -> Option<u8> {
    match metric {
        GoalMetric::Sourced => Some(0),
        GoalMetric::Credited => Some(1),
        GoalMetric::AnyInvolvement => Some(2),
        GoalMetric::Activation | GoalMetric::Partners | GoalMetric::RevenuePerPartner | GoalMetric::Nps => None,
    }
}

/// The plan of a program for its goal, changed by what is asked.
pub fn goal_plan(program: &Program, derived: &Derived, request: &PlanRequest) -> Result<GoalPlan, NoPlan> {
    check_numbers(request)?;
    let as_of = derived.as_of();
    let policy = &derived.policy().planner;
    let goal = wanted_goal(program, as_of, request)?;
    let base = request.base.unwrap_or_else(|| base_of(goal, policy));
    let share = wanted_share(goal, request).ok_or(NoPlan::NoGoal(as_of))?;
    let target = target(program, policy, request, share, base)?;
    let (due, horizon_months) = horizon(goal, request, as_of)?;
    let roster = Roster::of(program, derived);
    let own_history = own_history(program, derived, policy);
    let mut assumptions = policy.assumptions.clone();
    for own in &own_history {
        replace_productivity(&mut assumptions, own);
    }
    let partner_managers = managers(program, request)?;
    let program_exists = program.profile.launch_start.is_some_and(|start| start <= as_of);
    let (active_resellers, chosen_active) = aim(program, request, &roster, as_of);
    let per_manager = PerManager::chosen(&derived.policy().capacity);
    let input = MixInput {
        target,
        horizon_months,
        existing: roster.active.clone(),
        partner_managers: partner_managers.clone(),
        start_month: if program_exists { 0 } else { policy.foundation_months },
        integration_surface: program.profile.integration_surface,
        average_acv: program.profile.average_acv.map(of_money),
        affiliate_acv_limit: of_money(derived.policy().affiliate.acv_limit),
        integrations: policy.integrations.into(),
        others: None,
        chosen_active,
        assumptions,
        per_manager,
        onboardings_per_manager: policy.onboardings_per_manager,
    };
    let mix = mix(&input).map_err(|CohortsExceeded(count)| NoPlan::TooManyCohorts(count))?;
    let final_roster = roster.at_the_end(&mix);
    Ok(GoalPlan {
        as_of,
        due,
        goal: goal.map(|goal| goal.id.clone()),
        metric: goal.map_or(GoalMetric::Sourced, |goal| goal.metric),
        share,
        base,
        start_month: input.start_month,
        program_exists,
        means: Means {
            partner_managers: Some(partner_managers),
            final_load: Some(CapacityLoad::of(&final_roster, &per_manager)),
            onboardings_per_manager: policy.onboardings_per_manager,
        },
        final_roster,
        rules: SimulationRules {
            draws: request.draws.unwrap_or(policy.simulation.draws).max(1),
            seed: request.seed.unwrap_or(policy.simulation.seed),
        },
        active_resellers,
        own_history,
        untyped: roster.untyped,
        plan: Plan {
            target: input.target,
            horizon_months,
            existing: input.existing,
            cohorts: mix.cohorts.clone(),
            assumptions: input.assumptions,
            growth_range: None,
        },
        mix,
    })
}

fn check_numbers(request: &PlanRequest) -> Result<(), NoPlan> {
    let bad = |what, value: String, expected| Err(NoPlan::BadNumber { what, value, expected });
    if let Some(growth) =
        request.direct_growth.filter(|growth| !(Percent::whole(-99)..=Percent::whole(1000)).contains(growth))
    {
        return bad("growth of direct revenue", growth.to_string(), "-99% to 1000%");
    }
    if let Some(retention) =
        request.retention.filter(|retention| !(Percent::whole(0)..=Percent::whole(1000)).contains(retention))
    {
        return bad("partner revenue that stays", retention.to_string(), "0% to 1000%");
    }
    if let Some(managers) = request.partner_managers.as_ref().filter(|managers| managers.is_negative()) {
        return bad("the number of partner managers", exact_text(managers), "0 or more");
    }
    Ok(())
}

fn wanted_goal<'a>(program: &'a Program, as_of: Date, request: &PlanRequest) -> Result<Option<&'a Goal>, NoPlan> {
    let Some(id) = &request.goal else { return Ok(goal_to_plan_for(program, as_of)) };
    let goal = program.goals.get(id).ok_or_else(|| NoPlan::NoSuchGoal(id.to_string()))?;
    match metric_order(goal.metric) {
        Some(_) => Ok(Some(goal)),
        None => Err(NoPlan::NotAShare(id.to_string())),
    }
}

fn wanted_share(goal: Option<&Goal>, request: &PlanRequest) -> Option<Percent> {
    request.share.or_else(|| goal?.value.decimal().normalize().to_string().parse().ok())
}

fn base_of(goal: Option<&Goal>, policy: &PlannerPolicy) -> GoalBase {
    match goal.and_then(|goal| goal.denominator) {
        Some(Denominator::AtDueDate) => GoalBase::AtDueDate,
        Some(Denominator::TodayBase) => GoalBase::TodayBase,
        None => policy.base,
    }
}

fn target(
    program: &Program,
    policy: &PlannerPolicy,
    request: &PlanRequest,
    share: Percent,
    base: GoalBase,
) -> Result<Target, NoPlan> {
    let total = program.profile.total_arr.filter(|total| *total > Money::ZERO).ok_or(NoPlan::NoTotalArr)?;
    let stated = program.profile.partner_share.ok_or(NoPlan::NoPartnerShare)?;
    let partner = partner_arr_of(total, stated);
    if partner > total || partner.is_negative() {
        return Err(NoPlan::BadRevenue { partner, total });
    }
    let whole = Percent::whole(100);
    if share.units() < 0 || share > whole || (base == GoalBase::AtDueDate && share == whole) {
        return Err(NoPlan::BadShare(share));
    }
    let base = match base {
        GoalBase::AtDueDate => ShareBase::End,
        GoalBase::TodayBase => ShareBase::Today,
        GoalBase::NewRevenue => {
            let planned = request.planned_new_arr.filter(|planned| *planned > Money::ZERO);
            ShareBase::New(of_money(planned.ok_or(NoPlan::NoPlannedArr)?))
        }
    };
    Ok(Target {
        base,
        direct_growth: of_percent(request.direct_growth.unwrap_or(policy.direct_growth)),
        retention: of_percent(request.retention.unwrap_or(policy.retention)),
        ..Target::of(total, partner, share)
    })
}

/// The due date, and the whole months until then.
fn horizon(goal: Option<&Goal>, request: &PlanRequest, as_of: Date) -> Result<(Date, u32), NoPlan> {
    let (due, months) = if let Some(months) = request.horizon_months {
        (months_after(as_of, months as i32), months)
    } else {
        let due = request.due.or_else(|| Some(goal?.due)).ok_or(NoPlan::NoDate)?;
        (due, whole_months(as_of, due))
    };
    match months {
        0 => Err(NoPlan::NotAhead { due, as_of }),
        1..=LONGEST => Ok((due, months)),
        _ => Err(NoPlan::TooFar(months)),
    }
}

fn whole_months(from: Date, to: Date) -> u32 {
    let years = i32::from(to.year()) - i32::from(from.year());
    let months = years * 12 + i32::from(to.month()) - i32::from(from.month());
    let whole = if months_after(from, months) > to { months - 1 } else { months };
    u32::try_from(whole).unwrap_or(0)
}

/// Managers by the time they have; a team without any is none, no team at all is unknown.
fn managers(program: &Program, request: &PlanRequest) -> Result<Exact, NoPlan> {
    if let Some(managers) = &request.partner_managers {
        return Ok(managers.clone());
    }
    let mut team = program.team.iter().filter(|member| member.active).peekable();
    if team.peek().is_none() {
        return Err(NoPlan::NoTeam);
    }
    Ok(team.filter(|member| member.role == TeamRole::PartnerManager).map(|member| of_percent(member.allocation)).sum())
}

/// How many active resellers are aimed at: as asked; else a goal for active partners, without those of other types.
fn aim(program: &Program, request: &PlanRequest, roster: &Roster, as_of: Date) -> (Stated, Option<u64>) {
    if let Some(asked) = request.active_resellers {
        return (Stated::Asked, Some(asked));
    }
    let goals = program.goals.iter().filter(|goal| goal.metric == GoalMetric::Partners && goal.due > as_of);
    let next = goals.min_by(|a, b| a.due.cmp(&b.due).then_with(|| a.id.as_str().cmp(b.id.as_str())));
    let value = next.and_then(|goal| Some((goal, u64::try_from(goal.value.decimal().floor().mantissa()).ok()?)));
    let Some((goal, value)) = value else { return (Stated::Assumed, None) };
    let others: u64 =
        roster.active.iter().filter(|(kind, _)| *kind != PartnerType::Reseller).map(|(_, count)| count).sum();
    (Stated::Goal(goal.id.clone()), Some(value.saturating_sub(others)))
}
