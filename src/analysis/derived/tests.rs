//! The derived state over generated programs: following a change gives what deriving anew gives.

use std::sync::Arc;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Derived, TierChange, Touched};
use crate::analysis::attribution::DealClass;
use crate::analysis::health::HealthBand;
use crate::program::id::Id;
use crate::program::partner::{LifecycleStage, Partner};
use crate::program::period::days_after;
use crate::program::{AnyRecord, Kind, Program};

const AS_OF: Date = date(2026, 9, 30);

fn put(program: &mut Program, kind: Kind, record: Value) -> (Kind, Arc<str>) {
    let record = AnyRecord::from_json(kind, record.clone()).unwrap_or_else(|error| panic!("{record}: {error}"));
    let id = record.shared_id();
    program.put(record);
    (kind, id)
}

fn leaf(metric: &str, value: &str) -> Value {
    json!({"meets": {"metric": metric, "value": value}})
}

fn tiers(program: &mut Program) {
    let ladder = [("silver", "25000.00", "5", "1"), ("gold", "100000.00", "20", "2")];
    put(program, Kind::Tier, tier("registered", 0, json!({"all": []})));
    for (order, (name, revenue, referrals, certified)) in ladder.into_iter().enumerate() {
        let either = json!({"any": [leaf("sourced_arr", revenue), leaf("referrals", referrals)]});
        let criteria = json!({"all": [either, leaf("certified_people", certified)]});
        put(program, Kind::Tier, tier(name, order + 1, criteria));
    }
}

fn tier(name: &str, order: usize, criteria: Value) -> Value {
    json!({"id": name, "name": name, "order": order, "criteria": criteria, "review_months": 12, "grace_quarters": 1})
}

fn days_ago(days: u32) -> String {
    days_after(AS_OF, -(days as i32)).to_string()
}

/// One record out of a number: which kind, which identifier, which values.
fn record(seed: u32) -> (Kind, Value) {
    let pick = |step: u32, of: u32| (seed / step) % of;
    let partner = format!("p{}", pick(17, 7));
    let deal = format!("d{}", pick(13, 9));
    let contact = format!("c{}", pick(11, 6));
    let on = days_ago(pick(29, 800));
    let id = |kind: &str, of: u32| format!("{kind}{}", pick(7, of));
    match seed % 14 {
        0 => (Kind::Partner, partner_record(&id("p", 7), pick(3, 5), pick(5, 400))),
        1..=3 => (Kind::Deal, deal_record(&id("d", 9), &partner, pick(3, 40), pick(31, 800))),
        4 => {
            let state = ["approved", "submitted", "rejected"][pick(3, 3) as usize];
            let approved = (state == "approved").then(|| on.clone());
            let deal = (pick(5, 3) > 0).then_some(deal);
            let account = format!("a{}", pick(19, 3));
            let record = json!({"id": id("r", 8), "partner": partner, "deal": deal, "account": account,
                "submitted_at": on, "state": state, "approved_on": approved});
            (Kind::DealRegistration, record)
        }
        5 => {
            let kind = ["demo", "email", "mention", "introduction"][pick(3, 4) as usize];
            let partner = (pick(5, 4) > 0).then_some(partner);
            let record = json!({"id": id("t", 12), "deal": deal, "partner": partner, "at": on, "sequence": pick(3, 4), "kind": kind});
            (Kind::DealTouch, record)
        }
        6 => {
            let record =
                json!({"id": contact, "partner": partner, "name": "n", "role": "sales", "active": pick(3, 4) > 0});
            (Kind::Contact, record)
        }
        7 | 8 => {
            let component = ["level_101", "level_201", "exam"][pick(3, 3) as usize];
            let record = json!({"id": id("x", 15), "contact": contact, "component": component, "completed_on": on});
            (Kind::TrainingRecord, record)
        }
        9 => (Kind::NpsResponse, json!({"id": id("n", 9), "partner": partner, "on": on, "score": pick(3, 11)})),
        10 => {
            let score = pick(3, 5) + 1;
            let record = json!({"id": id("e", 6), "partner": partner, "on": on, "strategic_fit": score, "market_position": 3,
                "technical_capability": 4, "go_to_market": score, "cultural_fit": 2});
            (Kind::Evaluation, record)
        }
        11 => {
            let done = (pick(3, 2) == 0).then_some(&on);
            let due = days_after(AS_OF, pick(5, 60) as i32 - 30).to_string();
            let campaign = (pick(7, 2) == 0).then(|| format!("k{}", pick(9, 3)));
            let record = json!({"id": id("y", 9), "title": "t", "partner": partner, "campaign": campaign, "side": "us",
                "due": due, "done_on": done});
            (Kind::Task, record)
        }
        12 => {
            let record = json!({"id": id("k", 3), "name": "k", "kind": "webinar", "partners": [partner], "launch": on,
                "state": "planned"});
            (Kind::Campaign, record)
        }
        _ => {
            let state = ["scheduled", "cancelled"][pick(3, 2) as usize];
            let record = json!({"id": id("q", 5), "partner": partner, "quarter": "2026-Q3", "scheduled_for": on,
                "state": state, "minutes": 60});
            (Kind::Qbr, record)
        }
    }
}

