//! Sheets of the example's campaigns.

use jiff::civil::date;

use super::{kit, lead_shares, sheet};
use crate::analysis::campaign_checks::Gathered;
use crate::analysis::derived::Derived;
use crate::analysis::events::leads::DistributionRules;
use crate::export::markdown;
use crate::program::Program;
use crate::program::campaign::LeadModel;
use crate::report::qbr::Audience;

fn northwind() -> (Program, Derived) {
    let program = crate::store::read(include_bytes!("../../../saves/northwind.ron")).unwrap().program;
    let derived = Derived::new(&program, date(2026, 9, 30));
    (program, derived)
}

#[test]
fn the_sheet_holds_everything_that_was_agreed_and_what_to_look_at() {
    let (program, derived) = northwind();
    let campaign = program.campaigns.find("jikan-seminar").unwrap();
    insta::assert_snapshot!(
        "sheet_internal",
        markdown::document(&sheet(&program, &derived, campaign, Audience::Internal))
    );
}

#[test]
fn a_partner_sees_what_was_agreed_and_nothing_of_ours() {
    let (program, derived) = northwind();
    for campaign in program.campaigns.iter() {
        let text = markdown::document(&sheet(&program, &derived, campaign, Audience::Partner));
        for internal in ["What to look at", "First contact", "Formula for", "Revenue over cost", "COM-", "EVT-"] {
            assert!(!text.contains(internal), "{}: {internal}\n{text}", campaign.id);
        }
    }
}

#[test]
fn registrations_without_names_fall_to_the_sides_in_turn() {
    let (program, _) = northwind();
    let mut campaign = program.campaigns.find("scaling-plants-webinar").unwrap().clone();
    campaign.lead_model = Some(LeadModel::RoundRobin);
    let none = Gathered::default().parts(&campaign.id);
    let share = lead_shares(&program, &DistributionRules::default(), &campaign, &none, Some(943)).unwrap();
    assert_eq!((share.ours, share.partner, share.waiting, share.by_name), (472, 471, 0, false));
    assert_eq!(share.words(), "472 ours, 471 the partner's");
}

#[test]
fn every_lead_has_one_first_contact_or_waits() {
    let (program, _) = northwind();
    let gathered = Gathered::of(&program);
    let campaign = program.campaigns.find("jikan-seminar").unwrap();
    for model in [LeadModel::Share, LeadModel::PrimarySecondary, LeadModel::QualificationFirst, LeadModel::Split] {
        let campaign = crate::program::campaign::Campaign { lead_model: Some(model), ..campaign.clone() };
        let parts = gathered.parts(&campaign.id);
        let share = lead_shares(&program, &DistributionRules::default(), &campaign, &parts, None).unwrap();
        assert_eq!(share.ours + share.partner + share.waiting, parts.leads.len() as u64, "{model:?}");
    }
}

#[test]
fn the_kit_has_outline_plans_of_both_sides_three_mails_the_tasks_and_the_hand_off() {
    let (program, derived) = northwind();
    let campaign = program.campaigns.find("jikan-seminar").unwrap();
    let text = markdown::document(&kit(&program, &derived, campaign, Audience::Internal));
    insta::assert_snapshot!("kit_internal", text);
    for wanted in [
        "## Session outline",
        "### What we send",
        "### What the partner sends",
        "## E-mail sequence, 3 before the day",
        "## Tasks, 24",
        "### Before, 13",
        "### On the day, 5",
        "### After, 6",
        "## Follow-up and lead hand-off",
        "## Used again",
    ] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
    let partner = markdown::document(&kit(&program, &derived, campaign, Audience::Partner));
    assert!(!partner.contains("First contact | ") || !partner.contains("30 ours"), "{partner}");
}
