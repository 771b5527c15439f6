//! The relationship: temperature, health by dimension, promises, people.

use super::{Audience, Review};
use crate::analysis::health::HealthDimension;
use crate::program::choice::Choice;
use crate::program::side::Side;
use crate::report::cell::{Cell, CellKind};
use crate::report::document::Document;
use crate::report::table::{Column, Table};

pub(super) fn document(review: &Review<'_>, audience: Audience) -> Document {
    let mut document = Document::default();
    let partners_view = review.qbr.and_then(|qbr| qbr.partner_temperature).map_or(Cell::Unknown, Cell::count);
    let mut facts = vec![("Partner's view, 1 to 5", partners_view)];
    if audience == Audience::Internal {
        let ours = review.qbr.and_then(|qbr| qbr.temperature).map_or(Cell::Unknown, Cell::count);
        facts.insert(0, ("Our view, 1 to 5", ours));
    }
    document.facts(facts);
    if audience == Audience::Internal {
        health(review, &mut document);
        promises(review, &mut document);
    }
    let people: Vec<String> = review
        .program
        .contacts
        .iter()
        .filter(|contact| contact.partner == review.partner.id && contact.active)
        .map(|contact| format!("{}, {}", contact.name, contact.title.as_deref().unwrap_or(contact.role.label())))
        .collect();
    document.part("People").list(people);
    document
}

fn health(review: &Review<'_>, document: &mut Document) {
    const COLUMNS: &[Column] = &[
        Column::new("dimension", "Dimension", CellKind::Text),
        Column::new("points", "Points", CellKind::Count),
        Column::new("max", "Of", CellKind::Count),
    ];
    let Some(measures) = review.measures() else { return };
    let health = &measures.health;
    document.part(format!("Health: {}", health.display()));
    let mut table = Table::new(COLUMNS);
    for dimension in HealthDimension::ALL {
        let points = health.points(*dimension).map_or(Cell::Unknown, Cell::count);
        table.push(vec![Cell::text(dimension.name()), points, Cell::count(HealthDimension::max(*dimension))]);
    }
    document.table(table, "");
}

fn promises(review: &Review<'_>, document: &mut Document) {
    const COLUMNS: &[Column] = &[
        Column::new("text", "What", CellKind::Text),
        Column::new("by", "By", CellKind::Text),
        Column::new("due", "Due", CellKind::Date),
    ];
    let mut table = Table::new(COLUMNS);
    let mine = review.derived.promises_of(&review.partner.id);
    for promise in mine.iter().filter(|promise| promise.done_on.is_none()) {
        let by = if promise.by == Side::Partner { review.partner.name.as_str() } else { promise.by.label() };
        let due = promise.due.map_or(Cell::Unknown, Cell::Date);
        table.push(vec![Cell::text(promise.text.as_str()), Cell::text(by), due]);
    }
    if !table.rows.is_empty() {
        document.part("Open promises").table(table, "");
    }
}
