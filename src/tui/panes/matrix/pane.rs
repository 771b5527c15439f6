//! The value matrix as a pane of the screen.

use super::plane::QUADRANTS;
use super::state::{FILTER, Matrix, VALUE, Window};
use super::{table, view};
use crate::program::id::Id;
use crate::program::quantity::Quantity;
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::Prompt;
use crate::tui::pane::{Check, Context, Hint, Mode, Pane, PaneName, Values};
use crate::tui::session::Partner;
use crate::tui::widgets::scatter::{Direction, Labels};
use crate::tui::widgets::table as table_widget;
use crossterm::event::{KeyCode, KeyEvent, MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

impl Pane for Matrix {
    fn name(&self) -> PaneName {
        PaneName::Matrix
    }

    fn hints(&self, _: &Context<'_>) -> Vec<Hint> {
        if self.grabbed.is_some() {
            return Vec::new();
        }
        vec![
            Hint::new(Action::Grab, "move"),
            Hint::new(Action::Twin, if self.twin { "picture" } else { "table" }),
            Hint::new(Action::FindNext, "next by value"),
            Hint::new(Action::Filter, "filter"),
            Hint::new(Action::LabelsCycle, "labels"),
        ]
    }

    fn layout(&mut self, area: Rect, context: &Context<'_>) {
        self.area = area;
        self.refresh(context);
        let viewed = (self.window, area, context.look.glyphs.ascii);
        if self.viewed != Some(viewed) {
            let plotted = &self.plane.plotted;
            self.in_view = view::in_view(plotted, self.window, area);
            self.points = view::points(plotted, &self.in_view, self.window, context.look);
            self.viewed = Some(viewed);
        }
        let rows = self.plane.plotted.len() + self.plane.unplaced.len();
        table_widget::settle(&mut self.view, rows, &table::columns(), view::plot_area(area));
    }

    fn draw(&self, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
        view::draw(self, buffer, area, context);
    }

    fn cursor(&self) -> Option<Position> {
        view::cursor(self)
    }

    fn mode(&self) -> Mode {
        if self.grabbed.is_some() { Mode::Grab } else { Mode::Nav }
    }

    fn available(&self, action: Action, _: &Context<'_>) -> Result<(), String> {
        match action {
            Action::Grab if self.current().is_none() => Err("no partner is placed".to_owned()),
            Action::FilterClear if self.filter.is_empty() => Err("no filter is set".to_owned()),
            Action::EncodePick | Action::AxisX | Action::AxisY | Action::EncodeSize | Action::EncodeColour => {
                Err("the axes are strategic value and revenue (R-08), the colour is health".to_owned())
            }
            Action::MarkToggle
            | Action::MarkAll
            | Action::MarkRange
            | Action::Add
            | Action::Delete
            | Action::OwnerPick
            | Action::SetTier
            | Action::SetType
            | Action::SetOwner
            | Action::SetStatus
            | Action::SetRegion
            | Action::SetTags => Err("in the roster: g 1 goes to the same partner there".to_owned()),
            _ => Ok(()),
        }
    }

    fn act(&mut self, action: Action, context: &Context<'_>) -> Outcome {
        if self.grabbed.is_some() {
            return self.act_grabbed(action);
        }
        match action {
            Action::MoveUp if self.twin => self.step_row(-1),
            Action::MoveDown if self.twin => self.step_row(1),
            Action::PageUp if self.twin => self.step_row(-10),
            Action::PageDown if self.twin => self.step_row(10),
            Action::MoveUp => self.walk(Direction::Up),
            Action::MoveDown => self.walk(Direction::Down),
            Action::MoveLeft => self.walk(Direction::Left),
            Action::MoveRight => self.walk(Direction::Right),
            Action::FindNext => self.step_by_value(1),
            Action::FindPrevious => self.step_by_value(-1),
            Action::GoTop => self.select(0),
            Action::GoEnd => self.select(self.plane.plotted.len().saturating_sub(1)),
            Action::Grab => self.pick_up(),
            Action::Twin => {
                self.twin = !self.twin;
                Outcome::Changed
            }
            Action::LabelsCycle => {
                self.labels = match self.labels {
                    Labels::None => Labels::Free,
                    Labels::Free => Labels::All,
                    Labels::All | Labels::Marked => Labels::None,
                };
                Outcome::Changed
            }
            Action::ZoomIn => self.zoom(true),
            Action::ZoomOut => self.zoom(false),
            Action::ZoomFit => {
                self.window = Window::default();
                Outcome::Changed
            }
            Action::QuadrantAll => self.isolate(None, context),
            Action::Quadrant1 => self.isolate(Some(QUADRANTS[1]), context),
            Action::Quadrant2 => self.isolate(Some(QUADRANTS[0]), context),
            Action::Quadrant3 => self.isolate(Some(QUADRANTS[3]), context),
            Action::Quadrant4 => self.isolate(Some(QUADRANTS[2]), context),
            Action::Filter => Outcome::open(
                Prompt::new(FILTER, "Filter").with_text(&*self.filter).hint("A part of the partner's name").at_bottom(),
            ),
            Action::FilterClear | Action::Unwind => self.unwind(context),
            Action::SetStrategic => self.ask_value(),
            Action::Open => self.open(),
            _ => Outcome::ignored(),
        }
    }

    fn type_key(&mut self, key: KeyEvent, _: &Context<'_>) -> Outcome {
        match (&mut self.grabbed, key.code) {
            (Some(grabbed), KeyCode::Char(digit)) if digit.is_ascii_digit() => {
                grabbed.digit(digit);
                Outcome::Changed
            }
            _ => Outcome::ignored(),
        }
    }

    fn typed(&mut self, tag: &str, _: &str, text: &str, context: &Context<'_>) -> Check {
        if tag == FILTER {
            text.clone_into(&mut self.filter);
            self.refresh(context);
            Check {
                error: None,
                lines: vec![format!("{} placed, {} not placed", self.plane.plotted.len(), self.plane.unplaced.len())],
            }
        } else {
            let ok = text.is_empty()
                || text.trim().parse::<Quantity>().is_ok_and(|value| {
                    !value.decimal().is_sign_negative() && value.decimal() <= rust_decimal::Decimal::ONE_HUNDRED
                });
            Check { error: (!ok).then(|| "a number from 0 to 100".to_owned()), lines: Vec::new() }
        }
    }

    fn submitted(&mut self, tag: &str, values: Values, _: &Context<'_>) -> Outcome {
        match (tag, &values) {
            (FILTER, Values::Cancelled(_)) => self.filter.clear(),
            (VALUE, Values::Text(text)) => return self.set_value(text),
            _ => {}
        }
        Outcome::Changed
    }

    fn mouse(&mut self, mouse: MouseEvent, _: &Context<'_>) -> Outcome {
        match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => self.click(mouse),
            MouseEventKind::ScrollUp if self.twin => self.step_row(-1),
            MouseEventKind::ScrollDown if self.twin => self.step_row(1),
            MouseEventKind::ScrollUp => self.zoom(true),
            MouseEventKind::ScrollDown => self.zoom(false),
            _ => Outcome::ignored(),
        }
    }

    fn select_partner(&mut self, partner: &Id<Partner>, context: &Context<'_>) {
        self.refresh(context);
        self.wanted = Some(partner.clone());
        if let Some(index) = self.plane.position(partner) {
            self.selected = Some(index);
            self.view.row = index;
            self.keep_in_view();
        } else if let Some(index) = self.plane.unplaced.iter().position(|one| one.id == *partner) {
            self.view.row = self.plane.plotted.len() + index;
        }
    }

    fn selected_partner(&self, context: &Context<'_>) -> Option<Id<Partner>> {
        self.current_id().cloned().or_else(|| context.partner.cloned())
    }

    fn explain(&self, _: &Context<'_>) -> Option<String> {
        self.current_id().map(|id| format!("partner/{id}/quadrant"))
    }
}
