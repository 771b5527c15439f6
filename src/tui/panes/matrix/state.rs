//! The view state of the matrix and what its keys do.

use crossterm::event::{KeyCode, KeyEvent, MouseButton, MouseEvent, MouseEventKind};
use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::grab::Grabbed;
use super::plane::{Plane, QUADRANTS};
use super::{table, view};
use crate::analysis::derived::Touched;
use crate::analysis::matrix::Quadrant;
use crate::app::command::PartnerCommand;
use crate::program::choice::Choice;
use crate::program::id::Id;
use crate::program::quantity::Quantity;
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::Prompt;
use crate::tui::pane::{Check, Context, Hint, Mode, Pane, PaneName, Values};
use crate::tui::session::{Command, Partner};
use crate::tui::widgets::scatter::{self, Direction, FULL, Labels, Share};
use crate::tui::widgets::table::{self as table_widget, Hit, TableView};

/// Above so many touched partners the plane is made anew.
const MANY: usize = 32;

const FILTER: &str = "matrix/filter";
const VALUE: &str = "matrix/value";

/// The part of the plane in view, as shares of each axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) x: (Share, Share),
    pub(super) y: (Share, Share),
}

impl Default for Window {
    fn default() -> Self {
        Self { x: (0, FULL), y: (0, FULL) }
    }
}

impl Window {
    /// A share of the whole axis as a share of the window; `None` outside.
    pub(super) fn share(range: (Share, Share), at: Share) -> Option<Share> {
        let (low, high) = range;
        (low..=high).contains(&at).then(|| {
            let wide = u32::from(high - low).max(1);
            (u32::from(at - low) * u32::from(FULL) / wide) as Share
        })
    }

    fn around(centre: (Share, Share), wide: Share) -> Self {
        let range = |at: Share| {
            let low = at.saturating_sub(wide / 2).min(FULL - wide);
            (low, low + wide)
        };
        Self { x: range(centre.0), y: range(centre.1) }
    }

    fn wide(self) -> Share {
        (self.x.1 - self.x.0).max(self.y.1 - self.y.0)
    }
}

/// The value matrix.
#[derive(Debug, Default)]
pub struct Matrix {
    pub(super) plane: Plane,
    pub(super) selected: Option<usize>,
    pub(super) labels: Labels,
    pub(super) only: Option<Quadrant>,
    pub(super) filter: String,
    pub(super) window: Window,
    pub(super) grabbed: Option<Grabbed>,
    pub(super) twin: bool,
    pub(super) view: TableView,
    wanted: Option<Id<Partner>>,
    /// Who is drawn: places among the plotted, in order.
    pub(super) in_view: Vec<usize>,
    shares: Vec<(Share, Share)>,
    seen: Option<(u64, Date, String, Option<Quadrant>)>,
    viewed: Option<Window>,
    area: Rect,
}

impl Matrix {
    fn refresh(&mut self, context: &Context<'_>) {
        let workbench = context.workbench;
        let now = (workbench.revision(), workbench.as_of(), self.filter.clone(), self.only);
        if self.seen.as_ref() == Some(&now) {
            return;
        }
        let before = self.seen.as_ref().filter(|seen| (seen.1, &seen.2, seen.3) == (now.1, &now.2, None));
        match before.filter(|_| self.only.is_none()).map(|seen| workbench.touched_since(seen.0)) {
            Some(Touched::Partners(touched)) if touched.len() <= MANY => {
                self.plane.place_again(workbench, &self.filter, &touched);
            }
            _ => self.plane = Plane::of(workbench, &self.filter, self.only),
        }
        self.shares = self.plane.plotted.iter().map(|one| one.shares).collect();
        self.viewed = None;
        self.seen = Some(now);
        let wanted = self.wanted.clone().or_else(|| context.partner.cloned());
        self.selected =
            wanted.and_then(|id| self.plane.position(&id)).or((!self.plane.plotted.is_empty()).then_some(0));
        self.view.row = self.selected.unwrap_or(0);
    }

    fn current(&self) -> Option<&super::plane::Plotted> {
        self.plane.plotted.get(self.selected?)
    }

    /// The partner under the cursor; in the table also one that cannot be placed.
    fn current_id(&self) -> Option<&Id<Partner>> {
        if self.twin {
            let placed = self.plane.plotted.get(self.view.row).map(|one| &one.id);
            return placed.or_else(|| {
                self.plane.unplaced.get(self.view.row.checked_sub(self.plane.plotted.len())?).map(|one| &one.id)
            });
        }
        self.current().map(|one| &one.id)
    }

    fn select(&mut self, index: usize) -> Outcome {
        if self.plane.plotted.get(index).is_none() {
            return Outcome::ignored();
        }
        self.selected = Some(index);
        self.view.row = index;
        self.wanted = self.current_id().cloned();
        self.keep_in_view();
        match self.wanted.clone() {
            Some(id) => Outcome::SelectPartner(id).and(Outcome::Changed),
            None => Outcome::Changed,
        }
    }

    fn keep_in_view(&mut self) {
        let Some((x, y)) = self.current().map(|one| one.shares) else { return };
        let inside = Window::share(self.window.x, x).is_some() && Window::share(self.window.y, y).is_some();
        if !inside {
            self.window = Window::around((x, y), self.window.wide());
        }
    }

    fn walk(&mut self, direction: Direction) -> Outcome {
        match self.selected.and_then(|from| scatter::nearest(&self.shares, from, direction)) {
            Some(next) => self.select(next),
            None => Outcome::ignored(),
        }
    }

