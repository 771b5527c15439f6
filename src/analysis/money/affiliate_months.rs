//! what an affiliate's month earns, and until when it is held back.

use jiff::civil::Date;

use super::commission::{percentage, tiered};
use super::ledger::{Line, LineKind, line};
use super::plan::version_in_force;
use super::records::Records;
use crate::analysis::affiliate::payout::payable_from;
use crate::analysis::affiliate::rate::{AffiliatePlanName, bands, payout_of};
use crate::analysis::policy::BandMethod;
use crate::program::Kind;
use crate::program::affiliate::AffiliateMonth;
use crate::program::compensation::CompPlan;
use crate::program::money::Money;
use crate::program::partner::Partner;
use crate::program::period::{days_after, months_after};

/// The line of a month that has ended; none while no version of the affiliate plan was in force.
pub(super) fn affiliate_line(records: &Records<'_>, partner: &Partner, month: &AffiliateMonth) -> Option<Line> {
    let first = Date::new(month.month.year, month.month.number as i8, 1).ok()?;
    let on = days_after(months_after(first, 1), -1);
    if on > records.as_of {
        return None;
    }
    let terms = records.program.affiliate_programs.iter().next();
    let plan = terms.and_then(|terms| records.program.comp_plans.get(terms.comp_plan.as_ref()?));
    let (amount, how, net_days) = if let Some(plan) = plan {
        let version = version_in_force(records.program, plan, on)?;
        let how = format!("{}, version {}", version.name, version.version);
        (by_plan(version, month.revenue, records.places)?, how, version.net_days)
    } else {
        let name = records.program.settings.choice("affiliate.plan", AffiliatePlanName::Good);
        let sales = month.paid.saturating_sub(month.refunds);
        (payout_of(sales.into(), month.revenue, &bands(name), records.places), format!("bands {name}"), None)
    };
    let policy = records.policy();
    let held_until = payable_from(on, terms.map_or(policy.affiliate.holdback_days, |terms| terms.holdback_days));
    let net_days = net_days.unwrap_or(policy.commission.net_days);
    let reason = format!("{} of {} referred, {how}; {}", month.revenue, month.month, partner.name);
    Some(Line {
        due_on: Some(days_after(on, net_days.into()).max(held_until)),
        held_until: Some(held_until),
        record: Some((Kind::AffiliateMonth, month.id.as_str().to_owned())),
        ..line(on, LineKind::Affiliate, amount, reason)
    })
}

/// A month's revenue under a plan: by its bands, or at its rate.
fn by_plan(plan: &CompPlan, revenue: Money, places: u32) -> Option<Money> {
    if plan.bands.is_empty() {
        return plan.rate.map(|rate| percentage(revenue, rate, places));
    }
    let method = if plan.marginal == Some(false) { BandMethod::Slab } else { BandMethod::Marginal };
    Some(tiered(revenue, &plan.bands, method, places).0)
}
