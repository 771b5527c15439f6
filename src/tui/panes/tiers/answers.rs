//! What becomes of the answers of the overlays that the designer opened.

use super::state::Tiers;
use super::{choices, finding, grants, ladder_edits, preset_preview, tree_edits};
use crate::tui::outcome::Outcome;
use crate::tui::pane::{Check, Context, Values};

impl Tiers {
    /// Text of a live prompt or form.
    pub(super) fn checked(&mut self, tag: &str, field: &str, text: &str, context: &Context<'_>) -> Check {
        match tag {
            ladder_edits::NAME => ladder_edits::check_name(context.workbench, text),
            ladder_edits::FORM => self.check_form(field, text, context),
            tree_edits::CONDITION => self.check_condition(field, text, context),
            _ => Check::default(),
        }
    }

    /// An overlay gave its answer.
    pub(super) fn answered(&mut self, tag: &str, values: Values, context: &Context<'_>) -> Outcome {
        match (tag, values) {
            (ladder_edits::PREVIEW, Values::Accepted) => {
                self.pending.take().map_or_else(Outcome::ignored, Outcome::command)
            }
            (ladder_edits::PREVIEW, _) => {
                self.pending = None;
                Outcome::info("Nothing was changed")
            }
            (ladder_edits::NAME, Values::Text(name)) => ladder_edits::add(&name),
            (ladder_edits::FORM, Values::Fields(fields)) => self.form_saved(&fields, context),
            (tree_edits::CONDITION, Values::Fields(fields)) => self.condition_saved(fields, context),
            (tree_edits::GROUP_PART, Values::Picked(id)) => self.part_to_group(&id),
            (tree_edits::GROUP_HOW, Values::Picked(id)) => self.grouped(&id, context),
            (tree_edits::REMOVE_PART, Values::Picked(id)) => self.part_to_remove(&id, context),
            (preset_preview::PRESET, Values::Picked(id)) => self.preview_preset(&id, context),
            (choices::LEVEL, Values::Picked(level)) => self.level_chosen(&level),
            (choices::LADDER, Values::Picked(id)) => self.ladder_chosen(&id),
            (finding::FIND, Values::Text(text)) => self.find_words(&text, context),
            (finding::COPY, Values::Picked(picked)) => self.copy_picked(&picked, context),
            (grants::GRANT, Values::Picked(tier)) => self.granted(&tier),
            _ => Outcome::Changed,
        }
    }
}
