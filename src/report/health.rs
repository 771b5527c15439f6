//! Health as rows: the score, its five dimensions, and the facts they come from.

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::partners::{self, choice};
use super::table::{Column, Table};
use crate::program::choice::Choice;

/// Partners with their health.
pub const REPORT: Report =
    Report { name: "health", title: "Health with its dimensions and their facts", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::new("id", "Id", CellKind::Text),
    Column::new("name", "Name", CellKind::Text),
    Column::new("health.score", "Health", CellKind::Count),
    Column::new("health.low", "From", CellKind::Count),
    Column::new("health.high", "To", CellKind::Count),
    Column::new("health.band", "Band", CellKind::Word),
    Column::new("health.dimensions.revenue", "Revenue", CellKind::Count),
    Column::new("health.dimensions.activity", "Activity", CellKind::Count),
    Column::new("health.dimensions.engagement", "Engagement", CellKind::Count),
    Column::new("health.dimensions.satisfaction", "Satisfaction", CellKind::Count),
    Column::new("health.dimensions.strategic_fit", "Fit", CellKind::Count),
    Column::further("growth.kind", "Growth", CellKind::Word),
    Column::further("growth.percent", "Growth %", CellKind::Percent),
    Column::further("registrations_last_quarter", "Registrations", CellKind::Count),
    Column::further("engagement_level", "Level", CellKind::Word),
    Column::further("nps", "NPS", CellKind::Number),
    Column::further("strategic_fit", "Strategic fit", CellKind::Word),
    Column::further("unknown", "Unknown", CellKind::List),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for partner in view.program.partners.iter().filter(|partner| view.wants(Some(&partner.id))) {
        let Some(measures) = view.derived.partner(&partner.id) else { continue };
        let mut row = vec![(&partner.id).into(), (&partner.name).into()];
        row.extend(partners::health(measures));
        row.extend([
            Cell::word(measures.growth.state),
            partners::growth_percent(&measures.growth),
            measures.registrations_last_quarter.into(),
            choice(measures.engagement),
            measures.nps.into(),
            choice(measures.strategic_fit),
            Cell::list(measures.health.unknown().map(Choice::word)),
        ]);
        table.push(row);
    }
}
