//! Marking partners, and stepping out of marks and filters.

use super::state::Roster;
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::pane::Context;

impl Roster {
    /// Actions on which rows are shown and marked.
    pub(super) fn choosing_rows(&mut self, action: Action, context: &Context<'_>) -> Option<Outcome> {
        Some(match action {
            Action::MarkToggle => self.toggle_mark(),
            Action::MarkRange => self.mark_range(),
            Action::MarkAll => self.mark_all(),
            Action::Unwind => self.unwind(context),
            Action::Close => return Some(self.unwind_for_close(context)),
            Action::Filter => self.ask_filter(),
            Action::FilterClear => self.clear_filter(context),
            _ => return None,
        })
    }

    fn toggle_mark(&mut self) -> Outcome {
        if self.marks.ranging() {
            self.marks.end(&self.rows, self.view.row);
            return Outcome::info(format!("{} marked", self.marks.len()));
        }
        let Some(id) = self.current().map(|partner| partner.id.clone()) else { return Outcome::ignored() };
        self.marks.toggle(&id);
        Outcome::Changed.and(self.move_rows(1))
    }

    fn mark_range(&mut self) -> Outcome {
        if self.marks.ranging() {
            self.marks.end(&self.rows, self.view.row);
            return Outcome::info(format!("{} marked; Esc takes the marks away", self.marks.len()));
        }
        let Some(id) = self.current().map(|partner| partner.id.clone()) else { return Outcome::ignored() };
        self.marks.begin(&id);
        Outcome::info("Marking from here; move, then v or Space ends the range")
    }

    fn mark_all(&mut self) -> Outcome {
        let ids: Vec<_> = self.rows.iter().map(|partner| partner.id.clone()).collect();
        let count = ids.len();
        let hidden = self.rows.hidden();
        let not = if hidden > 0 { format!("; the {hidden} hidden are not") } else { String::new() };
        if self.marks.all(ids.iter().cloned()) {
            Outcome::info(format!("{count} marked{not}"))
        } else {
            Outcome::info("Marks taken away")
        }
    }

    /// Leaves one thing: the inspector above the table, a range, marks, the filter, the words of a find.
    pub(super) fn unwind(&mut self, context: &Context<'_>) -> Outcome {
        if self.inspector_over() {
            self.inspector.over = false;
            self.inspector.focused = false;
            return Outcome::Changed;
        }
        if self.inspector.focused {
            self.inspector.focused = false;
            return Outcome::Changed;
        }
        if self.marks.ranging() || !self.marks.is_empty() {
            let count = self.marks.clear();
            return if count > 0 { Outcome::info(format!("{count} unmarked")) } else { Outcome::Changed };
        }
        if !self.filter.is_empty() {
            return self.clear_filter(context);
        }
        if !self.tabling.find.is_empty() {
            self.tabling.find.clear();
            return Outcome::Changed;
        }
        Outcome::ignored()
    }

    /// What `q` closes here before it quits: only the inspector above the table.
    fn unwind_for_close(&mut self, context: &Context<'_>) -> Outcome {
        if self.inspector_over() { self.unwind(context) } else { Outcome::ignored() }
    }
}
