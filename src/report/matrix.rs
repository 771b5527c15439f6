//! The value matrix as rows: where each partner stands, by what, and what to do.

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::partners::choice;
use super::table::{Column, Table};
use crate::analysis::matrix::Quadrant;
use crate::program::partner::Partner;

/// Partners on the value matrix.
pub const REPORT: Report = Report { name: "matrix", title: "The partner value matrix", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::new("id", "Id", CellKind::Text),
    Column::new("name", "Name", CellKind::Text),
    Column::new("type", "Type", CellKind::Word),
    Column::new("strategic_value", "Strategic value", CellKind::Number),
    Column::further("strategic_source", "Value from", CellKind::Word),
    Column::new("revenue_axis", "Revenue", CellKind::Money),
    Column::new("revenue_source", "Revenue from", CellKind::Word),
    Column::new("quadrant", "Quadrant", CellKind::Word),
    Column::new("health_band", "Health", CellKind::Word),
    Column::new("investment_call", "Call", CellKind::Word),
    Column::further("foreign_type", "Other type's quadrant", CellKind::Flag),
    Column::further("purpose", "For", CellKind::Text),
    Column::further("midline_strategic", "High value from", CellKind::Number),
    Column::further("midline_revenue", "High revenue from", CellKind::Money),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for partner in view.program.partners.iter().filter(|partner| view.wants(Some(&partner.id))) {
        if let Some(row) = row(view, partner) {
            table.push(row);
        }
    }
}

fn row(view: &View<'_>, partner: &Partner) -> Option<Vec<Cell>> {
    let measures = view.derived.partner(&partner.id)?;
    let placement = &measures.placement;
    let midlines = view.derived.midlines();
    let foreign = placement.quadrant.zip(partner.r#type).map(|(quadrant, own)| quadrant.is_foreign(own));
    Some(vec![
        (&partner.id).into(),
        (&partner.name).into(),
        choice(partner.r#type),
        measures.strategic_value().into(),
        choice(placement.strategic_value.map(|(_, source)| source)),
        placement.revenue.map(|(amount, _)| amount).into(),
        choice(placement.revenue.map(|(_, source)| source)),
        choice(placement.quadrant),
        Cell::word(measures.health.band),
        choice(measures.investment_call),
        foreign.into(),
        placement.quadrant.map(Quadrant::purpose).into(),
        midlines.strategic.into(),
        midlines.revenue.into(),
    ])
}
