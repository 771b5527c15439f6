//! What a partner is promised, and what for (SEL-02, SEL-04, SEL-15).

use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::PartnerScene;
use crate::analysis::effective_tier::TierSource;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::program::fund::MdfState;
use crate::program::money::Money;

/// Place of Gold on a ladder, the base counted as nought.
const GOLD: usize = 2;

/// Word beginnings that aim at more than a number of partners.
const OUTCOMES: &[&str] = &["activ", "revenue", "deal", "pipeline", "lead", "sourced", "certif", "first"];

pub(super) fn look_at(scene: &PartnerScene<'_>, report: &mut Report) {
    quantity(scene, report);
    earning(scene, report);
    overcommitted(scene, report);
}

/// Whether an objective recruits a number of partners and asks for nothing else.
fn only_counts(objective: &str) -> bool {
    let text = objective.to_lowercase();
    let words = || text.split(|c: char| !c.is_alphanumeric());
    let recruits = words().any(|word| word.starts_with("recruit") || word.starts_with("sign"));
    let number = words().any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    recruits && number && !words().any(|word| OUTCOMES.iter().any(|known| word.starts_with(known)))
}

/// SEL-02: recruiting aims at more than a number. The first partner of a campaign tells it.
fn quantity(scene: &PartnerScene<'_>, report: &mut Report) {
    for campaign in scene.scene.derived.campaigns_of(&scene.partner.id) {
        if campaign.partners.first() != Some(&scene.partner.id) || campaign.primary_kpi.is_some() {
            continue;
        }
        let Some(objective) = campaign.objective.as_deref().filter(|text| only_counts(text)) else { continue };
        let message = format!("{}: the only target is a count, {objective:?}", campaign.name);
        let finding = Finding::new("SEL-02", FindingSeverity::Warning, format!("campaign/{}", campaign.id), message);
        report.find(finding.fix("set a target for activation").field("objective"));
    }
}

/// SEL-04: a signed partner can earn with us, by a plan or by an amount in what they gain.
fn earning(scene: &PartnerScene<'_>, report: &mut Report) {
    if !scene.signed() {
        return;
    }
    let amount = scene.partner.value_to_them.as_deref().is_some_and(|text| text.contains(|c: char| c.is_ascii_digit()));
    if amount {
        return;
    }
    let Some(one) = scene.partner.r#type else {
        report.not_checked("SEL-04", "the type of a partner");
        return;
    };
    let profile = scene.scene.program.type_profiles.iter().find(|profile| profile.partner_type == one);
    if profile.is_some_and(|profile| profile.comp_plan.is_some()) {
        return;
    }
    let message = format!("{}: no compensation plan for its type and no amount in what they gain", scene.name());
    let finding = Finding::new("SEL-04", FindingSeverity::Error, scene.subject(), message);
    report.find(finding.fix("attach a plan to the type, or state what they earn").field("value_to_them"));
}

/// SEL-15: commitment follows the first deal.
fn overcommitted(scene: &PartnerScene<'_>, report: &mut Report) {
    let derived = scene.scene.derived;
    let tier = &scene.measures.tier;
    let given = tier.source == TierSource::Override && tier.effective_rank.is_some_and(|rank| rank >= GOLD);
    let requests = derived.mdf_requests_of(&scene.partner.id).iter();
    let bound = requests.filter(|request| matches!(request.state, MdfState::Approved | MdfState::Paid));
    let spent = bound.map(|request| request.amount).fold(Money::ZERO, Money::plus);
    if (!given && spent.is_zero()) || derived.partner_deals(&scene.partner.id).next().is_some() {
        return;
    }
    let silver = derived.ladders().segment_tier().and_then(|id| scene.scene.program.tiers.get(id)?.mdf_annual);
    let currency = derived.currency();
    let mut said = Vec::new();
    if given && let Some(id) = &tier.effective {
        let name = scene.scene.program.tiers.get(id).map_or(id.as_str(), |tier| &tier.name);
        said.push(format!("{name} by an override"));
    }
    match silver {
        Some(silver) if spent > silver => {
            said.push(format!(
                "{} of marketing funds where Silver has {}",
                currency.told(spent),
                currency.told(silver)
            ));
        }
        None if !spent.is_zero() => report.not_checked("SEL-15", "the marketing funds of Silver"),
        _ => {}
    }
    if !said.is_empty() {
        let message = format!("{}: no deal yet, but {}", scene.name(), said.join(" and "));
        report.warning("SEL-15", scene.subject(), message, "go back to a pilot until the first deal");
    }
}
