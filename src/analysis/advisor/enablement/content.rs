//! Assets, portal, playbook, battle cards and markets (ENB-01, 02, 06 to 08, 10, 16 to 18, 20).

use std::collections::BTreeSet;

use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::Scene;
use crate::analysis::blank::is_blank;
use crate::analysis::enablement::content::{CardBlock, card_missing, is_to_be_localized, portal_priority};
use crate::analysis::enablement::freshness::{ContentDates, Freshness, FreshnessSeverity};
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::analysis::priority::Priority;
use crate::program::choice::Choice;
use crate::program::enablement::{Asset, AssetKind, MarketTier, PlaybookPart, PortalPart};
use crate::program::partner::PartnerType;
use crate::program::portal::PortalActivity;

/// What nothing goes without (ENB-10).
const CRITICAL: [AssetKind; 3] = [AssetKind::Portal, AssetKind::SalesPlaybook, AssetKind::ProductTraining];
/// Battle cards that cover the usual field.
const CARDS: usize = 3;
/// A visit is weekly when it is younger than this, days.
const WEEK: i32 = 7;

pub(super) fn look(scene: &Scene<'_>, report: &mut Report) {
    let program = scene.program;
    for asset in program.assets.iter() {
        size(scene, asset, report);
        age(scene, asset, report);
    }
    // where no asset is on record it is not known what there is
    let begun = !program.assets.is_empty();
    if !begun {
        report.not_checked("ENB-10", "the assets there are");
    }
    for kind in CRITICAL.into_iter().filter(|_| begun) {
        if program.assets.iter().all(|asset| asset.kind != kind) {
            let message = format!("there is no {}", kind.label().to_lowercase());
            report.error("ENB-10", "program/program", message, "make it before anything else is made");
        }
    }
    if program.assets.is_empty() {
        report.not_checked("ENB-06", "the assets there are");
    } else {
        tailored(scene, report);
    }
    if program.assets.iter().all(|asset| asset.kind != AssetKind::DemoEnvironment) {
        let message = "partners have nothing to practise a demo on";
        report.warning("ENB-08", "program/program", message, "open a sandbox with sample data");
    }
    portal(scene, report);
    playbook(scene, report);
    markets(scene, report);
}

/// ENB-01: what is too long is not read.
fn size(scene: &Scene<'_>, asset: &Asset, report: &mut Report) {
    let settings = scene.settings();
    let (most, error, minutes) =
        (settings.count("asset.max_pages"), settings.count("asset.error_pages"), settings.span("asset.max_minutes"));
    let subject = format!("asset/{}", asset.id);
    if let Some(pages) = asset.pages.filter(|pages| *pages > most) {
        let severity = if pages >= error { FindingSeverity::Error } else { FindingSeverity::Warning };
        let message = format!("{} has {pages} pages; up to {most} are read", asset.title);
        report.find(Finding::new("ENB-01", severity, &*subject, message).fix("split it by question").field("pages"));
    }
    if let Some(long) = asset.minutes.filter(|long| *long > u32::from(minutes)) {
        let message = format!("{} takes {long} minutes; up to {minutes} are watched", asset.title);
        let finding = Finding::new("ENB-01", FindingSeverity::Warning, subject, message).field("minutes");
        report.find(finding.fix("cut it into parts"));
    }
}

/// ENB-02: R-45 on each asset.
fn age(scene: &Scene<'_>, asset: &Asset, report: &mut Report) {
    let dates = ContentDates {
        frequency: asset.frequency,
        updated: Some(asset.updated_on),
        last_release: scene.program.profile.last_release,
        case_study_dated: (asset.kind == AssetKind::CaseStudy).then_some(asset.updated_on),
    };
    let found = Freshness::of(&dates, scene.as_of(), &scene.policy().freshness);
    let Some(severity) = found.severity() else { return };
    let age = found.age_days.unwrap_or_default();
    let (severity, limit) = match severity {
        FreshnessSeverity::Error => (
            FindingSeverity::Error,
            format!("a case study is believed for {} months", scene.policy().freshness.case_study_months),
        ),
        FreshnessSeverity::Warning => (
            FindingSeverity::Warning,
            match (found.limit_days, found.stale_since) {
                (Some(days), _) => format!("it is due every {days} days"),
                (None, Some(release)) => format!("the release of {release} came after it"),
                (None, None) => "it is due anew".to_owned(),
            },
        ),
    };
    let message = format!("{} is {age} days old; {limit}", asset.title);
    let owner = asset.owner.as_deref().unwrap_or("somebody");
    let finding = Finding::new("ENB-02", severity, format!("asset/{}", asset.id), message).field("updated_on");
    report.find(finding.fix(format!("{owner} brings it up to date")));
}

