//! What commission adds to a ledger: every accrual with the day it is due (C-59, F138), and what is taken back.

use jiff::civil::Date;

use super::deal_commission::DealCommission;
use super::ledger::{Line, LineKind, line, negative};
use super::records::Records;
use crate::analysis::exact::exact_percent;
use crate::analysis::policy::PayableOn;
use crate::program::Kind;
use crate::program::compensation::{CompModel, CompPlan, PaymentFrequency};
use crate::program::deal::Deal;
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::period::{Quarter, days_after, months_after};

pub(super) fn commission_lines(records: &Records<'_>, found: &DealCommission) -> Vec<Line> {
    let Some(version) = &found.plan else { return Vec::new() };
    let plan = records.program.comp_plans.get(&version.id);
    let recurring = version.model == CompModel::Recurring;
    let base = found.base.map(|base| base.to_string()).unwrap_or_default();
    let fee =
        plan.and_then(|plan| plan.flat_fee).filter(|_| version.model == CompModel::Hybrid && found.share.is_none());
    let fee = fee.map(|fee| format!("{fee} and ")).unwrap_or_default();
    let how = match &found.factor {
        Some(factor) => format!("{fee}{}% of {base} ({})", exact_percent(factor), version.basis),
        None => format!("{} on {base} ({})", version.model, version.basis),
    };
    let terms = format!("{how}, {}, version {} in force since {}", version.name, version.version, version.effective_on);
    let accrual = |(index, (on, amount)): (usize, &(Date, Money))| {
        let reason = if recurring { format!("month {}: a twelfth of {terms}", index + 1) } else { terms.clone() };
        let payable = payable(records, &found.deal, *on);
        Line {
            due_on: payable.ok().map(|payable_on| due(records, plan, payable_on)),
            waits_for: payable.err(),
            deal: Some(found.deal.clone()),
            record: Some((Kind::CompPlan, version.id.as_str().to_owned())),
            ..line(*on, LineKind::Commission, *amount, reason)
        }
    };
    let mut lines: Vec<Line> = found.accruals.iter().enumerate().map(accrual).collect();
    if let Some(back) = found.clawback {
        let reason = format!("{} {} days after the close of {}", back.reason, back.days, found.closed_on);
        let back = line(back.on, LineKind::Clawback, negative(back.amount), reason);
        lines.push(Line { deal: Some(found.deal.clone()), ..back });
    }
    lines
}

/// From when an accrual may be paid, or what it waits for. A first payment that nobody recorded came with the close.
fn payable(records: &Records<'_>, deal: &Id<Deal>, accrued_on: Date) -> Result<Date, &'static str> {
    let policy = &records.policy().commission;
    let deal = records.program.deals.get(deal);
    let by = |on: Option<Date>| on.filter(|on| *on <= records.as_of);
    let event = match policy.payable_on {
        PayableOn::FirstPayment => match deal.and_then(|deal| deal.first_payment_on) {
            None => Some(accrued_on),
            recorded => by(recorded),
        },
        PayableOn::Implementation => by(deal.and_then(|deal| deal.implemented_on)),
        PayableOn::TrialEnd => {
            by(deal.and_then(|deal| deal.closed_on).map(|on| days_after(on, policy.trial_days.into())))
        }
    };
    event.map(|on| on.max(accrued_on)).ok_or(match policy.payable_on {
        PayableOn::FirstPayment => "the customer's first payment",
        PayableOn::Implementation => "the end of the implementation",
        PayableOn::TrialEnd => "the end of the trial",
    })
}

/// What becomes payable in a month, quarter or year is due so many days after its end.
fn due(records: &Records<'_>, plan: Option<&CompPlan>, payable_on: Date) -> Date {
    let policy = &records.policy().commission;
    let net_days = plan.and_then(|plan| plan.net_days).unwrap_or(policy.net_days);
    let calendar = records.calendar;
    let quarter = calendar.quarter_of(payable_on);
    let end = match plan.and_then(|plan| plan.frequency).unwrap_or(policy.frequency) {
        PaymentFrequency::Monthly => days_after(months_after(payable_on.first_of_month(), 1), -1),
        PaymentFrequency::Quarterly => calendar.last_day(quarter),
        PaymentFrequency::Annual => calendar.last_day(Quarter { number: 4, ..quarter }),
    };
    days_after(end, net_days.into())
}
