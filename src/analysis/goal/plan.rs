//! R-62, the certain part: what a plan of partners brings by a month, in the corners of its ranges.

use num_traits::Zero;

use super::assumptions::{Assumptions, ByType, TYPE_ORDER};
use super::estimate::{Corner, Estimate};
use super::scenario::Scenario;
use super::target::Target;
use crate::analysis::exact::{Exact, whole};
use crate::program::partner::PartnerType;

/// The last month in which a corner is looked at.
pub const LAST_MONTH: u32 = 600;

/// Partners of one type signed in one month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cohort {
    /// The type.
    pub partner_type: PartnerType,
    /// How many are signed.
    pub count: u64,
    /// In which month of the plan, from 0.
    pub start_month: u32,
}

/// A target, a horizon, and the partners that are to reach it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What is wanted.
    pub target: Target,
    /// Months until it is wanted (H).
    pub horizon_months: u32,
    /// Active partners today by type.
    pub existing: ByType<u64>,
    /// Partners to be signed.
    pub cohorts: Vec<Cohort>,
    /// What is assumed of them.
    pub assumptions: Assumptions,
    /// Growth of direct revenue as a range of factors; its mode stands for the growth of the target.
    pub growth_range: Option<Estimate>,
}

/// Where a plan ends in one corner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CornerResult {
    /// Partner ARR at the horizon, currency units.
    pub partner_arr: Exact,
    /// Its share; nothing when there would be no revenue.
    pub share: Option<Exact>,
    /// Whether it reaches the target.
    pub reaches: bool,
    /// The first whole month, 1 to 600, in which the target is reached.
    pub first_month: Option<u32>,
}

impl Plan {
    /// Growth of direct revenue: the mode of its range where there is one.
    pub fn direct_growth(&self) -> &Exact {
        self.growth_range.as_ref().map_or(&self.target.direct_growth, |range| &range.mode)
    }

    /// The types that take part, in the order of the planner.
    pub fn present(&self) -> Vec<PartnerType> {
        let takes_part = |kind: &PartnerType| {
            *self.existing.get(*kind) > 0 || self.cohorts.iter().any(|cohort| cohort.partner_type == *kind)
        };
        TYPE_ORDER.into_iter().filter(takes_part).collect()
    }

    /// What a cohort has brought by a month, currency units.
    pub fn cohort_arr(&self, cohort: &Cohort, scenario: &Scenario, month: u32) -> Exact {
        whole(cohort.count) * self.signed_partner_arr(cohort, scenario, month)
    }

    /// What each signed partner of a cohort has brought by a month, whether active or not, currency units.
    pub fn signed_partner_arr(&self, cohort: &Cohort, scenario: &Scenario, month: u32) -> Exact {
        let months = whole(month)
            - whole(scenario.start(cohort.start_month))
            - scenario.months_to_value.get(cohort.partner_type);
        if months <= Exact::zero() {
            return Exact::zero();
        }
        let yearly = scenario.yearly_arr.get(cohort.partner_type);
        &scenario.recruits * &scenario.activation * yearly * months / whole(12)
    }

    /// What the existing partners of a type have brought by a month, currency units.
    pub fn existing_arr(&self, partner_type: PartnerType, scenario: &Scenario, month: u32) -> Exact {
        let count = *self.existing.get(partner_type);
        if count == 0 {
            return Exact::zero();
        }
        whole(count) * scenario.yearly_arr.get(partner_type) * whole(month) / whole(12)
    }

    /// What partners of a type, existing and signed, have brought by a month, currency units.
    pub fn type_arr(&self, partner_type: PartnerType, scenario: &Scenario, month: u32) -> Exact {
        let cohorts = self.cohorts.iter().filter(|cohort| cohort.partner_type == partner_type);
        let signed: Exact = cohorts.map(|cohort| self.cohort_arr(cohort, scenario, month)).sum();
        self.existing_arr(partner_type, scenario, month) + signed
    }

