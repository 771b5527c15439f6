//! The view state of the matrix and what its keys do.

use super::grab::Grabbed;
use super::plane::Plane;
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
use crate::tui::pane::{Context, PaneName};
use crate::tui::session::{Command, Partner};
use crate::tui::widgets::scatter::{self, Direction, FULL, Labels, Point, Share};
use crate::tui::widgets::table::{self as table_widget, Hit, TableView};
use crossterm::event::MouseEvent;
use jiff::civil::Date;
use ratatui::layout::{Position, Rect};

/// Above so many touched partners the plane is made anew.
const MANY: usize = 32;

pub(super) const FILTER: &str = "matrix/filter";
pub(super) const VALUE: &str = "matrix/value";

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
    pub(super) wanted: Option<Id<Partner>>,
    /// Who is drawn: places among the plotted, in order.
    pub(super) in_view: Vec<usize>,
    pub(super) points: Vec<Point>,
    shares: Vec<(Share, Share)>,
    seen: Option<(u64, Date, String, Option<Quadrant>)>,
    /// Window, area and signs that the points were made for.
    pub(super) viewed: Option<(Window, Rect, bool)>,
    pub(super) area: Rect,
}

impl Matrix {
    pub(super) fn refresh(&mut self, context: &Context<'_>) {
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

    pub(super) fn current(&self) -> Option<&super::plane::Plotted> {
        self.plane.plotted.get(self.selected?)
    }

    /// The partner under the cursor; in the table also one that cannot be placed.
    pub(super) fn current_id(&self) -> Option<&Id<Partner>> {
        if self.twin {
            let placed = self.plane.plotted.get(self.view.row).map(|one| &one.id);
            return placed.or_else(|| {
                self.plane.unplaced.get(self.view.row.checked_sub(self.plane.plotted.len())?).map(|one| &one.id)
            });
        }
        self.current().map(|one| &one.id)
    }

    pub(super) fn select(&mut self, index: usize) -> Outcome {
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

    pub(super) fn keep_in_view(&mut self) {
        let Some((x, y)) = self.current().map(|one| one.shares) else { return };
        let inside = Window::share(self.window.x, x).is_some() && Window::share(self.window.y, y).is_some();
        if !inside {
            self.window = Window::around((x, y), self.window.wide());
        }
    }

    pub(super) fn walk(&mut self, direction: Direction) -> Outcome {
        match self.selected.and_then(|from| scatter::nearest(&self.shares, from, direction)) {
            Some(next) => self.select(next),
            None => Outcome::ignored(),
        }
    }

    pub(super) fn step_row(&mut self, by: isize) -> Outcome {
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

    pub(super) fn step_by_value(&mut self, by: isize) -> Outcome {
        let next = self.selected.and_then(|at| at.checked_add_signed(by));
        next.map_or_else(Outcome::ignored, |next| self.select(next))
    }

    pub(super) fn zoom(&mut self, nearer: bool) -> Outcome {
        let centre = self.current().map_or((FULL / 2, FULL / 2), |one| one.shares);
        let wide = if nearer { self.window.wide() / 2 } else { self.window.wide().saturating_mul(2).min(FULL) };
        if wide < FULL / 16 || wide == self.window.wide() {
            return Outcome::unavailable(if nearer { "This is as near as it goes" } else { "Everything is in view" });
        }
        self.window = Window::around(centre, wide);
        Outcome::Changed
    }

    pub(super) fn isolate(&mut self, quadrant: Option<Quadrant>, context: &Context<'_>) -> Outcome {
        self.only = quadrant;
        self.window = Window::default();
        self.refresh(context);
        let text = quadrant.map_or("All quadrants".to_owned(), |one| format!("Only {} - z 0 shows all", one.label()));
        Outcome::info(text).and(Outcome::Changed)
    }

    pub(super) fn pick_up(&mut self) -> Outcome {
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

    pub(super) fn unwind(&mut self, context: &Context<'_>) -> Outcome {
        if !self.filter.is_empty() {
            let filter = std::mem::take(&mut self.filter);
            return Outcome::info(format!("Cleared the filter {filter:?}")).and(Outcome::Changed);
        }
        if self.only.is_some() {
            return self.isolate(None, context);
        }
        Outcome::ignored()
    }

    pub(super) fn ask_value(&self) -> Outcome {
        let Some(id) = self.current_id() else { return Outcome::unavailable("No partner is selected") };
        Outcome::open(Prompt::new(VALUE, format!("Strategic value of {id}")).hint("0 to 100").at_bottom())
    }

    pub(super) fn set_value(&self, text: &str) -> Outcome {
        match (self.current_id(), text.trim().parse::<Quantity>()) {
            (Some(id), Ok(value)) => Outcome::command(Command::Partner(PartnerCommand::Place {
                partner: id.clone(),
                strategic_value: value,
                potential: None,
            })),
            _ => Outcome::unavailable("A strategic value is a number from 0 to 100"),
        }
    }

    pub(super) fn act_grabbed(&mut self, action: Action) -> Outcome {
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

    pub(super) fn click(&mut self, mouse: MouseEvent) -> Outcome {
        let at = Position::new(mouse.column, mouse.row);
        if self.twin {
            let rows = self.plane.plotted.len() + self.plane.unplaced.len();
            let hit = table_widget::hit(view::plot_area(self.area), at, &table::columns(), &self.view, rows);
            return match hit {
                Some(Hit::Cell { row, .. }) => self.step_row(row as isize - self.view.row as isize),
                _ => Outcome::ignored(),
            };
        }
        let hit = scatter::hit(view::plot_area(self.area), at, &self.points);
        match hit.and_then(|hit| self.in_view.get(hit).copied()) {
            Some(index) if Some(index) == self.selected => self.open(),
            Some(index) => self.select(index),
            None => Outcome::ignored(),
        }
    }

    pub(super) fn open(&self) -> Outcome {
        match self.current_id() {
            Some(id) => Outcome::GoToPartner(PaneName::Roster, id.clone()),
            None => Outcome::unavailable("No partner is selected"),
        }
    }
}
