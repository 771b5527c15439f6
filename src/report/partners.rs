//! The roster: every measure of every partner, a row each.

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::table::{Column, Table};
use crate::analysis::criteria::Gap;
use crate::analysis::derived::{PartnerMeasures, Sum, TierStanding};
use crate::analysis::exact::Fraction;
use crate::analysis::growth::Growth;
use crate::analysis::health::HealthDimension;
use crate::program::choice::Choice;
use crate::program::id::Id;
use crate::program::partner::Partner;

/// Every partner with its measures.
pub const REPORT: Report = Report { name: "partners", title: "Partners with their measures", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::new("id", "Id", CellKind::Text),
    Column::new("name", "Name", CellKind::Text),
    Column::new("type", "Type", CellKind::Word),
    Column::further("status", "Status", CellKind::Word),
    Column::new("tier", "Tier", CellKind::Text),
    Column::further("tier_since", "Tier since", CellKind::Date),
    Column::further("qualified_tier", "Qualifies for", CellKind::Text),
    Column::further("tier_progress.tier", "Next tier", CellKind::Text),
    Column::new("tier_progress.percent", "To next", CellKind::Percent),
    Column::further("tier_progress.gaps", "Missing", CellKind::List),
    Column::further("tier_progress.proof", "Proof", CellKind::Text),
    Column::further("sourced_t12m", "Sourced", CellKind::Money),
    Column::further("influenced_t12m", "Influenced", CellKind::Money),
    Column::new("credited_t12m", "Credited", CellKind::Money),
    Column::further("growth.kind", "Growth", CellKind::Word),
    Column::new("growth.percent", "Growth %", CellKind::Percent),
    Column::further("registrations_last_quarter", "Registrations", CellKind::Count),
    Column::further("nps", "NPS", CellKind::Number),
    Column::further("strategic_value", "Strategic value", CellKind::Number),
    Column::further("revenue_axis", "Revenue axis", CellKind::Money),
    Column::new("quadrant", "Quadrant", CellKind::Word),
    Column::new("investment_call", "Call", CellKind::Word),
    Column::new("health.score", "Health", CellKind::Count),
    Column::further("health.low", "Health from", CellKind::Count),
    Column::further("health.high", "Health to", CellKind::Count),
    Column::new("health.band", "Band", CellKind::Word),
    Column::further("health.dimensions.revenue", "Revenue points", CellKind::Count),
    Column::further("health.dimensions.activity", "Activity points", CellKind::Count),
    Column::further("health.dimensions.engagement", "Engagement points", CellKind::Count),
    Column::further("health.dimensions.satisfaction", "Satisfaction points", CellKind::Count),
    Column::further("health.dimensions.strategic_fit", "Fit points", CellKind::Count),
    Column::new("segment", "Segment", CellKind::Word),
    Column::new("lifecycle.stage", "Stage", CellKind::Word),
    Column::further("lifecycle.macro", "Macro stage", CellKind::Word),
    Column::further("lifecycle.overdue", "Stage overdue", CellKind::Flag),
    Column::further("owner", "Owner", CellKind::Text),
    Column::new("next_due", "Next due", CellKind::Date),
    Column::further("findings.error", "Errors", CellKind::Count),
    Column::further("findings.warning", "Warnings", CellKind::Count),
    Column::further("findings.info", "Hints", CellKind::Count),
    Column::further("region", "Region", CellKind::Text),
    Column::further("tags", "Tags", CellKind::List),
    Column::further("rank", "Rank", CellKind::Count),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for partner in view.program.partners.iter().filter(|partner| view.wants(Some(&partner.id))) {
        if let Some(measures) = view.derived.partner(&partner.id) {
            table.push(row(view, partner, measures));
        }
    }
}

fn row(view: &View<'_>, partner: &Partner, measures: &PartnerMeasures) -> Vec<Cell> {
    let mut row = standing(view, partner, measures);
    let revenue = &measures.revenue;
    let money = |sum: Sum| Cell::from(revenue.known(sum));
    row.extend([
        money(revenue.sourced),
        money(revenue.influenced),
        money(revenue.credited),
        Cell::word(measures.growth.state),
        growth_percent(&measures.growth),
        measures.registrations_last_quarter.into(),
        measures.nps.into(),
        measures.strategic_value().into(),
        measures.placement.revenue.map(|(amount, _)| amount).into(),
        choice(measures.placement.quadrant),
        choice(measures.investment_call),
    ]);
    row.extend(health(measures));
    row.extend([
        Cell::word(measures.segment),
        Cell::word(measures.lifecycle.stage),
        choice(measures.lifecycle.macro_stage),
        measures.lifecycle.overdue.into(),
        partner.owner.as_ref().into(),
        measures.next_due.as_ref().map(|due| due.date).into(),
        Cell::Unknown,
        Cell::Unknown,
        Cell::Unknown,
        partner.region.as_ref().into(),
        Cell::list(partner.tags.iter().map(String::as_str)),
        measures.rank.into(),
    ]);
    row
}

/// From the identifier to the proof of the tier.
fn standing(view: &View<'_>, partner: &Partner, measures: &PartnerMeasures) -> Vec<Cell> {
    let standing = view.derived.tier_standing(&partner.id);
    let gaps = standing.iter().flat_map(|standing| standing.gaps.iter().map(Gap::sentence));
    let tier = &measures.tier;
    vec![
        (&partner.id).into(),
        (&partner.name).into(),
        choice(partner.r#type),
        choice(partner.status),
        id(tier.effective.as_ref()),
        partner.tier_since.into(),
        id(tier.qualified.as_ref()),
        id(tier.next.as_ref()),
        progress(standing.as_ref()),
        if standing.is_some() { Cell::list(gaps) } else { Cell::Unknown },
        standing.as_ref().map(|standing| &standing.proof).into(),
    ]
}

/// The five cells of the score and the points of the five dimensions.
pub(super) fn health(measures: &PartnerMeasures) -> Vec<Cell> {
    let health = &measures.health;
    let mut cells = vec![health.score().into(), health.low.into(), health.high.into(), Cell::word(health.band)];
    cells.extend(HealthDimension::ALL.iter().map(|&dimension| Cell::from(health.points(dimension))));
    cells
}

/// R-10, floored; unknown while metrics leave a range.
pub(super) fn progress(standing: Option<&TierStanding>) -> Cell {
    let percent = standing.and_then(|standing| standing.percent).filter(|(low, high)| low == high);
    percent.map_or(Cell::Unknown, |(percent, _)| Cell::Percent(Fraction::from_integer(percent.into()), 0))
}

/// R-03 as percent; unknown where there is no base year.
pub(super) fn growth_percent(growth: &Growth) -> Cell {
    match (growth.current, growth.previous) {
        (Some(current), Some(previous)) if previous.cents() > 0 => {
            Cell::Percent(Fraction::new((current.cents() - previous.cents()) * 100, previous.cents()), 1)
        }
        _ => Cell::Unknown,
    }
}

/// A word, where one is known.
pub(super) fn choice<C: Choice>(choice: Option<C>) -> Cell {
    choice.map_or(Cell::Unknown, Cell::word)
}

/// An identifier, where there is one.
pub(super) fn id<T>(id: Option<&Id<T>>) -> Cell {
    id.map_or(Cell::Unknown, Cell::from)
}
