//! The roster: every measure of every partner, a row each.

use std::cell::OnceCell;

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::table::{Column, Table};
use crate::analysis::advisor::{Advice, Severities};
use crate::analysis::criteria::Gap;
use crate::analysis::derived::{PartnerMeasures, Sum, TierStanding};
use crate::analysis::exact::Fraction;
use crate::analysis::growth::Growth;
use crate::analysis::health::HealthDimension;
use crate::analysis::partner_kpis::CountRate;
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
    Column::further("qbr_completion", "Reviews held", CellKind::Percent),
    Column::further("our_promises", "Our promises kept", CellKind::Percent),
    Column::further("their_promises", "Their promises kept", CellKind::Percent),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let advice = OnceCell::new();
    for partner in view.program.partners.iter().filter(|partner| view.wants(Some(&partner.id))) {
        if let Some(measures) = view.derived.partner(&partner.id) {
            let row = Row { view, partner, measures, standing: OnceCell::new(), advice: Some(&advice) };
            table.push((0..COLUMNS.len()).map(|place| row.cell(place)).collect());
        }
    }
}

/// The value of a partner in one column, without the rest of the row; unknown where there is no such partner.
pub fn cell(view: &View<'_>, partner: &Partner, place: usize) -> Cell {
    let measures = view.derived.partner(&partner.id);
    measures.map_or(Cell::Unknown, |measures| {
        Row { view, partner, measures, standing: OnceCell::new(), advice: None }.cell(place)
    })
}

struct Row<'a> {
    view: &'a View<'a>,
    partner: &'a Partner,
    measures: &'a PartnerMeasures,
    /// Worked out for the columns that tell what is missing.
    standing: OnceCell<Option<TierStanding>>,
    /// What the advisor says; nothing where only one value is asked for.
    advice: Option<&'a OnceCell<Advice>>,
}

impl Row<'_> {
    fn cell(&self, place: usize) -> Cell {
        let (partner, measures) = (self.partner, self.measures);
        let (revenue, tier) = (&measures.revenue, &measures.tier);
        let money = |sum: Sum| Cell::from(revenue.known(sum));
        match COLUMNS.get(place).map_or("", |column| column.name) {
            "id" => (&partner.id).into(),
            "name" => (&partner.name).into(),
            "type" => choice(partner.r#type),
            "status" => choice(partner.status),
            "tier" => id(tier.effective.as_ref()),
            "tier_since" => partner.tier_since.into(),
            "qualified_tier" => id(tier.qualified.as_ref()),
            "tier_progress.tier" => id(tier.next.as_ref()),
            "tier_progress.percent" => progress(tier.progress.map(|progress| progress.percent())),
            "tier_progress.gaps" => self.standing().map(|standing| self.gaps(standing)).into(),
            "tier_progress.proof" => {
                let proof = |standing: &TierStanding| Cell::text(standing.proof.as_str()).told(standing.told.as_str());
                self.standing().map(proof).into()
            }
            "sourced_t12m" => money(revenue.sourced),
            "influenced_t12m" => money(revenue.influenced),
            "credited_t12m" => money(revenue.credited),
            "growth.kind" => Cell::word(measures.growth.state),
            "growth.percent" => growth_percent(&measures.growth),
            "registrations_last_quarter" => measures.registrations_last_quarter.into(),
            "nps" => measures.nps.into(),
            "strategic_value" => measures.strategic_value().into(),
            "revenue_axis" => measures.placement.revenue.map(|(amount, _)| amount).into(),
            "quadrant" => choice(measures.placement.quadrant),
            "investment_call" => choice(measures.investment_call),
            "segment" => Cell::word(measures.segment),
            "lifecycle.stage" => Cell::word(measures.lifecycle.stage),
            "lifecycle.macro" => choice(measures.lifecycle.macro_stage),
            "lifecycle.overdue" => measures.lifecycle.overdue.into(),
            "owner" => partner.owner.as_ref().into(),
            "next_due" => measures.next_due.as_ref().map(|due| due.date).into(),
            "findings.error" => self.findings(|open| open.errors),
            "findings.warning" => self.findings(|open| open.warnings),
            "findings.info" => self.findings(|open| open.infos),
            "region" => partner.region.as_ref().into(),
            "tags" => Cell::list(partner.tags.iter().map(String::as_str)),
            "rank" => self.view.derived.rank(&partner.id).into(),
            "qbr_completion" => rate(measures.reviews),
            "our_promises" => rate(measures.promises.us.rate()),
            "their_promises" => rate(measures.promises.partner.rate()),
            name => health_cell(measures, name),
        }
    }

    fn findings(&self, of: fn(Severities) -> u32) -> Cell {
        let View { program, derived, .. } = *self.view;
        let Some(advice) = self.advice else { return Cell::Unknown };
        let advice = advice.get_or_init(|| Advice::new(program, derived));
        of(advice.open_on(program, derived.as_of(), &self.partner.id)).into()
    }

    /// What is missing: exact as data, in the program's currency for people.
    fn gaps(&self, standing: &TierStanding) -> Cell {
        let currency = self.view.program.profile.currency;
        let told: Vec<String> = standing.gaps.iter().map(|gap| gap.told(currency)).collect();
        let words = if told.is_empty() { "none".to_owned() } else { told.join("; ") };
        Cell::list(standing.gaps.iter().map(Gap::sentence)).told(words)
    }

    fn standing(&self) -> Option<&TierStanding> {
        self.standing.get_or_init(|| self.view.derived.tier_standing(&self.partner.id)).as_ref()
    }
}

/// One cell of the score; unknown for a column that is not kept up yet.
fn health_cell(measures: &PartnerMeasures, name: &str) -> Cell {
    let health = &measures.health;
    match name {
        "health.score" => health.score().into(),
        "health.low" => health.low.into(),
        "health.high" => health.high.into(),
        "health.band" => Cell::word(health.band),
        name => {
            let word = name.strip_prefix("health.dimensions.").unwrap_or_default();
            let dimension = HealthDimension::ALL.iter().find(|dimension| dimension.word() == word);
            dimension.map_or(Cell::Unknown, |dimension| health.points(*dimension).into())
        }
    }
}

/// The five cells of the score and the points of the five dimensions.
pub(super) fn health(measures: &PartnerMeasures) -> Vec<Cell> {
    let health = &measures.health;
    let mut cells = vec![health.score().into(), health.low.into(), health.high.into(), Cell::word(health.band)];
    cells.extend(HealthDimension::ALL.iter().map(|&dimension| Cell::from(health.points(dimension))));
    cells
}

/// A rate in percent; not available while nothing is counted.
pub(super) fn rate(counted: CountRate) -> Cell {
    if counted.of == 0 {
        return Cell::not_available();
    }
    Cell::Percent(Fraction::new(i128::from(counted.part) * 100, i128::from(counted.of)), 1)
}

/// R-10, floored; unknown while metrics leave a range.
pub(super) fn progress(percent: Option<(u8, u8)>) -> Cell {
    let percent = percent.filter(|(low, high)| low == high);
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
