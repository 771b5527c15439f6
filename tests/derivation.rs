//! Laws of what is derived: an edit recomputes what it reaches and nothing else, credit is neither lost nor made, a
//! date moves only what depends on it, and every number can say where it comes from.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::sync::Arc;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use quarterdeck::analysis::attribution::DealClass;
use quarterdeck::analysis::credit::pool;
use quarterdeck::analysis::derived::{Derived, Work};
use quarterdeck::analysis::health::HealthBand;
use quarterdeck::analysis::touches::{AttributionModel, SplitTouch, TouchRules, split_touches};
use quarterdeck::edit::commands::{records, settings};
use quarterdeck::edit::{Edit, field};
use quarterdeck::program::choice::Choice;
use quarterdeck::program::deal::{Deal, DealStage, DealTouchKind};
use quarterdeck::program::money::Money;
use quarterdeck::program::period::days_after;
use quarterdeck::program::{AnyRecord, Kind, Program};
use serde_json::json;

const AS_OF: Date = date(2026, 9, 30);

fn northwind() -> Program {
    quarterdeck::store::read(include_bytes!("../saves/northwind.ron")).unwrap().program
}

/// What an edit makes the derivation do.
fn work_of(program: &Program, derived: &mut Derived, edit: &Edit) -> Work {
    let mut changed = program.clone();
    edit.apply(&mut changed).unwrap();
    let touched: Vec<(Kind, Arc<str>)> = edit.changes.iter().map(|change| (change.kind(), change.id())).collect();
    let before = derived.work();
    let _ = derived.update(&changed, AS_OF, &touched);
    let after = derived.work();
    Work {
        deals: after.deals.saturating_sub(before.deals),
        partners: after.partners.saturating_sub(before.partners),
        campaigns: after.campaigns.saturating_sub(before.campaigns),
    }
}

fn set(program: &Program, kind: Kind, id: &str, name: &str, text: &str) -> Edit {
    records::set_field(program, kind, &[id.into()], name, text).unwrap()
}

#[test]
fn an_edit_recomputes_what_it_reaches_and_nothing_else() {
    let program = northwind();
    let fresh = || Derived::new(&program, AS_OF);
    let derived = fresh();
    let (deal, parts) = derived
        .deals()
        .find(|(deal, measures)| deal.stage == DealStage::Won && measures.parts.len() == 1)
        .map(|(deal, measures)| (deal.id.as_str().to_owned(), measures.parts.len() as u64))
        .unwrap();
    let amount = set(&program, Kind::Deal, &deal, "amount", "12345.67");
    let one_deal = Work { deals: 1, partners: parts, campaigns: 0 };
    assert_eq!(work_of(&program, &mut fresh(), &amount), one_deal, "a deal reaches its own partner");

    let partner = program.partners.iter().next().unwrap().id.as_str().to_owned();
    let renamed = set(&program, Kind::Partner, &partner, "name", "Another name");
    let one_partner = Work { deals: 0, partners: 1, campaigns: 0 };
    assert_eq!(work_of(&program, &mut fresh(), &renamed), one_partner, "a partner reaches itself");

    let tier = set(&program, Kind::Tier, "gold", "review_months", "6");
    let all_partners = program.partners.len() as u64;
    let ladder = Work { deals: 0, partners: all_partners, campaigns: 0 };
    assert_eq!(work_of(&program, &mut fresh(), &tier), ladder, "a ladder reaches every partner and no deal");
}

#[test]
fn a_setting_or_another_day_derives_everything_once() {
    let program = northwind();
    let everything = Derived::new(&program, AS_OF).work();
    assert_eq!((everything.deals, everything.partners), (program.deals.len() as u64, program.partners.len() as u64));
    let mut derived = Derived::new(&program, AS_OF);
    let edit = settings::set(&program, "influence.credit", Some("30%")).unwrap();
    assert_eq!(work_of(&program, &mut derived, &edit), Work::default(), "anew: the count begins again");
    assert_eq!(derived.work(), everything);
    let _ = derived.update(&program, days_after(AS_OF, 1), &[]);
    assert_eq!(derived.work(), everything);
}

