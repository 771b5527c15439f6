//! Filter and find: what is shown, and where the cursor jumps.

use super::selecting;
use super::state::Roster;
use crate::tui::amount;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::Prompt;
use crate::tui::pane::{Check, Context};

/// The tag of the filter prompt.
pub(super) const FILTER: &str = "filter";
/// The tag of the find prompt.
pub(super) const FIND: &str = "find";

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
        Check { error: None, lines: vec![self.shown_words()] }
    }

    /// `12 of 40 partners, 28 hidden`.
    pub(super) fn shown_words(&self) -> String {
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

    pub(super) fn ask_find(&mut self) -> Outcome {
        let prompt = Prompt::new(FIND, "Find").with_text(self.find.clone()).at_bottom();
        Outcome::open(prompt.hint("Words to jump to; hides nothing, n goes on, N goes back"))
    }

    pub(super) fn find_again(&mut self, context: &Context<'_>, up: bool) -> Outcome {
        let searched = self.searched();
        let from = self.view.row;
        match self.rows.find(context.workbench, &searched, &self.find, from, up) {
            Some(row) => {
                let round = if up { row > from } else { row < from };
                let by = row as isize - from as isize;
                let moved = self.move_rows(by);
                match () {
                    () if by == 0 => Outcome::info(format!("Only this row holds {:?}", self.find)),
                    () if round => moved.and(Outcome::info("Gone round the end")),
                    () => moved,
                }
            }
            None => Outcome::info(format!("No row shown holds {:?}", self.find)),
        }
    }
}
