//! What becomes of the answers of lists, prompts, forms and previews that the roster opened.

use super::adding::{ADD, FORM, NAMES};
use super::closing::{CLOSING, DEALS};
use super::finding::FILTER;
use super::setting::{MANY, ONE, PROPOSED, TYPED};
use super::state::Roster;
use crate::tui::outcome::Outcome;
use crate::tui::pane::{Check, Context, Values};
use crate::tui::tabling::{Sheet, Tabled};

impl Roster {
    /// What a text means while it is typed.
    pub(super) fn check_answer(&mut self, tag: &str, field: &str, text: &str, context: &Context<'_>) -> Check {
        match tag {
            FILTER => self.filter_as_typed(text, context),
            TYPED => self.set_as_typed(text, context),
            ADD => Self::check_new(field, text, context),
            FORM => self.check_form(field, text, context),
            CLOSING => self.check_closing(field, text, context),
            _ => self.table_typed(tag, text, context).unwrap_or_default(),
        }
    }

    /// An answer.
    pub(super) fn take_answer(&mut self, tag: &str, values: Values, context: &Context<'_>) -> Outcome {
        let shared = self.table_answered(tag, &values, context).or_else(|| self.sheet_answered(tag, &values, context));
        if let Some(outcome) = shared {
            return outcome;
        }
        if let Values::Cancelled(typed) = values {
            return self.cancelled(tag, typed, context);
        }
        match (tag, &values) {
            (FILTER, Values::Text(_)) => {
                self.filter_before = None;
                if self.filter.trim().is_empty() {
                    self.filter.clear();
                }
                self.follow(context);
                if self.rows.len() == 0 {
                    Outcome::info("No partner matches; F clears the filter")
                } else {
                    Outcome::Changed
                }
            }
            (ONE | MANY, Values::Picked(value)) => self.set_asked(value, false, context),
            (TYPED, Values::Text(value)) => self.set_asked(value.trim(), true, context),
            (PROPOSED, Values::Accepted) => match self.proposed.take() {
                Some(command) => Outcome::command(command),
                None => Outcome::ignored(),
            },
            (NAMES, Values::Accepted) => self.add_names(context),
            (ADD, Values::Fields(fields)) => self.add_new(fields, context),
            (FORM, Values::Fields(fields)) => self.take_form(fields, context),
            (DEALS, Values::Picked(id)) => self.deal_picked(id, context),
            (CLOSING, Values::Fields(fields)) => self.take_closing(fields, context),
            _ => Outcome::ignored(),
        }
    }

    fn cancelled(&mut self, tag: &str, typed: Vec<(String, String)>, context: &Context<'_>) -> Outcome {
        match tag {
            FILTER => {
                if let Some((before, cursor)) = self.filter_before.take() {
                    self.filter = before;
                    self.cursor = cursor;
                }
            }
            ADD => self.add_draft = typed,
            PROPOSED => {
                self.proposed = None;
                return Outcome::info("Nothing was changed");
            }
            NAMES => {
                self.pasted.clear();
                return Outcome::info("No partner was added");
            }
            _ => self.asked = None,
        }
        self.follow(context);
        Outcome::Changed
    }
}