#[test]
fn every_path_explains_itself_with_a_rule_and_what_went_in() {
    let program = northwind();
    let derived = Derived::new(&program, AS_OF);
    let mut explained = 0;
    for path in derived.explainable() {
        let found = derived.explain(&path).unwrap_or_else(|| panic!("{path}"));
        assert!(!found.title.is_empty() && !found.value.is_empty() && !found.rule.is_empty(), "{path}: {found:?}");
        assert_eq!(found.path, path);
        for line in found.inputs.iter().chain(&found.steps) {
            for record in &line.records {
                let (table, id) = record.split_once('/').unwrap();
                let kind = Kind::TABLES.iter().find(|kind| kind.table_name() == table).unwrap();
                assert!(program.has(*kind, id), "{path} names {record}, which is not there");
            }
        }
        explained += 1;
    }
    assert!(explained > 1_500, "{explained}");
    assert_eq!(derived.nearest_path("partner/techservice/helth").as_deref(), Some("partner/techservices/health"));
    assert_eq!(derived.nearest_path("setting/influence.credti").as_deref(), Some("setting/influence.credit"));
}

#[test]
fn the_sums_of_an_explanation_are_those_of_its_lines() {
    let program = northwind();
    let derived = Derived::new(&program, AS_OF);
    let cents = |text: &str| text.trim_start_matches('$').replace(',', "").parse::<Money>().unwrap();
    for partner in program.partners.iter() {
        let credited = derived.explain(&format!("partner/{}/credited", partner.id)).unwrap();
        let lines = credited.inputs.iter().filter(|line| line.value != "none");
        let sum: Money = lines.map(|line| cents(&line.value)).sum();
        assert_eq!(sum, cents(&credited.value), "{}", partner.id);
    }
}

#[test]
fn a_day_moves_nothing_that_does_not_depend_on_it() {
    let program = northwind();
    let (early, late) = (Derived::new(&program, AS_OF), Derived::new(&program, date(2027, 3, 31)));
    for (deal, measures) in early.deals() {
        let later = late.deal(&deal.id).unwrap();
        if matches!(deal.stage, DealStage::Won | DealStage::Lost) {
            assert_eq!((measures.class, &measures.parts), (later.class, &later.parts), "{}: closed is closed", deal.id);
        }
        assert_eq!(measures.weighted, later.weighted, "{}", deal.id);
    }
    for measures in early.partners() {
        let later = late.partner(&measures.partner).unwrap();
        assert_eq!(measures.lifecycle.stage, later.lifecycle.stage, "{}", measures.partner);
        assert_eq!(measures.segment_facts(None).override_segment, later.segment_facts(None).override_segment);
    }
    let mut there_and_back = Derived::new(&program, AS_OF);
    let _ = there_and_back.update(&program, date(2027, 3, 31), &[]);
    let _ = there_and_back.update(&program, AS_OF, &[]);
    for path in early.explainable().filter(|path| path.starts_with("partner/")) {
        assert_eq!(early.explain(&path), there_and_back.explain(&path), "{path}");
    }
}

#[test]
fn health_bands_have_no_gap_and_no_overlap_and_only_rise() {
    let bands: Vec<HealthBand> = (0..=100).map(HealthBand::of).collect();
    let order =
        [HealthBand::Churning, HealthBand::Critical, HealthBand::AtRisk, HealthBand::Healthy, HealthBand::Champion];
    let place = |band: &HealthBand| order.iter().position(|other| other == band).unwrap();
    assert!(bands.windows(2).all(|pair| (0..=1).contains(&(place(&pair[1]) as i32 - place(&pair[0]) as i32))));
    assert_eq!((bands[0], bands[100]), (HealthBand::Churning, HealthBand::Champion));
}

