//! The partners at the top, with what to do about each and why (F3, R-08).

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::partners::choice;
use super::table::{Column, Table};
use crate::analysis::derived::PartnerMeasures;
use crate::analysis::exact::Fraction;
use crate::analysis::matrix::InvestmentCall;
use crate::program::choice::Choice;
use crate::program::money::Money;
use crate::program::partner::Partner;
use crate::program::qbr::QbrState;

/// The top partners by revenue of twelve months; how many is a setting.
pub const REPORT: Report = Report {
    name: "portfolio",
    title: "Top partners: invest, maintain or deprioritize, and why",
    columns: COLUMNS,
    fill,
};

const COLUMNS: &[Column] = &[
    Column::new("rank", "Rank", CellKind::Count),
    Column::further("id", "Id", CellKind::Text),
    Column::new("name", "Partner", CellKind::Text),
    Column::new("credited_t12m", "12 months", CellKind::Money),
    Column::new("share", "Share", CellKind::Percent),
    Column::new("quadrant", "Quadrant", CellKind::Word),
    Column::new("health_band", "Health", CellKind::Word),
    Column::new("investment_call", "Call", CellKind::Word),
    Column::new("decision", "So", CellKind::Text),
    Column::new("why", "Why", CellKind::Text),
    Column::further("last_review", "Last review", CellKind::Date),
    Column::further("next_review", "Next review", CellKind::Date),
];

/// The partners at the top, the first leading.
pub fn top<'a>(view: &View<'a>) -> Vec<(u32, &'a Partner, &'a PartnerMeasures)> {
    let most = view.derived.policy().qbr.top_partners;
    let ranked = view.program.partners.iter().filter_map(|partner| {
        let rank = view.derived.rank(&partner.id).filter(|rank| *rank <= most)?;
        Some((rank, partner, view.derived.partner(&partner.id)?))
    });
    let mut top: Vec<_> = ranked.collect();
    top.sort_by_key(|(rank, partner, _)| (*rank, partner.id.clone()));
    top
}

fn credited(measures: &PartnerMeasures) -> Option<Money> {
    measures.revenue.known(measures.revenue.credited)
}

fn fill(view: &View<'_>, table: &mut Table) {
    let all = view.program.partners.iter().filter_map(|partner| view.derived.partner(&partner.id));
    let total: Option<Money> = all.map(credited).sum();
    let total = total.filter(|total| total.cents() > 0);
    for (rank, partner, measures) in top(view) {
        if !view.wants(Some(&partner.id)) {
            continue;
        }
        let reviews = view.derived.reviews_of(&partner.id).iter();
        let last = reviews.clone().filter(|qbr| qbr.state == QbrState::Held).map(|qbr| qbr.scheduled_for).max();
        let next = reviews.filter(|qbr| qbr.state == QbrState::Scheduled && qbr.scheduled_for >= view.derived.as_of());
        let share = credited(measures).zip(total);
        let share = share.map(|(own, total)| Cell::Percent(Fraction::new(own.cents() * 100, total.cents()), 1));
        table.push(vec![
            rank.into(),
            (&partner.id).into(),
            (&partner.name).into(),
            credited(measures).into(),
            share.unwrap_or_else(Cell::not_available),
            choice(measures.placement.quadrant),
            Cell::word(measures.health.band),
            choice(measures.investment_call),
            Cell::text(decision(measures.investment_call)),
            Cell::text(why(view, measures)),
            last.into(),
            next.map(|qbr| qbr.scheduled_for).min().into(),
        ]);
    }
}

/// The call in the three words of a portfolio talk.
fn decision(call: Option<InvestmentCall>) -> &'static str {
    match call {
        Some(InvestmentCall::Invest | InvestmentCall::Rescue | InvestmentCall::Fix) => "invest",
        Some(InvestmentCall::Maintain | InvestmentCall::Automate) => "maintain",
        Some(InvestmentCall::Deprioritize) => "deprioritize",
        Some(InvestmentCall::Assess) | None => "find out first",
    }
}

/// The facts behind a call in one sentence: both axes against their midlines, and health.
pub fn why(view: &View<'_>, measures: &PartnerMeasures) -> String {
    let midlines = view.derived.midlines();
    let currency = view.program.profile.currency;
    let (value, revenue) = (measures.strategic_value(), measures.placement.revenue.map(|(amount, _)| amount));
    let side = |high: Option<bool>| high.map_or("unknown", |high| if high { "high" } else { "low" });
    let value_side = value.map(|value| value >= midlines.strategic);
    let revenue_side = revenue.map(|amount| amount >= midlines.revenue);
    let value = value.map_or_else(|| "?".to_owned(), |value| value.round().to_integer().to_string());
    let revenue = revenue.map_or_else(|| "?".to_owned(), |amount| currency.told(amount));
    let mut told = format!(
        "strategic value {value} is {}, revenue {revenue} is {}, health is {}",
        side(value_side),
        side(revenue_side),
        measures.health.band.label().to_lowercase(),
    );
    if matches!(measures.investment_call, Some(InvestmentCall::Rescue | InvestmentCall::Fix)) {
        told.push_str(": worth the effort, but mend the health first");
    }
    told
}
