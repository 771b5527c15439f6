//! Where the rates of reviews come from: held of those scheduled, and promises kept by each side.

use super::form::{Explanation, Line};
use super::program::told_rate;
use crate::analysis::derived::Derived;
use crate::analysis::promises::{BothSides, Fate, Promises};
use crate::program::Kind;
use crate::program::choice::Choice;
use crate::program::partner::Partner;
use crate::program::qbr::QbrState;
use crate::program::side::Side;

impl Derived {
    /// Of one partner, or of the whole program.
    pub(super) fn reviews_held(&self, partner: Option<&Partner>) -> Explanation {
        let program = self.context().program;
        let measures = partner.and_then(|partner| self.partner(&partner.id));
        let rate = measures.map_or(self.program().qbr_completion, |measures| measures.reviews);
        let by = |wanted: QbrState| {
            let due = program.qbrs.iter().filter(|review| {
                review.scheduled_for <= self.as_of()
                    && review.state == wanted
                    && partner.is_none_or(|partner| review.partner == partner.id)
            });
            let found: Vec<&str> = due.map(|review| review.id.as_str()).collect();
            Line::new(wanted.label(), found.len().to_string()).from(Kind::Qbr, found)
        };
        let lines = QbrState::ALL.iter().map(|&state| by(state)).collect();
        let mut explanation = told_rate("R-35", &of_whom("QBR completion", partner), rate, lines);
        explanation.says =
            "Reviews held out of those scheduled up to the as-of date; a rescheduled one counts at its new date only.";
        explanation.settings = self.setting_lines(&["kpi.qbr_target"]);
        explanation
    }

    /// Promises of one side, with one partner or with all.
    pub(super) fn promises_kept(&self, partner: Option<&Partner>, side: Side) -> Explanation {
        let program = self.context().program;
        let as_of = self.as_of();
        let ours = |by: Side| by == side || by == Side::Both;
        let with = |id: &crate::program::id::Id<Partner>| partner.is_none_or(|partner| *id == partner.id);
        let by = |wanted: Fate| {
            let items = program.actions.iter().filter(|item| {
                ours(item.side) && with(&item.partner) && Fate::of(item.due, item.done_on, as_of) == wanted
            });
            let items: Vec<&str> = items.map(|item| item.id.as_str()).collect();
            let promises = program
                .promises
                .iter()
                .filter(|one| ours(one.by) && with(&one.partner) && Fate::of(one.due, one.done_on, as_of) == wanted);
            let promises: Vec<&str> = promises.map(|one| one.id.as_str()).collect();
            let line = Line::new(wanted.label(), (items.len() + promises.len()).to_string());
            line.from(Kind::ActionItem, items).from(Kind::PromisedItem, promises)
        };
        let both = partner
            .and_then(|partner| self.partner(&partner.id))
            .map_or(self.program().promises, |measures| measures.promises);
        let lines = [Fate::Kept, Fate::Late, Fate::Broken, Fate::Open].map(by).to_vec();
        let title = if side == Side::Us { "Promises we kept" } else { "Promises the partner kept" };
        let rate = of_side(both, side).rate();
        told_rate("R-35", &of_whom(title, partner), rate, lines).says(
            "Action items and promises done in time, out of all that were done or are past their date; what both \
             promised counts for each.",
        )
    }
}

fn of_side(both: BothSides, side: Side) -> Promises {
    if side == Side::Us { both.us } else { both.partner }
}

fn of_whom(title: &str, partner: Option<&Partner>) -> String {
    partner.map_or_else(|| title.to_owned(), |partner| format!("{title}: {}", partner.name))
}
