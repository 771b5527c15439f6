//! Reviews held and promises kept, partner by partner and for both sides.

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::partners::rate;
use super::table::{Column, Table};

/// Rates of reviews and promises by partner; those with neither are left out.
pub const REPORT: Report =
    Report { name: "promises", title: "Reviews held and promises kept, by us and by partners", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::new("id", "Id", CellKind::Text),
    Column::new("name", "Name", CellKind::Text),
    Column::new("reviews.held", "Held", CellKind::Count),
    Column::new("reviews.of", "Reviews", CellKind::Count),
    Column::new("reviews.rate", "Held %", CellKind::Percent),
    Column::new("us.kept", "We kept", CellKind::Count),
    Column::further("us.late", "We, late", CellKind::Count),
    Column::further("us.broken", "We, overdue", CellKind::Count),
    Column::further("us.open", "We, open", CellKind::Count),
    Column::new("us.of", "Due", CellKind::Count),
    Column::new("us.rate", "We kept %", CellKind::Percent),
    Column::new("partner.kept", "They kept", CellKind::Count),
    Column::further("partner.late", "They, late", CellKind::Count),
    Column::further("partner.broken", "They, overdue", CellKind::Count),
    Column::further("partner.open", "They, open", CellKind::Count),
    Column::new("partner.of", "Due", CellKind::Count),
    Column::new("partner.rate", "They kept %", CellKind::Percent),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for partner in view.program.partners.iter().filter(|partner| view.wants(Some(&partner.id))) {
        let Some(measures) = view.derived.partner(&partner.id) else { continue };
        let (reviews, both) = (measures.reviews, measures.promises);
        let any = [both.us, both.partner].iter().any(|side| side.rate().of + side.open > 0);
        if reviews.of == 0 && !any {
            continue;
        }
        let mut row = vec![(&partner.id).into(), (&partner.name).into()];
        row.extend([Cell::count(reviews.part), Cell::count(reviews.of), rate(reviews)]);
        for side in [both.us, both.partner] {
            row.extend([side.kept, side.late, side.broken, side.open, side.rate().of].map(Cell::count));
            row.push(rate(side.rate()));
        }
        table.push(row);
    }
}
