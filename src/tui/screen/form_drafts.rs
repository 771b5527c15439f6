//! What was typed into the form of a record and left: it is there when the form opens again.

use super::records::Place;
use super::state::{Effect, Screen};
use crate::app::entry;
use crate::program::{AnyRecord, Kind};
use crate::tui::outcome::Notice;
use crate::tui::pane::Values;

/// What was typed into the form of a record, and left.
#[derive(Debug)]
pub(super) struct FormDraft {
    tag: String,
    /// The record as it was; none: a new one.
    of: Option<AnyRecord>,
    fields: Vec<(String, String)>,
}

impl Screen {
    /// What was typed into a form and left, where the record is still as it was then.
    pub(super) fn kept_fields(&self, tag: &str, kind: Kind, id: &str) -> Option<Vec<(String, String)>> {
        let record = self.workbench.program().record(kind, id);
        let kept = self.form_drafts.iter().find(|kept| kept.tag == tag && kept.of == record);
        kept.map(|kept| kept.fields.clone())
    }

    /// The form was taken: nothing of it is kept.
    pub(super) fn forget_typed(&mut self, tag: &str) {
        self.form_drafts.retain(|kept| kept.tag != tag);
    }

    /// Keeps what was typed into a form that was left, for the next time it opens on the record as it is.
    pub(super) fn keep_typed(&mut self, place: &Place, id: &str, values: &Values) -> Vec<Effect> {
        let Values::Cancelled(fields) = values else { return Vec::new() };
        let program = self.workbench.program();
        let of = program.record(place.part, id);
        let tag = place.tag("form", id);
        let shown = match &of {
            Some(record) => entry::shown(program, record),
            None => entry::suggested(place.part, &place.records(self)),
        };
        let first = |name: &str| shown.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text.as_str());
        let untouched = |declared: &crate::program::record::Field| {
            let typed = fields.iter().find(|(name, _)| name == declared.0).map(|(_, text)| text.as_str());
            typed.is_none_or(|typed| typed == self.record_field(declared, first(declared.0)).current())
        };
        let typed = !fields.is_empty() && !place.part.fields().iter().all(untouched);
        self.form_drafts.retain(|kept| kept.tag != tag);
        if !typed {
            return Vec::new();
        }
        self.form_drafts.push(FormDraft { tag, of, fields: fields.clone() });
        self.notify(Notice::info("What you typed is kept: it is there when the form opens again"))
    }
}
