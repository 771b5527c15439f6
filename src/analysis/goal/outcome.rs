//! Everything the planner says about one plan: where it ends, how likely it is, what stands in the way, what to say
//! instead; and the same plan looked at later.

use super::alternatives::{Alternatives, ResellersAlone, resellers_alone};
use super::blockers::{Blocker, Means, blockers};
use super::estimate::Corner;
use super::plan::{CornerResult, Plan};
use super::simulation::{Draws, Simulation, SimulationRules};
use super::verdict::{Verdict, verdict};
use crate::analysis::capacity::CapacityState;
use crate::analysis::exact::Exact;

/// What the planner says about a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanOutcome {
    /// Everything at its worst end.
    pub pessimistic: CornerResult,
    /// Everything at its most likely value.
    pub base: CornerResult,
    /// Everything at its best end.
    pub optimistic: CornerResult,
    /// Where the draws end.
    pub simulation: Simulation,
    /// What the chance is called.
    pub verdict: Verdict,
    /// What to say instead; nothing for a likely plan or a stretch.
    pub alternatives: Option<Alternatives>,
    /// The resellers it would take; nothing when the plan signs none.
    pub resellers_alone: Option<ResellersAlone>,
    /// What stands in the way.
    pub blockers: Vec<Blocker>,
    /// Whether the managers can look after the partners at the end; nothing when either is unknown.
    pub capacity: Option<CapacityState>,
}

impl PlanOutcome {
    /// Works a plan out.
    pub fn of(plan: &Plan, means: &Means, rules: SimulationRules) -> Self {
        let draws = Draws::new(plan, rules);
        let simulation = draws.at(plan.horizon_months);
        let verdict = verdict(simulation.reached.into(), rules.draws.into());
        let capacity = means.final_load.as_ref().zip(means.partner_managers.as_ref());
        Self {
            pessimistic: plan.corner(Corner::Pessimistic),
            base: plan.corner(Corner::Base),
            optimistic: plan.corner(Corner::Optimistic),
            alternatives: verdict.needs_alternatives().then(|| Alternatives::of(&draws, &simulation)),
            simulation,
            verdict,
            resellers_alone: resellers_alone(plan),
            blockers: blockers(plan, means),
            capacity: capacity.map(|(load, managers)| load.state(managers)),
        }
    }

    /// Whether even the optimistic corner misses the target.
    pub fn is_impossible(&self) -> bool {
        !self.optimistic.reaches
    }

    /// The corners from worst to best.
    pub fn corners(&self) -> [(Corner, &CornerResult); 3] {
        [(Corner::Pessimistic, &self.pessimistic), (Corner::Base, &self.base), (Corner::Optimistic, &self.optimistic)]
    }
}

/// A plan at one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlookRow {
    /// The month.
    pub month: u32,
    /// Partner ARR and its share in each corner, from worst to best.
    pub corners: [(Exact, Option<Exact>); 3],
    /// Where the draws are by then.
    pub simulation: Simulation,
}

/// The same plan and the same draws at several months.
pub fn outlook(plan: &Plan, rules: SimulationRules, months: impl IntoIterator<Item = u32>) -> Vec<OutlookRow> {
    let draws = Draws::new(plan, rules);
    let row = |month| OutlookRow {
        month,
        corners: [Corner::Pessimistic, Corner::Base, Corner::Optimistic].map(|corner| plan.corner_at(corner, month)),
        simulation: draws.at(month),
    };
    months.into_iter().map(row).collect()
}
