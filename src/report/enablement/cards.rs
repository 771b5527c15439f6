//! Battle cards with the blocks they still lack (F60).

use crate::analysis::enablement::content::{CardBlock, card_missing};
use crate::program::choice::Choice;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// Every card.
pub const REPORT: Report =
    Report { name: "battle-cards", title: "Battle cards with what they lack", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("competitor", "Against", CellKind::Text),
    Column::new("blocks", "Blocks", CellKind::Count),
    Column::new("missing", "Missing", CellKind::List),
    Column::new("positioning", "Positioning", CellKind::Text),
    Column::new("differentiators", "What sets us apart", CellKind::List),
    Column::further("head_to_head", "Head to head", CellKind::Text),
    Column::further("weaknesses", "Weaknesses", CellKind::List),
    Column::further("when_we_win", "When we win", CellKind::List),
    Column::further("when_they_win", "When they win", CellKind::List),
    Column::further("landmines", "Landmines", CellKind::List),
    Column::further("win_story", "Win story", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let list = |items: &[String]| Cell::list(items.iter().map(String::as_str));
    for card in view.program.battle_cards.iter() {
        let missing = card_missing(card);
        table.push(vec![
            (&card.id).into(),
            card.competitor.as_str().into(),
            (CardBlock::ALL.len() - missing.len()).into(),
            Cell::list(missing.iter().map(|block| block.label())),
            card.positioning.as_deref().into(),
            list(&card.differentiators),
            card.head_to_head.as_deref().into(),
            list(&card.weaknesses),
            list(&card.when_we_win),
            list(&card.when_they_win),
            list(&card.landmines),
            card.win_story.as_deref().into(),
        ]);
    }
}