fn partner_record(id: &str, stage: u32, days: u32) -> Value {
    let stage = ["prospect", "onboard", "activate", "monitor", "ended"][stage as usize % 5];
    json!({"id": id, "name": id, "stage": stage, "signed_on": days_ago(days + 30), "granted_tier": "silver",
        "tier_since": days_ago(days), "portal_last_active": days_ago(days), "potential": "60000.00"})
}

fn deal_record(id: &str, partner: &str, size: u32, days: u32) -> Value {
    let stage = ["won", "won", "won", "proposal", "lost"][(size % 5) as usize];
    let closed = (stage != "proposal").then(|| days_ago(days));
    let amount = (size != 7).then(|| format!("{}.00", (size + 1) * 2_500));
    json!({"id": id, "name": id, "partner": (size != 9).then_some(partner), "amount": amount, "stage": stage,
        "stage_since": days_ago(days), "lead_source": (size % 3 != 1).then_some("partner"), "created_on": days_ago(days + 40),
        "first_contact_on": days_ago(days + 60), "closed_on": closed, "account": format!("a{}", size % 3)})
}

fn program(seeds: &[u32]) -> Program {
    let mut program = Program::named("Generated");
    tiers(&mut program);
    for id in 0..4 {
        put(&mut program, Kind::Partner, partner_record(&format!("p{id}"), id, 40 * id));
    }
    for &seed in seeds {
        let (kind, value) = record(seed);
        put(&mut program, kind, value);
    }
    program
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn following_changes_gives_what_deriving_anew_gives(
        seeds in prop::collection::vec(any::<u32>(), 0..120),
        changes in prop::collection::vec((any::<u32>(), any::<bool>()), 1..25),
        at_once in 1_usize..4,
    ) {
        let mut program = program(&seeds);
        let mut derived = Derived::new(&program, AS_OF);
        for group in changes.chunks(at_once) {
            let mut touched = Vec::new();
            for &(seed, remove) in group {
                let (kind, value) = record(seed);
                if remove {
                    let id: Arc<str> = value["id"].as_str().unwrap().into();
                    program.take(kind, &id);
                    touched.push((kind, id));
                } else {
                    touched.push(put(&mut program, kind, value));
                }
            }
            derived.update(&program, AS_OF, &touched);
            prop_assert!(derived.says_the_same_as(&Derived::new(&program, AS_OF)));
        }
    }
}

