//! Rules as they are written, the facts of one partner, and what comes out.

use jiff::civil::date;

use super::{Derived, TierChange};
use crate::program::criterion::Criterion;
use crate::program::partner::Partner;
use crate::program::{AnyRecord, Kind, Program};

const PARTNER: &str = r#"(
    id: "acme", name: "Acme", type: reseller, region: "EMEA", employees: 120, stage: activate, signed_on: "2025-01-01",
    granted_tier: "base", tier_since: "2025-01-01",
    reported: [
        (figure: "x_mrr", value: "8000.00", as_of: "2025-06-30", source: "portal"),
        (figure: "x_mrr", value: "12000.00", as_of: "2026-03-31", source: "portal"),
        (figure: "x_mrr", value: "10000.00", as_of: "2026-08-31", source: "portal"),
        (figure: "x_csat", value: "4.2", as_of: "2026-02-01", source: "survey"),
        (figure: "x_csat", value: "4.7", as_of: "2026-08-01", source: "survey"),
    ],
    credentials: [
        (person: "ada", certification: "architect", level: "expert", area: "data", earned: "2026-01-01"),
        (person: "ada", certification: "admin", area: "core", earned: "2026-01-01"),
        (person: "bob", certification: "admin", area: "core", earned: "2025-01-01", expires: "2026-06-01"),
    ],
    items: [
        (kind: "app", name: "Sync", has: {"installs": "240", "review": "passed"}),
        (kind: "app", name: "Lite", has: {"installs": "40"}),
    ],
    decisions: [(on: "business plan", by: "director", granted: true, when: "2026-01-01", until: "2027-01-01")],
    fees_paid: [(fee: "annual fee", on: "2026-01-15", until: "2027-01-15")],
)"#;

const SCHEME: &str = r#"(
    id: "adv", name: "Advantage",
    categories: [
        (name: "Growth", of: figure(name: "x_mrr", take: latest), per: "1000", points: "2", cap: "15"),
        (name: "People", of: people(), points: "5", cap: "30", minimum: "5", gate: paid("annual fee")),
    ],
)"#;

const DEALS: [&str; 3] = [
    r#"(id: "a", name: "A", account: "one", partner: "acme", amount: "10000.00", stage: won, lead_source: partner, closed_on: "2025-05-01", region: "EMEA")"#,
    r#"(id: "b", name: "B", account: "one", partner: "acme", amount: "20000.00", stage: won, lead_source: partner, closed_on: "2026-05-01", region: "EMEA")"#,
    r#"(id: "c", name: "C", account: "two", partner: "acme", amount: "5000.00", stage: won, lead_source: partner, closed_on: "2026-07-01", region: "APAC")"#,
];

fn program(rule: &str) -> Program {
    let mut program = Program::named("P");
    let mut put = |kind, text: &str| {
        program.put(AnyRecord::from_ron(kind, text).unwrap_or_else(|why| panic!("{text}: {why:?}")));
    };
    for (id, order, criteria) in [("base", 0, "all([])"), ("gold", 1, rule)] {
        let tier = format!(
            "(id: {id:?}, name: {id:?}, order: {order}, criteria: {criteria}, review_months: 12, grace_quarters: 1)"
        );
        put(Kind::Tier, &tier);
    }
    put(Kind::PointScheme, SCHEME);
    put(Kind::Partner, PARTNER);
    for id in ["one", "two"] {
        put(Kind::Account, &format!("(id: {id:?}, name: {id:?}, ownership: partner_owned)"));
    }
    for deal in DEALS {
        put(Kind::Deal, deal);
    }
    program
}

fn derived(rule: &str) -> Derived {
    Derived::new(&program(rule), date(2026, 9, 30))
}

fn answer(rule: &str) -> &'static str {
    let derived = derived(rule);
    let partner: crate::program::id::Id<Partner> = "acme".parse().unwrap();
    let tier = &derived.partner(&partner).unwrap().tier;
    match (tier.qualified_rank, tier.possible_rank) {
        (Some(1), _) => "yes",
        (_, Some(1)) => "unknown",
        _ => "no",
    }
}

