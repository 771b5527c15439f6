//! What the affiliate program costs and when it pays back, and how it does.

use std::collections::BTreeMap;

use crate::analysis::affiliate::bands::{AffiliateMetric, PerformanceBand, band, rate};
use crate::analysis::affiliate::concentration::Concentration;
use crate::analysis::affiliate::economics::{AffiliatePlan, Recovery, RecoveryBasis, economics};
use crate::analysis::exact::percent_shown;
use crate::program::affiliate::{AffiliateMonth, AffiliateProgram};
use crate::program::choice::Choice;
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::{Partner, PartnerType};
use crate::program::period::{days_after, months_after};
use crate::program::rate::Percent;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// Months that a commission counts where it runs for life.
const TERM: u16 = 12;

/// Inputs, what follows from them, and how the program does.
pub const REPORT: Report =
    Report { name: "affiliate-economics", title: "Economics of the affiliate program", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::further("field", "Field", CellKind::Text),
    Column::new("what", "What", CellKind::Text),
    Column::new("value", "Value", CellKind::Text),
    Column::new("band", "Band", CellKind::Word),
    Column::new("basis", "How it comes about", CellKind::Text),
];

/// Rows of one program.
struct Rows<'t> {
    table: &'t mut Table,
    id: Cell,
}

impl Rows<'_> {
    fn add(&mut self, field: &str, what: &str, value: Cell, band: Cell, basis: impl Into<String>) {
        let value = if value.is_unknown() { value } else { Cell::text(value.display().into_owned()) };
        self.table.push(vec![self.id.clone(), field.into(), what.into(), value, band, basis.into().into()]);
    }

    fn plain(&mut self, what: &str, value: Cell, basis: impl Into<String>) {
        self.add("", what, value, Cell::Unknown, basis);
    }
}

fn fill(view: &View<'_>, table: &mut Table) {
    for program in view.program.affiliate_programs.iter() {
        let mut rows = Rows { table, id: (&program.id).into() };
        inputs(view, program, &mut rows);
        performance(view, &mut rows);
    }
}

/// The rate that affiliates start with.
fn rate_of(view: &View<'_>, program: &AffiliateProgram) -> Percent {
    let plan = program.comp_plan.as_ref().and_then(|id| view.program.comp_plans.get(id));
    let first = plan.and_then(|plan| plan.rate.or_else(|| plan.bands.first().map(|band| band.rate)));
    first.unwrap_or(view.derived.policy().affiliate.rate)
}

fn inputs(view: &View<'_>, program: &AffiliateProgram, rows: &mut Rows<'_>) {
    let settings = &view.program.settings;
    let policy = &view.derived.policy().affiliate;
    let rate = rate_of(view, program);
    rows.add("monthly_target", "Revenue wanted a month", program.monthly_target.into(), Cell::Unknown, "entered");
    rows.add("price", "Price a month", program.price.into(), Cell::Unknown, "entered");
    rows.add("churn", "Customers lost a month", program.churn.into(), Cell::Unknown, "entered");
    rows.plain("Commission", rate.into(), "first rate of the plan, else the setting affiliate.rate");
    let (Some(target), Some(price), Some(churn)) = (program.monthly_target, program.price, program.churn) else {
        rows.plain("Customers needed", Cell::Unknown, "needs the three entries above");
        return;
    };
    let plan = AffiliatePlan {
        monthly_target: target,
        price,
        rate,
        churn,
        term_months: policy.months.unwrap_or(TERM),
        basis: settings.choice("affiliate.recovery_basis", RecoveryBasis::Net),
        apply_churn: settings.flag("affiliate.recovery_churn"),
    };
    let found = economics(&plan, view.program.profile.currency.places());
    let term = plan.term_months;
    rows.plain("Customers needed", Cell::text(found.customers.to_string()), "target over price, rounded up");
    rows.plain("Commission of a customer", found.commission_per_customer.into(), "a month");
    rows.plain("Payout a month", found.monthly_payout.into(), "of all customers");
    rows.plain("Payout of revenue", Cell::factor(found.payout_share.as_ref()), "a month");
    rows.plain("Cost of a customer", found.cost_without_churn.into(), format!("{term} months, nobody leaves"));
    rows.plain("Cost with churn", found.cost_with_churn.into(), format!("{term} months, the average customer"));
    let recovery = match found.recovery {
        Recovery::Month(month) => format!("month {month}"),
        Recovery::Never => "never".to_owned(),
        Recovery::BeyondSearch => "after more than 100 years".to_owned(),
    };
    rows.plain("Paid back in", Cell::text(recovery), plan.basis.label());
    let replaced = Cell::text(found.replacements_per_month.to_string());
    rows.plain("New customers a month", replaced, "to hold the number");
}

