//! Drawing the screen: the frame, the pane, what lies over it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::state::Screen;
use crate::tui::frame::{self, Regions};
use crate::tui::pane::Pane;
use crate::tui::widgets::{paint, safe_text};

impl Screen {
    /// Settles scrolling for an area and draws into the buffer; gives the place of the text cursor.
    pub fn draw(&mut self, buffer: &mut Buffer) -> Option<Position> {
        safe_text::set_wide(self.wide);
        self.area = buffer.area;
        self.dirty = false;
        let cursor = self.draw_all(buffer);
        paint::mend_halves(buffer);
        self.look.theme.lay_under(buffer);
        cursor
    }

    fn draw_all(&mut self, buffer: &mut Buffer) -> Option<Position> {
        if frame::too_small(self.area) {
            frame::draw_too_small(buffer, self.area, &self.look);
            return None;
        }
        if self.presents() {
            // Nothing of the frame and no notice: only what the pane allows a partner to see.
            let area = self.area;
            self.with_active(|pane, context| pane.layout(area, context));
            let context = self.context();
            if let Some(pane) = self.pane(self.active) {
                pane.draw(buffer, area, &context);
            }
            return None;
        }
        let regions = self.regions();
        let body = self.layout(&regions);
        let view = self.frame_view();
        frame::draw(buffer, &regions, &view);
        let mut cursor = None;
        let context = self.context();
        if let Some(pane) = self.pane(self.active) {
            pane.draw(buffer, body, &context);
            cursor = pane.cursor().filter(|at| body.contains(*at));
        }
        for open in &self.overlays {
            cursor = open.overlay.draw(buffer, &self.look);
        }
        self.draw_tour(buffer);
        let scopes = self.scopes();
        frame::draw_pending(buffer, &regions, &self.keymap, &scopes, &self.pending, &self.look);
        let keys = (&self.keymap, &self.pane_scopes()[..]);
        frame::draw_notices(buffer, &regions, &self.notices, keys, &self.look);
        cursor
    }

    /// Keys that arrive faster than frames act on what the next frame would show, not on what the last one showed.
    pub(super) fn settle(&mut self) {
        if self.dirty && !frame::too_small(self.area) {
            self.layout(&self.regions());
        }
    }

    /// Settles everything for its area; gives that of the pane.
    fn layout(&mut self, regions: &Regions) -> Rect {
        let mut body = regions.body;
        self.with_active(|pane, context| pane.layout(body, context));
        // Notices lie over the last rows of the pane, but never over the row of the cursor.
        let (above, covered) = paint::split_bottom(body, self.notices.len() as u16);
        if self.pane(self.active).and_then(Pane::cursor).is_some_and(|at| covered.contains(at)) {
            body = above;
            self.with_active(|pane, context| pane.layout(body, context));
        }
        for open in &mut self.overlays {
            open.overlay.layout(regions.body);
        }
        body
    }

    pub(super) fn frame_view(&self) -> frame::View<'_> {
        let context = self.context();
        let hints = match self.overlays.last() {
            Some(_) => Vec::new(),
            None => self.pane(self.active).map_or_else(Vec::new, |pane| pane.hints(&context)),
        };
        frame::View {
            workbench: &self.workbench,
            look: &self.look,
            keymap: &self.keymap,
            scopes: self.scopes(),
            active: self.active,
            existing: self.panes.iter().map(|pane| pane.name()).collect(),
            partner: self.partner.as_ref(),
            mode: self.mode(),
            hints,
            overlay: self.overlays.last().map(|open| &open.overlay.kind),
        }
    }
}