/// The types of the partners with an agreement in force.
pub(super) fn signed_types(scene: &Scene<'_>) -> BTreeSet<PartnerType> {
    scene
        .partners()
        .filter(super::super::scene::PartnerScene::signed)
        .filter_map(|partner| partner.partner.r#type)
        .collect()
}

/// ENB-06: nothing is made for any type of partner there is.
fn tailored(scene: &Scene<'_>, report: &mut Report) {
    let types = signed_types(scene);
    let tagged = |asset: &Asset| asset.types.iter().any(|one| types.contains(one));
    if !types.is_empty() && !scene.program.assets.iter().any(tagged) {
        let labels: Vec<&str> = types.iter().map(|one| one.label()).collect();
        let message = format!("no material is made for a type of partner there is ({})", labels.join(", "));
        report.info("ENB-06", "program/program", message, "make the most used one for the largest type");
    }
}

/// ENB-07, ENB-18: the portal.
fn portal(scene: &Scene<'_>, report: &mut Report) {
    let settings = scene.settings();
    let portals = scene.program.assets.iter().filter(|asset| asset.kind == AssetKind::Portal);
    if let Some(portal) = portals.max_by_key(|asset| asset.updated_on) {
        let (days, limit) = (scene.days_since(portal.updated_on), settings.span("portal.update_days"));
        if days > i32::from(limit) {
            let message = format!("{} was last changed {days} days ago; {limit} are usual at most", portal.title);
            let finding = Finding::new("ENB-07", FindingSeverity::Warning, format!("asset/{}", portal.id), message);
            report.find(finding.fix("put something new there").field("updated_on"));
        }
    }
    let visits: Vec<PortalActivity> = scene
        .partners()
        .filter(super::super::scene::PartnerScene::signed)
        .filter_map(|one| one.partner.portal_last_active)
        .collect();
    if visits.is_empty() {
        report.not_checked("ENB-07", "when partners were last on the portal");
    } else {
        let recent =
            |visit: &&PortalActivity| matches!(visit, PortalActivity::On(day) if scene.days_since(*day) < WEEK);
        let active = visits.iter().filter(recent).count();
        let least = settings.percent("portal.least_active");
        if (active as i128) * crate::program::rate::Percent::WHOLE < least.units() * visits.len() as i128 {
            let message = format!(
                "{active} of {} signed partners were on the portal this week; {least} are wanted",
                visits.len()
            );
            report.warning("ENB-07", "program/program", message, "give them a reason to come back each week");
        }
    }
    if scene.program.portal_sections.is_empty() {
        report.not_checked("ENB-18", "the sections of the portal");
        return;
    }
    let there = |part: PortalPart| scene.program.portal_sections.iter().any(|one| one.part == part && one.present);
    let missing = PortalPart::ALL.iter().filter(|part| portal_priority(**part) == Priority::Critical && !there(**part));
    for part in missing {
        let message = format!("the portal has no section {}", part.label().to_lowercase());
        report.warning("ENB-18", "program/program", message, "add it");
    }
}

/// ENB-16, ENB-17: what partners sell with.
fn playbook(scene: &Scene<'_>, report: &mut Report) {
    let cards = scene.program.battle_cards.len();
    if cards < CARDS {
        let message = format!("there are {cards} of {CARDS} battle cards");
        report.info("ENB-16", "program/program", message, "write one for each rival partners meet most");
    }
    for card in scene.program.battle_cards.iter() {
        let proofs = [CardBlock::Weaknesses, CardBlock::WhenTheyWin, CardBlock::WinStory];
        let missing: Vec<&str> =
            card_missing(card).into_iter().filter(|block| proofs.contains(block)).map(Choice::label).collect();
        if !missing.is_empty() {
            let message =
                format!("the card on {} lacks evidence: {}", card.competitor, missing.join(", ").to_lowercase());
            report.info("ENB-16", format!("battle_card/{}", card.id), message, "add a case, with its date");
        }
    }
    let written: BTreeSet<PlaybookPart> =
        scene.program.playbook.iter().filter(|part| !is_blank(Some(&part.text))).map(|part| part.part).collect();
    let all = PlaybookPart::ALL.len();
    if written.len() < all {
        let missing: Vec<&str> =
            PlaybookPart::ALL.iter().filter(|part| !written.contains(part)).map(|part| part.label()).collect();
        let message = format!("{} of {all} sections of the sales playbook are written", written.len());
        report.warning("ENB-17", "program/program", message, &format!("write {}", missing.join(", ").to_lowercase()));
    }
}

/// ENB-20: markets of the first tier in whose language something is missing.
fn markets(scene: &Scene<'_>, report: &mut Report) {
    for market in scene.program.markets.iter().filter(|market| market.tier == MarketTier::Tier1) {
        let lacks = |asset: &&Asset| {
            let speaks = asset.languages.iter().any(|language| language.eq_ignore_ascii_case(&market.language));
            is_to_be_localized(asset.kind, market.tier) && !speaks
        };
        let missing: Vec<&Asset> = scene.program.assets.iter().filter(lacks).collect();
        if !missing.is_empty() {
            let message = format!(
                "{} of {} assets are not in {}, the language of {}",
                missing.len(),
                scene.program.assets.len(),
                market.language,
                market.name
            );
            let finding = Finding::new("ENB-20", FindingSeverity::Info, format!("market/{}", market.id), message);
            let named = missing.iter().take(10).map(|asset| format!("asset/{}: {}", asset.id, asset.title));
            report.find(finding.evidence(named).fix("translate the critical ones first"));
        }
    }
}
