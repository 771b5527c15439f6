//! Launches and tasks dragged with the mouse: they are drawn where they would be, and stay where they are let go.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::rows::Row;
use super::state::Timeline;
use crate::tui::outcome::Outcome;
use crate::tui::pane::Context;
use crate::tui::widgets::gantt::{Day, chart_area};

/// Where the button went down in the chart, and whether it has moved since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Press {
    cell: u16,
    dragged: bool,
}

impl Timeline {
    fn chart_cell(&self, mouse: MouseEvent) -> Option<u16> {
        let chart = chart_area(self.places.gantt, self.places.names);
        let inside = !self.twin && chart.contains(Position::new(mouse.column, mouse.row));
        inside.then(|| mouse.column - chart.x)
    }

    /// The day under the pointer, also beside the chart.
    fn day_under(&self, mouse: MouseEvent) -> Day {
        let chart = chart_area(self.places.gantt, self.places.names);
        let last = chart.width.saturating_sub(1);
        self.scale.day(mouse.column.saturating_sub(chart.x).min(last))
    }

    /// What the mouse does in the chart; nothing for what is no drag.
    pub(super) fn drag(&mut self, mouse: MouseEvent, context: &Context<'_>) -> Option<Outcome> {
        match (mouse.kind, self.press) {
            (MouseEventKind::Down(MouseButton::Left), None) if self.grab.is_none() => {
                let cell = self.chart_cell(mouse)?;
                let at = Position::new(mouse.column, mouse.row);
                let line = self.view.hit(self.places.body, at, self.rows.len())?;
                if !matches!(self.rows.get(line), Some(Row::Group(_) | Row::Task(..))) {
                    return None;
                }
                self.press = Some(Press { cell, dragged: false });
                if line == self.view.cursor {
                    return Some(Outcome::Changed);
                }
                self.view.cursor = line;
                Some(self.moved())
            }
            (MouseEventKind::Drag(MouseButton::Left), Some(press)) => {
                if !press.dragged {
                    if let refused @ (Outcome::Ignored(_) | Outcome::Notice(_)) = self.start_grab() {
                        self.press = None;
                        return Some(refused);
                    }
                    self.press = Some(Press { dragged: true, ..press });
                }
                let days = self.day_under(mouse) - self.scale.day(press.cell);
                Some(self.grab_to(days, context))
            }
            (MouseEventKind::Up(MouseButton::Left), Some(press)) => {
                self.press = None;
                Some(if press.dragged { self.drop_grab() } else { Outcome::ignored() })
            }
            _ => None,
        }
    }

    /// While the mouse drags, the chart stands still.
    pub(super) fn is_dragging(&self) -> bool {
        self.press.is_some_and(|press| press.dragged)
    }
}
