//! The tour on the screen: begun, followed after every event, left and resumed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::state::{Effect, Screen};
use crate::app::demo;
use crate::tui::action::{Action, Scope};
use crate::tui::frame::Regions;
use crate::tui::outcome::Notice;
use crate::tui::tour::{self, Guide, Seen};
use crate::tui::widgets::paint;

/// The example that the tour leads through.
const EXAMPLE: &str = "example";

impl Screen {
    /// The parts of the screen; the tour takes the last rows of the body while it is on.
    pub(super) fn regions(&self) -> Regions {
        let whole = Regions::of(self.area);
        match self.tour_area(&whole) {
            Some(_) => {
                let body = paint::split_bottom(whole.body, tour::height(whole.body.height)).0;
                Regions { body, ..whole }
            }
            None => whole,
        }
    }

    fn tour_area(&self, whole: &Regions) -> Option<Rect> {
        let shown = self.tour.is_on() && !self.presents();
        shown.then(|| paint::split_bottom(whole.body, tour::height(whole.body.height)).1)
    }

    pub(super) fn draw_tour(&self, buffer: &mut Buffer) {
        if let Some(area) = self.tour_area(&Regions::of(self.area)) {
            tour::draw(buffer, area, &self.tour, &self.keymap, &self.look);
        }
    }

    /// Begins the tour, goes on with it, or leaves it.
    pub(super) fn toggle_tour(&mut self) -> Vec<Effect> {
        self.dirty = true;
        if self.tour.is_on() {
            self.tour.leave();
            let key = self.tour_key(Action::Tour);
            let text = match self.tour.at() {
                0 => format!("The tour is over; {key} begins it anew"),
                at => format!("The tour waits at step {}; {key} goes on", at + 1),
            };
            self.notify(Notice::info(text));
            return vec![Effect::Toured(self.tour.at())];
        }
        if !self.is_example() {
            let text = "The tour changes things, so it is given on the example: quarterdeck tour";
            return self.notify(Notice::info(text));
        }
        self.tour.begin(&self.workbench);
        self.follow_tour()
    }

    /// The next step of the tour or the one before, whatever was done.
    pub(super) fn turn_tour(&mut self, by: isize) -> Vec<Effect> {
        if !self.tour.is_on() {
            let key = self.tour_key(Action::Tour);
            return self.notify(Notice::info(format!("The tour is not on; {key} begins it")));
        }
        if self.tour.go(by, &self.workbench) {
            self.dirty = true;
            return vec![Effect::Toured(self.tour.at())];
        }
        let text = if by > 0 { "This is the last step" } else { "This is the first step" };
        self.notify(Notice::info(text))
    }

    fn tour_key(&self, action: Action) -> String {
        self.keymap.key_for(&[Scope::Global], action).unwrap_or_else(|| action.title().to_owned())
    }

    fn is_example(&self) -> bool {
        let Some(text) = demo::built_in(EXAMPLE) else { return false };
        let example = crate::store::read(text.as_bytes());
        example.is_ok_and(|example| example.program.profile.name == self.workbench.program().profile.name)
    }

    /// Goes on with the tour where what it asked for was done.
    pub(super) fn follow_tour(&mut self) -> Vec<Effect> {
        if self.tour.step().is_none() {
            return Vec::new();
        }
        let text = if self.tour.looks() { self.pane_text() } else { String::new() };
        let mut tour = std::mem::take(&mut self.tour);
        let went = tour.follow(&Seen {
            workbench: &self.workbench,
            pane: self.active,
            overlay: self.overlays.last().map(|open| open.overlay.tag.as_str()),
            mode: self.mode(),
            text,
        });
        self.tour = tour;
        if !went {
            return Vec::new();
        }
        self.dirty = true;
        vec![Effect::Toured(self.tour.at())]
    }

    /// What the pane shows, as it was laid out last.
    fn pane_text(&self) -> String {
        let area = Rect::new(0, 0, self.area.width, self.area.height);
        let mut buffer = Buffer::empty(area);
        let context = self.context();
        if let Some(pane) = self.pane(self.active) {
            pane.draw(&mut buffer, Regions::of(area).body, &context);
        }
        buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect()
    }

    /// With a tour that was left at a step.
    pub(super) fn with_tour(mut self, at: usize) -> Self {
        self.tour = Guide::waiting(at);
        self
    }

    /// Does what an action of that name does; for what is opened with the workbench.
    pub fn begin_with(&mut self, name: &str) -> Vec<Effect> {
        Action::named(name).map_or_else(Vec::new, |action| self.run(action))
    }
}
