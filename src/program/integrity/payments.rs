//! Plans, payments, funds, incentives, affiliates.

use std::collections::BTreeMap;

use super::violation::Check;
use crate::program::compensation::{CompPlan, PaymentKind};
use crate::program::id::Id;

pub(super) fn check(check: &mut Check<'_>) {
    let program = check.program;
    let mut versions: BTreeMap<(&str, u16), &Id<CompPlan>> = BTreeMap::new();
    for plan in program.comp_plans.iter() {
        let ok = plan.bands.is_sorted_by(|a, b| a.from < b.from);
        check.expect(ok, plan, "bands_out_of_order", "bands", "each band starts above the one before");
        if let Some(first) = versions.insert((&plan.name, plan.version), &plan.id) {
            let message = format!("version {} of {:?} is there already: {first}", plan.version, plan.name);
            check.report(plan, "plan_version_twice", "version", message);
        }
        let ok = plan.announced_on.is_none_or(|announced| announced <= plan.effective_on);
        check.expect(ok, plan, "effective_before_announced", "effective_on", "a plan is announced before it applies");
    }
    for payment in program.payments.iter() {
        let clawback = payment.kind == PaymentKind::Clawback;
        let message = if clawback { "a clawback is below zero" } else { "only a clawback is below zero" };
        let ok = payment.amount.is_zero() || payment.amount.is_negative() == clawback;
        check.expect(ok, payment, "payment_sign", "amount", message);
    }
    for request in program.mdf_requests.iter() {
        check.expect(
            !request.amount.is_negative(),
            request,
            "negative_amount",
            "amount",
            "a request is not below zero",
        );
    }
    for spiff in program.spiffs.iter() {
        check.expect(spiff.start < spiff.end, spiff, "ends_before_start", "end", "an incentive ends after it starts");
    }
    for month in program.affiliate_months.iter() {
        check.expect(
            !month.revenue.is_negative(),
            month,
            "negative_amount",
            "revenue",
            "revenue referred is not below zero",
        );
    }
    for quote in program.quotes.iter() {
        check.expect(!quote.list.is_negative(), quote, "negative_amount", "list", "a list price is not below zero");
    }
}
