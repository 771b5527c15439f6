//! The planner against the published tables: the document's plan in every corner, month and lever.

use super::*;
use crate::analysis::exact::{shown, to_money, whole};
use crate::program::money::Money;
use crate::program::partner::PartnerType;
use crate::program::rate::Percent;

/// The plan of the document: 5% of ten million today, 30% wanted, three resellers and four cohorts.
pub(super) fn plan_of_the_document(horizon_months: u32) -> Plan {
    let cohort = |partner_type, count, start_month| Cohort { partner_type, count, start_month };
    Plan {
        target: Target::of(Money::whole(10_000_000), Money::whole(500_000), Percent::whole(30)),
        horizon_months,
        existing: ByType::of(|kind| if kind == PartnerType::Reseller { 3 } else { 0 }),
        cohorts: vec![
            cohort(PartnerType::Technology, 4, 2),
            cohort(PartnerType::Reseller, 10, 2),
            cohort(PartnerType::Reseller, 5, 5),
            cohort(PartnerType::Strategic, 1, 2),
        ],
        assumptions: Assumptions::default(),
        growth_range: None,
    }
}

fn percent(share: &crate::analysis::exact::Exact) -> String {
    shown(&(share * whole(100)), 4)
}

#[test]
fn the_corners_are_exact() {
    let published = [
        (12, ["650000.00 6.4039", "807500.00 7.8341", "2060000.00 17.8201"]),
        (18, ["800000.00 7.7670", "1377500.00 12.6638", "4040000.00 29.8375"]),
        (24, ["1051666.67 9.9668", "2037500.00 17.6598", "6020000.00 38.7887"]),
        (36, ["1581666.67 14.2728", "3357500.00 26.1132", "9980000.00 51.2320"]),
    ];
    for (horizon, corners) in published {
        let plan = plan_of_the_document(horizon);
        let found = [Corner::Pessimistic, Corner::Base, Corner::Optimistic].map(|corner| {
            let result = plan.corner(corner);
            format!("{} {}", to_money(&result.partner_arr), percent(&result.share.unwrap()))
        });
        assert_eq!(found, corners, "{horizon} months");
    }
}

#[test]
fn each_corner_reaches_the_target_in_its_month() {
    let plan = plan_of_the_document(12);
    let months = [Corner::Pessimistic, Corner::Base, Corner::Optimistic].map(|corner| plan.corner(corner).first_month);
    assert_eq!(months, [Some(93), Some(43), Some(19)]);
}

#[test]
fn the_simulation_gives_the_published_percentiles_and_chances() {
    let published = [
        (12, [7.5452, 8.7390, 10.4914], 0.00),
        (18, [11.8188, 14.5403, 18.2805], 0.00),
        (24, [16.6240, 20.4846, 25.6935], 0.32),
        (30, [20.8893, 25.6345, 31.9066], 18.70),
        (36, [24.6873, 30.1931, 37.1664], 51.35),
        (42, [28.1503, 34.1897, 41.6671], 79.80),
        (48, [31.3241, 37.7781, 45.5424], 94.40),
    ];
    let plan = plan_of_the_document(12);
    let draws = Draws::new(&plan, SimulationRules::default());
    for (month, percentiles, chance) in published {
        let result = draws.at(month);
        let shares = [&result.share.p10, &result.share.p50, &result.share.p90];
        for (share, published) in shares.into_iter().zip(percentiles) {
            let share: f64 = percent(share).parse().unwrap();
            assert!((share - published).abs() <= 0.01, "{month} months: {share} against {published}");
        }
        let found = f64::from(result.reached) / 100.0;
        assert!((found - chance).abs() <= 0.01, "{month} months: {found} against {chance}");
    }
    let dollars: f64 = shown(&draws.at(12).partner_arr.p50, 2).parse().unwrap();
    assert!((dollars - 909_702.44).abs() <= 1000.0, "{dollars}");
}

#[test]
fn even_odds_come_about_month_36() {
    let plan = plan_of_the_document(12);
    let draws = Draws::new(&plan, SimulationRules::default());
    let simulation = draws.at(12);
    assert_eq!(verdict(u64::from(simulation.reached), 10_000), Verdict::NotCredible);
    let alternatives = Alternatives::of(&draws, &simulation);
    assert_eq!((alternatives.even_month, alternatives.likely_month), (Some(36), Some(43)));
}

#[test]
fn it_would_take_826_resellers_or_49_of_the_best() {
    let alone = resellers_alone(&plan_of_the_document(12)).unwrap();
    assert_eq!((alone.start_month, alone.each), (2, whole(4_000)));
    assert_eq!((alone.base, alone.optimistic), (Some(826.into()), Some(49.into())));
}

