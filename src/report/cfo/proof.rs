//! The evidence for every deal that partners are credited with: each criterion with the record that proves it.

use super::book::CfoBook;
use crate::analysis::attribution::DealClass;
use crate::analysis::cfo::{CfoLine, CfoLineKind};
use crate::analysis::derived::{CriterionEvidence, PartEvidence};
use crate::program::choice::Choice;
use crate::program::deal::DealTouch;
use crate::report::cell::{Cell, CellKind};
use crate::report::document::Document;
use crate::report::table::{Column, Table};

const CRITERIA: &[Column] = &[
    Column::new("criterion", "Criterion", CellKind::Text),
    Column::new("result", "Result", CellKind::Word),
    Column::new("observed", "On record", CellKind::Text),
    Column::new("limit", "Compared with", CellKind::Text),
    Column::new("record", "Proved by", CellKind::Text),
];

const TOUCHES: &[Column] = &[
    Column::new("partner", "Partner", CellKind::Text),
    Column::new("on", "On", CellKind::Date),
    Column::new("kind", "What", CellKind::Word),
    Column::new("record", "Proved by", CellKind::Text),
];

/// The record that proves a criterion, such as `deal registration acme-2026`.
pub(super) fn proved_by(found: &CriterionEvidence) -> String {
    let (kind, id) = &found.record;
    format!("{} {id}", kind.noun())
}

/// A touch in words.
pub(super) fn touch_words(touch: &DealTouch) -> String {
    format!("{} on {} (deal touch {})", touch.kind.label(), touch.at.date(), touch.id)
}

/// The evidence, deal by deal: sourced ones first criterion by criterion, then the touches of influenced ones.
pub(super) fn document(book: &CfoBook<'_>) -> Document {
    let mut document = Document::default();
    let of = |kind: CfoLineKind| book.found.lines.iter().filter(move |line| line.line == kind);
    document.part("Sourced deals");
    if of(CfoLineKind::Sourced).next().is_none() {
        document.say("No deal of the period was sourced by a partner.");
    }
    for line in of(CfoLineKind::Sourced) {
        sourced(book, line, &mut document);
    }
    document.part("Influenced deals");
    if of(CfoLineKind::Influenced).next().is_none() {
        document.say("No deal of the period was influenced by a partner.");
    }
    for line in of(CfoLineKind::Influenced) {
        influenced(book, line, &mut document);
    }
    document
}

fn sourced(book: &CfoBook<'_>, line: &CfoLine, document: &mut Document) {
    let Some((deal, measures)) = book.deals.get(line.deal) else { return };
    let parts = book.derived.evidence(&deal.id);
    let Some(part) = parts.iter().find(|part| Some(&part.partner) == measures.sourcing.as_ref()) else { return };
    document.say(format!(
        "{} ({}), {}: sourced by {}, credited {}.",
        deal.name,
        deal.id,
        line_date(book, line),
        book.name(&part.partner),
        Cell::Money(line.credited).display()
    ));
    let mut table = Table::new(CRITERIA);
    for found in &part.criteria {
        table.push(vec![
            Cell::text(found.criterion.label()),
            Cell::word(found.result),
            text_or(found.observed.as_ref()),
            text_or(found.limit.as_ref()),
            Cell::text(proved_by(found)),
        ]);
    }
    document.table(table, "No criterion is switched on.");
    if measures.two_candidates {
        document.say("Another partner meets every criterion too; the earlier registration counts.");
    }
}

fn influenced(book: &CfoBook<'_>, line: &CfoLine, document: &mut Document) {
    let Some((deal, _)) = book.deals.get(line.deal) else { return };
    let credit = |(place, amount): (&usize, &_)| format!("{} {}", book.name_at(*place), Cell::Money(*amount).display());
    let credits: Vec<String> = line.credits.iter().map(credit).collect();
    document.say(format!(
        "{} ({}), {}: {} credited: {}.",
        deal.name,
        deal.id,
        line_date(book, line),
        Cell::Money(line.credited).display(),
        credits.join(", ")
    ));
    let mut table = Table::new(TOUCHES);
    let parts = book.derived.evidence(&deal.id);
    let mut touches: Vec<(&PartEvidence, &DealTouch)> = parts
        .iter()
        .filter(|part| part.class == DealClass::Influenced)
        .flat_map(|part| part.touches.iter().map(move |touch| (part, &**touch)))
        .collect();
    touches.sort_by_key(|(_, touch)| (touch.at.date(), touch.sequence));
    for (part, touch) in touches {
        table.push(vec![
            Cell::text(book.name(&part.partner)),
            Cell::Date(touch.at.date()),
            Cell::word(touch.kind),
            Cell::text(format!("deal touch {}", touch.id)),
        ]);
    }
    document.table(table, "No touch counts.");
}

fn line_date(book: &CfoBook<'_>, line: &CfoLine) -> String {
    let closed = book.deals.get(line.deal).and_then(|(deal, _)| deal.closed_on);
    closed.map(|on| format!("closed {on}")).unwrap_or_default()
}

fn text_or(text: Option<&String>) -> Cell {
    Cell::text(text.map_or("none recorded", String::as_str))
}