/// A won deal of two partners with these touches: days before the close, kind, and which partner or our own sales.
fn influenced(cents: i64, touches: &[(i32, usize, usize)], model: AttributionModel, direct: bool) -> Program {
    let mut program = Program::named("Touches");
    let closed = date(2026, 8, 15);
    let mut put = |kind: Kind, record: serde_json::Value| program.put(AnyRecord::from_json(kind, record).unwrap());
    for partner in ["a", "b"] {
        put(Kind::Partner, json!({"id": partner, "name": partner, "stage": "engage"}));
    }
    put(
        Kind::Deal,
        json!({"id": "d", "name": "D", "stage": "won", "amount": Money::from_cents(cents.into()),
            "created_on": "2026-01-01", "closed_on": closed, "lead_source": "direct_sales"}),
    );
    for (place, (days, kind, who)) in touches.iter().enumerate() {
        let kind = DealTouchKind::ALL[kind % DealTouchKind::ALL.len()];
        let mut touch = json!({"id": format!("t{place:03}"), "deal": "d", "at": days_after(closed, -days),
            "sequence": place, "kind": kind.word()});
        if let Some(partner) = ["a", "b"].get(*who) {
            touch["partner"] = json!(partner);
        }
        put(Kind::DealTouch, touch);
    }
    let settings = program.settings.set("touch.model", model.word()).unwrap();
    let settings = settings.set("touch.include_direct", if direct { "yes" } else { "no" }).unwrap();
    program.put(AnyRecord::Settings(Arc::new(settings)));
    program
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_split_adds_up_under_every_model(
        cents in -5_000_000_i128..5_000_000_000,
        touches in prop::collection::vec((-5_i32..400, 0_usize..8, any::<bool>()), 0..20),
        include_direct: bool,
    ) {
        let closed = date(2026, 8, 15);
        let list: Vec<SplitTouch> = touches
            .iter()
            .enumerate()
            .map(|(place, (days, kind, direct))| SplitTouch {
                on: days_after(closed, -days),
                at: None,
                sequence: place as u32,
                kind: DealTouchKind::ALL[*kind],
                direct: *direct,
            })
            .collect();
        let rules = TouchRules { include_direct, ..TouchRules::default() };
        for &model in AttributionModel::ALL {
            let split = split_touches(Money::from_cents(cents), model, closed, &list, &rules, 2);
            let parts: Money = split.credits.iter().map(|part| part.amount).sum();
            prop_assert_eq!(parts.plus(split.unattributed), Money::from_cents(cents), "{:?}", model);
            prop_assert!(split.credits.iter().all(|part| list[part.index].on <= closed));
        }
    }

    #[test]
    fn the_credits_of_a_deal_and_what_nobody_gets_are_its_pool(
        cents in 0_i64..5_000_000_000,
        touches in prop::collection::vec((-5_i32..400, 0_usize..8, 0_usize..3), 0..12),
        direct: bool,
    ) {
        for &model in AttributionModel::ALL {
            let program = influenced(cents, &touches, model, direct);
            let derived = Derived::new(&program, AS_OF);
            let deal: &Deal = program.deals.iter().next().unwrap();
            let found = derived.deal(&deal.id).unwrap();
            let whole = found.credited().unwrap().plus(found.unattributed.unwrap());
            let pool = pool(deal.amount.unwrap(), &derived.policy().credit, 2);
            match found.class {
                DealClass::Influenced if direct => prop_assert!(whole <= pool, "our own sales keep their part"),
                DealClass::Influenced => prop_assert_eq!(whole, pool, "{:?}", model),
                _ => prop_assert!(whole.is_zero()),
            }
            prop_assert!(found.parts.iter().all(|part| part.credit.is_some_and(|credit| !credit.is_negative())));
        }
    }

    #[test]
    fn more_revenue_never_qualifies_for_less(step in 1_i64..50_000_000) {
        let program = northwind_once();
        let derived = Derived::new(program, AS_OF);
        let (deal, before) = derived
            .deals()
            .find_map(|(deal, found)| {
                let partner = found.sourcing.as_ref().filter(|_| found.class == DealClass::Sourced)?;
                Some((deal.clone(), derived.partner(partner)?.clone()))
            })
            .unwrap();
        let mut richer = program.clone();
        let amount = deal.amount.unwrap().plus(Money::from_cents(step.into()));
        let record = field::with(&AnyRecord::Deal(Arc::new(deal)), "amount", &amount.to_string()).unwrap();
        richer.put(record);
        let after = Derived::new(&richer, AS_OF);
        let after = after.partner(&before.partner).unwrap();
        prop_assert!(after.tier.qualified_rank >= before.tier.qualified_rank);
        prop_assert!(after.revenue.sourced.known() >= before.revenue.sourced.known());
    }
}

fn northwind_once() -> &'static Program {
    static PROGRAM: std::sync::LazyLock<Program> = std::sync::LazyLock::new(northwind);
    &PROGRAM
}
