//! The panes of this version, in the order of their tabs. A pane is its folder and its line here.

use super::{home, matrix, qbr, roster, tables, tiers, timeline};
use crate::tui::pane::Pane;

/// The panes of this version; tabs, palette and help follow from it.
pub fn all() -> Vec<Box<dyn Pane>> {
    vec![
        Box::new(home::Home::default()),
        Box::new(roster::Roster::default()),
        Box::new(matrix::Matrix::default()),
        Box::new(tiers::Tiers::default()),
        Box::new(timeline::Timeline::default()),
        Box::new(qbr::QbrPane::default()),
        Box::new(tables::Tables::economics()),
        Box::new(tables::Tables::enablement()),
        Box::new(tables::Tables::marketplace()),
        Box::new(tables::Tables::program()),
    ]
}
