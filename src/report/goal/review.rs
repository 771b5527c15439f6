//! A goal worked out for a program: its plan, what the planner says about it, and the same plan later.

use crate::analysis::derived::Derived;
use crate::analysis::goal::{
    GoalPlan, LeverEffect, NoPlan, OutlookRow, PlanOutcome, PlanRequest, goal_plan, outlook, sensitivity,
};
use crate::analysis::policy::PercentRange;
use crate::program::Program;
use crate::program::currency::Currency;

/// Months between two looks at the plan after its horizon.
const OUTLOOK_STEP: u32 = 6;

/// How many looks there are after the horizon.
const OUTLOOK_STEPS: u32 = 6;

/// Everything the planner says about a goal of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalReview {
    /// The name of the program.
    pub program: String,
    /// Its currency.
    pub currency: Currency,
    /// The plan, and where it comes from.
    pub plan: GoalPlan,
    /// What the planner says about it.
    pub outcome: PlanOutcome,
    /// The plan at its horizon and every half year for three years after it.
    pub outlook: Vec<OutlookRow>,
    /// What moves it, the strongest first.
    pub levers: Vec<LeverEffect>,
    /// The benchmark of revenue with any partner involved, for a goal restated.
    pub any_involvement: PercentRange,
}

impl GoalReview {
    /// Works out the goal of a program, changed by what is asked.
    pub fn of(program: &Program, derived: &Derived, request: &PlanRequest) -> Result<Self, NoPlan> {
        let plan = goal_plan(program, derived, request)?;
        let horizon = plan.plan.horizon_months;
        let months = (0..=OUTLOOK_STEPS).map(|step| horizon + step * OUTLOOK_STEP);
        Ok(Self {
            program: program.profile.name.clone(),
            currency: program.profile.currency,
            outcome: PlanOutcome::of(&plan.plan, &plan.means, plan.rules),
            outlook: outlook(&plan.plan, plan.rules, months),
            levers: sensitivity(&plan.plan),
            any_involvement: derived.policy().target.any_involvement,
            plan,
        })
    }
}
