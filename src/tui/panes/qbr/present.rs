//! Presenting: pages for the partner over the whole screen, turned with a clicker; nothing can be edited meanwhile.

use super::state::QbrPane;
use crate::program::qbr::Qbr;
use crate::report::qbr::{PartnerView, Review, Shown};
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::pane::Context;

/// Which page is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Present {
    slide: usize,
    blank: bool,
}

impl QbrPane {
    /// Does an action on the presentation; none for other actions.
    pub(super) fn act_on_pages(&mut self, action: Action, context: &Context<'_>) -> Option<Outcome> {
        if action == Action::Present {
            let Some(qbr) = self.qbr(context) else {
                return Some(Outcome::unavailable("[key:add.from_template] schedules a review first"));
            };
            self.present = Some(Present { slide: slide_on(qbr), blank: false });
            return Some(Outcome::Changed);
        }
        let present = self.present.as_mut()?;
        match action {
            Action::PageOn => present.slide = (present.slide + 1).min(PartnerView::SLIDES - 1),
            Action::PageBack => present.slide = present.slide.saturating_sub(1),
            Action::PageBlank => present.blank = !present.blank,
            Action::PresentLeave => self.present = None,
            _ => return None,
        }
        Some(Outcome::Changed)
    }

    /// The page that the partner sees: in a presentation the one turned to, in a meeting that of the section.
    pub(super) fn page(&self, context: &Context<'_>) -> Option<Shown> {
        let qbr = self.qbr(context)?;
        let present = match (self.present, qbr.is_live()) {
            (Some(present), _) => present,
            (None, true) => Present { slide: slide_on(qbr), blank: false },
            (None, false) => return None,
        };
        let review = Review::of(context.workbench.program(), context.workbench.derived(), qbr)?;
        Some(Shown { view: PartnerView::of(&review), slide: present.slide, blank: present.blank })
    }

    /// The page as a follower gets it, where it is another than the last one handed over.
    pub(super) fn handed_over(&mut self, context: &Context<'_>) -> Option<String> {
        let at = (context.workbench.revision(), self.qbr.clone(), self.present);
        if self.published.as_ref() == Some(&at) {
            return None;
        }
        self.published = Some(at);
        self.page(context).map(|page| page.text())
    }
}

/// The page of the section that is on; the first one before the meeting.
fn slide_on(qbr: &Qbr) -> usize {
    let section = qbr.meeting.as_ref().filter(|_| qbr.is_live()).map(|meeting| meeting.section);
    section.map_or(0, PartnerView::slide_of)
}
