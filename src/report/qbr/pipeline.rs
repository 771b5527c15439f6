//! Open deals by stage and by name, with what is stuck.

use super::{Audience, Review, held};
use crate::analysis::derived::DealMeasures;
use crate::analysis::pipeline_movement::{Tally, movement};
use crate::program::choice::Choice;
use crate::program::deal::{Deal, DealStage};
use crate::program::money::Money;
use crate::program::qbr::AgendaSection;
use crate::report::cell::{Cell, CellKind};
use crate::report::document::Document;
use crate::report::table::{Column, Table};

/// How many deals are shown by name.
const BY_NAME: usize = 10;

pub(super) fn document(review: &Review<'_>, audience: Audience) -> Document {
    let mut open: Vec<_> = review
        .derived
        .partner_deals(&review.partner.id)
        .filter(|(deal, _)| !matches!(deal.stage, DealStage::Won | DealStage::Lost))
        .collect();
    open.sort_by(|(a, _), (b, _)| b.stage.cmp(&a.stage).then(b.amount.cmp(&a.amount)).then_with(|| a.id.cmp(&b.id)));
    let mut document = Document::default();
    match held::frozen(review) {
        Some(frozen) => {
            document.table(held::numbers(review, frozen, AgendaSection::Pipeline, audience), "No open deals.")
        }
        None => document.table(stages(&open), "No open deals."),
    };
    moved(review, &mut document);
    if !open.is_empty() {
        document.part("By name").table(deals(&open, audience), "");
    }
    if open.len() > BY_NAME {
        document.say(format!("{} more deals are open.", open.len() - BY_NAME));
    }
    let stuck = open.iter().filter(|(_, measures)| measures.stuck == Some(true)).count();
    if stuck > 0 {
        let days = review.derived.policy().pipeline.stuck_days;
        let noun = if stuck == 1 { "deal is" } else { "deals are" };
        document.say(format!("{stuck} {noun} stuck: more than {days} days in one stage."));
    }
    document
}

/// How the open deals of the quarter's first day became those of its last, or of the as-of date.
fn moved(review: &Review<'_>, document: &mut Document) {
    const COLUMNS: &[Column] = &[
        Column::new("step", "Movement", CellKind::Text),
        Column::new("deals", "Deals", CellKind::Number),
        Column::new("amount", "Amount", CellKind::Money),
    ];
    let calendar = review.program.profile.calendar();
    let (from, last) = (calendar.first_day(review.quarter), calendar.last_day(review.quarter));
    let until = last.min(review.derived.as_of());
    if until < from {
        return;
    }
    let deals = review.derived.partner_deals(&review.partner.id).map(|(deal, _)| deal);
    let movement = movement(deals, from, until);
    let mut table = Table::new(COLUMNS);
    let mut row = |step: String, tally: Tally, takes: bool| {
        let sign = if takes { -1 } else { 1 };
        let amount = tally.amount.map(|amount| if takes { Money::ZERO.minus(amount) } else { amount });
        table.push(vec![Cell::text(step), Cell::count(sign * i64::from(tally.deals)), amount.into()]);
    };
    row(format!("Open on {from}"), movement.opening, false);
    row("New".to_owned(), movement.new, false);
    if movement.undated.deals > 0 {
        row("Without a creation date".to_owned(), movement.undated, false);
    }
    row("Won".to_owned(), movement.won, true);
    row("Lost".to_owned(), movement.lost, true);
    row(format!("Open on {until}"), movement.closing, false);
    document.part("Movement").table(table, "");
    if movement.slipped.deals > 0 {
        let amount = movement.slipped.amount.map(|amount| review.program.profile.currency.told(amount));
        let (count, amount) = (movement.slipped.deals, amount.unwrap_or_else(|| "unknown".to_owned()));
        let noun = if count == 1 { "deal was" } else { "deals were" };
        document.say(format!("Slipped: {count} {noun} to close by {until} and did not ({amount})."));
    }
}

/// A sum is unknown where one of its amounts is.
fn stages(open: &[(&Deal, &DealMeasures)]) -> Table {
    const COLUMNS: &[Column] = &[
        Column::new("stage", "Stage", CellKind::Text),
        Column::new("deals", "Deals", CellKind::Count),
        Column::new("amount", "Amount", CellKind::Money),
        Column::new("weighted", "Weighted", CellKind::Money),
    ];
    let mut table = Table::new(COLUMNS);
    for stage in DealStage::ALL {
        let of_stage = || open.iter().filter(|(deal, _)| deal.stage == *stage);
        let count = of_stage().count();
        if count > 0 {
            let amount: Option<Money> = of_stage().map(|(deal, _)| deal.amount).sum();
            let weighted: Option<Money> = of_stage().map(|(_, measures)| measures.weighted).sum();
            table.push(vec![Cell::text(stage.label()), count.into(), amount.into(), weighted.into()]);
        }
    }
    table
}

/// The next step is our own note and stays with us.
fn deals(open: &[(&Deal, &DealMeasures)], audience: Audience) -> Table {
    const COLUMNS: &[Column] = &[
        Column::new("deal", "Deal", CellKind::Text),
        Column::new("stage", "Stage", CellKind::Text),
        Column::new("amount", "Amount", CellKind::Money),
        Column::new("close", "Expected", CellKind::Date),
        Column::new("note", "Next", CellKind::Text),
    ];
    let mut table = Table::new(COLUMNS);
    for (deal, measures) in open.iter().take(BY_NAME) {
        let stuck = match (measures.stuck, measures.days_in_stage) {
            (Some(true), Some(days)) => Some(format!("STUCK {days} days in stage")),
            _ => None,
        };
        let next = deal.next_step.clone().filter(|_| audience == Audience::Internal);
        let notes: Vec<String> = [stuck, next].into_iter().flatten().collect();
        table.push(vec![
            (&deal.name).into(),
            Cell::text(deal.stage.label()),
            deal.amount.into(),
            deal.expected_close.into(),
            Cell::text(notes.join("; ")),
        ]);
    }
    table
}