/// The months of the last twelve, up to the as-of date.
pub(super) fn recent<'a>(view: &View<'a>) -> Vec<&'a AffiliateMonth> {
    let as_of = view.derived.as_of();
    let from = months_after(as_of, -12);
    let key = |year: i16, month: u8| (i32::from(year), month);
    let first = key(from.year(), from.month() as u8);
    let last = key(as_of.year(), as_of.month() as u8);
    let within = |one: &&AffiliateMonth| {
        let this = (i32::from(one.month.year), one.month.number);
        first < this && this <= last && view.wants(Some(&one.partner))
    };
    view.program.affiliate_months.iter().filter(within).collect()
}

fn performance(view: &View<'_>, rows: &mut Rows<'_>) {
    let months = recent(view);
    let sum = |of: fn(&AffiliateMonth) -> u32| months.iter().map(|month| u64::from(of(month))).sum::<u64>();
    let (clicks, signups) = (sum(|month| month.clicks), sum(|month| month.signups));
    let (paid, refunds) = (sum(|month| month.paid), sum(|month| month.refunds));
    let mut rated = |metric: AffiliateMetric, part: u64, of: u64, basis: String| match rate(part, of) {
        Ok(found) => {
            let value = Cell::text(percent_shown(Some(&found)));
            rows.add("", metric.label(), value, Cell::word(band(metric, &found)), basis);
        }
        Err(none) => rows.add("", metric.label(), Cell::Unknown, Cell::word(none), basis),
    };
    rated(AffiliateMetric::ClickToSignup, signups, clicks, format!("{signups} of {clicks}, 12 months"));
    rated(AffiliateMetric::SignupToPaid, paid, signups, format!("{paid} of {signups}, 12 months"));
    rated(AffiliateMetric::RefundRate, refunds, paid, format!("{refunds} of {paid}, 12 months"));
    let (active, all) = activity(view);
    rated(AffiliateMetric::ActiveAffiliates, active, all, format!("{active} of {all} sold in their days"));
    let mut by_partner: BTreeMap<&Id<Partner>, Money> = BTreeMap::new();
    for month in &months {
        let revenue = by_partner.entry(&month.partner).or_default();
        *revenue = revenue.plus(month.revenue);
    }
    let spread = Concentration::new(by_partner.into_values().collect());
    let share = |percent: usize| percent_shown(spread.top_percent(percent).share.as_ref());
    let verdict = match spread.verdict().word() {
        "good" => Cell::word(PerformanceBand::Good),
        "poor" => Cell::word(PerformanceBand::Poor),
        "average" => Cell::word(PerformanceBand::Average),
        _ => Cell::word(PerformanceBand::NotApplicable),
    };
    let basis = format!("top 1% bring {}, top 10% {}", share(1), share(10));
    rows.add("", "Top 20% of affiliates", Cell::text(share(20)), verdict, basis);
}

/// Affiliates with a sale in the days that count, out of all.
fn activity(view: &View<'_>) -> (u64, u64) {
    let as_of = view.derived.as_of();
    let days = view.program.settings.span("affiliate.active_days");
    let from = days_after(as_of, -i32::from(days));
    let late = |month: &AffiliateMonth| {
        (month.month.year, month.month.number) >= (from.year(), from.month() as u8)
            && (month.month.year, month.month.number) <= (as_of.year(), as_of.month() as u8)
    };
    let is_affiliate = |partner: &&Partner| partner.r#type == Some(PartnerType::Affiliate);
    let all: Vec<&Partner> = view.program.partners.iter().filter(is_affiliate).collect();
    let sold = |partner: &&&Partner| {
        let mut months = view.program.affiliate_months.iter();
        months.any(|month| month.partner == partner.id && month.paid > 0 && late(month))
    };
    (all.iter().filter(sold).count() as u64, all.len() as u64)
}
