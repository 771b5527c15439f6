//! What scores say, and whether they can be trusted (SEL-01, SEL-14, SEL-18, SEL-19, SEL-21).

use std::collections::BTreeMap;

use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::{PartnerScene, Scene};
use crate::analysis::blank::is_blank;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::analysis::outreach::{OutreachLevel, follow_up_dates};
use crate::analysis::scorecard::{ScorecardDimension, ScorecardScale};
use crate::program::choice::Choice;
use crate::program::partner::{Archetype, LifecycleStage, Partner, PartnerType};
use crate::program::rate::Percent;

/// What findings on the program itself are about.
const PROGRAM: &str = "program/program";

pub(super) fn look(scene: &Scene<'_>, report: &mut Report) {
    profiles(scene, report);
    weights(scene, report);
    scale(scene, report);
}

pub(super) fn look_at(scene: &PartnerScene<'_>, report: &mut Report) {
    famous(scene, report);
    expired(scene, report);
}

fn is_candidate(partner: &Partner) -> bool {
    matches!(partner.stage, LifecycleStage::Prospect | LifecycleStage::Recruit)
}

/// SEL-01: a famous name comes with customers in common.
fn famous(scene: &PartnerScene<'_>, report: &mut Report) {
    let card = scene.measures.scorecard;
    let score = |dimension| card.and_then(|card| card.score(dimension));
    let brand = score(ScorecardDimension::BrandAlignment).filter(|score| *score >= 4);
    let giant = scene.partner.archetype == Some(Archetype::PlatformGiant);
    let why = match (giant, brand) {
        (true, _) => "a platform giant".to_owned(),
        (false, Some(score)) => format!("brand alignment {score}"),
        (false, None) => return,
    };
    match score(ScorecardDimension::CustomerOverlap) {
        None => report.not_checked("SEL-01", "the customer overlap of a partner"),
        Some(overlap) if overlap <= 2 => {
            let message = format!("{}: {why} with a customer overlap of {overlap} of 5", scene.name());
            report.warning("SEL-01", scene.subject(), message, "find customers in common, or drop it");
        }
        Some(_) => {}
    }
}

/// SEL-14: each type with candidates has an ideal profile.
fn profiles(scene: &Scene<'_>, report: &mut Report) {
    let mut candidates: BTreeMap<PartnerType, u32> = BTreeMap::new();
    for partner in scene.program.partners.iter().filter(|partner| is_candidate(partner)) {
        match partner.r#type {
            Some(one) => *candidates.entry(one).or_default() += 1,
            None => report.not_checked("SEL-14", "the type of a candidate"),
        }
    }
    for (one, count) in candidates {
        let profile = scene.program.type_profiles.iter().find(|profile| profile.partner_type == one);
        if profile.is_some_and(|profile| !is_blank(profile.ideal_profile.as_deref())) {
            continue;
        }
        let subject = profile.map_or_else(|| PROGRAM.to_owned(), |profile| format!("type_profile/{}", profile.id));
        let message = format!("no ideal profile for {} with {count} candidates", one.label());
        let finding = Finding::new("SEL-14", FindingSeverity::Warning, subject, message);
        let finding = if profile.is_some() { finding.field("ideal_profile") } else { finding };
        report.find(finding.fix("write it: segment, size and sales team of whom you look for"));
    }
}

/// SEL-18: the weights of the evaluation sum to the whole.
fn weights(scene: &Scene<'_>, report: &mut Report) {
    let units: i128 = scene.policy().scoring.evaluation_weights.iter().map(|weight| weight.units()).sum();
    if units != Percent::WHOLE {
        let points = units / (Percent::WHOLE / 10_000);
        let message = format!("the weights of the evaluation sum to {}.{:02}%", points / 100, points % 100);
        report.error("SEL-18", PROGRAM, message, "change the weights so that they sum to 100%");
    }
}

/// SEL-19: the top band of the scorecard can be reached.
fn scale(scene: &Scene<'_>, report: &mut Report) {
    if scene.policy().scoring.scale == ScorecardScale::Literal && !scene.program.scorecards.is_empty() {
        let message = "on the scale as printed only a perfect 35 of 35 is platinum potential";
        report.info("SEL-19", PROGRAM, message, "consider the scale out of 50");
    }
}

/// SEL-21: the scores of weak candidates are looked at again in time.
fn expired(scene: &PartnerScene<'_>, report: &mut Report) {
    if scene.measures.outreach.as_ref().is_none_or(|found| found.level != OutreachLevel::P3) {
        return;
    }
    let derived = scene.scene.derived;
    let as_of = scene.scene.as_of();
    let cards = derived.scorecards_of(&scene.partner.id).iter().map(|card| card.on);
    let Some(scored) = cards.chain(scene.partner.last_scored).filter(|on| *on <= as_of).max() else {
        report.not_checked("SEL-21", "when a partner was last scored");
        return;
    };
    let policy = &scene.scene.policy().scoring;
    let (check_in, rescore) = follow_up_dates(scored, policy.check_in_months, policy.rescore_months);
    let met = || {
        let touches = derived.partner_touches_of(&scene.partner.id).iter();
        touches.map(|touch| touch.at.date()).any(|on| scored < on && on <= as_of)
    };
    let (what, fix) = match () {
        () if as_of > rescore => (format!("a new score was due on {rescore}"), "score it again"),
        () if as_of > check_in && !met() => (format!("a look was due on {check_in}"), "ask how things stand"),
        () => return,
    };
    let message = format!("{}: the score of {scored} has expired, {what}", scene.name());
    report.warning("SEL-21", scene.subject(), message, fix);
}
