//! The affiliates themselves (AFF-05, 09, 12, 14 to 16).

use std::collections::BTreeMap;

use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::{PartnerScene, Scene};
use crate::analysis::affiliate::concentration::{Concentration, ConcentrationVerdict};
use crate::analysis::exact::{percent_shown, ratio, whole};
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::program::compensation::PaymentKind;
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::operations::CommAudience;
use crate::program::partner::{Partner, PartnerType};
use crate::program::relationship::{Channel, Direction};

/// So long the best affiliates may go without a word from a person, and all without a newsletter, days.
const MONTH: i32 = 31;
/// Months that are counted.
const YEAR: i32 = 365;
/// A refund rate above this is bad, percent.
const REFUNDS: u32 = 15;

pub(super) fn look(scene: &Scene<'_>, report: &mut Report) {
    if scene.program.affiliate_programs.is_empty() {
        return;
    }
    newsletter(scene, report);
    let mut earned: BTreeMap<&Id<Partner>, Money> = BTreeMap::new();
    for month in scene.program.affiliate_months.iter() {
        let first = jiff::civil::date(month.month.year, month.month.number as i8, 1);
        if (0..=YEAR).contains(&scene.days_since(first)) {
            let sum = earned.entry(&month.partner).or_insert_with(|| Money::whole(0));
            *sum = sum.plus(month.revenue);
        }
    }
    if earned.is_empty() {
        report.not_checked("AFF-05", "months of affiliates");
        report.not_checked("AFF-15", "months of affiliates");
        return;
    }
    best(scene, &earned, report);
    let found = Concentration::new(earned.into_values().collect());
    if found.verdict() == ConcentrationVerdict::Poor {
        let largest = found.top_percent(1);
        let share = percent_shown(largest.share.as_ref());
        let message = format!("{share} of affiliate revenue comes from the top 1%");
        report.warning("AFF-15", "program/program", message, "recruit in the middle, and help the next ten");
    }
}

/// AFF-05: the top tenth without a word from a person.
fn best(scene: &Scene<'_>, earned: &BTreeMap<&Id<Partner>, Money>, report: &mut Report) {
    let mut by_revenue: Vec<(&Id<Partner>, Money)> = earned.iter().map(|(id, money)| (*id, *money)).collect();
    by_revenue.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let top = by_revenue.len().div_ceil(10);
    for (id, revenue) in by_revenue.into_iter().take(top) {
        let Some(partner) = scene.program.partners.get(id) else { continue };
        let spoken = scene.derived.partner_touches_of(id).iter().any(|touch| {
            touch.direction == Direction::Out
                && !matches!(touch.channel, Channel::Newsletter | Channel::Portal)
                && (0..=MONTH).contains(&scene.days_since(touch.at.date()))
        });
        if !spoken {
            let revenue = scene.derived.currency().told(revenue);
            let message = format!("{} brought {revenue} and heard from no person for a month", partner.name);
            report.warning("AFF-05", format!("partner/{id}"), message, "call them");
        }
    }
}

/// AFF-09: no newsletter to affiliates for a month.
fn newsletter(scene: &Scene<'_>, report: &mut Report) {
    let lines = scene.program.communications.iter();
    let mut lines =
        lines.filter(|line| matches!(line.audience, CommAudience::Affiliates | CommAudience::All)).peekable();
    if lines.peek().is_none() {
        let message = "affiliates hear nothing from us";
        report.warning("AFF-09", "program/program", message, "send them a letter every month");
        return;
    }
    let last = lines.filter_map(|line| line.last_sent).max();
    match last.map(|day| scene.days_since(day)) {
        None => report.not_checked("AFF-09", "when affiliates were last written to"),
        Some(days) if days > MONTH => {
            let message = format!("affiliates were last written to {days} days ago");
            report.warning("AFF-09", "program/program", message, "send the letter of this month");
        }
        Some(_) => {}
    }
}

/// AFF-12, AFF-14, AFF-16: one affiliate.
pub(super) fn each(at: &PartnerScene<'_>, report: &mut Report) {
    if at.partner.r#type != Some(PartnerType::Affiliate) {
        return;
    }
    let derived = at.scene.derived;
    let mut payments = derived.payments_of(&at.partner.id).iter();
    let paid = payments.find(|payment| payment.paid_on.is_some() && payment.kind == PaymentKind::Commission);
    let form = |text: &str| {
        let text = text.to_lowercase();
        text.contains("w-9") || text.contains("w-8") || text.contains("w9") || text.contains("w8")
    };
    let tags = at.partner.tags.iter().map(String::as_str);
    if let Some(payment) = paid
        && !tags.chain(at.partner.note.as_deref()).chain(payment.evidence.as_deref()).any(form)
    {
        let message = format!("{} was paid, and no W-9 or W-8BEN is on record", at.name());
        let finding = Finding::new("AFF-12", FindingSeverity::Warning, at.subject(), message);
        report.find(finding.fix("collect the form, and tag the partner w-9 or w-8ben").field("tags"));
    }
    let months = derived.affiliate_months_of(&at.partner.id);
    let (refunds, sales) = months.iter().fold((0_u32, 0_u32), |(refunds, paid), month| {
        (refunds.saturating_add(month.refunds), paid.saturating_add(month.paid))
    });
    if u64::from(refunds) * 100 > u64::from(REFUNDS) * u64::from(sales) {
        let rate = percent_shown(ratio(&whole(refunds), &whole(sales)).as_ref());
        let message = format!("{rate} of the sales of {} were refunded ({refunds} of {sales})", at.name());
        report.error("AFF-14", at.subject(), message, "hold the money back, and look at the sales one by one");
    }
    himself(at, report);
}

/// AFF-16: an affiliate that is its own customer, by the domain.
fn himself(at: &PartnerScene<'_>, report: &mut Report) {
    let plain = |domain: &str| domain.trim().trim_start_matches("www.").to_lowercase();
    let Some(own) = at.partner.domain.as_deref().map(plain).filter(|own| !own.is_empty()) else {
        report.not_checked("AFF-16", "the domain of an affiliate");
        return;
    };
    let derived = at.scene.derived;
    for (deal, _) in derived.partner_deals(&at.partner.id) {
        let account = deal.account.as_ref().and_then(|account| at.scene.program.accounts.get(account));
        let same = account.and_then(|account| account.domain.as_deref()).is_some_and(|domain| plain(domain) == own);
        if same {
            let message = format!("{} refers itself: the customer of {} has its domain", at.name(), deal.name);
            report.error("AFF-16", at.subject(), message, "void the commission");
        }
    }
}
