//! Open deals by stage and by name, with what is stuck.

use super::Review;
use crate::program::choice::Choice;
use crate::program::deal::DealStage;
use crate::program::money::Money;
use crate::report::cell::{Cell, CellKind};
use crate::report::document::Document;
use crate::report::table::{Column, Table};

pub(super) fn document(review: &Review<'_>) -> Document {
    const STAGES: &[Column] = &[
        Column::new("stage", "Stage", CellKind::Text),
        Column::new("deals", "Deals", CellKind::Count),
        Column::new("amount", "Amount", CellKind::Money),
        Column::new("weighted", "Weighted", CellKind::Money),
    ];
    const DEALS: &[Column] = &[
        Column::new("deal", "Deal", CellKind::Text),
        Column::new("stage", "Stage", CellKind::Text),
        Column::new("amount", "Amount", CellKind::Money),
        Column::new("close", "Expected", CellKind::Date),
        Column::new("note", "Next", CellKind::Text),
    ];
    let mut open: Vec<_> = review
        .derived
        .partner_deals(&review.partner.id)
        .filter(|(deal, _)| !matches!(deal.stage, DealStage::Won | DealStage::Lost))
        .collect();
    open.sort_by(|(a, _), (b, _)| b.stage.cmp(&a.stage).then(b.amount.cmp(&a.amount)).then_with(|| a.id.cmp(&b.id)));
    let mut stages = Table::new(STAGES);
    for stage in DealStage::ALL {
        let of_stage: Vec<_> = open.iter().filter(|(deal, _)| deal.stage == *stage).collect();
        if of_stage.is_empty() {
            continue;
        }
        let amount: Money = of_stage.iter().filter_map(|(deal, _)| deal.amount).sum();
        let weighted: Money = of_stage.iter().filter_map(|(_, measures)| measures.weighted).sum();
        let row = [Cell::text(stage.label()), Cell::count(of_stage.len()), Cell::Money(amount), Cell::Money(weighted)];
        stages.push(row.to_vec());
    }
    let mut deals = Table::new(DEALS);
    for (deal, measures) in &open {
        let stuck = match (measures.stuck, measures.days_in_stage) {
            (Some(true), Some(days)) => format!("STUCK {days} days in stage"),
            _ => String::new(),
        };
        let next = [stuck, deal.next_step.clone().unwrap_or_default()];
        let next: Vec<String> = next.into_iter().filter(|part| !part.is_empty()).collect();
        deals.push(vec![
            Cell::text(deal.name.as_str()),
            Cell::text(deal.stage.label()),
            deal.amount.map_or(Cell::Unknown, Cell::Money),
            deal.expected_close.map_or(Cell::Unknown, Cell::Date),
            if next.is_empty() { Cell::Unknown } else { Cell::text(next.join("; ")) },
        ]);
    }
    let mut document = Document::default();
    document.table(stages, "No open deals.");
    if !deals.rows.is_empty() {
        document.part("By name").table(deals, "");
    }
    document
}
