//! The goal planner: what a target asks for, which partners could bring it, how likely that is, and what
//! would change the answer. Everything is exact but the simulation.

mod alternatives;
mod assumptions;
mod blockers;
mod estimate;
mod from_program;
mod mix;
mod outcome;
mod plan;
mod random;
mod request;
mod roster;
mod scenario;
mod sensitivity;
mod simulation;
mod target;
mod verdict;

pub use alternatives::{Alternatives, LAST_MONTH_TRIED, ResellersAlone, resellers_alone};
pub use assumptions::{Assumptions, ByType, TYPE_ORDER, TypeAssumptions, segment_of, type_word};
pub use blockers::{ACTIVATION_TARGET, Blocker, BlockerCode, Means, blockers};
pub use estimate::{Corner, Estimate};
pub use from_program::{GoalPlan, Stated, goal_plan, goal_to_plan_for};
pub use mix::{CohortsExceeded, Gate, Gates, LARGEST_PLAN, Mix, MixBlocker, MixInput, Phase, mix};
pub use outcome::{OutlookRow, PlanOutcome, outlook};
pub use plan::{Cohort, CornerResult, LAST_MONTH, Plan};
pub use random::SplitMix64;
pub use request::{NoPlan, PlanRequest};
pub use roster::OwnHistory;
pub use scenario::Scenario;
pub use sensitivity::{Alone, Lever, LeverEffect, LeverValue, sensitivity};
pub use simulation::{Draws, Percentiles, Simulation, SimulationRules};
pub use target::{ShareBase, Target, partner_arr_of};
pub use verdict::{Verdict, verdict};

#[cfg(test)]
mod published_tests;
