//! Every tier proved for every partner, one line each, with the cheapest way to those that do not hold.

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::table::{Column, Table};
use crate::analysis::derived::TierProof;
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::Partner;

/// The tiers of each partner's ladder, base tier first.
pub const REPORT: Report = Report {
    name: "proofs",
    title: "Every tier proved for every partner, with the cheapest way to it",
    columns: COLUMNS,
    fill,
};

const COLUMNS: &[Column] = &[
    Column::new("partner", "Partner", CellKind::Text),
    Column::further("name", "Name", CellKind::Text),
    Column::new("tier", "Tier", CellKind::Text),
    Column::new("holds", "Holds", CellKind::Flag),
    Column::further("keeps", "Has it", CellKind::Flag),
    Column::new("proof", "Proof", CellKind::Text),
    Column::new("way", "Cheapest way", CellKind::Text),
    Column::new("way_cost", "It costs", CellKind::Money),
    Column::further("way_deals", "In deals", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for partner in view.program.partners.iter().filter(|partner| view.wants(Some(&partner.id))) {
        for proof in view.derived.tier_proofs(&partner.id) {
            table.push(row(view, partner, proof));
        }
    }
}

fn row(view: &View<'_>, partner: &Partner, proof: TierProof) -> Vec<Cell> {
    let currency = view.derived.currency();
    let way = proof.way.as_ref().filter(|way| !way.steps.is_empty());
    let deals = way.and_then(|way| view.derived.deals_to(&partner.id, way, &proof.name));
    vec![
        Cell::from(Id::shared(&partner.id)),
        (&partner.name).into(),
        (&proof.tier).into(),
        proof.holds.known().map_or(Cell::Unknown, Cell::from),
        proof.keeps.into(),
        proof.line.into(),
        way.map(|way| way.short(currency)).into(),
        way.and_then(|way| Money::rounded(way.cost, 2)).into(),
        deals.into(),
    ]
}
