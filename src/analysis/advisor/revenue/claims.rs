//! Registrations, claims and credit (REV-18 to 20, 22, 23).

use std::collections::BTreeMap;

use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::{PartnerScene, Scene};
use crate::analysis::attribution::DealClass;
use crate::analysis::derived::DealMeasures;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::analysis::registration::{Protection, SlaState, sla};
use crate::program::choice::Choice;
use crate::program::compensation::PaymentKind;
use crate::program::deal::{Account, Attribution, Deal, DealRegistration};
use crate::program::id::Id;
use crate::program::moment::Moment;
use crate::program::money::Money;
use crate::program::period::days_after;

fn protection(scene: &Scene<'_>, one: &DealRegistration) -> Option<Protection> {
    Protection::of(one.state, one.approved_on, scene.policy().registration.protection_days)
}

/// REV-19, REV-20: registrations against each other, and against the quote.
pub(super) fn accounts(scene: &Scene<'_>, report: &mut Report) {
    let mut by_account: BTreeMap<&Id<Account>, Vec<(&DealRegistration, Protection)>> = BTreeMap::new();
    for one in scene.program.registrations.iter() {
        if let (Some(account), Some(protection)) = (&one.account, protection(scene, one)) {
            by_account.entry(account).or_default().push((one, protection));
        }
    }
    for (account, mut found) in by_account {
        found.sort_by_key(|(one, _)| (one.approved_on, one.id.clone()));
        for pair in found.windows(2) {
            let [(first, held), (second, taken)] = pair else { continue };
            if first.partner == second.partner || !held.overlaps(taken) {
                continue;
            }
            let name = |id| scene.program.partners.get(id).map_or("", |partner| partner.name.as_str());
            let account = scene.program.accounts.get(account).map_or("", |account| account.name.as_str());
            let message = format!(
                "{account} is protected for {} and for {} at once",
                name(&first.partner),
                name(&second.partner)
            );
            let finding =
                Finding::new("REV-19", FindingSeverity::Error, format!("registration/{}", second.id), message);
            let shown = [first, second].map(|one| {
                format!(
                    "registration/{}: approved {}",
                    one.id,
                    one.approved_on.map_or_else(String::new, |on| on.to_string())
                )
            });
            report.find(finding.evidence(shown).fix("the first approval stands: reject the second"));
        }
    }
    for quote in scene.program.quotes.iter() {
        let Some(deal) = scene.program.deals.get(&quote.deal) else { continue };
        for one in scene.derived.registrations_of_deal(&quote.deal) {
            late_bonus(scene, deal, quote, one, report);
        }
    }
}

/// REV-20: a quote with more than the card's margin, and a registration that came after it.
fn late_bonus(
    scene: &Scene<'_>,
    deal: &Deal,
    quote: &crate::program::deal::Quote,
    one: &DealRegistration,
    report: &mut Report,
) {
    let Some(partner) = scene.program.partners.get(&one.partner) else { return };
    let (Some(held), Some(sell)) = (protection(scene, one), quote.sell) else { return };
    if quote.on >= held.from {
        return;
    }
    let measures = scene.derived.partner(&partner.id);
    let tier = measures.and_then(|found| scene.program.tiers.get(found.tier.effective.as_ref()?));
    let Some(card) = tier.and_then(|tier| tier.margin) else {
        report.not_checked("REV-20", "the margin of the tier of a quote");
        return;
    };
    let given = quote.list.minus(sell);
    // given / list > card, as whole numbers
    let whole = crate::program::rate::Percent::WHOLE;
    if given.cents() * whole > quote.list.cents() * card.units() {
        let currency = scene.derived.currency();
        let due = quote.list.cents() * card.units() / whole;
        let over = Money::from_cents(given.cents() - due);
        let message = format!(
            "{} was quoted on {} with {} more than the card gives, and registered on {}",
            deal.name,
            quote.on,
            currency.told(over),
            held.from
        );
        let finding = Finding::new("REV-20", FindingSeverity::Error, format!("deal/{}", deal.id), message);
        report.find(finding.fix("correct the quote: the bonus is for registering first"));
    }
}