    fn step_row(&mut self, by: isize) -> Outcome {
        let rows = self.plane.plotted.len() + self.plane.unplaced.len();
        if !self.view.move_rows(by, rows) {
            return Outcome::ignored();
        }
        if self.view.row < self.plane.plotted.len() {
            return self.select(self.view.row);
        }
        self.wanted = self.current_id().cloned();
        self.wanted.clone().map_or(Outcome::Changed, |id| Outcome::SelectPartner(id).and(Outcome::Changed))
    }

    fn step_by_value(&mut self, by: isize) -> Outcome {
        let next = self.selected.and_then(|at| at.checked_add_signed(by));
        next.map_or_else(Outcome::ignored, |next| self.select(next))
    }

    fn zoom(&mut self, nearer: bool) -> Outcome {
        let centre = self.current().map_or((FULL / 2, FULL / 2), |one| one.shares);
        let wide = if nearer { self.window.wide() / 2 } else { self.window.wide().saturating_mul(2).min(FULL) };
        if wide < FULL / 16 || wide == self.window.wide() {
            return Outcome::unavailable(if nearer { "This is as near as it goes" } else { "Everything is in view" });
        }
        self.window = Window::around(centre, wide);
        Outcome::Changed
    }

    fn isolate(&mut self, quadrant: Option<Quadrant>, context: &Context<'_>) -> Outcome {
        self.only = quadrant;
        self.window = Window::default();
        self.refresh(context);
        let text = quadrant.map_or("All quadrants".to_owned(), |one| format!("Only {} - z 0 shows all", one.label()));
        Outcome::info(text).and(Outcome::Changed)
    }

    fn pick_up(&mut self) -> Outcome {
        let Some(grabbed) = self.current().map(Grabbed::new) else {
            return Outcome::unavailable("No partner is placed here; a strategic value and revenue place one");
        };
        self.twin = false;
        self.grabbed = Some(grabbed);
        Outcome::Changed
    }

    fn carry(&mut self, rise: i64, steps: i32) -> Outcome {
        let Some(grabbed) = &mut self.grabbed else { return Outcome::ignored() };
        if rise != 0 {
            grabbed.rise(rise);
        }
        if steps != 0 && !grabbed.shift(steps) {
            return Outcome::unavailable("Its revenue is earned; only potential can be moved");
        }
        Outcome::Changed
    }

    fn drop(&mut self) -> Outcome {
        let command = self.grabbed.take().and_then(|grabbed| grabbed.dropped());
        command.map_or(Outcome::Changed, |command| Outcome::command(command).and(Outcome::Changed))
    }

    fn unwind(&mut self, context: &Context<'_>) -> Outcome {
        if !self.filter.is_empty() {
            let filter = std::mem::take(&mut self.filter);
            return Outcome::info(format!("Cleared the filter {filter:?}")).and(Outcome::Changed);
        }
        if self.only.is_some() {
            return self.isolate(None, context);
        }
        Outcome::ignored()
    }

    fn ask_value(&self) -> Outcome {
        let Some(id) = self.current_id() else { return Outcome::unavailable("No partner is selected") };
        Outcome::open(Prompt::new(VALUE, format!("Strategic value of {id}")).hint("0 to 100").at_bottom())
    }

    fn set_value(&self, text: &str) -> Outcome {
        match (self.current_id(), text.trim().parse::<Quantity>()) {
            (Some(id), Ok(value)) => Outcome::command(Command::Partner(PartnerCommand::Place {
                partner: id.clone(),
                strategic_value: value,
                potential: None,
            })),
            _ => Outcome::unavailable("A strategic value is a number from 0 to 100"),
        }
    }

    fn act_grabbed(&mut self, action: Action) -> Outcome {
        match action {
            Action::GrabUp => self.carry(1, 0),
            Action::GrabDown => self.carry(-1, 0),
            Action::GrabFarOn => self.carry(10, 0),
            Action::GrabFarBack => self.carry(-10, 0),
            Action::GrabLeft => self.carry(0, -1),
            Action::GrabRight => self.carry(0, 1),
            Action::GrabDrop => self.drop(),
            _ => {
                self.grabbed = None;
                Outcome::info("Put back; nothing changed").and(Outcome::Changed)
            }
        }
    }

    fn click(&mut self, mouse: MouseEvent, context: &Context<'_>) -> Outcome {
        let at = Position::new(mouse.column, mouse.row);
        if self.twin {
            let rows = self.plane.plotted.len() + self.plane.unplaced.len();
            let hit = table_widget::hit(view::plot_area(self.area), at, &table::columns(), &self.view, rows);
            return match hit {
                Some(Hit::Cell { row, .. }) => self.step_row(row as isize - self.view.row as isize),
                _ => Outcome::ignored(),
            };
        }
        let (points, indexes) = view::points(self, context);
        match scatter::hit(view::plot_area(self.area), at, &points).and_then(|hit| indexes.get(hit).copied()) {
            Some(index) if Some(index) == self.selected => self.open(),
            Some(index) => self.select(index),
            None => Outcome::ignored(),
        }
    }

    fn open(&self) -> Outcome {
        match self.current_id() {
            Some(id) => Outcome::GoToPartner(PaneName::Roster, id.clone()),
            None => Outcome::unavailable("No partner is selected"),
        }
    }
}

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
        if self.viewed != Some(self.window) {
            self.in_view = view::in_view(&self.plane.plotted, self.window);
            self.viewed = Some(self.window);
        }
        let rows = self.plane.plotted.len() + self.plane.unplaced.len();
        table_widget::settle(&mut self.view, rows, &table::columns(), view::plot_area(area));
    }

    fn draw(&self, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
        view::draw(self, buffer, area, context);
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

    fn mouse(&mut self, mouse: MouseEvent, context: &Context<'_>) -> Outcome {
        match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => self.click(mouse, context),
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
