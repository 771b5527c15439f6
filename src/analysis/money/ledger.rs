//! Every amount between us and one partner by the as-of date, each on its day and with its reason; statements of any
//! period are cut from this one list, so they always reconcile.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::affiliate_months::affiliate_line;
use super::commission_lines::commission_lines;
use super::deal_commission::{CommissionGap, DealCommission, commissions};
use super::incentive::{OpenSpiff, SpiffAward, awards};
use super::purchases::{MarginDeal, PeriodRebate, margin_deals, rebates};
use super::records::Records;
use crate::analysis::exact::{exact_percent, of_money, of_percent, to_coins};
use crate::analysis::policy::{PayoutTrigger, RebateBase};
use crate::program::Kind;
use crate::program::choice::choice;
use crate::program::compensation::{Payment, PaymentKind};
use crate::program::deal::Deal;
use crate::program::fund::{MdfRequest, MdfState};
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::Partner;
use crate::program::period::days_after;

choice! {
    /// What an amount is.
    pub enum LineKind {
        Commission = "commission" => "Commission",
        Incentive = "incentive" => "SPIFF",
        Cap = "cap" => "Above the plan's cap",
        Rebate = "rebate" => "Volume rebate",
        Affiliate = "affiliate" => "Affiliate commission",
        Mdf = "mdf" => "MDF to reimburse",
        Clawback = "clawback" => "Clawback",
        AsPaid = "as_paid" => "As paid, no plan on record",
        Payment = "payment" => "Payment",
    }
}

/// An amount on its day. What we come to owe is positive; what is paid or taken back is negative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The day it accrues or is paid.
    pub on: Date,
    /// What it is.
    pub kind: LineKind,
    /// How much.
    pub amount: Money,
    /// When it is to be paid by.
    pub due_on: Option<Date>,
    /// First day on which it may be paid (affiliates, R-40).
    pub held_until: Option<Date>,
    /// What has to happen before it may be paid and has not (F138).
    pub waits_for: Option<&'static str>,
    /// For which deal.
    pub deal: Option<Id<Deal>>,
    /// The record it comes from.
    pub record: Option<(Kind, String)>,
    /// What was paid, for a payment.
    pub paid_as: Option<PaymentKind>,
    /// How it comes about, with its numbers.
    pub reason: String,
}

/// A payment that is recorded and not made by the as-of date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduledPayment {
    /// Which payment.
    pub payment: Id<Payment>,
    /// What for.
    pub kind: PaymentKind,
    /// For which deal.
    pub deal: Option<Id<Deal>>,
    /// How much.
    pub amount: Money,
    /// When it is due.
    pub due_on: Option<Date>,
}

/// Everything between us and one partner by the as-of date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    /// Every amount, by day.
    pub lines: Vec<Line>,
    /// What each won deal earned.
    pub commissions: Vec<DealCommission>,
    /// What the partner sold at its margin.
    pub margins: Vec<MarginDeal>,
    /// Rebates by fiscal quarter.
    pub rebates: Vec<PeriodRebate>,
    /// SPIFFs that nobody can judge yet.
    pub open_spiffs: Vec<OpenSpiff>,
    /// Payments recorded and not made.
    pub scheduled: Vec<ScheduledPayment>,
    /// The least payout of the partner's terms.
    pub minimum_payout: Option<Money>,
}

