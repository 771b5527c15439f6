//! what stands in the way of a plan whatever its chance, each with its number.

use std::collections::BTreeSet;

use num_traits::Zero;

use super::plan::Plan;
use crate::analysis::capacity::CapacityLoad;
use crate::analysis::exact::{Exact, whole};
use crate::program::choice::choice;
use crate::program::partner::PartnerType;

/// The activation that a program should have, percent.
pub const ACTIVATION_TARGET: u32 = 60;

/// Months over which onboardings are counted.
const ONBOARDING_MONTHS: u32 = 3;

choice! {
    /// What stands in the way.
    pub enum BlockerCode {
        NoPartnerManager = "no_partner_manager" => "No partner manager",
        CapacityOver = "capacity_over" => "More partners than the managers can look after",
        OnboardingThroughput = "onboarding_throughput" => "More onboardings than the managers can run",
        ContributesNothingBefore = "contributes_nothing_before" => "Signed too late to bring anything",
        ActivationBelowTarget = "activation_below_target" => "Activation below its target",
    }
}

/// One thing in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocker {
    /// What.
    pub code: BlockerCode,
    /// The type of partner it is about, where it is about one.
    pub partner_type: Option<PartnerType>,
    /// The month of the plan it is about; for a late cohort the first month in which it can bring anything.
    pub month: Option<Exact>,
    /// What the plan asks for.
    pub number: Exact,
    /// What there is.
    pub limit: Exact,
}

/// The people for a plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Means {
    /// Partner managers, full-time equivalents; unknown: what depends on them is not judged.
    pub partner_managers: Option<Exact>,
    /// Managers that the partners at the end of the plan need, where these are known.
    pub final_load: Option<CapacityLoad>,
    /// Onboardings per manager in three months.
    pub onboardings_per_manager: u32,
}

/// Everything in the way of a plan, in the order of the rule.
pub fn blockers(plan: &Plan, means: &Means) -> Vec<Blocker> {
    let mut found = Vec::new();
    if let Some(managers) = &means.partner_managers {
        staffing(means, managers, &mut found);
        throughput(plan, managers, means.onboardings_per_manager, &mut found);
    }
    let horizon = whole(plan.horizon_months);
    for cohort in plan.cohorts.iter().filter(|cohort| cohort.count > 0) {
        let months = &plan.assumptions.types.get(cohort.partner_type).months_to_value.low;
        let earliest = whole(cohort.start_month) + months;
        if horizon <= earliest {
            found.push(Blocker {
                code: BlockerCode::ContributesNothingBefore,
                partner_type: Some(cohort.partner_type),
                month: Some(earliest.clone()),
                number: earliest,
                limit: horizon.clone(),
            });
        }
    }
    let activation = &plan.assumptions.activation.mode * whole(100);
    if activation < whole(ACTIVATION_TARGET) && !plan.cohorts.is_empty() {
        found.push(Blocker {
            code: BlockerCode::ActivationBelowTarget,
            partner_type: None,
            month: None,
            number: activation,
            limit: whole(ACTIVATION_TARGET),
        });
    }
    found
}

fn staffing(means: &Means, managers: &Exact, found: &mut Vec<Blocker>) {
    let blocker =
        |code, number: Exact| Blocker { code, partner_type: None, month: None, number, limit: managers.clone() };
    if managers.is_zero() {
        found.push(blocker(BlockerCode::NoPartnerManager, Exact::zero()));
    }
    if let Some(load) = &means.final_load
        && *managers < load.best
    {
        found.push(blocker(BlockerCode::CapacityOver, load.best.clone()));
    }
}

fn throughput(plan: &Plan, managers: &Exact, per_manager: u32, found: &mut Vec<Blocker>) {
    let limit = whole(per_manager) * managers;
    let onboarded =
        |kind: PartnerType| matches!(kind, PartnerType::Reseller | PartnerType::Referral | PartnerType::Services);
    let cohorts: Vec<_> = plan.cohorts.iter().filter(|cohort| onboarded(cohort.partner_type)).collect();
    let starts: BTreeSet<u32> = cohorts.iter().map(|cohort| cohort.start_month).collect();
    for start in starts {
        let window = start..start.saturating_add(ONBOARDING_MONTHS);
        let inside = cohorts.iter().filter(|cohort| window.contains(&cohort.start_month));
        let number = whole(inside.map(|cohort| u128::from(cohort.count)).sum::<u128>());
        if number > limit {
            found.push(Blocker {
                code: BlockerCode::OnboardingThroughput,
                partner_type: None,
                month: Some(whole(start)),
                number,
                limit: limit.clone(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::goal::Cohort;
    use crate::analysis::goal::published_tests::plan_of_the_document;

    fn codes(plan: &Plan, means: &Means) -> Vec<&'static str> {
        use crate::program::choice::Choice;
        blockers(plan, means).iter().map(|blocker| blocker.code.word()).collect()
    }

    fn with_managers(count: i64) -> Means {
        Means { partner_managers: Some(whole(count)), final_load: None, onboardings_per_manager: 10 }
    }

    #[test]
    fn the_plan_of_the_document_only_signs_too_late() {
        let found = blockers(&plan_of_the_document(12), &with_managers(1));
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(codes(&plan_of_the_document(11), &with_managers(1)), ["contributes_nothing_before"]);
    }

    #[test]
    fn ten_onboardings_in_three_months_are_the_limit_of_one_manager() {
        let mut plan = plan_of_the_document(36);
        plan.cohorts.push(Cohort { partner_type: PartnerType::Referral, count: 1, start_month: 4 });
        let found = blockers(&plan, &with_managers(1));
        assert_eq!(found.len(), 1);
        assert_eq!((&found[0].month, &found[0].number, &found[0].limit), (&Some(whole(2)), &whole(11), &whole(10)));
    }

    #[test]
    fn without_a_manager_nothing_can_be_onboarded_and_unknown_managers_are_not_judged() {
        let plan = plan_of_the_document(36);
        let expected = ["no_partner_manager", "onboarding_throughput", "onboarding_throughput"];
        assert_eq!(codes(&plan, &with_managers(0)), expected);
        assert!(codes(&plan, &Means::default()).is_empty());
    }
}
