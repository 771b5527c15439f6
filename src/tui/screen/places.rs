//! Where the user was, so that going back and forward works like in a browser.

use crate::program::id::Id;
use crate::tui::pane::PaneName;
use crate::tui::session::Partner;

/// How many places are remembered.
const PLACES_KEPT: usize = 50;

/// A pane and the partner it showed.
pub(super) type Place = (PaneName, Option<Id<Partner>>);

/// The places before and after this one.
#[derive(Debug, Default)]
pub(super) struct Places {
    behind: Vec<Place>,
    ahead: Vec<Place>,
}

impl Places {
    /// Remembers where the user was before a jump.
    pub(super) fn leave(&mut self, here: Place) {
        if self.behind.last() != Some(&here) {
            self.behind.push(here);
        }
        if self.behind.len() > PLACES_KEPT {
            self.behind.remove(0);
        }
        self.ahead.clear();
    }

    /// The place before, `here` becoming the place ahead.
    pub(super) fn back(&mut self, here: Place) -> Option<Place> {
        let there = self.behind.pop()?;
        self.ahead.push(here);
        Some(there)
    }

    /// The place that was left by going back.
    pub(super) fn forward(&mut self, here: Place) -> Option<Place> {
        let there = self.ahead.pop()?;
        self.behind.push(here);
        Some(there)
    }
}