/// The ledger of a partner.
pub(super) fn ledger(records: &Records<'_>, partner: &Partner) -> Ledger {
    let commissions = commissions(records, partner);
    let margins = margin_deals(records, partner);
    let rebates = rebates(records, partner, &margins);
    let (awards, open_spiffs) = awards(records, partner, &commissions, &margins);
    let mut lines = Vec::new();
    lines.extend(commissions.iter().flat_map(|found| commission_lines(records, found)));
    lines.extend(awards.iter().map(|award| award_line(records, award)));
    cut_above_caps(records, partner, &mut lines);
    lines.extend(rebates.iter().filter_map(|found| rebate_line(records, found)));
    lines.extend(records.months(&partner.id).iter().filter_map(|month| affiliate_line(records, partner, month)));
    let payments = records.payments(&partner.id);
    let made = |payment: &&&Payment| payment.paid_on.is_some_and(|on| on <= records.as_of);
    for request in records.requests(&partner.id) {
        lines.extend(mdf_lines(records, request, payments));
    }
    let without_plan: HashSet<&Id<Deal>> =
        commissions.iter().filter(|found| found.gap == Some(CommissionGap::NoPlan)).map(|found| &found.deal).collect();
    for payment in payments.iter().filter(made) {
        lines.extend(payment_lines(payment, &without_plan));
    }
    lines.sort_by(|a, b| (a.on, a.kind, &a.deal, a.amount).cmp(&(b.on, b.kind, &b.deal, b.amount)));
    let scheduled = payments.iter().filter(|payment| !made(payment)).map(|payment| scheduled(payment)).collect();
    let minimum_payout = minimum_payout(records, partner);
    Ledger { lines, commissions, margins, rebates, open_spiffs, scheduled, minimum_payout }
}

pub(super) fn line(on: Date, kind: LineKind, amount: Money, reason: String) -> Line {
    Line {
        on,
        kind,
        amount,
        due_on: None,
        held_until: None,
        waits_for: None,
        deal: None,
        record: None,
        paid_as: None,
        reason,
    }
}

pub(super) fn negative(amount: Money) -> Money {
    Money::from_cents(-amount.cents())
}

fn award_line(records: &Records<'_>, award: &SpiffAward) -> Line {
    Line {
        due_on: Some(days_after(award.on, records.policy().commission.net_days.into())),
        deal: Some(award.deal.clone()),
        record: Some((Kind::Spiff, award.spiff.as_str().to_owned())),
        ..line(award.on, LineKind::Incentive, award.amount, format!("{} ({})", award.name, award.kind))
    }
}

/// A plan's cap is the most it pays a partner in a fiscal year; what is above it is taken off again, on the same day.
/// Of a deal whose commission was cut, only that part of a clawback stands that was not.
fn cut_above_caps(records: &Records<'_>, partner: &Partner, lines: &mut Vec<Line>) {
    lines.sort_by(|a, b| (a.on, a.kind, &a.deal).cmp(&(b.on, b.kind, &b.deal)));
    let nothing = Money::from_cents(0);
    let mut years: HashMap<i16, Money> = HashMap::new();
    let mut deals: HashMap<Option<Id<Deal>>, (Money, Money)> = HashMap::new();
    let mut cuts = Vec::new();
    for found in lines.iter_mut() {
        let (earned, kept) = deals.entry(found.deal.clone()).or_insert((nothing, nothing));
        if found.kind == LineKind::Clawback {
            if kept < earned && !earned.is_zero() {
                let part = of_money(found.amount) * of_money(*kept) / of_money(*earned);
                found.amount = to_coins(&part, records.places);
                found.reason.push_str(", of what the plan's cap left");
            }
            continue;
        }
        let paid = years.entry(records.fiscal_year(found.on)).or_insert(nothing);
        *paid = paid.plus(found.amount);
        let version = match &found.record {
            Some((Kind::CompPlan, id)) => records.program.comp_plans.find(id),
            _ => records.plan(partner, found.on),
        };
        let cap = version.and_then(|plan| plan.cap);
        let above = cap.map_or(nothing, |cap| paid.minus(cap).min(found.amount).max(nothing));
        if found.kind == LineKind::Commission {
            (*earned, *kept) = (earned.plus(found.amount), kept.plus(found.amount).minus(above));
        }
        if above > nothing {
            *paid = paid.minus(above);
            let reason = format!("the plan pays at most {} a fiscal year", cap.unwrap_or_default());
            let cut = line(found.on, LineKind::Cap, negative(above), reason);
            cuts.push(Line { due_on: found.due_on, deal: found.deal.clone(), ..cut });
        }
    }
    lines.extend(cuts);
}

