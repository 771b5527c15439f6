//! The ladder as rows: what each tier asks for, who is on it, what it costs and brings.

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::partners::id;
use super::table::{Column, Table};
use crate::analysis::criteria::threshold;
use crate::analysis::criteria_words::criterion;
use crate::analysis::derived::{Ladder, LadderTier, PartnerMeasures};
use crate::analysis::exact::{Exact, Fraction, to_money};
use crate::analysis::tier_economics::{TierEconomics, TierInputs};
use crate::program::criterion::{Criterion, MetricKind};
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::tier::Tier;

/// Tiers from the base up, ladder by ladder.
pub const REPORT: Report =
    Report { name: "tiers", title: "Tiers with thresholds, members and economics", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("track", "Track", CellKind::Text),
    Column::new("id", "Id", CellKind::Text),
    Column::new("name", "Tier", CellKind::Text),
    Column::further("order", "Order", CellKind::Count),
    Column::new("members", "Members", CellKind::Count),
    Column::further("member_ids", "Who", CellKind::List),
    Column::new("qualified", "Qualify", CellKind::Count),
    Column::new("rising", "May rise", CellKind::Count),
    Column::new("falling_short", "Fall short", CellKind::Count),
    Column::new("criteria", "Asks for", CellKind::Text),
    Column::further("kept_by", "Kept by", CellKind::Text),
    Column::further("valid_months", "Valid months", CellKind::Count),
    Column::further("rates", "Rates", CellKind::List),
    Column::further("revenue_threshold", "Revenue from", CellKind::Money),
    Column::further("review_months", "Review months", CellKind::Count),
    Column::further("grace_quarters", "Grace quarters", CellKind::Count),
    Column::new("mdf_annual", "MDF a year", CellKind::Money),
    Column::further("mdf_quarter_cap", "MDF a quarter", CellKind::Money),
    Column::new("commission", "Commission", CellKind::Percent),
    Column::new("margin", "Margin", CellKind::Percent),
    Column::further("economics.average_revenue", "Average revenue", CellKind::Money),
    Column::further("economics.margin", "Our margin", CellKind::Percent),
    Column::further("economics.partner_cost", "Partner cost", CellKind::Money),
    Column::new("economics.multiple", "Return", CellKind::Multiple),
    Column::further("economics.net", "Net", CellKind::Money),
    Column::further("economics.break_even", "Break-even", CellKind::Money),
    Column::new("economics.at_threshold.multiple", "At threshold", CellKind::Multiple),
    Column::further("economics.at_threshold.net", "Net at threshold", CellKind::Money),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let own = view.partner.and_then(|id| view.program.partners.get(id));
    let only = own.and_then(|partner| view.derived.ladders().for_type(partner.r#type));
    for ladder in view.derived.ladders().all() {
        if only.is_some_and(|only| only != ladder) {
            continue;
        }
        for step in &ladder.tiers {
            if let Some(tier) = view.program.tiers.get(&step.id) {
                table.push(row(view, ladder, step, tier));
            }
        }
    }
}

fn row(view: &View<'_>, ladder: &Ladder, step: &LadderTier, tier: &Tier) -> Vec<Cell> {
    let members: Vec<&PartnerMeasures> =
        view.derived.partners().filter(|measures| measures.tier.effective.as_ref() == Some(&tier.id)).collect();
    let qualified = view.derived.partners().filter(|measures| measures.tier.qualified.as_ref() == Some(&tier.id));
    let from = revenue_threshold(&step.criteria);
    let mut row = vec![
        id(ladder.track.as_ref()),
        (&tier.id).into(),
        (&tier.name).into(),
        tier.order.into(),
        members.len().into(),
        Cell::list(members.iter().map(|measures| Id::shared(&measures.partner))),
        qualified.count().into(),
        members.iter().filter(|measures| measures.tier.may_rise()).count().into(),
        members.iter().filter(|measures| measures.tier.falls_short()).count().into(),
        criterion(&step.criteria, view.program.profile.currency).into(),
        step.keep.as_ref().map(|keep| criterion(keep, view.program.profile.currency)).into(),
        step.valid_months.map(u32::from).into(),
        Cell::list(tier.rates.iter().map(|(what, rate)| format!("{what}: {rate}"))),
        from.into(),
        tier.review_months.into(),
        tier.grace_quarters.into(),
        tier.mdf_annual.into(),
        tier.mdf_quarter_cap.into(),
        tier.commission.into(),
        tier.margin.into(),
        tier.average_revenue.into(),
        tier.economics_margin.into(),
        tier.partner_cost.into(),
    ];
    let at = |revenue: Option<Money>| TierInputs::of(tier, revenue).map(|inputs| inputs.economics());
    let (average, at_threshold) = (at(tier.average_revenue), at(from));
    row.extend([
        multiple(average.as_ref()),
        average.as_ref().map(|average| to_money(&average.net)).into(),
        average.as_ref().and_then(|average| average.break_even.as_ref()).map(to_money).into(),
        multiple(at_threshold.as_ref()),
        at_threshold.as_ref().map(|at| to_money(&at.net)).into(),
    ]);
    row
}

/// The highest revenue that the criteria ask for.
fn revenue_threshold(criteria: &Criterion) -> Option<Money> {
    let leaves = criteria.leaves();
    let asked = leaves.iter().filter_map(|path| match criteria.at(path)? {
        Criterion::Meets { metric, window, .. } if metric.kind() == MetricKind::Money => {
            threshold(criteria, metric, window.unwrap_or_else(|| metric.default_window()))
        }
        _ => None,
    });
    Money::rounded(asked.max()?.decimal(), 2)
}

fn multiple(economics: Option<&TierEconomics>) -> Cell {
    let exact = economics.and_then(|economics| economics.multiple.as_ref());
    exact.and_then(bounded).map_or(Cell::Unknown, Cell::Multiple)
}

fn bounded(exact: &Exact) -> Option<Fraction> {
    use num_traits::ToPrimitive;
    Some(Fraction::new(exact.numer().to_i128()?, exact.denom().to_i128()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::presets::ladder;

    #[test]
    fn the_worked_examples_of_tier_economics_hold() {
        let mut tier = ladder("standard").unwrap().tiers[0].clone();
        let cases = [
            ("5000.00", "70%", "500.00", "7.0x", "3000.00", "714.29"),
            ("50000.00", "65%", "5000.00", "6.5x", "27500.00", "7692.31"),
            ("200000.00", "60%", "30000.00", "4.0x", "90000.00", "50000.00"),
            ("1000000.00", "55%", "150000.00", "3.7x", "400000.00", "272727.27"),
        ];
        for (revenue, margin, cost, shown, net, even) in cases {
            tier.economics_margin = Some(margin.parse().unwrap());
            tier.partner_cost = Some(cost.parse().unwrap());
            let found = TierInputs::of(&tier, Some(revenue.parse().unwrap())).unwrap().economics();
            assert_eq!(&*multiple(Some(&found)).plain(), shown);
            assert_eq!(to_money(&found.net).to_string(), net);
            assert_eq!(to_money(&found.break_even.unwrap()).to_string(), even);
        }
    }
}
