//! The filter: what is shown.

use super::selecting;
use super::state::Roster;
use crate::tui::amount;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::Prompt;
use crate::tui::pane::{Check, Context};

/// The tag of the filter prompt.
pub(super) const FILTER: &str = "filter";

impl Roster {
    pub(super) fn ask_filter(&mut self) -> Outcome {
        self.filter_before = Some((self.filter.clone(), self.cursor.clone()));
        let prompt = Prompt::new(FILTER, "Filter").with_text(self.filter.clone()).at_bottom();
        Outcome::open(prompt.hint("Words in a row, or: tier = gold and (health < 60 or growth < 0%)"))
    }

    /// Filters as it is typed; says how many rows are left.
    pub(super) fn filter_as_typed(&mut self, text: &str, context: &Context<'_>) -> Check {
        let (before, cursor) = self.filter_before.clone().unwrap_or_default();
        let error = selecting::problem(context.workbench, text);
        // What can not be read yet filters nothing new; the rows stay as they were before typing.
        self.filter = if error.is_some() { before } else { text.to_owned() };
        self.cursor = cursor.or(self.cursor.take());
        self.kept.clear();
        self.follow(context);
        if error.is_some() {
            return Check { error, lines: Vec::new() };
        }
        Check { error: None, lines: vec![self.counted_words()] }
    }

    /// `12 of 40 partners, 28 hidden`.
    pub(super) fn counted_words(&self) -> String {
        let number = |n: usize| amount::grouped(&n.to_string());
        let (shown, total) = (self.rows.len(), self.rows.total());
        if shown == total {
            return if total == 1 { "1 partner".to_owned() } else { format!("{} partners", number(total)) };
        }
        format!("{} of {} partners, {} hidden", number(shown), number(total), number(total - shown))
    }

    pub(super) fn clear_filter(&mut self, context: &Context<'_>) -> Outcome {
        let filter = std::mem::take(&mut self.filter);
        let hidden = self.rows.hidden();
        self.kept.clear();
        self.follow(context);
        Outcome::info(format!("Filter {filter:?} cleared, {hidden} shown again"))
    }
}
