//! What the planner offers where a plan is unlikely or worse, and how many resellers alone would do it.

use num_bigint::BigInt;
use num_traits::Zero;

use super::estimate::Corner;
use super::plan::{Cohort, Plan};
use super::scenario::Scenario;
use super::simulation::{Draws, Simulation};
use crate::analysis::exact::Exact;
use crate::program::partner::PartnerType;

/// The last month in which the draws are looked at.
pub const LAST_MONTH_TRIED: u32 = 240;

/// Statements that can be defended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternatives {
    /// The share with even odds at the horizon.
    pub share_even: Exact,
    /// The share that four of five draws reach at the horizon.
    pub share_likely: Exact,
    /// The first month with even odds for the target.
    pub even_month: Option<u32>,
    /// The first month in which the target is likely.
    pub likely_month: Option<u32>,
}

impl Alternatives {
    /// What the same draws allow.
    pub fn of(draws: &Draws<'_>, simulation: &Simulation) -> Self {
        Self {
            share_even: simulation.share.p50.clone(),
            share_likely: simulation.share.p20.clone(),
            even_month: draws.first_month(50, LAST_MONTH_TRIED),
            likely_month: draws.first_month(80, LAST_MONTH_TRIED),
        }
    }
}

/// How many resellers, all signed in the earliest planned month, would close the gap alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResellersAlone {
    /// The earliest start of a reseller cohort.
    pub start_month: u32,
    /// What each signed one brings at base values, currency units.
    pub each: Exact,
    /// How many at base values; nothing when each brings nothing.
    pub base: Option<BigInt>,
    /// How many with every range at its best end.
    pub optimistic: Option<BigInt>,
}

/// R-62, in reverse: the resellers it would take; nothing when the plan signs none.
pub fn resellers_alone(plan: &Plan) -> Option<ResellersAlone> {
    let resellers = plan.cohorts.iter().filter(|cohort| cohort.partner_type == PartnerType::Reseller);
    let start_month = resellers.map(|cohort| cohort.start_month).min()?;
    let one = Cohort { partner_type: PartnerType::Reseller, count: 1, start_month };
    let others = Plan {
        cohorts: plan.cohorts.iter().filter(|cohort| cohort.partner_type != PartnerType::Reseller).copied().collect(),
        ..plan.clone()
    };
    let month = plan.horizon_months;
    let each_in = |scenario: &Scenario| plan.cohort_arr(&one, scenario, month);
    let needed = |corner: Corner| {
        let scenario = Scenario::of(plan, corner);
        let missing = plan.wanted_arr(&scenario) - others.partner_arr(&scenario, month);
        let each = each_in(&scenario);
        match () {
            () if missing <= Exact::zero() => Some(BigInt::zero()),
            () if each.is_zero() => None,
            () => Some((missing / each).ceil().to_integer()),
        }
    };
    let each = each_in(&Scenario::of(plan, Corner::Base));
    Some(ResellersAlone { start_month, each, base: needed(Corner::Base), optimistic: needed(Corner::Optimistic) })
}