#[test]
fn rules_come_out_as_the_facts_say() {
    let figure = |take: &str, window: &str, value: &str| {
        format!(r#"compare(measure: figure(name: "x_mrr", take: {take}), window: {window}, value: "{value}")"#)
    };
    let cases = [
        (figure("latest", "now", "10000.00"), "yes"),
        (figure("highest", "any_day(months(12))", "12000.00"), "yes"),
        (figure("highest", "months(3)", "12000.00"), "no"),
        (figure("sum", "days(10)", "1"), "unknown"),
        (r#"compare(measure: rating("x_csat"), window: months(12), value: "4.45")"#.into(), "yes"),
        (r#"compare(measure: rating("x_csat"), window: months(12), op: more_than, value: "4.45")"#.into(), "no"),
        (r#"compare(measure: people(), value: "2")"#.into(), "no"),
        (r#"compare(measure: people(count: badges), value: "2")"#.into(), "yes"),
        (r#"compare(measure: people(), window: any_day(months(12)), value: "2")"#.into(), "yes"),
        (r#"compare(measure: people(level: ["expert"]), scope: area("data"), value: "1")"#.into(), "yes"),
        (r#"compare(measure: people(), scope: each_area(2), value: "1")"#.into(), "yes"),
        (r#"compare(measure: items(kind: "offer"), value: "1")"#.into(), "unknown"),
        (
            r#"items(which: every, kind: "app", where: [number("installs", more_than, "100")], has: [is("review", "passed")])"#
                .into(),
            "yes",
        ),
        (r#"items(which: every, kind: "app", has: [is("review", "passed")])"#.into(), "unknown"),
        (r#"points(scheme: "adv", at_least: "20")"#.into(), "yes"),
        (r#"points(scheme: "adv", at_least: "21")"#.into(), "no"),
        (r#"paid("annual fee")"#.into(), "yes"),
        (r#"paid("other fee")"#.into(), "unknown"),
        (r#"judged(by: "director", on: "business plan")"#.into(), "yes"),
        (r#"judged(by: "director", on: "something else")"#.into(), "unknown"),
        (r#"holds("base")"#.into(), "yes"),
        (
            r#"when(partner: [reseller], size: (from: 50), then: paid("annual fee"), otherwise: paid("other fee"))"#.into(),
            "yes",
        ),
        (r#"when(partner: [oem], then: paid("annual fee"), otherwise: not(paid("annual fee")))"#.into(), "no"),
        (format!("sustained(months: 6, of: {})", figure("latest", "now", "9000.00")), "yes"),
        (format!("sustained(months: 8, of: {})", figure("latest", "now", "9000.00")), "no"),
        (format!("through_next_fiscal_year({})", figure("latest", "now", "12000.00")), "yes"),
        (format!("at_least(n: 1, of: [paid(\"annual fee\"), {}], must: [1])", figure("latest", "now", "99999")), "no"),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(rule, expected)| answer(rule) != *expected)
        .map(|(rule, expected)| format!("{rule}: {} and not {expected}", answer(rule)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn deals_are_counted_by_region_customer_and_time() {
    let all = "role: [sourced, influenced, sold]";
    let deals = |take: &str, more: &str| format!("compare(measure: deals(take: {take}, {all}), {more})");
    let cases = [
        (deals("amount", r#"window: months(12), value: "25000.00""#), "yes"),
        (deals("amount", r#"window: months(12), scope: outside_home, value: "5000.01""#), "no"),
        (deals("count", r#"window: ever, scope: each_region(2), value: "1""#), "yes"),
        (deals("count", r#"window: ever, scope: each_region(3), value: "1""#), "no"),
        (deals("median", r#"window: ever, value: "10000.00""#), "yes"),
        (deals("customers", r#"window: months(12), value: "2""#), "yes"),
        (r#"compare(measure: retention(customers), window: months(12), value: "100")"#.into(), "yes"),
        (
            format!(
                r#"compare(measure: growth(of: deals(take: amount, {all}), by: percent), window: months(12), value: "150")"#
            ),
            "yes",
        ),
        (
            format!(
                r#"compare(measure: deals(take: count, {all}, new_customers: true), window: months(12), op: equal, value: "1")"#
            ),
            "yes",
        ),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(rule, expected)| answer(rule) != *expected)
        .map(|(rule, expected)| format!("{rule}: {} and not {expected}", answer(rule)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Four partners, one of which may be without a figure, and a rule for the second tier.
fn crowd(rule: &str, figures: [Option<&str>; 4]) -> Program {
    let mut program = program(rule);
    for (at, (figure, region)) in figures.into_iter().zip(["EMEA", "EMEA", "EMEA", "APAC"]).enumerate() {
        let id = if at == 0 { "acme".to_owned() } else { format!("p{at}") };
        let reported = figure.map_or_else(String::new, |value| {
            format!(r#"(figure: "x_mrr", value: "{value}", as_of: "2026-08-31", source: "portal")"#)
        });
        let text = format!(
            r#"(id: "{id}", name: "{id}", type: reseller, region: "{region}", stage: activate, signed_on: "2025-01-01",
            granted_tier: "base", tier_since: "2025-01-01", reported: [{reported}])"#
        );
        program.put(AnyRecord::from_ron(Kind::Partner, &text).unwrap());
    }
    program
}

fn qualified(derived: &Derived, id: &str) -> Option<bool> {
    let tier = &derived.partner(&id.parse().unwrap()).unwrap().tier;
    (tier.qualified_rank == tier.possible_rank).then_some(tier.qualified_rank == Some(1))
}

#[test]
fn a_partner_is_ranked_in_its_cohort() {
    let rule = |within: &str, by: &str, more: &str| {
        format!(
            r#"compare(measure: rank(of: figure(name: "x_mrr", take: latest), within: {within}, by: {by}), window: now, {more})"#
        )
    };
    let known = [Some("30"), Some("10"), Some("30"), Some("40")];
    let missing = [Some("30"), Some("10"), None, Some("40")];
    let cases = [
        (rule("all", "place", r#"op: at_most, value: "2""#), known, [true, false, true, true].map(Some)),
        (rule("region", "place", r#"op: at_most, value: "1""#), known, [true, false, true, true].map(Some)),
        (rule("tier", "percentile(up)", r#"value: "75""#), known, [true, false, true, true].map(Some)),
        (rule("region", "percentile(up)", r#"op: equal, value: "34""#), known, [false, true, false, false].map(Some)),
        (rule("region", "percentile(down)", r#"op: equal, value: "33""#), known, [false, true, false, false].map(Some)),
        (rule("type", "percentile(nearest)", r#"value: "100""#), known, [false, false, false, true].map(Some)),
        (rule("all", "place", r#"op: at_most, value: "2""#), missing, [None; 4]),
        (rule("region", "place", r#"op: at_most, value: "2""#), missing, [None, None, None, Some(true)]),
    ];
    for (rule, figures, expected) in cases {
        let derived = Derived::new(&crowd(&rule, figures), date(2026, 9, 30));
        assert_eq!(["acme", "p1", "p2", "p3"].map(|id| qualified(&derived, id)), expected, "{rule} {figures:?}");
    }
}

#[test]
fn an_edit_moves_those_who_are_ranked_with_the_partner_and_a_rename_only_itself() {
    let rule = r#"compare(measure: rank(of: figure(name: "x_mrr", take: latest), within: all, by: place), window: now, op: at_most, value: "1")"#;
    let before = crowd(rule, [Some("30"), Some("10"), Some("20"), Some("40")]);
    let after = crowd(rule, [Some("30"), Some("10"), Some("20"), Some("5")]);
    let mut derived = Derived::new(&before, date(2026, 9, 30));
    assert_eq!(["acme", "p3"].map(|id| qualified(&derived, id)), [Some(false), Some(true)]);
    let _ = derived.update(&after, date(2026, 9, 30), &[(Kind::Partner, "p3".into())]);
    assert_eq!(["acme", "p3"].map(|id| qualified(&derived, id)), [Some(true), Some(false)]);
    let mut renamed = after.clone();
    let text = r#"(id: "p1", name: "Other", type: reseller, region: "EMEA", stage: activate, signed_on: "2025-01-01", granted_tier: "base",
        tier_since: "2025-01-01", reported: [(figure: "x_mrr", value: "10", as_of: "2026-08-31", source: "portal")])"#;
    renamed.put(AnyRecord::from_ron(Kind::Partner, text).unwrap());
    let worked = derived.work().partners;
    let _ = derived.update(&renamed, date(2026, 9, 30), &[(Kind::Partner, "p1".into())]);
    assert_eq!(derived.work().partners, worked + 1);
}

#[test]
fn a_changed_scheme_changes_who_reaches_a_score() {
    let rule = r#"points(scheme: "adv", at_least: "20")"#;
    let mut derived = derived(rule);
    assert_eq!(qualified(&derived, "acme"), Some(true));
    let mut changed = program(rule);
    let scheme = SCHEME.replace(r#"points: "2""#, r#"points: "1""#);
    changed.put(AnyRecord::from_ron(Kind::PointScheme, &scheme).unwrap());
    let _ = derived.update(&changed, date(2026, 9, 30), &[(Kind::PointScheme, "adv".into())]);
    assert_eq!(qualified(&derived, "acme"), Some(false));
}

#[test]
fn a_rule_over_any_one_day_comes_out_as_looking_at_every_day_does() {
    let rules = [
        r#"compare(measure: figure(name: "x_mrr", take: latest), window: now, value: "11000.00")"#,
        r#"compare(measure: figure(name: "x_mrr", take: sum), window: months(1), op: more_than, value: "11999.00")"#,
        r#"compare(measure: figure(name: "x_mrr", take: highest), window: days(45), op: less_than, value: "9000.00")"#,
        r#"compare(measure: net_added(figure(name: "x_mrr", take: sum)), window: months(6), op: at_most, value: "9999.00")"#,
        r#"compare(measure: growth(of: deals(take: amount), by: percent), window: months(2), value: "1")"#,
        r#"compare(measure: people(), op: at_least, value: "2")"#,
        r#"compare(measure: deals(take: count), window: this_quarter, value: "1")"#,
        r#"compare(measure: deals(take: amount), window: last_quarter, op: equal, value: "20000.00")"#,
        r#"compare(measure: deals(take: count), window: calendar_months(2), op: less_than, value: "1")"#,
        r#"all([points(scheme: "adv", at_least: "20"), not(compare(measure: people(), value: "2"))])"#,
        r#"judged(by: "director", on: "business plan")"#,
        r#"paid("annual fee")"#,
    ];
    let days = [date(2026, 1, 20), date(2026, 6, 30), date(2026, 9, 30)];
    for rule in rules {
        for (window, back) in [("days(40)", 40), ("days(120)", 120)] {
            for as_of in days {
                let over = program(&format!("on_any_day(within: {window}, of: {rule})"));
                let found = Derived::new(&over, as_of);
                let gold = &over.tiers.find("gold").unwrap().criteria;
                let answer = found.meets(&"acme".parse().unwrap(), &found.ladders().all()[0].tiers[1].criteria);
                let one = program(rule);
                let each = (0..back).map(|ago| {
                    let derived = Derived::new(&one, crate::program::period::days_after(as_of, -ago));
                    derived.meets(&"acme".parse().unwrap(), &derived.ladders().all()[0].tiers[1].criteria)
                });
                let expected = each.fold(crate::analysis::truth::Truth::No, crate::analysis::truth::Truth::or);
                assert_eq!(answer, expected, "{gold:?} on {as_of}");
            }
        }
    }
}

fn asks_for_more_revenue(program: &mut Program, tier: &str) -> Criterion {
    let mut tier = program.tiers.find(tier).unwrap().clone();
    let much = serde_json::from_str(r#"{"meets": {"metric": "sourced_arr", "value": "90000000.00"}}"#).unwrap();
    let before = std::mem::replace(&mut tier.criteria, much);
    program.put(tier.into());
    before
}

#[test]
fn the_first_longer_condition_of_a_plain_ladder_is_answered_from_what_is_recorded() {
    let mut program = program(r#"paid("annual fee")"#);
    let criteria = asks_for_more_revenue(&mut program, "gold");
    let derived = Derived::new(&program, date(2026, 9, 30));
    let movers = derived.movers(&[TierChange { tier: "gold".parse().unwrap(), criteria }]);
    assert_eq!(movers.iter().map(|mover| mover.levels).collect::<Vec<_>>(), [1]);
}

#[test]
fn a_tier_that_asks_for_another_moves_with_what_that_one_asks() {
    let mut program = program(r#"holds("base")"#);
    let mut partner = program.partners.find("acme").unwrap().clone();
    (partner.granted_tier, partner.tier_since) = (None, None);
    program.put(partner.into());
    let derived = Derived::new(&program, date(2026, 9, 30));
    let mut harder = program.clone();
    asks_for_more_revenue(&mut harder, "base");
    let criteria = harder.tiers.find("base").unwrap().criteria.clone();
    let movers = derived.movers(&[TierChange { tier: "base".parse().unwrap(), criteria }]);
    assert_eq!(movers.iter().map(|mover| (mover.levels, &mover.to)).collect::<Vec<_>>(), [(-2, &None)]);
}

#[test]
fn who_falls_by_a_fact_that_nobody_recorded_is_unknown_with_the_reason() {
    let mut program = program(r#"paid("annual fee")"#);
    let derived = Derived::new(&program, date(2026, 9, 30));
    let mut gold = program.tiers.find("gold").unwrap().clone();
    gold.criteria = Criterion::Paid("listing fee".into());
    program.put(gold.clone().into());
    let movers = derived.movers(&[TierChange { tier: gold.id, criteria: gold.criteria }]);
    assert_eq!(movers.len(), 1);
    assert!(movers[0].told.starts_with("unknown, because "), "{}", movers[0].told);
}
