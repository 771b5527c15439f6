//! The example programs that ship: they load, are canonical, and hold what they promise.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use quarterdeck::analysis::derived::Derived;
use quarterdeck::app::demo::{EXAMPLES, built_in};
use quarterdeck::program::campaign::{CampaignKind, CampaignState};
use quarterdeck::program::choice::Choice;
use quarterdeck::program::deal::DealStage;
use quarterdeck::program::partner::PartnerType;
use quarterdeck::program::period::FiscalCalendar;
use quarterdeck::program::{Kind, Program};
use quarterdeck::store;

fn program(name: &str) -> Program {
    store::read(built_in(name).unwrap().as_bytes()).unwrap_or_else(|faults| panic!("{name}: {faults:?}")).program
}

fn count_by<T>(items: impl Iterator<Item = T>, key: impl Fn(&T) -> String) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for item in items {
        *counts.entry(key(&item)).or_insert(0) += 1;
    }
    counts
}

#[test]
fn every_example_is_canonical() {
    for example in EXAMPLES {
        let program = program(example.name);
        assert_eq!(store::write(&program, None).source.text(), (example.text)(), "{}", example.name);
        assert_eq!(program.profile.as_of, Some(date(2026, 9, 30)), "{}", example.name);
    }
}

#[test]
fn files_of_version_1_are_still_read() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("saves/frozen/v1");
    for name in ["example", "northwind"] {
        let bytes = std::fs::read(folder.join(format!("{name}.ron"))).unwrap();
        let opened = store::read(&bytes).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        assert!(opened.program.count(Kind::Partner) > 0);
    }
}

