//! What the roster brings, how much of it can be proven, and from how few it comes (PRG-02, PRG-08, PRG-13, PRG-14,
//! PRG-24).

use std::collections::{BTreeMap, BTreeSet};

use super::family::PROGRAM;
use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::{PartnerScene, Scene};
use crate::analysis::blank::is_blank;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::analysis::registration::Protection;
use crate::program::deal::{Account, Deal, DealRegistration, DealStage, Ownership};
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::Partner;
use crate::program::rate::Percent;

pub(super) fn look(scene: &Scene<'_>, report: &mut Report) {
    rules_of_attribution(scene, report);
    activation(scene, report);
    competing(scene, report);
    concentration(scene, report);
}

pub(super) fn look_at(partner: &PartnerScene<'_>, report: &mut Report) {
    one_sided(partner, report);
    unproven(partner, report);
}

/// PRG-02: both sides gain from each partnership.
fn one_sided(scene: &PartnerScene<'_>, report: &mut Report) {
    if !scene.signed() {
        return;
    }
    let us = is_blank(scene.partner.value_to_us.as_deref());
    let them = is_blank(scene.partner.value_to_them.as_deref());
    let (what, field) = match (us, them) {
        (false, false) => return,
        (true, true) => ("neither what we gain nor what they gain is recorded", "value_to_us"),
        (true, false) => ("what we gain is not recorded", "value_to_us"),
        (false, true) => ("what they gain is not recorded", "value_to_them"),
    };
    let message = format!("{}: {what}", scene.name());
    let finding = Finding::new("PRG-02", FindingSeverity::Warning, scene.subject(), message);
    report.find(finding.fix("record the missing side, or negotiate it").field(field));
}

/// PRG-08: some rule decides what is sourced by partners.
fn rules_of_attribution(scene: &Scene<'_>, report: &mut Report) {
    if scene.policy().attribution.enabled.iter().all(|on| !on) {
        let message = "no rule of attribution is chosen: nothing can count as sourced by a partner";
        report.error("PRG-08", PROGRAM, message, "choose at least one criterion of attribution");
    }
}

fn is_proven(scene: &PartnerScene<'_>, deal: &Deal, registrations: &BTreeSet<&Id<Account>>) -> bool {
    let derived = scene.scene.derived;
    !derived.touches_of_deal(&deal.id).is_empty()
        || !derived.registrations_of_deal(&deal.id).is_empty()
        || deal.account.as_ref().is_some_and(|account| registrations.contains(account))
}

/// PRG-08: what partners bring can be proven, by a registration or a touch.
fn unproven(scene: &PartnerScene<'_>, report: &mut Report) {
    let partner = &scene.partner.id;
    let derived = scene.scene.derived;
    let accounts: BTreeSet<&Id<Account>> =
        derived.registrations_of(partner).iter().filter_map(|found| found.account.as_ref()).collect();
    let won = derived.partner_deals(partner).map(|(deal, _)| deal);
    let mine = won.filter(|deal| deal.stage == DealStage::Won && deal.partner.as_ref() == Some(partner));
    let found: Vec<&Deal> = mine.filter(|deal| !is_proven(scene, deal, &accounts)).collect();
    if found.is_empty() {
        return;
    }
    let currency = derived.currency();
    let sum = found.iter().filter_map(|deal| deal.amount).fold(Money::ZERO, Money::plus);
    let deals = if found.len() == 1 { "won deal" } else { "won deals" };
    let message = format!(
        "{}: {} {deals} over {} without a registration or a touch",
        scene.name(),
        found.len(),
        currency.told(sum)
    );
    let told = |deal: &&Deal| {
        let amount = deal.amount.map_or_else(|| "amount not recorded".to_owned(), |amount| currency.told(amount));
        format!("deal/{}: {}, {amount}", deal.id, deal.name)
    };
    let more = (found.len() > 10).then(|| format!("and {} more", found.len() - 10));
    let lines = found.iter().take(10).map(told).chain(more);
    let finding = Finding::new("PRG-08", FindingSeverity::Error, scene.subject(), message);
    report.find(finding.fix("record what the partner did on these deals").evidence(lines));
}

/// PRG-13: enough of the signed partners are activated.
fn activation(scene: &Scene<'_>, report: &mut Report) {
    let policy = scene.policy();
    let rate = scene.derived.program().activation;
    if scene.signed() == 0 {
        report.not_checked("PRG-13", "signed partners");
    }
    if rate.of == 0 || rate.of < u64::from(policy.program.activation_min_partners) {
        return;
    }
    let below = |limit: Percent| i128::from(rate.part) * Percent::WHOLE < i128::from(rate.of) * limit.units();
    let severity = match () {
        () if below(policy.program.activation_error) => FindingSeverity::Error,
        () if below(policy.target.activation) => FindingSeverity::Warning,
        () => return,
    };
    let message = format!("{} of {} signed partners are activated: quantity over quality", rate.part, rate.of);
    let target = format!("target: {}", policy.target.activation);
    let finding = Finding::new("PRG-13", severity, PROGRAM, message);
    report.find(finding.fix("pause recruiting; enable those who are there, or let them go").evidence([target]));
}

