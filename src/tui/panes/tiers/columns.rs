//! Where grid, panel and list of people stand, and how wide the tiers are.

use ratatui::layout::Rect;

use super::model::Model;
use crate::tui::widgets::paint;
use crate::tui::widgets::table::{Column, GUTTER};

/// The width from which the panel stands beside the grid.
const WIDE: u16 = 120;
/// The narrowest column of a tier.
const NARROWEST: u16 = 11;
/// The widest column of a tier.
const WIDEST: u16 = 18;

/// What has the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Region {
    /// The tiers side by side.
    #[default]
    Grid,
    /// The people of the selected tier.
    People,
}

/// The parts of the pane.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Areas {
    /// The tiers side by side.
    pub(super) grid: Rect,
    /// The sentence of the tier and a word on the cell.
    pub(super) detail: Rect,
    /// The people, or who would move.
    pub(super) people: Rect,
    /// True where the panel stands beside the grid.
    pub(super) wide: bool,
}

impl Areas {
    /// Parts an area; the panel grows while something is typed, the list while it has the keyboard.
    pub(super) fn of(area: Rect, region: Region, typing: bool, panel: bool) -> Self {
        let wide = area.width >= WIDE;
        if wide && !panel && !typing && region == Region::Grid {
            let (grid, detail) = paint::split_bottom(area, 4);
            return Self { grid, detail, people: Rect::default(), wide: false };
        }
        if wide {
            let side = area.width.saturating_sub(80).clamp(40, 64);
            let (grid, rest) = paint::split_left(area, area.width - side);
            let (_, rest) = paint::split_left(rest, 2);
            let (detail, people) = paint::split_top(rest, 8.min(rest.height / 2));
            return Self { grid, detail, people, wide };
        }
        let (detail, people) = match (region, typing) {
            (_, true) => (4, area.height.saturating_sub(4) / 3),
            (Region::People, false) => (0, area.height * 3 / 5),
            (Region::Grid, false) => (if panel { 4 } else { 0 }, 0),
        };
        let (detail, people) =
            if area.height < 12 { (detail.min(2), people.min(area.height / 2)) } else { (detail, people) };
        let (rest, people) = paint::split_bottom(area, people);
        let (grid, detail) = paint::split_bottom(rest, detail);
        Self { grid, detail, people, wide }
    }
}

/// The columns: the words of the rows, then one per tier.
pub(super) fn columns(model: &Model, width: u16) -> Vec<Column> {
    let room = width.saturating_sub(GUTTER);
    let label = (room / 3).clamp(12, 26).min(room.max(1));
    let count = u16::try_from(model.tiers.len()).unwrap_or(u16::MAX).max(1);
    let each = room.saturating_sub(label).checked_div(count).unwrap_or(0).saturating_sub(1);
    let each = each.clamp(NARROWEST, WIDEST);
    let mut columns = vec![Column::new("", label)];
    columns.extend(model.tiers.iter().map(|tier| Column::new(tier.name.clone(), each).right()));
    columns
}
