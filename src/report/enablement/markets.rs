//! Which content is needed in the languages of our markets, and which is there (F63).

use crate::analysis::enablement::content::{LocalizationState, is_to_be_localized};
use crate::program::choice::Choice;
use crate::program::enablement::{Asset, Market, MarketTier};
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// Every piece of content in every market.
pub const REPORT: Report =
    Report { name: "localization", title: "Content by market and language", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::further("market", "Market id", CellKind::Text),
    Column::new("market_name", "Market", CellKind::Text),
    Column::new("language", "Language", CellKind::Text),
    Column::new("tier", "Tier", CellKind::Word),
    Column::new("title", "Content", CellKind::Text),
    Column::new("state", "State", CellKind::Word),
    Column::new("level", "Needed", CellKind::Text),
    Column::new("languages", "There in", CellKind::List),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let mut markets: Vec<&Market> = view.program.markets.iter().collect();
    markets.sort_by(|a, b| (a.tier, &a.name, &a.id).cmp(&(b.tier, &b.name, &b.id)));
    for market in markets {
        let mut assets: Vec<&Asset> = view.program.assets.iter().collect();
        assets.sort_by(|a, b| (a.kind, &a.title).cmp(&(b.kind, &b.title)));
        if assets.is_empty() {
            table.push(row(market, None));
        }
        for asset in assets {
            table.push(row(market, Some(asset)));
        }
    }
}

/// Whether an asset is there in the language of a market; where only support is local, nothing is needed.
pub fn localization(asset: &Asset, market: &Market) -> LocalizationState {
    let wanted = market.language.trim().to_lowercase();
    let there = asset.languages.iter().any(|language| language.trim().to_lowercase() == wanted);
    match (there, is_to_be_localized(asset.kind, market.tier)) {
        (true, _) => LocalizationState::Covered,
        (false, true) => LocalizationState::Missing,
        (false, false) => LocalizationState::NotNeeded,
    }
}

fn row(market: &Market, asset: Option<&Asset>) -> Vec<Cell> {
    let level = match market.tier {
        MarketTier::Tier1 => "Full translation, local examples",
        MarketTier::Tier2 => "Key materials translated",
        MarketTier::Tier3 => "English with local support",
    };
    vec![
        asset.map(|asset| &asset.id).into(),
        (&market.id).into(),
        market.name.as_str().into(),
        market.language.as_str().into(),
        Cell::Word(market.tier.word(), market.tier.label()),
        asset.map(|asset| asset.title.as_str()).into(),
        asset.map(|asset| localization(asset, market)).map_or(Cell::Unknown, Cell::word),
        level.into(),
        asset.map_or(Cell::Unknown, |asset| Cell::list(asset.languages.iter().map(String::as_str))),
    ]
}
