//! Affiliates month by month: traffic against the benchmark, what they earn, and what is still held back.

use std::collections::HashMap;

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::table::{Column, Table};
use crate::analysis::affiliate::bands::{AffiliateMetric, band, rate};
use crate::analysis::affiliate::payout::HoldbackState;
use crate::analysis::exact::{of_money, ratio};
use crate::analysis::money::ledger::Line;
use crate::analysis::money::statement::Statements;
use crate::program::Kind;
use crate::program::affiliate::AffiliateMonth;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::period::{FiscalCalendar, Quarter};

/// Months of affiliates.
pub const REPORT: Report =
    Report { name: "affiliates", title: "Affiliates by month, with bands and payouts", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("partner", "Affiliate", CellKind::Text),
    Column::further("partner_name", "Affiliate", CellKind::Text),
    Column::new("month", "Month", CellKind::Text),
    Column::new("clicks", "Clicks", CellKind::Count),
    Column::further("signups", "Sign-ups", CellKind::Count),
    Column::new("paid", "Paid", CellKind::Count),
    Column::further("refunds", "Refunds", CellKind::Count),
    Column::new("revenue", "Revenue", CellKind::Money),
    Column::new("click_to_signup", "Sign-up", CellKind::Percent),
    Column::further("click_to_signup_band", "Sign-up band", CellKind::Word),
    Column::new("signup_to_paid", "Paying", CellKind::Percent),
    Column::further("signup_to_paid_band", "Paying band", CellKind::Word),
    Column::new("refund_rate", "Refunded", CellKind::Percent),
    Column::further("refund_band", "Refund band", CellKind::Word),
    Column::new("commission", "Commission", CellKind::Money),
    Column::further("rate", "Rate", CellKind::Percent),
    Column::new("payout", "Payout", CellKind::Word),
    Column::new("payable_from", "Payable from", CellKind::Date),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let earned = earned(view);
    for month in view.program.affiliate_months.iter() {
        let first = FiscalCalendar::starting_in(month.month.number);
        let first = first.first_day(Quarter { year: month.month.year, number: 1 });
        if view.wants(Some(&month.partner)) && view.wants_day(Some(first)) {
            table.push(row(view, month, earned.get(month.id.as_str())));
        }
    }
}

/// What each month earns, from the affiliates' ledgers.
fn earned(view: &View<'_>) -> HashMap<String, Line> {
    let statements = Statements::new(view.program, view.derived);
    let mut partners: Vec<&Id<Partner>> = view.program.affiliate_months.iter().map(|month| &month.partner).collect();
    partners.sort();
    partners.dedup();
    let lines = partners.into_iter().filter_map(|partner| statements.ledger(partner)).flat_map(|ledger| ledger.lines);
    lines
        .filter_map(|line| match &line.record {
            Some((Kind::AffiliateMonth, id)) => Some((id.clone(), line)),
            _ => None,
        })
        .collect()
}

fn row(view: &View<'_>, month: &AffiliateMonth, earned: Option<&Line>) -> Vec<Cell> {
    let rated = |metric: AffiliateMetric, part: u32, of: u32| match rate(part.into(), of.into()) {
        Ok(found) => [Cell::factor(Some(&found)), Cell::word(band(metric, &found))],
        Err(none) => [Cell::Unknown, Cell::word(none)],
    };
    let held_until = earned.and_then(|line| line.held_until);
    let payout = held_until.map_or(Cell::Unknown, |until| {
        Cell::word(if view.derived.as_of() < until { HoldbackState::Held } else { HoldbackState::Payable })
    });
    let share = earned.and_then(|line| ratio(&of_money(line.amount), &of_money(month.revenue)));
    let mut row = vec![
        (&month.id).into(),
        (&month.partner).into(),
        view.partner_name(&month.partner).into(),
        Cell::text(month.month.to_string()),
        month.clicks.into(),
        month.signups.into(),
        month.paid.into(),
        month.refunds.into(),
        month.revenue.into(),
    ];
    row.extend(rated(AffiliateMetric::ClickToSignup, month.signups, month.clicks));
    row.extend(rated(AffiliateMetric::SignupToPaid, month.paid, month.signups));
    row.extend(rated(AffiliateMetric::RefundRate, month.refunds, month.paid));
    row.extend([earned.map(|line| line.amount).into(), Cell::factor(share.as_ref()), payout, held_until.into()]);
    row
}