#[test]
fn the_small_example_is_the_company_of_the_document() {
    let program = program("example");
    let profile = &program.profile;
    assert_eq!(profile.total_arr.unwrap().to_string(), "10000000.00");
    assert_eq!(profile.partner_share.unwrap().to_string(), "5%");
    assert_eq!(program.partners.len(), 3);
    assert!(program.partners.iter().all(|partner| partner.r#type == Some(PartnerType::Reseller)));
    assert_eq!(program.team.len(), 1);
    let goals: Vec<_> = program.goals.iter().map(|goal| (goal.metric.word(), goal.value.to_string())).collect();
    assert!(goals.contains(&("sourced", "30".to_owned())) && goals.contains(&("credited", "30".to_owned())));
    assert_eq!((program.tiers.len(), program.benefits.len()), (4, 14));
    let webinars: Vec<_> = program.campaigns.iter().map(|campaign| (campaign.kind, campaign.state)).collect();
    assert_eq!(webinars, [(CampaignKind::Webinar, CampaignState::Planned)]);
    let as_of = profile.as_of.unwrap();
    assert_eq!(program.qbrs.iter().filter(|qbr| qbr.scheduled_for > as_of).count(), 1);
}

#[test]
fn northwind_has_what_it_promises() {
    let program = program("northwind");
    for (kind, count) in [
        (Kind::TeamMember, 5),
        (Kind::Partner, 40),
        (Kind::Deal, 260),
        (Kind::Campaign, 12),
        (Kind::Qbr, 14),
        (Kind::TypeProfile, 7),
    ] {
        assert_eq!(program.count(kind), count, "{kind}");
    }
    let empty: Vec<&str> =
        Kind::TABLES.iter().filter(|kind| program.count(**kind) == 0).map(|k| k.table_name()).collect();
    assert_eq!(
        empty,
        [
            "tracks",
            "point_schemes",
            "revenue",
            "task_templates",
            "markets",
            "launch_tactics",
            "listing_versions",
            "conflicts",
            "saved_views"
        ]
    );
    let types = count_by(program.partners.iter(), |partner| partner.r#type.unwrap().to_string());
    assert_eq!(types.len(), PartnerType::ALL.len());
    let tiers = count_by(program.partners.iter(), |partner| {
        partner.granted_tier.as_ref().map_or("none".to_owned(), ToString::to_string)
    });
    let expected = [("gold", 7), ("none", 4), ("platinum", 3), ("registered", 14), ("silver", 12)];
    assert_eq!(tiers, expected.map(|(tier, count)| (tier.to_owned(), count)).into());
}

#[test]
fn northwind_has_a_webinar_in_every_phase_with_its_tasks() {
    let program = program("northwind");
    let webinars: Vec<_> = program.campaigns.iter().filter(|campaign| campaign.kind == CampaignKind::Webinar).collect();
    let states: BTreeSet<&str> = webinars.iter().map(|webinar| webinar.state.word()).collect();
    assert_eq!(webinars.len(), 6);
    assert_eq!(states.len(), CampaignState::ALL.len());
    for webinar in &webinars {
        let tasks = program.tasks.iter().filter(|task| task.campaign.as_ref() == Some(&webinar.id)).count();
        assert_eq!(tasks, 24, "{}", webinar.id);
    }
    let done = webinars.iter().find(|webinar| webinar.state == CampaignState::Done).unwrap();
    for (metric, value) in
        [("registrations", "943"), ("attendees", "412"), ("follow_ups", "67"), ("opportunities", "12"), ("closed", "3")]
    {
        let actual = program
            .event_actuals
            .iter()
            .find(|actual| actual.campaign == done.id && actual.metric.word() == metric)
            .unwrap();
        assert_eq!(actual.value.to_string(), value, "{metric}");
    }
    let as_of = program.profile.as_of.unwrap();
    let open =
        |late: bool| program.tasks.iter().filter(|task| task.done_on.is_none() && (task.due < as_of) == late).count();
    assert!(open(true) > 5 && open(false) > 50);
}

#[test]
fn the_last_quarter_of_techservices_and_the_silence_of_randomcorp_are_those_of_the_document() {
    let program = program("northwind");
    let calendar = FiscalCalendar::starting_in(1);
    let won = |quarter: &str| {
        let amounts = program.deals.iter().filter(|deal| {
            deal.partner.as_ref().is_some_and(|partner| partner.as_str() == "techservices")
                && deal.stage == DealStage::Won
                && deal.closed_on.is_some_and(|closed| calendar.quarter_of(closed).to_string() == quarter)
        });
        let amounts: Vec<_> = amounts.filter_map(|deal| deal.amount).collect();
        (amounts.len(), amounts.into_iter().sum::<quarterdeck::program::money::Money>().to_string())
    };
    assert_eq!(won("2026-Q3"), (12, "450000.00".to_owned()));
    assert_eq!(won("2025-Q3").1, "333333.33");
    let quarters: BTreeSet<String> =
        program.deals.iter().filter_map(|deal| Some(calendar.quarter_of(deal.closed_on?).to_string())).collect();
    assert_eq!(quarters.len(), 9);
    let silent = program.partners.find("randomcorp").unwrap();
    assert!(silent.owner.is_none());
    assert_eq!(silent.portal_last_active.unwrap().to_string(), "never");
    let of_it = |partner: &str| partner == "randomcorp";
    assert!(!program.deals.iter().any(|deal| deal.partner.as_ref().is_some_and(|id| of_it(id.as_str()))));
    assert!(!program.registrations.iter().any(|registration| of_it(registration.partner.as_str())));
}

#[test]
fn dates_of_the_examples_are_in_order() {
    for example in EXAMPLES {
        let program = program(example.name);
        let as_of = program.profile.as_of.unwrap();
        for deal in program.deals.iter() {
            assert!(deal.created_on.is_none_or(|created| created <= deal.closed_on.unwrap_or(as_of)), "{}", deal.id);
            let closed = matches!(deal.stage, DealStage::Won | DealStage::Lost);
            assert_eq!(deal.closed_on.is_some(), closed, "{}", deal.id);
            let partner = deal.partner.as_ref().and_then(|id| program.partners.get(id));
            if let (Some(signed), Some(created)) = (partner.and_then(|partner| partner.signed_on), deal.created_on) {
                assert!(signed <= created, "{}", deal.id);
            }
        }
        for partner in program.partners.iter() {
            assert_eq!(partner.granted_tier.is_some(), partner.tier_since.is_some(), "{}", partner.id);
            let in_force = program.agreements.iter().any(|agreement| agreement.partner == partner.id);
            assert_eq!(partner.signed_on.is_some(), in_force, "{}", partner.id);
        }
        for task in program.tasks.iter() {
            assert!(task.done_on.is_none_or(|done| done <= as_of), "{}", task.id);
        }
    }
}

fn derived(name: &str) -> Derived {
    let program = program(name);
    Derived::new(&program, program.profile.as_of.unwrap())
}

#[test]
fn northwind_has_every_health_band() {
    let derived = derived("northwind");
    let of = |id: &str| derived.partner(&id.parse().unwrap()).unwrap();
    let program = program("northwind");
    let bands = count_by(program.partners.ids(), |id| of(id.as_str()).health.band.to_string());
    let expected = [("at_risk", 5), ("champion", 7), ("churning", 5), ("critical", 6), ("healthy", 10), ("unknown", 7)];
    assert_eq!(bands, expected.map(|(band, count)| (band.to_owned(), count)).into());
    assert_eq!(of("techservices").health.display(), "Champion (95)");
    assert_eq!(of("techservices").growth.display(), "35.0%");
    assert_eq!(of("randomcorp").health.display(), "Unknown (0–25)");
}

#[test]
fn the_tiers_of_northwind_are_earned_but_for_a_grace_an_override_and_a_promotion() {
    let derived = derived("northwind");
    let program = program("northwind");
    let mut differing = Vec::new();
    for partner in program.partners.iter().filter(|partner| partner.granted_tier.is_some()) {
        let tier = &derived.partner(&partner.id).unwrap().tier;
        if tier.effective != tier.qualified {
            let word = |tier: &Option<_>| tier.as_ref().map_or("none".to_owned(), ToString::to_string);
            differing.push((partner.id.to_string(), word(&tier.effective), word(&tier.qualified)));
        }
    }
    let expected = [
        ("atlas-global-services", "platinum", "registered"),
        ("bayshore-resellers", "gold", "silver"),
        ("pennant-labs", "silver", "gold"),
    ];
    let expected =
        expected.map(|(id, effective, qualified)| (id.to_owned(), effective.to_owned(), qualified.to_owned()));
    assert_eq!(differing, expected);
    let near = derived.tier_standing(&"larkfield-solutions".parse().unwrap()).unwrap();
    assert_eq!(near.display, "97%");
}