fn sourced_program() -> Program {
    let mut program = Program::named("Small");
    tiers(&mut program);
    put(
        &mut program,
        Kind::Partner,
        json!({"id": "acme", "name": "Acme", "stage": "monitor", "signed_on": "2024-01-01",
        "granted_tier": "silver", "tier_since": "2025-01-01", "strategic_value_override": "70",
        "engagement_level": "weekly", "strategic_fit": "strong"}),
    );
    put(
        &mut program,
        Kind::Contact,
        json!({"id": "ann", "partner": "acme", "name": "Ann", "role": "sales", "active": true}),
    );
    for (id, component) in [("x1", "level_101"), ("x2", "level_201"), ("x3", "exam")] {
        put(
            &mut program,
            Kind::TrainingRecord,
            json!({"id": id, "contact": "ann", "component": component, "completed_on": "2026-03-01"}),
        );
    }
    put(
        &mut program,
        Kind::Deal,
        json!({"id": "big", "name": "Big", "partner": "acme", "amount": "120000.00",
        "stage": "won", "lead_source": "partner", "created_on": "2026-07-20", "first_contact_on": "2026-07-01",
        "closed_on": "2026-08-31"}),
    );
    put(
        &mut program,
        Kind::DealRegistration,
        json!({"id": "r1", "partner": "acme", "deal": "big",
        "submitted_at": "2026-07-05", "state": "converted", "approved_on": "2026-07-06"}),
    );
    put(
        &mut program,
        Kind::Deal,
        json!({"id": "small", "name": "Small", "partner": "acme", "amount": "10000.00",
        "stage": "won", "created_on": "2026-05-01", "lead_source": "marketing", "closed_on": "2026-06-15"}),
    );
    put(
        &mut program,
        Kind::DealTouch,
        json!({"id": "t1", "deal": "small", "partner": "acme", "at": "2026-06-01",
        "sequence": 0, "kind": "demo"}),
    );
    put(
        &mut program,
        Kind::Deal,
        json!({"id": "direct", "name": "Direct", "amount": "70000.00", "stage": "won",
        "created_on": "2026-05-01", "closed_on": "2026-06-15"}),
    );
    program
}

#[test]
fn the_measures_of_a_partner_follow_from_its_records() {
    let program = sourced_program();
    let derived = Derived::new(&program, AS_OF);
    let acme = derived.partner(&"acme".parse().unwrap()).unwrap();
    assert_eq!(acme.revenue.sourced.known().to_string(), "120000.00");
    assert_eq!(acme.revenue.influenced.known().to_string(), "10000.00");
    assert_eq!(acme.revenue.credited.known().to_string(), "122500.00");
    assert_eq!(acme.tier.qualified.as_ref().unwrap().as_str(), "silver");
    assert_eq!(acme.registrations_last_quarter, Some(1));
    assert_eq!((acme.health.low, acme.health.high, acme.health.band), (70, 85, HealthBand::Unknown));
    assert_eq!(acme.investment_call.unwrap().to_string(), "assess");
    let standing = derived.tier_standing(&acme.partner).unwrap();
    assert_eq!(standing.proof, "silver; not gold because certified people 1 < 2");
    assert_eq!(standing.display, "50%");
    let small = derived.deal(&"small".parse().unwrap()).unwrap();
    assert_eq!(small.class, DealClass::Influenced);
    let program = derived.program();
    assert_eq!(program.revenue.total.known().to_string(), "200000.00");
    assert_eq!(crate::analysis::exact::percent_shown(program.revenue.sourced_share().as_ref()), "60.0%");
    assert_eq!((program.signed, program.activation.part, program.active), (1, 1, 1));
}

