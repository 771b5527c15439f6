//! The review as a document for the partner, from what it may see and nothing else.

use super::partner_view::{PartnerView, SharedDeal};
use super::recap::{actions_table, numbers, questions};
use crate::report::cell::{Cell, CellKind};
use crate::report::document::Document;
use crate::report::table::{Column, Table};

/// The pack for the partner.
pub(super) fn document(view: &PartnerView) -> Document {
    let mut document = Document::titled(format!("Quarterly business review: {}", view.partner));
    document.facts([
        ("Program", Cell::text(view.program.as_str())),
        ("Quarter", Cell::text(view.quarter.as_str())),
        ("Meeting", Cell::Date(view.on)),
        ("Numbers as of", Cell::Date(view.as_of)),
    ]);
    document.section("Agenda").table(agenda(view), "No agenda.");
    document.section("Last quarter's commitments").table(actions_table(&view.commitments), "None.");
    document.section("Numbers").table(numbers(view), "None.");
    document.section(format!("Won in {}", view.quarter)).table(deals(&view.won), "None.");
    document.section("Pipeline by name").table(deals(&view.open), "No open deals.");
    document.section("Joint plan").table(campaigns(view), "No campaigns planned together.");
    document.section("Actions agreed").table(actions_table(&view.actions), "None yet.");
    for (title, lines) in
        [("Decisions", view.decisions.clone()), ("Questions", questions(view)), ("Notes", view.notes.clone())]
    {
        if !lines.is_empty() {
            document.section(title).list(lines);
        }
    }
    document
}

fn agenda(view: &PartnerView) -> Table {
    const COLUMNS: &[Column] =
        &[Column::new("section", "Section", CellKind::Text), Column::new("minutes", "Minutes", CellKind::Count)];
    let mut table = Table::new(COLUMNS);
    for (section, minutes) in &view.agenda {
        table.push(vec![Cell::text(section.as_str()), u32::from(*minutes).into()]);
    }
    table
}

fn deals(deals: &[SharedDeal]) -> Table {
    const COLUMNS: &[Column] = &[
        Column::new("deal", "Deal", CellKind::Text),
        Column::new("stage", "Stage", CellKind::Text),
        Column::new("amount", "Amount", CellKind::Number),
        Column::new("date", "Date", CellKind::Date),
        Column::new("stuck", "Days stuck", CellKind::Count),
    ];
    let mut table = Table::new(COLUMNS);
    for deal in deals {
        table.push(vec![
            Cell::text(deal.name.as_str()),
            Cell::text(deal.stage.as_str()),
            deal.amount.as_ref().map_or(Cell::Unknown, |amount| Cell::text(amount.as_str())),
            deal.date.map_or(Cell::Unknown, Cell::Date),
            deal.stuck_days.map_or(Cell::Unknown, Into::into),
        ]);
    }
    let stuck = deals.iter().any(|deal| deal.stuck_days.is_some());
    if stuck { table } else { table.select(&[0, 1, 2, 3]) }
}

fn campaigns(view: &PartnerView) -> Table {
    const COLUMNS: &[Column] = &[
        Column::new("campaign", "Campaign", CellKind::Text),
        Column::new("launch", "Launch", CellKind::Date),
        Column::new("state", "State", CellKind::Text),
        Column::new("with", "With", CellKind::Text),
    ];
    let mut table = Table::new(COLUMNS);
    for one in &view.campaigns {
        table.push(vec![
            Cell::text(one.name.as_str()),
            Cell::Date(one.launch),
            Cell::text(one.state.as_str()),
            Cell::text(one.with.join(", ")),
        ]);
    }
    let shared = view.campaigns.iter().any(|one| !one.with.is_empty());
    if shared { table } else { table.select(&[0, 1, 2]) }
}