#[test]
fn the_levers_move_the_share_as_published() {
    let published = [
        (
            12,
            "q:reseller 6.8856 11.4426 4.5570 | tau:reseller 9.0692 7.4750 1.5941 | start_delay 8.6319 7.3848 1.2470 | \
             direct_growth 7.8341 6.6148 1.2193 | retention 6.9312 7.8341 0.9029 | tau:strategic 8.7197 7.8341 0.8856 | \
             recruits 7.5313 8.1349 0.6036 | q:technology 7.5875 8.0793 0.4918 | activation 7.6325 8.0348 0.4024 | \
             tau:technology 7.9011 7.7670 0.1341 | q:strategic 7.8341 7.8341 0.0000",
        ),
        (
            24,
            "q:reseller 14.3179 28.7723 14.4543 | recruits 13.7050 21.2680 7.5630 | activation 15.0648 20.1009 5.0361 | \
             q:strategic 16.5752 19.4062 2.8310 | tau:reseller 18.9247 16.3548 2.5699 | \
             start_delay 18.9247 16.3548 2.5699 | direct_growth 17.6598 15.1628 2.4970 | \
             tau:strategic 18.7166 16.5752 2.1414 | q:technology 17.0306 18.2796 1.2490 | \
             retention 16.9399 17.6598 0.7199 | tau:technology 17.7133 17.6062 0.1071",
        ),
    ];
    for (horizon, levers) in published {
        let effects = sensitivity(&plan_of_the_document(horizon));
        let line = |effect: &LeverEffect| {
            let [low, high, swing] = [&effect.share_at_low, &effect.share_at_high, &effect.swing()]
                .map(|share| percent(share.as_ref().unwrap()));
            format!("{} {low} {high} {swing}", effect.lever.word())
        };
        let found: Vec<String> = effects.iter().map(line).collect();
        assert_eq!(found.join(" | "), levers, "{horizon} months");
    }
}

#[test]
fn a_lever_alone_reaches_the_target_or_says_that_it_cannot() {
    let plan = plan_of_the_document(12);
    let effects = sensitivity(&plan);
    let alone = |lever: Lever| effects.iter().find(|effect| effect.lever == lever).unwrap().alone.clone();
    let Alone::Reaches(LeverValue::Money(arr)) = alone(Lever::YearlyArr(PartnerType::Reseller)) else { panic!() };
    let reaches = |arr| {
        let mut plan = plan_of_the_document(12);
        plan.assumptions.types.get_mut(PartnerType::Reseller).yearly_arr.mode = arr;
        plan.corner(Corner::Base).reaches
    };
    let cent = whole(1) / whole(100);
    assert!(reaches(arr.clone()) && !reaches(arr - cent));
    for lever in [Lever::Activation, Lever::YearlyArr(PartnerType::Strategic), Lever::StartDelay, Lever::Retention] {
        assert_eq!(alone(lever), Alone::CannotAlone, "{lever:?}");
    }
    assert!(matches!(alone(Lever::Recruits), Alone::Reaches(LeverValue::Factor(_))));
    assert!(sensitivity(&plan_of_the_document(60)).iter().all(|effect| effect.alone == Alone::AlreadyMet));
}

fn mix_of_the_document(horizon_months: u32, managers: i64) -> MixInput {
    let plan = plan_of_the_document(horizon_months);
    MixInput {
        target: plan.target,
        horizon_months,
        existing: plan.existing,
        partner_managers: whole(managers),
        start_month: 2,
        integration_surface: Some(true),
        average_acv: None,
        affiliate_acv_limit: whole(5_000),
        integrations: 4,
        others: None,
        chosen_active: None,
        assumptions: plan.assumptions,
        per_manager: crate::analysis::capacity::PerManager::default(),
        onboardings_per_manager: 10,
    }
}

#[test]
fn one_manager_can_look_after_fifteen_resellers_of_which_twenty_must_be_recruited() {
    let found = mix(&mix_of_the_document(12, 1)).unwrap();
    assert_eq!(found.capacity, [10, 15, 20].map(num_bigint::BigInt::from));
    assert_eq!((found.recommended_active, found.recruits), (15.into(), Some(20.into())));
    assert_eq!(found.blockers, [MixBlocker::NeededAboveCapacity]);
}

#[test]
fn twelve_active_resellers_are_the_plan_of_the_document() {
    let input = MixInput { chosen_active: Some(12), ..mix_of_the_document(12, 1) };
    let found = mix(&input).unwrap();
    let mut cohorts = plan_of_the_document(12).cohorts;
    cohorts.swap(1, 3);
    cohorts.swap(2, 3);
    assert_eq!(found.cohorts, cohorts);
    let met = MixInput { existing: ByType::of(|_| 12), ..input };
    assert_eq!(mix(&met).unwrap().recruits, Some(0.into()));
}

#[test]
fn two_managers_with_other_partners_have_their_own_capacity() {
    let others = ByType::of(|kind| match kind {
        PartnerType::Technology => 4,
        PartnerType::Strategic => 2,
        _ => 0,
    });
    let found = mix(&MixInput { others: Some(others), ..mix_of_the_document(12, 2) }).unwrap();
    assert_eq!(found.capacity, [22, 32, 43].map(num_bigint::BigInt::from));
}

#[test]
fn affiliates_depend_on_the_size_of_a_deal() {
    let gate = |cents: Option<i64>| {
        let average_acv = cents.map(|cents| whole(cents) / whole(100));
        let found = mix(&MixInput { average_acv, ..mix_of_the_document(12, 1) }).unwrap();
        *found.gates.get(PartnerType::Affiliate)
    };
    assert_eq!([Some(500_000), Some(500_001), None].map(gate), [Gate::In, Gate::Out, Gate::Undecided]);
    let gates = mix(&mix_of_the_document(24, 1)).unwrap().gates;
    assert_eq!(*gates.get(PartnerType::Oem), Gate::In);
}

#[test]
fn a_mix_of_too_many_cohorts_is_refused() {
    let input = MixInput { chosen_active: Some(2_000_000), ..mix_of_the_document(12, 1) };
    assert!(mix(&input).is_err());
}
