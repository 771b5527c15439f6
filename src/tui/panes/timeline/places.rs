//! Where the parts of the pane stand at a size.

use ratatui::layout::Rect;

use crate::tui::widgets::paint;

/// Lines above the chart: name and counts, kind and launch.
const HEADER: u16 = 2;
/// Lines of the scale: dates, and weeks.
const SCALE: u16 = 2;
/// The width from which the details stand beside the chart.
const WIDE: u16 = 120;
/// Cells of the details.
const SIDE: u16 = 42;
/// The width below which there is no chart.
const NARROW: u16 = 60;

/// The parts of the pane.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Places {
    /// Name, counts, launch.
    pub(super) header: Rect,
    /// Dates above the weeks, over the chart only.
    pub(super) dates: Rect,
    /// Names and bars with the line of weeks: what the chart widget draws into.
    pub(super) gantt: Rect,
    /// Lines that are rows.
    pub(super) body: Rect,
    /// The details; empty where they are hidden.
    pub(super) side: Rect,
    /// Cells for the names.
    pub(super) names: u16,
}

impl Places {
    /// The parts at a size; `inspector` as the user wants it.
    pub(super) fn of(area: Rect, inspector: bool) -> Self {
        let (header, rest) = paint::split_top(area, HEADER);
        let beside = area.width >= WIDE;
        let side_width = match (inspector, beside) {
            (false, _) => 0,
            (true, true) => SIDE,
            (true, false) => area.width.saturating_sub(34).min(SIDE + 6),
        };
        let (main, side) = paint::split_left(rest, rest.width - side_width.min(rest.width));
        let charted = main.width >= NARROW;
        let names = if charted { (main.width / 2 + 2).clamp(34, 56) } else { main.width.saturating_sub(1) };
        let (dates, gantt) = paint::split_top(main, SCALE - 1);
        let (_, dates) = paint::split_left(dates, names + 1);
        let (_, body) = paint::split_top(gantt, 1);
        Self { header, dates, gantt, body, side, names }
    }

    /// Cells of the chart.
    pub(super) fn chart_width(&self) -> u16 {
        self.gantt.width.saturating_sub(self.names + 1)
    }
}

/// Whether the details are shown without being asked for.
pub(super) fn details_fit(width: u16) -> bool {
    width >= WIDE
}