fn rebate_line(records: &Records<'_>, found: &PeriodRebate) -> Option<Line> {
    let rebate = found.rebate;
    let counted = match records.policy().rebate.base {
        RebateBase::NetPurchases => "bought",
        RebateBase::ListPrice => "at list price bought",
    };
    let bought = format!("{} {counted} by the end of {}", rebate.volume, found.period);
    let rate = exact_percent(&of_percent(rebate.rate));
    let reason = format!("{bought}, band of {rate}%: {} for the year, less what accrued before", rebate.rebate);
    let due_on = Some(days_after(found.on, records.policy().commission.net_days.into()));
    (!rebate.payment.is_zero()).then(|| Line { due_on, ..line(found.on, LineKind::Rebate, rebate.payment, reason) })
}

/// A claim is owed from its receipt or approval (C-09), and settled by its payment, recorded here or as a payment.
fn mdf_lines(records: &Records<'_>, request: &MdfRequest, payments: &[&Payment]) -> Vec<Line> {
    if !matches!(request.state, MdfState::Approved | MdfState::Paid) {
        return Vec::new();
    }
    let policy = &records.policy().mdf;
    let approved_on = request.approvals.iter().map(|approval| approval.on).max();
    let started = match policy.payout_trigger {
        PayoutTrigger::Receipt => request.receipt_on,
        PayoutTrigger::Approval => approved_on,
    };
    let by = |on: &Date| *on <= records.as_of;
    let paid_on = request.paid_on.filter(by);
    let Some(owed_on) = started.into_iter().chain(paid_on).min().filter(by) else { return Vec::new() };
    let record = Some((Kind::MdfRequest, request.id.as_str().to_owned()));
    let plan = request.plan.as_deref().unwrap_or("MDF");
    let mut lines = vec![Line {
        due_on: started.map(|on| days_after(on, policy.payout_days.into())),
        record: record.clone(),
        ..line(owed_on, LineKind::Mdf, request.amount, plan.to_owned())
    }];
    let recorded = |payment: &&&Payment| {
        payment.kind == PaymentKind::Mdf && payment.amount == request.amount && payment.paid_on == request.paid_on
    };
    if let Some(paid_on) = paid_on.filter(|_| payments.iter().find(recorded).is_none()) {
        let paid = line(paid_on, LineKind::Payment, negative(request.amount), plan.to_owned());
        lines.push(Line { record, paid_as: Some(PaymentKind::Mdf), ..paid });
    }
    lines
}

/// A payment; where no plan was in force for its deal, the payment itself says what was owed.
fn payment_lines(payment: &Payment, without_plan: &HashSet<&Id<Deal>>) -> Vec<Line> {
    let Some(on) = payment.paid_on else { return Vec::new() };
    let reason = payment.evidence.clone().unwrap_or_else(|| payment.kind.to_string());
    let paid = Line {
        deal: payment.deal.clone(),
        record: Some((Kind::Payment, payment.id.as_str().to_owned())),
        paid_as: Some(payment.kind),
        ..line(on, LineKind::Payment, negative(payment.amount), reason)
    };
    let owed = payment.deal.as_ref().is_some_and(|deal| without_plan.contains(deal)).then(|| Line {
        kind: LineKind::AsPaid,
        amount: payment.amount,
        paid_as: None,
        reason: "no plan version was in force when the deal closed".to_owned(),
        ..paid.clone()
    });
    owed.into_iter().chain([paid]).collect()
}

fn scheduled(payment: &Payment) -> ScheduledPayment {
    ScheduledPayment {
        payment: payment.id.clone(),
        kind: payment.kind,
        deal: payment.deal.clone(),
        amount: payment.amount,
        due_on: payment.due_on,
    }
}

fn minimum_payout(records: &Records<'_>, partner: &Partner) -> Option<Money> {
    let of_plan = records.plan(partner, records.as_of).and_then(|plan| plan.minimum_payout);
    let affiliate = !records.months(&partner.id).is_empty();
    let terms = records.program.affiliate_programs.iter().next().map(|terms| terms.minimum_payout);
    if affiliate { terms.or(of_plan).or(Some(records.policy().affiliate.minimum_payout)) } else { of_plan }
}