    /// P(H): partner ARR at a month, currency units.
    pub fn partner_arr(&self, scenario: &Scenario, month: u32) -> Exact {
        let kept = &scenario.retention * &self.target.partner_arr;
        TYPE_ORDER.into_iter().fold(kept, |sum, kind| sum + self.type_arr(kind, scenario, month))
    }

    /// P* under a scenario.
    pub fn wanted_arr(&self, scenario: &Scenario) -> Exact {
        self.target.wanted_arr_at(&scenario.direct_growth, &scenario.retention)
    }

    /// The share that a result would be under a scenario.
    pub fn share_of(&self, result: &Exact, scenario: &Scenario) -> Option<Exact> {
        self.target.share_of(result, &scenario.direct_growth, &scenario.retention)
    }

    /// Whether the target is reached at a month.
    pub fn reaches(&self, scenario: &Scenario, month: u32) -> bool {
        self.partner_arr(scenario, month) >= self.wanted_arr(scenario)
    }

    /// The first whole month, from 1 to [`LAST_MONTH`], in which the target is reached.
    pub fn first_month(&self, scenario: &Scenario) -> Option<u32> {
        first_of(LAST_MONTH, |month| self.reaches(scenario, month))
    }

    /// Partner ARR and its share at a month in a corner.
    pub fn corner_at(&self, corner: Corner, month: u32) -> (Exact, Option<Exact>) {
        let scenario = Scenario::of(self, corner);
        let partner_arr = self.partner_arr(&scenario, month);
        let share = self.share_of(&partner_arr, &scenario);
        (partner_arr, share)
    }

    /// Where the plan ends in a corner.
    pub fn corner(&self, corner: Corner) -> CornerResult {
        let scenario = Scenario::of(self, corner);
        let partner_arr = self.partner_arr(&scenario, self.horizon_months);
        CornerResult {
            share: self.share_of(&partner_arr, &scenario),
            reaches: partner_arr >= self.wanted_arr(&scenario),
            first_month: self.first_month(&scenario),
            partner_arr,
        }
    }
}

/// The first of the months 1 to `last` from which on something holds; what holds once holds ever after.
pub(super) fn first_of(last: u32, holds: impl Fn(u32) -> bool) -> Option<u32> {
    let (mut before, mut after) = (0, last);
    if !holds(last) {
        return None;
    }
    while after - before > 1 {
        let middle = before.midpoint(after);
        if holds(middle) {
            after = middle;
        } else {
            before = middle;
        }
    }
    Some(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::goal::published_tests::plan_of_the_document;

    #[test]
    fn the_first_month_is_the_first() {
        for first in 1..=12 {
            assert_eq!(first_of(12, |month| month >= first), Some(first));
        }
        assert_eq!(first_of(12, |_| false), None);
    }

    #[test]
    fn a_cohort_brings_nothing_until_its_time_to_value_is_over() {
        let mut plan = plan_of_the_document(8);
        plan.cohorts.retain(|cohort| cohort.partner_type == PartnerType::Reseller && cohort.start_month == 2);
        for corner in [Corner::Base, Corner::Optimistic] {
            assert!(plan.cohort_arr(&plan.cohorts[0], &Scenario::of(&plan, corner), 8).is_zero());
        }
        let optimistic = Scenario::of(&plan, Corner::Optimistic);
        assert!(!plan.cohort_arr(&plan.cohorts[0], &optimistic, 9).is_zero());
    }

    #[test]
    fn an_existing_program_starts_at_once() {
        let mut plan = plan_of_the_document(12);
        plan.cohorts = vec![Cohort { partner_type: PartnerType::Reseller, count: 10, start_month: 0 }];
        let base = Scenario::of(&plan, Corner::Base);
        assert_eq!(plan.cohort_arr(&plan.cohorts[0], &base, 12), whole(120_000));
    }
}
