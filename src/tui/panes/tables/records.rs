//! The record behind a row: seen as a form, made where it is not there yet, stepped up and down.

use super::section::{Add, Section};
use super::state::Tables;
use crate::app::command::RecordCommand;
use crate::app::listings;
use crate::program::Kind;
use crate::program::record::FieldKind;
use crate::report::cell::Cell;
use crate::tui::outcome::Outcome;
use crate::tui::pane::{Context, PaneName};
use crate::tui::session::Command;

/// Where a block of the program is worked on.
pub(super) enum Place {
    /// In another pane.
    Pane(PaneName),
    /// In another table of this one.
    Table(Section),
}

impl Tables {
    /// All fields of the record under the cursor; where there is none yet, the form that makes it; else the reason.
    pub(super) fn whole_record(&self, reason: &str) -> Outcome {
        let Some(kind) = self.spec().kind else { return Outcome::unavailable(reason) };
        match self.record() {
            Some(id) => Outcome::Record { kind, id: Some(id.into()), owner: None },
            None if self.makes_records() => self.ask_record(kind, true),
            None => Outcome::unavailable(reason),
        }
    }

    /// What stands behind a column of a row that is no single record: a record of the partner, made where there is none.
    pub(super) fn part(&self, column: &str) -> Option<Outcome> {
        let (_, kind, id) = self.spec().parts.iter().find(|(name, ..)| *name == column)?;
        let id = self.cell(id).map(|cell| cell.plain().into_owned()).filter(|id| !id.is_empty());
        if let Some(id) = id {
            return Some(Outcome::Record { kind: *kind, id: Some(id.into()), owner: None });
        }
        let partner = self.cell("partner").map(|cell| cell.plain().into_owned()).unwrap_or_default();
        let mut given = vec![("partner".to_owned(), partner)];
        let has = |name: &str| kind.fields().iter().any(|(known, ..)| *known == name);
        let dated = ["on", "start"].into_iter().find(|name| has(name));
        given.extend(dated.map(|name| (name.to_owned(), "today".to_owned())));
        let usual = [("leads_required", "10"), ("mitigated", "no"), ("notice_days", "90"), ("checkpoint_days", "90")];
        given.extend(usual.iter().filter(|(name, _)| has(name)).map(|(a, b)| ((*a).to_owned(), (*b).to_owned())));
        Some(Outcome::NewRecord { kind: *kind, given })
    }

    /// Where a block of the program is worked on.
    pub(super) fn block_place(&self) -> Option<Place> {
        let word = self.cell("leads").filter(|_| self.section == Section::Architecture)?.plain().into_owned();
        match word.as_str() {
            "tiers" => Some(Place::Pane(PaneName::Tiers)),
            "economics" => Some(Place::Pane(PaneName::Economics)),
            word => self.section.named(word).map(Place::Table),
        }
    }

    /// Whether a row without a record stands for one that is to be made.
    pub(super) fn makes_records(&self) -> bool {
        let other = if let Add::Other(kind) = self.spec().add { Some(kind) } else { self.spec().kind };
        let begins = !self.spec().fresh.is_empty() || self.spec().add == Add::Record;
        begins && other.is_some() && other == self.spec().kind
    }

    /// What a record made from the row under the cursor starts with.
    pub(super) fn started(&self, from_row: bool) -> Vec<(String, String)> {
        let spec = self.spec();
        let cell = |(field, column): &(&str, &str)| {
            let text = self.cell(column).map(|cell| cell.plain().into_owned()).unwrap_or_default();
            ((*field).to_owned(), text)
        };
        let taken = spec.fresh.iter().filter(|_| from_row).map(cell);
        let given = spec.given.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned()));
        taken.chain(given).filter(|(_, text)| !text.is_empty()).collect()
    }

    /// The form for a new record; with what the row under the cursor says.
    pub(super) fn ask_record(&self, kind: Kind, from_row: bool) -> Outcome {
        Outcome::NewRecord { kind, given: self.started(from_row) }
    }

    /// The number under the cursor, where it can be stepped.
    pub(super) fn steps(&self) -> Option<(Kind, String, &'static str, Option<i64>)> {
        let (kind, column) = (self.spec().kind?, self.column());
        let field = self.field_here(column)?;
        let (_, holds, _) = kind.fields().iter().find(|(name, ..)| *name == field)?;
        let number = match self.cell(column)? {
            Cell::Count(count) => Some(*count),
            _ => None,
        };
        (*holds == FieldKind::Count).then_some((kind, self.record()?, field, number))
    }

    /// One more or one less.
    pub(super) fn step_value(&self, by: i64) -> Outcome {
        let Some((kind, id, field, number)) = self.steps() else { return Outcome::ignored() };
        let next = number.map_or(1, |number| number.saturating_add(by)).max(0);
        let (field, text) = (field.to_owned(), next.to_string());
        Outcome::command(Command::Record(RecordCommand::SetField { kind, ids: vec![id.into()], field, text }))
    }

    /// What Enter does in a column.
    pub(super) fn does(&self, column: &str) -> &'static str {
        if self.section == Section::Architecture && self.field_here(column).is_none() {
            return "Enter goes there";
        }
        if self.spec().parts.iter().any(|(name, ..)| *name == column) {
            return "Enter opens the record behind it";
        }
        match (self.record().is_some(), self.field_here(column).is_some()) {
            (true, true) => "Enter edits",
            (false, _) if self.makes_records() => "Enter makes it",
            (true, false) if self.name != PaneName::Economics => "computed; Enter opens the record",
            _ => "computed, K explains",
        }
    }

    /// Keeps a listing as it is, to compare with after a rewrite.
    pub(super) fn keep_listing(&self, context: &Context<'_>) -> Outcome {
        let Some(id) = self.cell("id").map(|cell| cell.plain().into_owned()) else { return Outcome::ignored() };
        let program = context.workbench.program();
        match listings::keep(program, &id, context.workbench.as_of()) {
            Ok(command) => Outcome::command(Command::Record(command)),
            Err(refusal) => Outcome::unavailable(refusal.to_string()),
        }
    }

    /// The same plan or task in the timeline.
    pub(super) fn in_timeline(&self) -> Outcome {
        match (self.spec().kind, self.record()) {
            (Some(kind), Some(id)) => {
                Outcome::GoToRecord { pane: PaneName::Timeline, kind, id: id.into(), partner: self.row_partner() }
            }
            _ => Outcome::unavailable("there is no plan here yet"),
        }
    }
}