/// The registration that protects an account at the time of a deal, the earliest.
fn protecting<'a>(of: &[&'a DealRegistration], deal: &Deal, scene: &Scene<'_>) -> Option<&'a DealRegistration> {
    let days = scene.policy().registration.protection_days;
    let covers = |found: &&&DealRegistration| {
        let protection = Protection::of(found.state, found.approved_on, days);
        let on = deal.created_on.unwrap_or_else(|| scene.as_of());
        protection.is_some_and(|protection| protection.covers(on) || protection.covers(scene.as_of()))
    };
    of.iter().filter(covers).min_by_key(|found| (found.approved_on, &found.id)).copied()
}

/// PRG-14: our own deals keep clear of what belongs to partners.
fn competing(scene: &Scene<'_>, report: &mut Report) {
    let program = scene.program;
    let direct =
        |deal: &&Deal| deal.partner.is_none() && deal.further_partners.is_empty() && deal.stage != DealStage::Lost;
    let deals = program.deals.iter().filter(direct);
    let direct: Vec<(&Deal, &Id<Account>)> = deals.filter_map(|deal| Some((deal, deal.account.as_ref()?))).collect();
    if direct.is_empty() {
        return;
    }
    let mut by_account: BTreeMap<&Id<Account>, Vec<&DealRegistration>> =
        direct.iter().map(|(_, account)| (*account, Vec::new())).collect();
    for registration in program.registrations.iter().filter(|found| found.approved_on.is_some()) {
        let of = registration.account.as_ref().and_then(|account| by_account.get_mut(account));
        if let Some(of) = of {
            of.push(registration);
        }
    }
    for (deal, id) in direct {
        let Some(account) = program.accounts.get(id) else { continue };
        let partner = by_account.get(id).and_then(|of| protecting(of, deal, scene));
        let (whose, evidence) = match (partner, account.ownership) {
            (Some(found), _) => {
                let name = program.partners.get(&found.partner).map_or(found.partner.as_str(), |one| &one.name);
                (format!("{name}, who registered it"), format!("registration/{}", found.id))
            }
            (None, Ownership::PartnerOwned) => {
                ("its partner".to_owned(), format!("account/{}: {}", account.id, account.ownership))
            }
            (None, Ownership::Direct) => continue,
        };
        let message = format!("{}: our own deal on {} competes with {whose}", deal.name, account.name);
        let finding = Finding::new("PRG-14", FindingSeverity::Error, format!("deal/{}", deal.id), message);
        report.find(finding.fix("hand the deal over, or sell it together").evidence([evidence]).field("partner"));
    }
}

/// PRG-24: revenue does not hang on few partners.
fn concentration(scene: &Scene<'_>, report: &mut Report) {
    let policy = &scene.policy().program;
    let mut revenue: Vec<(i128, &Id<Partner>)> = Vec::new();
    for measures in scene.derived.partners().filter(|measures| measures.revenue.won_t12m > 0) {
        let Some(amount) = measures.revenue.known(measures.revenue.credited) else {
            report.not_checked("PRG-24", "the amount of a won deal");
            return;
        };
        if amount > Money::ZERO {
            revenue.push((amount.cents(), &measures.partner));
        }
    }
    revenue.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let total: i128 = revenue.iter().map(|(cents, _)| cents).sum();
    let more = |part: i128, limit: Percent| part * Percent::WHOLE > total * limit.units();
    let Some((first, id)) = revenue.first().copied() else { return };
    let five: i128 = revenue.iter().take(5).map(|(cents, _)| cents).sum();
    let percent = |part: i128| (part * 100 + total / 2) / total;
    let name = scene.program.partners.get(id).map_or(id.as_str(), |one| &one.name);
    let mut said = Vec::new();
    if more(first, policy.top_share) {
        said.push(format!("{name} brings {}%", percent(first)));
    }
    if revenue.len() >= policy.concentration_min_partners as usize && more(five, policy.top_five_share) {
        said.push(format!("five of {} partners bring {}%", revenue.len(), percent(five)));
    }
    if said.is_empty() {
        return;
    }
    let message = format!("{} of the partner revenue of the trailing twelve months", said.join(", "));
    let currency = scene.derived.currency();
    let told = |(cents, id): &(i128, &Id<Partner>)| {
        format!("partner/{id}: {}, {}%", currency.told(Money::from_cents(*cents)), percent(*cents))
    };
    let lines: Vec<String> = revenue.iter().take(5).map(told).collect();
    let finding = Finding::new("PRG-24", FindingSeverity::Warning, PROGRAM, message);
    report.find(finding.fix("develop the partners that come next").evidence(lines));
}
