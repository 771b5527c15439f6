//! What was paid, and what should have been (REV-02, 21, 26).

use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::PartnerScene;
use crate::analysis::attribution::DealClass;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::analysis::money::rebate::RebateTerms;
use crate::program::compensation::PaymentKind;
use crate::program::money::Money;
use crate::program::partner::PartnerType;

pub(super) fn look(at: &PartnerScene<'_>, report: &mut Report) {
    late(at, report);
    unearned(at, report);
    volume(at, report);
}

/// REV-02: commission that is due and not paid.
fn late(at: &PartnerScene<'_>, report: &mut Report) {
    let payments = at.scene.derived.payments_of(&at.partner.id).iter();
    let open = payments.filter(|one| one.kind == PaymentKind::Commission && one.paid_on.is_none());
    let late: Vec<_> =
        open.filter_map(|one| Some((one, at.scene.days_since(one.due_on?)))).filter(|(_, days)| *days > 0).collect();
    if late.is_empty() {
        return;
    }
    let longest = late.iter().map(|(_, days)| *days).max().unwrap_or_default();
    let sum = late.iter().fold(Money::whole(0), |sum, (one, _)| sum.plus(one.amount));
    let count = if late.len() == 1 { "1 commission".to_owned() } else { format!("{} commissions", late.len()) };
    let message = format!(
        "{count} of {} ({}) unpaid, the oldest {longest} days late",
        at.name(),
        at.scene.derived.currency().told(sum)
    );
    let named = late.iter().take(10).map(|(one, days)| format!("payment/{}: {days} days late", one.id));
    report.find(Finding::new("REV-02", FindingSeverity::Error, at.subject(), message).evidence(named).fix("pay"));
}

/// REV-21: commission on deals in which the partner has no part.
fn unearned(at: &PartnerScene<'_>, report: &mut Report) {
    for payment in at.scene.derived.payments_of(&at.partner.id) {
        let paid = payment.kind == PaymentKind::Commission && payment.paid_on.is_some() && !payment.amount.is_zero();
        let Some(deal) = payment.deal.as_ref().filter(|_| paid) else { continue };
        let Some(measures) = at.scene.derived.deal(deal) else { continue };
        let class = measures.part(&at.partner.id).map_or(DealClass::None, |part| part.class);
        if class == DealClass::None {
            let name = at.scene.program.deals.get(deal).map_or("", |deal| deal.name.as_str());
            let amount = at.scene.derived.currency().told(payment.amount);
            let message =
                format!("{} was paid {amount} for {name}, which it neither sourced nor influenced", at.name());
            report.error(
                "REV-21",
                format!("payment/{}", payment.id),
                message,
                "record what proves its part, or claim it back",
            );
        }
    }
}

/// REV-26: a reseller of a volume that asks for terms of its own.
fn volume(at: &PartnerScene<'_>, report: &mut Report) {
    if at.partner.r#type != Some(PartnerType::Reseller) {
        return;
    }
    let revenue = &at.measures.revenue;
    let Some(volume) = revenue.known(revenue.sourced) else { return };
    let terms = RebateTerms::of(&at.scene.policy().rebate);
    if terms.custom_missing(volume) {
        let shown = at.scene.derived.currency().told(volume);
        let message = format!("{} sold {shown} in twelve months, and no rebate of its own is agreed", at.name());
        report.warning("REV-26", at.subject(), message, "agree on it, and enter the rate in the settings");
    }
}
