//! What tiers say and give (TIER-08, 17 to 20).

use std::collections::BTreeSet;

use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::Scene;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::program::choice::Choice;
use crate::program::money::Money;
use crate::program::partner::PartnerType;
use crate::program::tier::{BenefitKind, Tier};

/// Words that nobody can measure (L1402).
const VAGUE: [&str; 4] = ["demonstrated", "significant", "commitment", "strategic importance"];
/// Words by which a benefit asks for a result.
const RESULT: [&str; 4] = ["roi", "report", "leads", "pipeline"];

pub(super) fn look(scene: &Scene<'_>, report: &mut Report) {
    for tier in scene.program.tiers.iter() {
        accountable(scene, tier, report);
        words(tier, report);
        cost(scene, tier, report);
        funded(scene, tier, report);
    }
    types(scene, report);
}

fn about(code: &'static str, severity: FindingSeverity, tier: &Tier, message: String) -> Finding {
    Finding::new(code, severity, format!("tier/{}", tier.id), message)
}

/// TIER-08: money, and neither the tier nor the guide asks for a result.
fn accountable(scene: &Scene<'_>, tier: &Tier, report: &mut Report) {
    let Some(annual) = tier.mdf_annual.filter(|annual| *annual > Money::whole(0)) else { return };
    let asks = |text: &str| {
        let text = text.to_lowercase();
        RESULT.iter().any(|word| text.contains(word))
    };
    let by_benefit = tier.benefits.iter().any(|(benefit, value)| {
        let name = scene.program.benefits.get(benefit).map_or("", |benefit| benefit.name.as_str());
        let given = !matches!(value.trim(), "" | "no" | "none" | "-");
        given && (asks(name) && name.to_lowercase().contains("mdf") || asks(value))
    });
    let by_request = !scene.program.mdf_requests.is_empty()
        && scene.program.mdf_requests.iter().all(|one| one.roi_commitment.is_some() || one.expected_leads.is_some());
    let by_rule = scene.settings().whole("mdf.report_days") > 0;
    if !by_benefit && !by_request && !by_rule {
        let annual = scene.derived.currency().told(annual);
        let message = format!("{} gives {annual} of MDF a year and asks for no result", tier.name);
        report
            .find(about("TIER-08", FindingSeverity::Warning, tier, message).fix("ask for leads or pipeline, and when"));
    }
}

/// TIER-17: what a benefit or the name of a tier asks for in words that nobody can measure.
fn words(tier: &Tier, report: &mut Report) {
    let texts = tier.benefits.values().map(String::as_str).chain([tier.name.as_str()]);
    for text in texts {
        let lower = text.to_lowercase();
        let vague = VAGUE.iter().find(|word| lower.contains(**word));
        if let Some(word) = vague.filter(|_| !text.chars().any(|letter| letter.is_ascii_digit())) {
            let message = format!("{}: {word:?} in {text:?} cannot be measured", tier.name);
            report.find(about("TIER-17", FindingSeverity::Warning, tier, message).fix("put a number in its place"));
        }
    }
}

/// TIER-18: benefits of money that cost more than the tier is said to.
fn cost(scene: &Scene<'_>, tier: &Tier, report: &mut Report) {
    let mut sum = tier.mdf_annual.unwrap_or(Money::whole(0));
    for (benefit, value) in &tier.benefits {
        let is_money = scene.program.benefits.get(benefit).is_some_and(|found| found.kind == BenefitKind::Money);
        if is_money && let Ok(amount) = value.parse::<Money>() {
            sum = sum.plus(amount);
        }
    }
    match tier.partner_cost {
        None if sum > Money::whole(0) => report.not_checked("TIER-18", "what a partner of a tier costs"),
        Some(cost) if sum > cost => {
            let currency = scene.derived.currency();
            let (missing, shown) = (currency.told(sum.minus(cost)), currency.told(cost));
            let message =
                format!("the economics of {} leave {missing} out: benefits cost more than {shown}", tier.name);
            let finding = about("TIER-18", FindingSeverity::Warning, tier, message).field("partner_cost");
            report.find(finding.fix("correct the cost of a partner"));
        }
        _ => {}
    }
}

/// TIER-19: partners on a tier with MDF that sell too little to have any.
fn funded(scene: &Scene<'_>, tier: &Tier, report: &mut Report) {
    if tier.mdf_annual.is_none_or(|annual| annual <= Money::whole(0)) {
        return;
    }
    let least = scene.policy().mdf.min_arr;
    let below: Vec<String> = scene
        .derived
        .partners()
        .filter(|found| found.tier.effective.as_ref() == Some(&tier.id))
        .filter(|found| found.revenue.known(found.revenue.sourced).is_some_and(|sourced| sourced < least))
        .map(|found| format!("partner/{}", found.partner))
        .collect();
    if !below.is_empty() {
        let least = scene.derived.currency().told(least);
        let message = format!("{} {} partners source less than the {least} that MDF asks for", below.len(), tier.name);
        let finding = about("TIER-19", FindingSeverity::Info, tier, message).evidence(below.into_iter().take(10));
        report.find(finding.fix("say so in the guide"));
    }
}

/// How a type of partner earns.
fn model(one: PartnerType) -> &'static str {
    match one {
        PartnerType::Referral | PartnerType::Affiliate => "commission",
        PartnerType::Reseller | PartnerType::Oem => "margin",
        PartnerType::Services => "services",
        PartnerType::Technology | PartnerType::Strategic => "integration",
    }
}

/// TIER-20: one ladder for types that earn in different ways.
fn types(scene: &Scene<'_>, report: &mut Report) {
    for ladder in scene.derived.ladders().all().iter().filter(|ladder| ladder.tiers.len() > 1) {
        let here = |one: &PartnerType| {
            scene.derived.ladders().for_type(Some(*one)).is_some_and(|found| found.track == ladder.track)
        };
        let types: BTreeSet<PartnerType> =
            scene.program.partners.iter().filter_map(|partner| partner.r#type).filter(here).collect();
        let models: BTreeSet<&str> = types.iter().map(|one| model(*one)).collect();
        let Some(first) = ladder.tiers.first().filter(|_| models.len() > 1) else { continue };
        let labels: Vec<&str> = types.iter().map(|one| one.label()).collect();
        let message = format!("one ladder for partners that earn in different ways: {}", labels.join(", "));
        report.warning("TIER-20", format!("tier/{}", first.id), message, "give each way of earning a track");
    }
}