#[test]
fn a_lower_threshold_names_who_rises_and_what_decides() {
    let derived = Derived::new(&sourced_program(), AS_OF);
    let easier = r#"{"all": [{"meets": {"metric": "sourced_arr", "value": "100000.00"}}, {"meets": {"metric": "certified_people", "value": "1"}}]}"#;
    let change = |criteria: &str| TierChange {
        tier: "gold".parse().unwrap(),
        criteria: serde_json::from_str(criteria).unwrap(),
    };
    let movers = derived.movers(&[change(easier)]);
    assert_eq!(movers.len(), 1);
    assert_eq!((movers[0].levels, movers[0].deciding.as_str()), (1, "certified people 1 ≥ 1"));
    assert_eq!(movers[0].to.as_ref().unwrap().as_str(), "gold");
    let by_deals = r#"{"meets": {"metric": "deals_closed", "window": "ever", "value": "2"}}"#;
    assert_eq!(derived.movers(&[change(by_deals)]).len(), 1);
    let harder = TierChange {
        tier: "silver".parse().unwrap(),
        criteria: serde_json::from_str(r#"{"meets": {"metric": "sourced_arr", "value": "120000.01"}}"#).unwrap(),
    };
    let movers = derived.movers(&[harder]);
    assert_eq!((movers[0].levels, movers[0].deciding.as_str()), (-1, "sourced revenue 120000.00 < 120000.01"));
}

#[test]
fn a_partner_that_has_a_tier_moves_only_when_what_keeps_it_no_longer_holds() {
    let mut program = sourced_program();
    let mut silver = program.tiers.find("silver").unwrap().clone();
    silver.keep = Some(serde_json::from_str(r#"{"meets": {"metric": "sourced_arr", "value": "50000.00"}}"#).unwrap());
    program.put(silver.into());
    let derived = Derived::new(&program, AS_OF);
    let harder = TierChange {
        tier: "silver".parse().unwrap(),
        criteria: serde_json::from_str(r#"{"meets": {"metric": "sourced_arr", "value": "120000.01"}}"#).unwrap(),
    };
    assert_eq!(derived.movers(std::slice::from_ref(&harder)), []);
    let mut silver = program.tiers.find("silver").unwrap().clone();
    silver.keep = Some(serde_json::from_str(r#"{"meets": {"metric": "referrals", "value": "5"}}"#).unwrap());
    program.put(silver.into());
    let derived = Derived::new(&program, AS_OF);
    assert_eq!(derived.movers(&[harder]), []);
}

#[test]
fn another_day_or_another_setting_changes_every_value() {
    let mut program = sourced_program();
    let mut derived = Derived::new(&program, AS_OF);
    derived.update(&program, date(2028, 1, 1), &[]);
    assert!(derived.says_the_same_as(&Derived::new(&program, date(2028, 1, 1))));
    let settings = program.settings.set("influence.credit", "50%").unwrap();
    program.settings = Arc::new(settings);
    derived.update(&program, AS_OF, &[(Kind::Settings, "settings".into())]);
    let acme = derived.partner(&"acme".parse().unwrap()).unwrap();
    assert_eq!(acme.revenue.credited.known().to_string(), "125000.00");
}

#[test]
fn what_is_never_recorded_is_unknown() {
    let mut program = Program::named("Empty");
    tiers(&mut program);
    put(
        &mut program,
        Kind::Partner,
        json!({"id": "new", "name": "New", "stage": "activate", "signed_on": "2026-01-01"}),
    );
    let derived = Derived::new(&program, AS_OF);
    let new = derived.partner(&"new".parse().unwrap()).unwrap();
    assert_eq!(new.revenue.known(new.revenue.sourced), None);
    assert_eq!(new.registrations_last_quarter, None);
    assert_eq!((new.tier.qualified_rank, new.tier.possible_rank), (Some(0), Some(2)));
    assert_eq!((new.health.low, new.health.high), (0, 100));
    assert_eq!(new.placement.quadrant, None);
}

#[test]
fn a_value_says_where_it_comes_from_and_what_would_change_it() {
    let derived = Derived::new(&sourced_program(), AS_OF);
    for field in super::PARTNER_FIELDS {
        let explanation = derived.explain(&format!("partner/acme/{field}")).unwrap();
        assert!(!explanation.inputs.is_empty() && explanation.rule.starts_with("R-"), "{field}: {explanation:?}");
    }
    let tier = derived.explain("partner/acme/tier").unwrap();
    assert_eq!(tier.changes, ["gold: 1 more certified people"]);
    let health = derived.explain("partner/acme/health").unwrap();
    assert!(health.changes.contains(&"Satisfaction: an NPS of 50 gives up to 15 points".to_owned()));
    let sourced = derived.explain("partner/acme/sourced").unwrap();
    assert_eq!((sourced.inputs.len(), sourced.inputs[0].label.as_str()), (1, "Big"));
    let class = derived.explain("deal/small/class").unwrap();
    assert_eq!(class.value, "Influenced");
    assert!(derived.explain("partner/nobody/tier").is_none() && derived.explain("partner/acme/shoe_size").is_none());
}

#[test]
fn a_cell_of_the_ladder_says_what_it_asks_and_who_holds_it_by_that() {
    let derived = Derived::new(&sourced_program(), AS_OF);
    let revenue = derived.explain("tier/silver/criteria.sourced_arr").unwrap();
    assert!(revenue.value.starts_with("at least $"), "{revenue:?}");
    assert!(revenue.inputs.iter().any(|line| line.value == "$120,000"), "{revenue:?}");
    assert!(revenue.thresholds.iter().any(|line| line.label == "gold"), "{revenue:?}");
    for field in ["criteria", "members", "qualified", "near", "economics", "review_months", "commission"] {
        let explanation = derived.explain(&format!("tier/gold/{field}")).unwrap();
        assert!(explanation.rule.starts_with("R-") && !explanation.value.is_empty(), "{field}: {explanation:?}");
    }
    assert_eq!(derived.explain("tier/gold/criteria.deals_closed").unwrap().value, "not asked for");
    for wrong in ["tier/gold/shoe_size", "tier/tin/criteria", "tier/gold/criteria.nonsense", "tier/gold/benefits.none"]
    {
        assert!(derived.explain(wrong).is_none(), "{wrong}");
    }
}

#[test]
fn a_prospect_without_an_agreement_is_not_on_the_way_to_the_first_tier() {
    let mut program = sourced_program();
    let id: Id<Partner> = "hopeful".parse().unwrap();
    program.put(Partner::named(id.clone(), "Hopeful", LifecycleStage::Prospect).into());
    let derived = Derived::new(&program, AS_OF);
    let standing = derived.tier_standing(&id).unwrap();
    assert_eq!(standing.percent, Some((0, 0)));
    assert_eq!(standing.display, "0%, no agreement in force");
    assert!(standing.told.contains("because no agreement is in force"), "{}", standing.told);
    let explained = derived.explain("partner/hopeful/tier").unwrap();
    assert!(explained.changes.iter().any(|change| change.ends_with("an agreement in force")), "{explained:?}");
}

#[test]
fn a_tier_is_reviewed_a_year_after_it_was_granted() {
    let program = sourced_program();
    let acme = "acme".parse().unwrap();
    let review = |on: Date| Derived::new(&program, on).tier_review(&acme).unwrap();
    // granted on 2025-01-01 and without revenue until 2026: the first review fails, a quarter of grace follows
    let spring = review(date(2026, 3, 31));
    assert_eq!((spring.state.to_string().as_str(), spring.grace_end), ("grace", Some(date(2026, 4, 1))));
    let summer = review(date(2026, 4, 1));
    assert_eq!((summer.state.to_string().as_str(), summer.tier, summer.since), ("downgraded", 0, date(2026, 4, 1)));
    assert_eq!(review(AS_OF).promotion_to, Some(1));
}

#[test]
fn another_threshold_is_followed_as_if_everything_were_derived_anew() {
    let mut program = sourced_program();
    let mut derived = Derived::new(&program, AS_OF);
    let before: Vec<_> = derived.partners().map(|one| one.tier.qualified_rank).collect();
    let touched = put(&mut program, Kind::Tier, tier("gold", 2, leaf("sourced_arr", "1")));
    assert_eq!(derived.update(&program, AS_OF, &[touched]), Touched::Everything);
    assert!(derived.says_the_same_as(&Derived::new(&program, AS_OF)));
    assert_ne!(derived.partners().map(|one| one.tier.qualified_rank).collect::<Vec<_>>(), before);
}
