//! The budget of both sides, what was spent, and what came of it.

use num_bigint::BigInt;

use super::funnel;
use super::sheet::Source;
use crate::analysis::budget::comarketing_budget;
use crate::analysis::exact::{exact, multiple_shown, of_money, ratio, shown};
use crate::program::choice::Choice;
use crate::program::currency::grouped;
use crate::program::event::{CostCategory, EventMetric};
use crate::program::money::Money;
use crate::program::rate::Multiplier;
use crate::program::side::Side;
use crate::report::cell::{Cell, CellKind};
use crate::report::document::Document;
use crate::report::qbr::Audience;
use crate::report::table::{Column, Table};

const COSTS: &[Column] = &[
    Column::new("category", "Cost", CellKind::Word),
    Column::new("us", "Us", CellKind::Money),
    Column::new("partner", "Partner", CellKind::Money),
];
const FUNNEL: &[Column] = &[
    Column::new("stage", "Stage", CellKind::Text),
    Column::new("forecast", "Forecast", CellKind::Text),
    Column::new("actual", "Actual", CellKind::Text),
    Column::new("verdict", "Against the benchmark", CellKind::Text),
];

/// What each side puts in, beside what the formula of the partner's tier gives.
pub(super) fn budget(doc: &mut Document, source: &Source<'_>, audience: Audience) {
    let campaign = source.campaign;
    let mut facts: Vec<(String, Cell)> = Vec::new();
    if campaign.our_budget.is_some() || campaign.partner_budget.is_some() {
        facts.push(("Our budget".to_owned(), campaign.our_budget.into()));
        facts.push(("The partner's budget".to_owned(), campaign.partner_budget.into()));
    }
    if audience == Audience::Internal {
        facts.extend(formula(source));
        let pool = super::facts::pool(source.program, source.derived, source.campaign);
        facts.extend(pool.into_iter().map(|(label, text)| (label, text.into())));
    }
    let mut table = Table::new(COSTS);
    for category in CostCategory::ALL {
        let of = |side: Side| {
            let costs = source.parts.costs.iter().filter(|cost| cost.category == *category && cost.side == side);
            costs.map(|cost| cost.amount).reduce(Money::plus)
        };
        let (ours, partner) = (of(Side::Us), of(Side::Partner));
        if ours.is_some() || partner.is_some() {
            table.push(vec![Cell::word(*category), ours.into(), partner.into()]);
        }
    }
    if facts.is_empty() && table.rows.is_empty() {
        return;
    }
    doc.section("Budget and cost").facts(facts);
    if !table.rows.is_empty() {
        doc.table(table, "");
    }
}

/// R-15 for each partner with a tier: annual MDF times both multipliers.
fn formula(source: &Source<'_>) -> Vec<(String, Cell)> {
    let one = Multiplier::default();
    let performance = source.campaign.performance_multiplier.unwrap_or(one).decimal();
    let strategic = source.campaign.strategic_multiplier.unwrap_or(one).decimal();
    let mut facts = Vec::new();
    for partner in source.campaign.partners.iter().filter_map(|id| source.program.partners.get(id)) {
        let tier = partner.granted_tier.as_ref().and_then(|id| source.program.tiers.get(id));
        let Some((tier, annual)) = tier.and_then(|tier| Some((tier, tier.mdf_annual?))) else { continue };
        let budget = comarketing_budget(annual, &exact(performance), &exact(strategic));
        let name = format!("Formula for {}", partner.name);
        let currency = source.program.profile.currency;
        let said =
            format!("{currency} {}: {} MDF of {} x {performance} x {strategic}", told(budget), tier.name, told(annual));
        facts.push((name, said.into()));
    }
    facts
}

fn told(money: Money) -> String {
    grouped(&money.to_string())
}

fn spent(source: &Source<'_>) -> Option<Money> {
    let ours = source.parts.costs.iter().filter(|cost| cost.side != Side::Partner).map(|cost| cost.amount);
    ours.reduce(Money::plus)
}

/// The funnel stage by stage, and what came back for the money.
pub(super) fn results(doc: &mut Document, source: &Source<'_>, audience: Audience) {
    let Some(measures) = source.derived.campaign(&source.campaign.id) else { return };
    let known = measures.actuals.iter().any(Option::is_some);
    if measures.forecast.is_none() && !known {
        return;
    }
    doc.section("Forecast and results");
    if measures.forecast.is_some() {
        let reach = measures.reach.unique.map(|reach| grouped(&reach.to_string()));
        let assumed = if measures.reach.overlap_assumed { ", overlap unknown, taken as none" } else { "" };
        doc.facts([("Reach", reach.map(|reach| format!("{reach}{assumed}")).into())]);
        let mut table = Table::new(FUNNEL);
        for stage in funnel::stages(measures, &source.derived.policy().webinar.funnel.rates) {
            table.push(vec![stage.name.into(), stage.forecast.into(), stage.actual.into(), stage.verdict.into()]);
        }
        doc.table(table, "");
    }
    let besides = if measures.forecast.is_some() { &funnel::STAGES[..] } else { &[] };
    let more = EventMetric::ALL.iter().filter(|metric| !besides.contains(metric));
    let more = more.filter_map(|metric| Some((metric.label(), measures.actual(*metric)?)));
    let facts: Vec<(&str, Cell)> = more.map(|(name, value)| (name, grouped(&shown(value, 0)).into())).collect();
    if !facts.is_empty() {
        doc.facts(facts);
    }
    if audience == Audience::Internal && known {
        returned(doc, source);
        let expected = super::facts::expected_return(source.program, source.derived, source.campaign);
        if !expected.is_empty() {
            doc.facts(expected.into_iter().map(|(label, text)| (label, Cell::from(text))).collect::<Vec<_>>());
        }
    }
}

/// Revenue and pipeline over our cost; the convention of the program names which one leads (C-34).
fn returned(doc: &mut Document, source: &Source<'_>) {
    let Some(cost) = spent(source) else { return };
    let measures = source.derived.campaign(&source.campaign.id);
    let actual = |metric| measures.and_then(|measures| measures.actual(metric));
    let spent = of_money(cost);
    let one = crate::analysis::exact::whole(BigInt::from(1));
    let mut facts: Vec<(&str, Cell)> = vec![("Our cost", cost.into())];
    if let Some(multiple) = actual(EventMetric::Revenue).and_then(|revenue| ratio(revenue, &spent)) {
        facts.push(("Revenue over cost", multiple_shown(Some(&multiple)).into()));
        facts.push(("Net return", multiple_shown(Some(&(multiple - one))).into()));
    }
    if let Some(multiple) = actual(EventMetric::Pipeline).and_then(|pipeline| ratio(pipeline, &spent)) {
        let [low, high] = source.derived.policy().webinar.funnel.pipeline;
        let usual = format!("usual {}x to {}x", low.decimal(), high.decimal());
        facts.push(("Pipeline over cost", format!("{} ({usual})", multiple_shown(Some(&multiple))).into()));
    }
    doc.facts(facts);
}
