//! One value for everything that is uncertain: a corner of the ranges, or a corner with one value moved.

use num_traits::One;

use super::assumptions::ByType;
use super::estimate::Corner;
use super::plan::Plan;
use crate::analysis::exact::Exact;

/// What is taken for certain in one calculation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// Months to value by type.
    pub months_to_value: ByType<Exact>,
    /// New ARR of an active partner in a year by type, currency units.
    pub yearly_arr: ByType<Exact>,
    /// Recruits who become active, as a factor.
    pub activation: Exact,
    /// By which factor more partners are recruited than planned.
    pub recruits: Exact,
    /// Months by which every cohort starts later; no start comes before month 0.
    pub delay_months: i32,
    /// Growth of direct revenue, as a factor.
    pub direct_growth: Exact,
    /// Existing partner revenue that stays, as a factor.
    pub retention: Exact,
}

impl Scenario {
    /// A corner of a plan's ranges; growth of direct revenue is the most likely one in each.
    pub fn of(plan: &Plan, corner: Corner) -> Self {
        let types = &plan.assumptions.types;
        Self {
            months_to_value: ByType::of(|kind| types.get(kind).months_to_value.less_is_better(corner).clone()),
            yearly_arr: ByType::of(|kind| types.get(kind).yearly_arr.more_is_better(corner).clone()),
            activation: plan.assumptions.activation.more_is_better(corner).clone(),
            recruits: Exact::one(),
            delay_months: 0,
            direct_growth: plan.direct_growth().clone(),
            retention: plan.target.retention.clone(),
        }
    }

    /// The month in which a cohort planned for `month` starts.
    pub fn start(&self, month: u32) -> u32 {
        month.saturating_add_signed(self.delay_months)
    }
}