pub(super) fn look(at: &PartnerScene<'_>, report: &mut Report) {
    decided(at, report);
    for (deal, measures) in at.scene.derived.partner_deals(&at.partner.id) {
        let first = measures.parts.first().is_some_and(|part| part.partner == at.partner.id);
        if first {
            claimed(at, deal, measures, report);
            credited(at, deal, measures, report);
        }
    }
}

/// REV-18: decided late, or not at all; on the as-of date the whole day counts.
fn decided(at: &PartnerScene<'_>, report: &mut Report) {
    let now = Moment::start_of(days_after(at.scene.as_of(), 1));
    let hours = at.scene.policy().registration.sla_hours;
    let late: Vec<String> = at
        .scene
        .derived
        .registrations_of(&at.partner.id)
        .iter()
        .filter_map(|one| {
            let decided = one.decided_at.and_then(crate::program::when::When::moment);
            let (state, minutes) = sla(one.state, one.submitted_at.moment(), decided, Some(now), hours);
            let open = if decided.is_none() { ", still open" } else { "" };
            (state == SlaState::Missed)
                .then(|| format!("registration/{}: {} h{open}", one.id, minutes.unwrap_or_default() / 60))
        })
        .collect();
    if !late.is_empty() {
        let count = if late.len() == 1 { "1 registration".to_owned() } else { format!("{} registrations", late.len()) };
        let message = format!("{count} of {} took longer than {hours} hours to decide", at.name());
        let finding = Finding::new("REV-18", FindingSeverity::Warning, at.subject(), message);
        report.find(finding.evidence(late.into_iter().take(10)).fix("decide what is open today"));
    }
}

/// REV-22: called sourced, and it is not; or two partners could have sourced it.
fn claimed(at: &PartnerScene<'_>, deal: &Deal, measures: &DealMeasures, report: &mut Report) {
    let subject = format!("deal/{}", deal.id);
    if measures.two_candidates {
        let message = format!("two partners meet the criteria of having sourced {}", deal.name);
        report.warning("REV-22", &*subject, message, "decide by the earlier registration");
    }
    let sourced = measures.class == DealClass::Sourced;
    if deal.source_attribution == Some(Attribution::Sourced) && !sourced && measures.class != DealClass::Unknown {
        let failing: Vec<String> = at
            .scene
            .derived
            .evidence(&deal.id)
            .into_iter()
            .flat_map(|part| part.criteria)
            .filter(|one| one.result == crate::analysis::attribution::CriterionResult::Fail)
            .map(|one| format!("{}: {}", one.criterion.label(), one.comparison()))
            .collect();
        let message =
            format!("{} is claimed as sourced, and its class is {}", deal.name, measures.class.label().to_lowercase());
        let finding = Finding::new("REV-22", FindingSeverity::Warning, subject, message).evidence(failing);
        report.find(finding.fix("record what proves it, or call it what it is").field("source_attribution"));
    }
}

/// REV-23: more credit, or more commission, than there is.
fn credited(at: &PartnerScene<'_>, deal: &Deal, measures: &DealMeasures, report: &mut Report) {
    let Some(amount) = deal.amount.filter(|amount| !amount.is_negative()) else { return };
    let paid = measures.parts.iter().flat_map(|part| at.scene.derived.payments_of(&part.partner)).filter(|payment| {
        payment.kind == PaymentKind::Commission && payment.paid_on.is_some() && payment.deal.as_ref() == Some(&deal.id)
    });
    let paid = paid.fold(Money::whole(0), |sum, payment| sum.plus(payment.amount));
    let (most, what) = match measures.credited() {
        Some(credit) if credit > amount => (credit, "credited"),
        _ if paid > amount => (paid, "paid as commission"),
        _ => return,
    };
    let currency = at.scene.derived.currency();
    let message = format!("{} of {} are {what} for {}", currency.told(most), currency.told(amount), deal.name);
    report.error("REV-23", format!("deal/{}", deal.id), message, "look at the shares of its partners");
}
